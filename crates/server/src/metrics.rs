//! Figures for monitoring, in the text format of Prometheus. No label holds what a request says: paths are those of the
//! route table, methods and codes are known words.

use std::borrow::Cow;
use std::future::Future;
use std::num::NonZeroUsize;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use api::Code;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::word::Word;
use prometheus_client::encoding::{EncodeLabelSet, prometheus_text};
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use store::{Backlog, Figures};
use tokio::net::TcpListener;

use crate::connections::{self, Connections, Limits};
use crate::error::{ApiError, ApiResult};
use crate::open_api::errcode::Refusal;
use crate::state::AppState;

/// What the time of answers is sorted by, in seconds. Held requests take up to eight.
const SECONDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];

/// How many connections may ask for figures at once.
const CONNECTIONS: NonZeroUsize = NonZeroUsize::new(16).unwrap();

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    route: String,
    method: &'static str,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
    method: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    code: Cow<'static, str>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CallError {
    errcode: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: Cow<'static, str>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Pool {
    pool: &'static str,
}

/// What is counted in this process; cheap to clone.
#[derive(Clone, Debug)]
pub struct Metrics {
    answers: Family<Answer, Counter>,
    times: Family<Route, Histogram, fn() -> Histogram>,
    refusals: Family<Reason, Counter>,
    call_errors: Family<CallError, Counter>,
    codes: Family<Outcome, Counter>,
    /// Connections.
    pub connections: Connections,
    started: f64,
}

impl Default for Metrics {
    fn default() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            answers: Family::default(),
            times: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            refusals: Family::default(),
            call_errors: Family::default(),
            codes: Family::default(),
            connections: Connections::default(),
            started: since.unwrap_or_default().as_secs_f64(),
        }
    }
}

impl Metrics {
    /// Counts a one-time code that was sent, or of which that isn't known.
    pub fn count_sent_code(&self, is_known: bool) {
        let outcome = if is_known { "sent" } else { "unknown" };
        self.count_code(outcome.into());
    }

    /// Counts a one-time code that was asked for and not sent.
    pub fn count_refused_code(&self, why: Code) {
        self.count_code(why.word());
    }

    fn count_code(&self, outcome: Cow<'static, str>) {
        self.codes.get_or_create(&Outcome { outcome }).inc();
    }

    fn count(&self, route: String, method: &'static str, response: &Response, seconds: f64) {
        let status = class(response.status().as_u16());
        if let Some(code) = response.extensions().get::<Code>() {
            let code = code.word();
            self.refusals.get_or_create(&Reason { code }).inc();
        }
        if let Some(refusal) = response.extensions().get::<Refusal>() {
            let errcode = refusal.code.code();
            self.call_errors.get_or_create(&CallError { errcode }).inc();
        }
        let answer = Answer {
            route: route.clone(),
            method,
            status,
        };
        self.answers.get_or_create(&answer).inc();
        let times = self.times.get_or_create(&Route { route, method });
        times.observe(seconds);
    }

    /// Everything that is counted, and what is looked up now.
    fn registry(
        &self,
        figures: Figures,
        (deliveries, mails): (Backlog, Backlog),
        held: usize,
    ) -> Registry {
        let mut all = Registry::default();
        let started = ConstGauge::new(self.started);
        all.register("process_start_time_seconds", "When it started", started);
        let own = all.sub_registry_with_prefix("quickdeploy");
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        own.register("build", "Which version it is", version);
        own.register("http_requests", "Requests answered", self.answers.clone());
        let help = "Time until the answer begins";
        own.register("http_request_seconds", help, self.times.clone());
        let help = "Error answers by their code";
        own.register("refusals", help, self.refusals.clone());
        let help = "Error answers of the open API by their code";
        own.register("call_errors", help, self.call_errors.clone());
        let help =
            "One-time codes asked for: sent, unknown where the gateway didn't say, or why not";
        own.register("one_time_codes", help, self.codes.clone());
        let help = "Connections that are open";
        own.register("connections", help, self.connections.open.clone());
        let help = "Connections closed at once, since there were too many";
        let refused = self.connections.refused.clone();
        own.register("connections_refused", help, refused);
        let help = "Requests that wait for a change of their team";
        own.register("held_requests", help, gauge(held));
        let help = "Different scans and refusals that wait to be written";
        own.register("gathered_events", help, gauge(figures.gathered));
        let help =
            "Scans, refusals and attempts of callbacks that were dropped, since too many waited";
        let dropped = ConstCounter::new(figures.dropped);
        own.register("gathered_events_dropped", help, dropped);
        let help = "Deliveries to vendors' servers that are tried again";
        let waiting = ConstGauge::new(deliveries.waiting);
        own.register("deliveries_waiting", help, waiting);
        let help = "Deliveries that vendors' servers never answered, and that are no longer tried";
        let given_up = ConstGauge::new(deliveries.given_up);
        own.register("deliveries_given_up", help, given_up);
        let help = "Mails that wait to be sent";
        own.register("mails_waiting", help, ConstGauge::new(mails.waiting));
        let help = "Mails of the last days that couldn't be sent, and are no longer tried";
        own.register("mails_given_up", help, ConstGauge::new(mails.given_up));
        let (size, idle) = (Family::<Pool, Gauge>::default(), Family::default());
        for (pool, of_pool) in [("read", figures.read), ("write", figures.write)] {
            size.get_or_create(&Pool { pool }).set(signed(of_pool.size));
            let idle: &Family<Pool, Gauge> = &idle;
            idle.get_or_create(&Pool { pool }).set(signed(of_pool.idle));
        }
        own.register("database_connections", "Connections to the database", size);
        let help = "Connections to the database that nothing uses";
        own.register("database_connections_idle", help, idle);
        let help = "Transactions tried again, since another one got in their way";
        let retries = ConstCounter::new(figures.retries);
        own.register("database_retries", help, retries);
        all
    }
}

fn gauge(number: usize) -> ConstGauge<i64> {
    ConstGauge::new(signed(number))
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The class of a status.
fn class(status: u16) -> &'static str {
    match status / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

/// A method's name, if it is one that we know: others are of the asker's making, without end.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// Counts every answer, by the route that it matched.
pub async fn count(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("a file", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    metrics.count(route, method, &response, began.elapsed().as_secs_f64());
    response
}

/// Serves the figures until `shutdown` is done, on a port of their own.
pub async fn serve(listener: TcpListener, state: AppState, shutdown: impl Future<Output = ()>) {
    let router = Router::new().route("/metrics", get(show)).with_state(state);
    let limits = Limits {
        max_connections: CONNECTIONS,
        ..Limits::default()
    };
    connections::serve(listener, router, &limits, &Connections::default(), shutdown).await;
}

async fn show(State(state): State<AppState>) -> ApiResult<impl IntoResponse> {
    let queues = (state.store.deliveries().await?, state.store.mails().await?);
    let figures = state.store.figures();
    let registry = state.metrics.registry(figures, queues, state.held.count());
    let mut text = String::new();
    prometheus_text::encode(&mut text, &registry).map_err(ApiError::internal)?;
    let kind = [(header::CONTENT_TYPE, prometheus_text::CONTENT_TYPE)];
    Ok((kind, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_of_the_askers_making_are_one() {
        let invented = Method::from_bytes(b"PHONE13800138000").unwrap();
        for (method, name) in [
            (Method::GET, "GET"),
            (Method::DELETE, "DELETE"),
            (Method::TRACE, "other"),
            (invented, "other"),
        ] {
            assert_eq!(known(&method), name);
        }
    }

    #[test]
    fn a_status_is_of_a_class() {
        for (status, of) in [
            (101, "1xx"),
            (200, "2xx"),
            (304, "3xx"),
            (429, "4xx"),
            (503, "5xx"),
        ] {
            assert_eq!(class(status), of);
        }
    }
}
