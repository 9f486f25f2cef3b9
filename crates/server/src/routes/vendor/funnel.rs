//! The funnel of a suite, as JSON and as CSV.

use api::Code;
use api::console::funnel::{
    Funnel, FunnelDay, FunnelError, FunnelQuery, FunnelStep, SuiteSummary, VendorSummary,
};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use batch::serials::{CSV_MARK, csv_row};
use domain::funnel::{Event, KEPT_DAYS, median, step_of_error};
use domain::link::LinkToken;
use domain::time::Moment;
use domain::word::Word;
use store::Actor;

use super::{OfSuite, suite_fields};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Path, Query};
use crate::handout::{date, day};
use crate::state::AppState;

/// The days of a funnel where nothing is said.
const DAYS: i64 = 30;

/// The days of a summary.
const SUMMARY_DAYS: i64 = 7;

/// The errors that are told of a step.
const ERRORS: usize = 5;

/// A suite's funnel.
pub async fn show(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(query): Query<FunnelQuery>,
) -> ApiResult<Json<Funnel>> {
    Ok(Json(funnel(&state, &actor, &suite, &query).await?))
}

/// The same as CSV.
pub async fn csv(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(query): Query<FunnelQuery>,
) -> ApiResult<Response> {
    let found = funnel(&state, &actor, &suite, &query).await?;
    let mut text = CSV_MARK.to_vec();
    let mut row = |cells: [String; 4]| text.extend(csv_row(&cells));
    row(["step", "people", "median_seconds", "errors"].map(str::to_owned));
    let scans = found.scans.to_string();
    row(["scanned".into(), scans, String::new(), String::new()]);
    for step in found.steps {
        let errors = step.errors.iter();
        let errors: Vec<_> = errors
            .map(|it| format!("{} {}", it.code, it.count))
            .collect();
        let median = step.median_ms.map(|ms| (ms / 1000).to_string());
        row([
            step.step,
            step.people.to_string(),
            median.unwrap_or_default(),
            errors.join("; "),
        ]);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"funnel.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text).into_response())
}

/// How the vendor's live suites do.
pub async fn summary(
    State(state): State<AppState>,
    Acting(actor): Acting,
) -> ApiResult<Json<VendorSummary>> {
    let last = state.now().day();
    let first = last - SUMMARY_DAYS + 1;
    let found = state.store.own_summary(&actor, (first, last)).await?;
    let suites = found.into_iter().map(|suite| SuiteSummary {
        scans: suite.count(Event::Scanned),
        signed_in: suite.count(Event::SignedIn),
        started: suite.count(Event::Started),
        icon: suite_fields::icon_of(&suite.suite_key),
        suite_key: suite.suite_key,
        name: suite.name,
    });
    Ok(Json(VendorSummary {
        from: shown(first),
        to: shown(last),
        suites: suites.collect(),
    }))
}

fn shown(day: i64) -> String {
    let (year, month, day) = date(day);
    format!("{year}-{month:02}-{day:02}")
}

/// The first and the last day.
fn period(query: &FunnelQuery, now: Moment) -> ApiResult<(i64, i64)> {
    let read = |field: &'static str, given: &Option<String>| {
        let given = given.as_deref().filter(|text| !text.is_empty());
        let refused = || ApiError::new(Code::Period, "A day as in 2026-11-01.").field(field);
        given.map(|text| day(text).ok_or_else(refused)).transpose()
    };
    let last = read("to", &query.to)?.unwrap_or(now.day());
    let first = read("from", &query.from)?.unwrap_or(last - DAYS + 1);
    match (0..KEPT_DAYS).contains(&(last - first)) {
        true => Ok((first, last)),
        false => Err(ApiError::new(Code::Period, "1 to 800 days.").field("from")),
    }
}

async fn funnel(
    state: &AppState,
    actor: &Actor,
    suite: &str,
    query: &FunnelQuery,
) -> ApiResult<Funnel> {
    let (first, last) = period(query, state.now())?;
    let token = query.link.as_deref().filter(|text| !text.is_empty());
    let unknown = || ApiError::new(Code::NotFound, "No such link.");
    let token = token.map(|text| LinkToken::parse(text).ok_or_else(unknown));
    let token = token.transpose()?;
    let days = (first, last);
    let found = state.store.own_funnel(actor, suite, token.as_ref(), days);
    let found = found.await?;
    let steps = Event::STEPS.into_iter();
    let steps: Vec<Event> = steps
        .filter(|step| *step != Event::Serial || found.has_serial)
        .collect();
    let mut errors = found.errors;
    errors.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let step = |step: &Event| {
        let of_step = errors
            .iter()
            .filter(|(code, _)| step_of_error(code) == *step);
        let of_step = of_step.take(ERRORS).map(|(code, count)| FunnelError {
            code: code.clone(),
            count: *count,
        });
        let times = found.times.get(step);
        FunnelStep {
            step: step.word().into_owned(),
            people: found.people.get(step).copied().unwrap_or_default(),
            median_ms: times.and_then(|times| median(times)).map(|span| span.0),
            errors: of_step.collect(),
        }
    };
    let on = |at: i64, event: Event| {
        let met = found.days.get(&(at, event));
        met.copied().unwrap_or_default()
    };
    let days = (first..=last).map(|at| FunnelDay {
        day: shown(at),
        scans: on(at, Event::Scanned),
        signed_in: on(at, Event::SignedIn),
        started: on(at, Event::Started),
    });
    let days: Vec<_> = days.collect();
    Ok(Funnel {
        from: shown(first),
        to: shown(last),
        scans: days.iter().map(|day| day.scans).sum(),
        steps: steps.iter().map(step).collect(),
        days,
    })
}
