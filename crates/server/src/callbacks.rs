//! Telling the vendors' servers what waits for them, and telling them again.

pub mod answer;
mod check;
pub mod client;
pub mod envelope;
pub mod event;
mod names;
pub mod push_error;
pub mod runner;

use std::time::Duration;

use domain::authorization::Verdict;
use store::{DeliveryKind, PendingDelivery, StoreError};
use tokio::time::timeout;

use crate::error::ApiResult;
use crate::state::AppState;

/// How long a vendor may take; after that it is tried again later (open API 4: its share is 3 s).
pub const CALLBACK_TIMEOUT: Duration = Duration::from_secs(3);

/// How long a vendor may take for its word on a serial.
pub(crate) const SERIAL_TIMEOUT: Duration = Duration::from_secs(1);
/// How often it is asked for it while the customer waits, and the pause between: 4.9 s at most in all.
const SERIAL_TRIES: u32 = 3;
const SERIAL_PAUSE: Duration = Duration::from_millis(500);

/// What an attempt may take longer than the vendor, for making its event and taking note of what came of it.
const MARGIN: Duration = Duration::from_millis(300);

const FLUSH: Duration = Duration::from_millis(300);
const SWEEP: Duration = Duration::from_secs(3600);

/// Tells a vendor and takes its verdict. `Some` says why a serial is refused.
pub async fn deliver(
    state: &AppState,
    delivery: &PendingDelivery,
    address: &str,
) -> ApiResult<Option<StoreError>> {
    let limit = match delivery.what {
        DeliveryKind::Serial(_) => SERIAL_TIMEOUT,
        DeliveryKind::Ticket | DeliveryKind::VendorEvent(_) => CALLBACK_TIMEOUT,
    };
    let verdict = ask(state, delivery, limit).await;
    settle(state, delivery, &verdict, address).await
}

/// Asks a vendor about a serial while the customer waits: up to three times. `Some` says why it is refused.
pub async fn deliver_serial(
    state: &AppState,
    delivery: &PendingDelivery,
    address: &str,
) -> ApiResult<Option<StoreError>> {
    let mut verdict = ask(state, delivery, SERIAL_TIMEOUT).await;
    for _ in 1..SERIAL_TRIES {
        if verdict != Verdict::NoAnswer {
            break;
        }
        tokio::time::sleep(SERIAL_PAUSE).await;
        verdict = ask(state, delivery, SERIAL_TIMEOUT).await;
    }
    settle(state, delivery, &verdict, address).await
}

async fn ask(state: &AppState, delivery: &PendingDelivery, limit: Duration) -> Verdict {
    let answer = timeout(limit + MARGIN, state.vendor.tell(delivery, limit)).await;
    let verdict = answer.unwrap_or(Verdict::NoAnswer);
    tracing::info!(
        suite = delivery.suite_key,
        corp = delivery.corpid,
        ?verdict,
        "vendor told"
    );
    verdict
}

async fn settle(
    state: &AppState,
    delivery: &PendingDelivery,
    verdict: &Verdict,
    address: &str,
) -> ApiResult<Option<StoreError>> {
    note_the_last(delivery, verdict);
    let now = state.now();
    match &delivery.what {
        DeliveryKind::Serial(serial) => Ok(state
            .store
            .settle_serial(delivery, serial, verdict, address, now)
            .await?),
        DeliveryKind::Ticket | DeliveryKind::VendorEvent(_) => {
            let told = [(delivery, verdict)];
            state.store.settle_events(&told, now).await?;
            Ok(None)
        }
    }
}

/// Logs that no attempt follows.
fn note_the_last(delivery: &PendingDelivery, verdict: &Verdict) {
    if delivery.last && is_missing(delivery, verdict) {
        tracing::warn!(
            suite = delivery.suite_key,
            corp = delivery.corpid,
            "deliveries to the vendor are given up until somebody asks for another"
        );
    }
}

/// Whether the vendor's word is still missing. A serial needs a yes or a no; an event is only to be heard.
fn is_missing(delivery: &PendingDelivery, verdict: &Verdict) -> bool {
    match delivery.what {
        DeliveryKind::Serial(_) => matches!(verdict, Verdict::Acknowledged | Verdict::NoAnswer),
        DeliveryKind::Ticket | DeliveryKind::VendorEvent(_) => *verdict == Verdict::NoAnswer,
    }
}

/// Delivers to a vendor in the background; what fails is tried again by [`runner`].
pub fn deliver_later(state: AppState, delivery: PendingDelivery) {
    tokio::spawn(async move {
        if let Err(error) = deliver(&state, &delivery, "").await {
            tracing::error!(?error, "the vendor's verdict was not kept");
        }
    });
}

/// Tells a vendor in the background, if there is something to tell.
pub fn tell_later(state: &AppState, deliveries: impl IntoIterator<Item = PendingDelivery>) {
    for delivery in deliveries {
        deliver_later(state.clone(), delivery);
    }
}

/// Writes some times a second what was gathered, for as long as the server runs.
pub async fn run_flushes(state: AppState) {
    loop {
        tokio::time::sleep(FLUSH).await;
        if let Err(error) = state.store.flush().await {
            tracing::error!(%error, "scans and refusals wait to be written");
        }
    }
}

/// Throws away once an hour what nobody needs any more, for as long as the server runs.
pub async fn run_sweeps(state: AppState) {
    loop {
        if let Err(error) = state.store.sweep(state.now()).await {
            tracing::error!(%error, "could not sweep");
        }
        tokio::time::sleep(SWEEP).await;
    }
}
