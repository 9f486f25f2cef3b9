//! Pushes what is due from the outbox, for as long as the server runs. A vendor that hangs holds up no other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::authorization::Verdict;
use store::{DeliveryKind, PendingDelivery};
use tokio::sync::mpsc;

use super::{CALLBACK_TIMEOUT, ask, deliver, note_the_last};
use crate::state::AppState;

/// How often the outbox is looked at where nothing was due.
const IDLE: Duration = Duration::from_secs(1);

/// How many events are taken at once.
const BATCH: usize = 64;

/// How many events of one suite are under way at once; those beyond wait in the outbox. A batch may go beyond it once.
const MAX_PER_SUITE: usize = 16;

/// An event that its vendor has answered, or not.
struct Answered {
    delivery: PendingDelivery,
    verdict: Verdict,
    _begun: Begun,
}

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
    let (answered, to_settle) = mpsc::channel(BATCH);
    tokio::spawn(settle(state.clone(), to_settle));
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
            tokio::spawn(push(state.clone(), delivery, begun, answered.clone()));
        }
        if is_idle {
            tokio::time::sleep(IDLE).await;
        }
    }
}

async fn push(
    state: AppState,
    delivery: PendingDelivery,
    begun: Begun,
    answered: mpsc::Sender<Answered>,
) {
    if let DeliveryKind::Serial(_) = delivery.what {
        if let Err(error) = deliver(&state, &delivery, "").await {
            tracing::error!(?error, "the vendor's verdict was not kept");
        }
        return;
    }
    let verdict = ask(&state, &delivery, CALLBACK_TIMEOUT).await;
    note_the_last(&delivery, &verdict);
    let event = Answered {
        delivery,
        verdict,
        _begun: begun,
    };
    answered.send(event).await.ok();
}

/// Keeps what vendors have answered: as many answers in one transaction as have come during the one before.
async fn settle(state: AppState, mut to_settle: mpsc::Receiver<Answered>) {
    let mut answered = Vec::with_capacity(BATCH);
    while to_settle.recv_many(&mut answered, BATCH).await > 0 {
        let told: Vec<_> = answered
            .iter()
            .map(|event| (&event.delivery, &event.verdict))
            .collect();
        if let Err(error) = state.store.settle_events(&told, state.now()).await {
            tracing::error!(?error, "vendors' verdicts were not kept");
        }
        answered.clear();
    }
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
