//! The operator's queue of acceptances: seen, recorded, closed.

use api::Code;
use api::console::acceptance::{
    AcceptanceRow, AcceptanceToJudge, NewDefect, OfRevision, RecordQuality, RecordSecurity,
};
use api::console::list::{ListQuery, Page};
use axum::Json;
use axum::extract::State;
use domain::acceptance::AcceptanceRefusal;
use serde::Deserialize;
use store::{AcceptanceListing, QueuePlace, QueuedAcceptance};

use super::super::judge::{given_out, place};
use super::super::{OfId, desk};
use super::letters::{self, About};
use super::present;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::routes::vendor::{input, suite_fields};
use crate::state::AppState;

/// Of which defect of a round a path speaks.
#[derive(Deserialize)]
pub struct OfDefect {
    id: i64,
    defect: i64,
}

/// Where a page of a queue begins.
pub fn behind(after: Option<&str>) -> ApiResult<Option<QueuePlace>> {
    let refused = || ApiError::new(Code::ListQuery, "Not so.").field("after");
    let after = after.map(|after| place(after).ok_or_else(refused));
    after.transpose()
}

fn row(row: QueuedAcceptance) -> AcceptanceRow {
    AcceptanceRow {
        id: row.id,
        state: row.state,
        icon: suite_fields::icon_of(&row.of.suite_key),
        suite_key: row.of.suite_key,
        suite: row.of.suite,
        vendor: row.of.vendor,
        version: row.version,
        round: row.round,
        submitted_at: row.submitted_at.0,
        decided_at: row.decided_at.map(|at| at.0),
    }
}

/// The queue.
pub async fn queue(
    State(state): State<AppState>,
    Acting(_): Acting,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<AcceptanceRow>>> {
    if query.sort.is_some() {
        return Err(ApiError::new(Code::ListQuery, "Not so.").field("sort"));
    }
    let of_list = input::listing(&ListQuery {
        after: None,
        ..query.clone()
    })?;
    let listing = AcceptanceListing {
        search: of_list.search,
        state: input::state(&query)?,
        after: behind(query.after.as_deref())?,
        limit: of_list.limit,
    };
    let (rows, is_more) = state.store.acceptances(&listing).await?;
    let last = rows.last().filter(|_| is_more);
    Ok(Json(Page {
        next: last.map(|row| given_out(row.place())),
        rows: rows.into_iter().map(row).collect(),
        total: None,
    }))
}

async fn answer(state: &AppState, id: i64) -> ApiResult<Json<AcceptanceToJudge>> {
    let criteria = &state.settings.acceptance;
    let found = state.store.acceptance_to_judge(id, criteria).await?;
    Ok(Json(AcceptanceToJudge {
        icon: suite_fields::icon_of(&found.of.suite_key),
        suite_key: found.of.suite_key,
        suite: found.of.suite,
        suspended_for: found.suspended_for,
        vendor: desk::vendor(found.vendor),
        revision: found.round.revision,
        round: present::round(found.round),
        checks: present::ticks(found.checks),
        before: found.before.into_iter().map(present::round).collect(),
        criteria: present::criteria(criteria),
    }))
}

/// A round with all that it is judged by.
pub async fn show(
    State(state): State<AppState>,
    Acting(_): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<Json<AcceptanceToJudge>> {
    answer(&state, id).await
}

/// Records the quality part.
pub async fn quality(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
    Body(RecordQuality { coverage, note }): Body<RecordQuality>,
) -> ApiResult<Json<AcceptanceToJudge>> {
    if coverage > 100 {
        let why = "Coverage is 0 to 100 percent.";
        return Err(ApiError::new(Code::Coverage, why).field("coverage"));
    }
    let (note, now) = (present::remark(&note, "note")?, state.now());
    state
        .store
        .record_quality(&actor, id, (coverage, &note), now)
        .await?;
    answer(&state, id).await
}

/// Records the security part.
pub async fn security(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
    Body(RecordSecurity { passed, note }): Body<RecordSecurity>,
) -> ApiResult<Json<AcceptanceToJudge>> {
    let (note, now) = (present::remark(&note, "note")?, state.now());
    state
        .store
        .record_security(&actor, id, (passed, &note), now)
        .await?;
    answer(&state, id).await
}

/// Records a defect.
pub async fn record_defect(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
    Body(typed): Body<NewDefect>,
) -> ApiResult<Json<AcceptanceToJudge>> {
    let (words, now) = (present::defect_words(&typed)?, state.now());
    state.store.record_defect(&actor, id, &words, now).await?;
    answer(&state, id).await
}

/// Takes a defect out.
pub async fn remove_defect(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfDefect { id, defect }): Path<OfDefect>,
) -> ApiResult<Json<AcceptanceToJudge>> {
    let now = state.now();
    state.store.remove_defect(&actor, (id, defect), now).await?;
    answer(&state, id).await
}

/// Closes the round as the rule says; the vendor's owners are mailed.
pub async fn decide(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
    Body(OfRevision { revision }): Body<OfRevision>,
) -> ApiResult<Json<AcceptanceToJudge>> {
    let criteria = &state.settings.acceptance;
    let found = state.store.acceptance_to_judge(id, criteria).await?;
    let verdict = found.round.verdict.ok_or(AcceptanceRefusal::Unjudged)?;
    let about = About::Judged {
        round: &found.round,
        verdict,
        criteria,
    };
    let letter = letters::sealed(&state, &found.of, &about)?;
    let now = state.now();
    state
        .store
        .decide_acceptance(&actor, (id, revision), (criteria, &letter), now)
        .await?;
    answer(&state, id).await
}
