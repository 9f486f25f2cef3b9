//! What waits to be written for the funnel: nobody waits for it, so it is written together some times a second.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::time::Moment;

/// How many different events are gathered at most; those beyond are dropped until the next flush.
const MAX_EVENTS: usize = 2_000;

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

/// What waits to be written.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    waiting: Arc<Mutex<Waiting>>,
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
}

impl Waiting {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.tallies.is_empty() && self.noted.steps.is_empty() && self.noted.uses.is_empty()
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
            Entry::Vacant(_) => {}
        }
    }

    /// Adds what a transaction noted. There are never more than transactions.
    pub fn add_noted(&self, new: Noted) {
        let noted = &mut self.waiting().noted;
        noted.steps.extend(new.steps);
        noted.uses.extend(new.uses);
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
        let mut noted = taken.noted;
        let mut waiting = self.waiting();
        noted.steps.append(&mut waiting.noted.steps);
        noted.uses.append(&mut waiting.noted.uses);
        waiting.noted = noted;
        drop(waiting);
        for (what, tally) in taken.tallies {
            self.add(what, tally);
        }
    }
}
