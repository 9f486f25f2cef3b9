//! The server: serves the pages and the JSON API, tells vendors' servers, and is the `quickdeploy`
//! program.

pub mod accounts;
pub mod address;
mod admit;
pub mod batches;
pub mod callbacks;
mod carried;
pub mod carrying;
pub mod config;
pub mod connections;
mod console_page;
pub mod credentials;
pub mod demo;
pub mod describe;
mod digest;
mod endpoint;
pub mod error;
mod extract;
pub mod handout;
mod held;
pub mod http;
mod kept;
mod keyed_limit;
mod lenient;
pub mod metrics;
pub mod notify;
pub mod open_api;
mod page;
mod present;
mod proof;
mod render_cache;
mod render_limit;
pub mod resealing;
mod routes;
pub mod secrets;
pub mod state;
pub mod suite_check;
pub mod vendor;
mod worker;

use std::future::Future;

use tokio::net::TcpListener;

pub use console_page::ConsolePage;
pub use held::HeldRequests;
pub use metrics::Metrics;
pub use page::{Pages, Template};
pub use render_cache::RenderCache;
pub use render_limit::RenderLimit;
pub use routes::ClientErrorLimit;
use state::AppState;
pub use worker::Worker;

/// Serves until `shutdown` is done; requests under way get some time to finish.
pub async fn run(listener: TcpListener, state: AppState, shutdown: impl Future<Output = ()>) {
    let telling = tokio::spawn(callbacks::runner::run_deliveries(state.clone()));
    let sweeping = tokio::spawn(callbacks::run_sweeps(state.clone()));
    let flushing = tokio::spawn(callbacks::run_flushes(state.clone()));
    let looking = tokio::spawn(held::keep_looking(state.clone()));
    let mailing = tokio::spawn(notify::mail::run(state.clone()));
    let resealing = tokio::spawn(resealing::run(state.clone()));
    let (store, settings) = (state.store.clone(), state.settings.clone());
    let connections = state.metrics.connections.clone();
    let router = routes::router(state);
    connections::serve(listener, router, &settings.limits, &connections, shutdown).await;
    // Before the tasks end: one of them may be writing what it took.
    if let Err(error) = store.flush().await {
        tracing::error!(%error, "scans and refusals are lost");
    }
    for task in [telling, sweeping, flushing, looking, mailing, resealing] {
        task.abort();
    }
    // What vendors answered meanwhile.
    if let Err(error) = store.flush().await {
        tracing::error!(%error, "what vendors answered last is missing from the funnel");
    }
}
