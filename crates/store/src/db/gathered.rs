//! What waits to be written for the funnel and the callback log: nobody waits for it, so it is written together some times a second.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::time::Moment;

/// How many different events are gathered at most; those beyond are dropped until the next flush.
const MAX_EVENTS: usize = 2_000;

/// How many attempts of callbacks are gathered at most; those beyond are dropped until the next flush.
const MAX_ATTEMPTS: usize = 10_000;

/// What happened at a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Happened {
    /// The link.
    pub link: LinkToken,
    /// The person, if one is signed in.
    pub person_id: Option<i64>,
    /// The code of a refusal; none for a scan.
    pub code: Option<String>,
}

/// How often something happened, and when for the first time.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    /// When for the first time.
    pub first: Moment,
    /// How often.
    pub count: i32,
}

/// What a step of an onboarding did, for the funnel.
#[derive(Clone, Debug)]
pub struct StepEvent {
    /// The onboarding's link and suite.
    pub ids: (i64, i64),
    /// The onboarding.
    pub onboarding_id: i64,
    /// What was done.
    pub event: Event,
    /// The code of an error.
    pub code: Option<&'static str>,
    /// When.
    pub at: Moment,
}

/// An attempt to push an event, for the log. Its secrets are masked.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// What was pushed, as JSON.
    pub message: String,
    /// What was answered.
    pub answer: String,
    /// What came of it, in words.
    pub outcome: String,
    /// How long it took, in milliseconds.
    pub took_ms: i64,
    /// When it began.
    pub at: Moment,
}

/// What waits to be written.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    waiting: Arc<Mutex<Waiting>>,
    dropped: Arc<AtomicU64>,
    /// Held while it is written, so that who flushes knows that all is written that was gathered before.
    pub writing: Arc<tokio::sync::Mutex<()>>,
}

/// What a transaction notes, to be gathered once it is committed.
#[derive(Debug, Default)]
pub struct Noted {
    /// What steps did, in order.
    pub steps: Vec<StepEvent>,
    /// The links of which a use was spent.
    pub uses: Vec<i64>,
}

/// What is taken at once to be written.
#[derive(Debug, Default)]
pub struct Waiting {
    /// Scans and refusals.
    pub tallies: HashMap<Happened, Tally>,
    /// What transactions noted.
    pub noted: Noted,
    /// Attempts of callbacks, each with the id of its row in the outbox.
    pub attempts: Vec<(i64, Attempt)>,
}

impl Waiting {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        let Noted { steps, uses } = &self.noted;
        let is_empty = [steps.is_empty(), uses.is_empty(), self.attempts.is_empty()];
        self.tallies.is_empty() && is_empty == [true; 3]
    }
}

impl Gathered {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a scan or a refusal.
    pub fn add(&self, what: Happened, new: Tally) {
        let tallies = &mut self.waiting().tallies;
        let is_full = tallies.len() >= MAX_EVENTS;
        match tallies.entry(what) {
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.count = known.count.saturating_add(new.count);
                known.first = known.first.min(new.first);
            }
            Entry::Vacant(place) if !is_full => {
                place.insert(new);
            }
            Entry::Vacant(_) => self.note_dropped(1),
        }
    }

    /// Adds what a transaction noted. There are never more than transactions.
    pub fn add_noted(&self, new: Noted) {
        let noted = &mut self.waiting().noted;
        noted.steps.extend(new.steps);
        noted.uses.extend(new.uses);
    }

    /// Adds an attempt of the event with this id.
    pub fn add_attempt(&self, id: i64, attempt: Attempt) {
        let attempts = &mut self.waiting().attempts;
        match attempts.len() < MAX_ATTEMPTS {
            true => attempts.push((id, attempt)),
            false => self.note_dropped(1),
        }
    }

    /// How many events and attempts were dropped since the start, since too many waited.
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }

    /// Counts what was dropped.
    pub fn note_dropped(&self, count: usize) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.dropped.fetch_add(count, Ordering::Relaxed);
    }

    /// How many different events wait.
    pub fn len(&self) -> usize {
        let waiting = self.waiting();
        waiting.tallies.len() + waiting.noted.steps.len()
    }

    /// Takes what waits.
    pub fn take(&self) -> Waiting {
        std::mem::take(&mut *self.waiting())
    }

    /// Puts back what couldn't be written, before what has come since.
    pub fn put_back(&self, taken: Waiting) {
        let (mut noted, mut attempts) = (taken.noted, taken.attempts);
        let mut waiting = self.waiting();
        attempts.append(&mut waiting.attempts);
        self.note_dropped(attempts.len().saturating_sub(MAX_ATTEMPTS));
        attempts.truncate(MAX_ATTEMPTS);
        waiting.attempts = attempts;
        noted.steps.append(&mut waiting.noted.steps);
        noted.uses.append(&mut waiting.noted.uses);
        waiting.noted = noted;
        drop(waiting);
        for (what, tally) in taken.tallies {
            self.add(what, tally);
        }
    }
}
