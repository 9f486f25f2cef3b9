//! Pushes what is due from the outbox, for as long as the server runs. A vendor that hangs holds up no other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use store::PendingDelivery;

use super::deliver;
use crate::state::AppState;

/// How often the outbox is looked at where nothing was due.
const IDLE: Duration = Duration::from_secs(1);

/// How many events are taken at once.
const BATCH: u64 = 64;

/// How many events of one suite are under way at once; those beyond wait in the outbox. A batch may go beyond it once.
const MAX_PER_SUITE: usize = 16;

/// How many events of each suite are under way.
#[derive(Clone, Default)]
struct UnderWay(Arc<Mutex<HashMap<i64, usize>>>);

impl UnderWay {
    fn lock(&self) -> MutexGuard<'_, HashMap<i64, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The suites of which no more may be begun.
    fn busy(&self) -> Vec<i64> {
        let counts = self.lock();
        let busy = counts.iter().filter(|(_, count)| **count >= MAX_PER_SUITE);
        busy.map(|(suite, _)| *suite).collect()
    }

    fn begin(&self, suite: i64) -> Begun {
        *self.lock().entry(suite).or_default() += 1;
        Begun {
            all: self.clone(),
            suite,
        }
    }
}

/// An event that is under way until this is dropped.
struct Begun {
    all: UnderWay,
    suite: i64,
}

impl Drop for Begun {
    fn drop(&mut self) {
        let mut counts = self.all.lock();
        if let Some(count) = counts.get_mut(&self.suite) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.suite);
            }
        }
    }
}

/// Pushes what is due, and every 20 minutes a new ticket to each suite's vendor.
pub async fn run_deliveries(state: AppState) {
    let under_way = UnderWay::default();
    loop {
        if let Err(error) = state.store.push_due_tickets(state.now()).await {
            tracing::error!(%error, "could not push tickets");
        }
        let busy = under_way.busy();
        let taken = state
            .store
            .take_pending_deliveries(BATCH, &busy, state.now())
            .await;
        let taken = taken.unwrap_or_else(|error| {
            tracing::error!(%error, "could not look for pending deliveries");
            Vec::new()
        });
        let is_idle = taken.is_empty();
        for delivery in taken {
            let begun = under_way.begin(delivery.suite_id);
            tokio::spawn(push(state.clone(), delivery, begun));
        }
        if is_idle {
            tokio::time::sleep(IDLE).await;
        }
    }
}

async fn push(state: AppState, delivery: PendingDelivery, begun: Begun) {
    if let Err(error) = deliver(&state, &delivery, "").await {
        tracing::error!(?error, "the vendor's verdict was not kept");
    }
    drop(begun);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suite_is_busy_while_as_many_events_as_may_be_are_under_way() {
        let under_way = UnderWay::default();
        let mut begun: Vec<_> = (1..MAX_PER_SUITE).map(|_| under_way.begin(7)).collect();
        let _other = under_way.begin(8);
        assert!(under_way.busy().is_empty());
        begun.push(under_way.begin(7));
        assert_eq!(under_way.busy(), [7]);
        begun.pop();
        assert!(under_way.busy().is_empty());
        begun.clear();
        assert_eq!(under_way.lock().len(), 1, "nothing is left of what is over");
    }
}
