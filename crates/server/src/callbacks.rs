//! Telling the vendors' servers what waits for them, and telling them again.

use std::time::Duration;

use domain::authorization::Verdict;
use store::{StoreError, Waiting, WaitingFor};
use tokio::time::timeout;

use crate::error::ApiResult;
use crate::state::AppState;

/// How long a vendor may take; after that it is told again later (open API 4: its share is 3 s).
pub const PATIENCE: Duration = Duration::from_secs(3);
const EVERY: Duration = Duration::from_secs(1);
const FLUSH: Duration = Duration::from_millis(300);
const SWEEP: Duration = Duration::from_secs(3600);
const AT_ONCE: u64 = 32;

/// Tells a vendor and takes its verdict. `Some` says why a serial is refused.
pub async fn deliver(
    state: &AppState,
    waiting: &Waiting,
    address: &str,
) -> ApiResult<Option<StoreError>> {
    let answer = timeout(PATIENCE, state.vendor.tell(waiting)).await;
    let verdict = answer.unwrap_or(Verdict::NoAnswer);
    tracing::info!(
        suite = waiting.suite_key,
        corp = waiting.corpid,
        ?verdict,
        "vendor told"
    );
    if waiting.last && is_missing(waiting, &verdict) {
        tracing::warn!(
            suite = waiting.suite_key,
            corp = waiting.corpid,
            "deliveries to the vendor are given up until somebody asks for another"
        );
    }
    let now = state.now();
    match waiting.what {
        WaitingFor::Serial(serial) => Ok(state
            .store
            .settle_serial(waiting, serial, &verdict, address, now)
            .await?),
        WaitingFor::News(_) => {
            state.store.settle_news(waiting, &verdict, now).await?;
            Ok(None)
        }
    }
}

/// Whether the vendor's word is still missing. A serial needs a yes or a no; news is only to be heard.
fn is_missing(waiting: &Waiting, verdict: &Verdict) -> bool {
    match waiting.what {
        WaitingFor::Serial(_) => matches!(verdict, Verdict::Noted | Verdict::NoAnswer),
        WaitingFor::News(_) => *verdict == Verdict::NoAnswer,
    }
}

/// Tells a vendor in the background; what fails is told again by [`keep_telling`].
pub fn deliver_later(state: AppState, waiting: Waiting) {
    tokio::spawn(async move {
        if let Err(error) = deliver(&state, &waiting, "").await {
            tracing::error!(?error, "the vendor's verdict was not kept");
        }
    });
}

/// Tells a vendor in the background, if there is something to tell.
pub fn tell_later(state: &AppState, waiting: impl IntoIterator<Item = Waiting>) {
    for waiting in waiting {
        deliver_later(state.clone(), waiting);
    }
}

/// Writes some times a second what was gathered, for as long as the server runs.
pub async fn keep_flushing(state: AppState) {
    loop {
        tokio::time::sleep(FLUSH).await;
        if let Err(error) = state.store.flush().await {
            tracing::error!(%error, "scans and refusals wait to be written");
        }
    }
}

/// Throws away once an hour what nobody needs any more, for as long as the server runs.
pub async fn keep_sweeping(state: AppState) {
    loop {
        if let Err(error) = state.store.sweep(state.now()).await {
            tracing::error!(%error, "could not sweep");
        }
        tokio::time::sleep(SWEEP).await;
    }
}

/// Tells vendors again whose answer is missing, once a second, for as long as the server runs.
pub async fn keep_telling(state: AppState) {
    loop {
        tokio::time::sleep(EVERY).await;
        match state.store.take_waiting(AT_ONCE, state.now()).await {
            Ok(taken) => taken
                .into_iter()
                .for_each(|w| deliver_later(state.clone(), w)),
            Err(error) => tracing::error!(%error, "could not look for what waits"),
        }
    }
}
