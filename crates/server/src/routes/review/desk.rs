//! Suites and vendors at the operator's desk.

use api::Code;
use api::console::desk::{DeskSuiteRow, VendorRow, Waiting, WithReason};
use api::console::list::{ListQuery, Page};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::application::{ApplicationState, ReasonText};
use domain::word::Word;
use store::{Actor, SuiteName, VendorEntry};

use super::OfSuite;
use super::letters::{self, About};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::routes::vendor::{input, suite_fields};
use crate::state::AppState;

/// How much waits for an operator.
pub async fn waiting(State(state): State<AppState>, Acting(_): Acting) -> ApiResult<Json<Waiting>> {
    let found = state.store.waiting(state.now()).await?;
    Ok(Json(Waiting {
        submitted: found.of(ApplicationState::Submitted),
        submitted_since: found.submitted_since.map(|at| at.0),
        rejected: found.of(ApplicationState::Rejected),
        approved: found.of(ApplicationState::Approved),
        replaced: found.of(ApplicationState::Replaced),
        complaints: found.complaints,
        complaints_since: found.complaints_since.map(|at| at.0),
        acceptances: found.acceptances,
        acceptances_since: found.acceptances_since.map(|at| at.0),
        overdue: found.overdue,
        overdue_since: found.overdue_since.map(|at| at.0),
    }))
}

/// The suites of all vendors.
pub async fn suites(
    State(state): State<AppState>,
    Acting(_): Acting,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<DeskSuiteRow>>> {
    let (listing, stands) = (input::listing(&query)?, input::state(&query)?);
    let found = state.store.desk_suites(&listing, stands).await?;
    Ok(input::page(found, |row| DeskSuiteRow {
        icon: suite_fields::icon_of(&row.of.suite_key),
        suite_key: row.of.suite_key,
        name: row.of.suite,
        vendor: row.of.vendor,
        state: row.state.word().into_owned(),
        suspended_for: row.suspended_for,
        suspended_at: row.suspended_at.map(|at| at.0),
        approved_at: row.approved_at.map(|at| at.0),
        created_at: row.created_at.0,
    }))
}

/// All vendors.
pub async fn vendors(
    State(state): State<AppState>,
    Acting(_): Acting,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<VendorRow>>> {
    let listing = input::listing(&query)?;
    let found = state.store.desk_vendors(&listing).await?;
    Ok(input::page(found, vendor))
}

/// A vendor as the operator reads it.
pub fn vendor(found: VendorEntry) -> VendorRow {
    VendorRow {
        id: found.id,
        name: found.name,
        short_name: found.short_name,
        certified: found.certified,
        contact: found.contact,
        created_at: found.created_at.0,
    }
}

/// Suspends a suite.
pub async fn suspend(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(body): Body<WithReason>,
) -> ApiResult<StatusCode> {
    set(&state, &actor, (&suite, true), &body).await
}

/// Resumes a suite.
pub async fn resume(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(body): Body<WithReason>,
) -> ApiResult<StatusCode> {
    set(&state, &actor, (&suite, false), &body).await
}

async fn set(
    state: &AppState,
    actor: &Actor,
    (suite_key, suspend): (&str, bool),
    WithReason { reason }: &WithReason,
) -> ApiResult<StatusCode> {
    let reason = ReasonText::parse(reason);
    let reason = reason.map_err(|why| {
        ApiError::new(Code::Reason, &format!("The reason is {why}.")).field("reason")
    })?;
    let suite = state.store.suite_of(&Actor::machine(), suite_key).await?;
    let of = SuiteName {
        suite_key: suite.suite_key,
        suite: suite.name,
        vendor: suite.vendor,
    };
    let reason = reason.as_str();
    let about = match suspend {
        true => About::Suspended { reason },
        false => About::Resumed { reason },
    };
    let letter = letters::sealed(state, &of, about)?;
    let change = (suspend, reason, &letter);
    let now = state.now();
    state
        .store
        .set_suspension(actor, suite_key, change, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
