//! Requests that are held until their team changes: one look a second at all their teams together.

use std::collections::HashMap;
use std::mem::replace;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use store::Membership;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::state::AppState;

/// How long a request is held; less than any request may take.
const HELD: Duration = Duration::from_secs(8);

/// How often the database is asked meanwhile: other servers change it, too.
const LOOK: Duration = Duration::from_secs(1);

/// How many requests of one person are held: pages of theirs that are open.
const PER_PERSON: usize = 8;

/// The requests that are held in this process.
#[derive(Clone)]
pub struct HeldRequests {
    all: Arc<Mutex<All>>,
    most: usize,
}

#[derive(Default)]
struct All {
    /// How often each team has changed, as it was last seen; `None` once it has ended.
    teams: HashMap<i64, watch::Sender<Option<i64>>>,
    /// How many requests of each person there are.
    people: HashMap<i64, usize>,
}

impl HeldRequests {
    /// None yet, and so many at most.
    pub fn new(most: usize) -> Self {
        Self {
            all: Arc::default(),
            most,
        }
    }

    /// Waits until the membership's team has changed more often than is known, has ended, or the time is over.
    pub async fn until_changed(&self, membership: &Membership, known: i64) {
        match self.hold(membership, known) {
            Some(mut held) => {
                let is_new = |now: &Option<i64>| now.is_none_or(|now| now > known);
                timeout(HELD, held.changes.wait_for(is_new)).await.ok();
            }
            // Not at once: a page asks again as soon as it is answered.
            None => sleep(LOOK).await,
        }
    }

    /// A place among the held requests, if there is one.
    fn hold(&self, membership: &Membership, known: i64) -> Option<Held> {
        let mut all = self.lock();
        let own = all.people.get(&membership.person_id).copied().unwrap_or(0);
        if own >= PER_PERSON || all.people.values().sum::<usize>() >= self.most {
            return None;
        }
        all.people.insert(membership.person_id, own + 1);
        let team = all.teams.entry(membership.corp_id);
        let team = team.or_insert_with(|| watch::Sender::new(Some(known)));
        Some(Held {
            changes: team.subscribe(),
            requests: self.clone(),
            person_id: membership.person_id,
        })
    }

    /// How many requests are held.
    pub fn count(&self) -> usize {
        self.lock().people.values().sum()
    }

    /// The teams that requests wait for; the others are forgotten.
    fn teams(&self) -> Vec<i64> {
        let teams = &mut self.lock().teams;
        teams.retain(|_, changes| changes.receiver_count() > 0);
        teams.keys().copied().collect()
    }

    /// Tells the requests of these teams how often each has changed.
    fn tell(&self, teams: &[i64], found: &HashMap<i64, i64>) {
        let all = self.lock();
        for team in teams {
            if let Some(changes) = all.teams.get(team) {
                let now = found.get(team).copied();
                changes.send_if_modified(|known| replace(known, now) != now);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, All> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A held request's place.
struct Held {
    changes: watch::Receiver<Option<i64>>,
    requests: HeldRequests,
    person_id: i64,
}

impl Drop for Held {
    fn drop(&mut self) {
        let people = &mut self.requests.lock().people;
        match people.get_mut(&self.person_id) {
            Some(own) if *own > 1 => *own -= 1,
            _ => drop(people.remove(&self.person_id)),
        }
    }
}

/// Looks once a second at the teams that requests wait for, for as long as the server runs.
pub async fn keep_looking(state: AppState) {
    loop {
        sleep(LOOK).await;
        let teams = state.held.teams();
        if teams.is_empty() {
            continue;
        }
        match state.store.changes_of(&teams).await {
            Ok(found) => state.held.tell(&teams, &found),
            Err(error) => tracing::error!(%error, "could not look for changes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::role::Role;
    use tokio::task::yield_now;

    use super::*;

    fn membership(person_id: i64, corp_id: i64) -> Membership {
        Membership {
            corp_id,
            corpid: String::new(),
            member_id: 0,
            person_id,
            department_id: None,
            name: String::new(),
            role: Role::Member,
        }
    }

    #[test]
    fn a_person_holds_eight_requests_and_all_together_so_many() {
        let requests = HeldRequests::new(10);
        let mut held: Vec<_> = (0..8)
            .map(|_| requests.hold(&membership(1, 1), 0))
            .collect();
        assert!(held.iter().all(Option::is_some));
        assert!(requests.hold(&membership(1, 2), 0).is_none());
        held.extend((0..2).map(|_| requests.hold(&membership(2, 1), 0)));
        assert!(held.iter().all(Option::is_some));
        assert!(requests.hold(&membership(3, 1), 0).is_none());
        held.pop();
        assert!(requests.hold(&membership(1, 1), 0).is_none());
        assert!(requests.hold(&membership(3, 1), 0).is_some());
        drop(held);
        assert!(requests.lock().people.is_empty());
        assert!(requests.teams().is_empty());
    }

    #[tokio::test]
    async fn a_request_waits_for_what_is_new_in_its_own_team() {
        let requests = HeldRequests::new(10);
        let wait = |membership: Membership, known| {
            let requests = requests.clone();
            tokio::spawn(async move { requests.until_changed(&membership, known).await })
        };
        let (one, later, other) = (
            wait(membership(1, 1), 5),
            wait(membership(2, 1), 6),
            wait(membership(3, 2), 5),
        );
        let is_woken = async |numbers: &[(i64, i64)]| {
            let numbers = numbers.iter().copied().collect();
            requests.tell(&[1, 2], &numbers);
            yield_now().await;
            yield_now().await;
            [&one, &later, &other].map(|request| request.is_finished())
        };
        yield_now().await;
        assert_eq!(is_woken(&[(1, 5), (2, 5)]).await, [false, false, false]);
        assert_eq!(is_woken(&[(1, 6), (2, 5)]).await, [true, false, false]);
        assert_eq!(is_woken(&[(1, 7), (2, 5)]).await, [true, true, false]);
        // It has ended.
        assert_eq!(is_woken(&[(1, 7)]).await, [true, true, true]);
    }
}
