//! Problems that members of teams reported.

use api::Code;
use api::console::desk::{Answer as TypedAnswer, ComplaintRow};
use api::console::list::{ListQuery, Page};
use axum::Json;
use axum::extract::State;
use domain::feedback::Answer;
use domain::word::Word;
use store::{Actor, Complaint};

use super::OfId;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::routes::vendor::input;
use crate::state::AppState;

fn row(complaint: Complaint) -> ComplaintRow {
    ComplaintRow {
        id: complaint.id,
        state: complaint.state.word().into_owned(),
        suite_key: complaint.of.suite_key,
        suite: complaint.of.suite,
        vendor: complaint.of.vendor,
        team: complaint.team,
        text: complaint.text,
        at: complaint.at.0,
        answer: complaint.answer,
        answered_by: complaint.answered_by,
        answered_at: complaint.answered_at.map(|at| at.0),
        closed_at: complaint.closed_at.map(|at| at.0),
    }
}

/// The complaints.
pub async fn list(
    State(state): State<AppState>,
    Acting(_): Acting,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<ComplaintRow>>> {
    let (listing, stands) = (input::listing(&query)?, input::state(&query)?);
    let found = state.store.complaints(&listing, stands).await?;
    Ok(input::page(found, row))
}

/// One of them.
pub async fn show(
    State(state): State<AppState>,
    Acting(_): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<Json<ComplaintRow>> {
    Ok(Json(row(state.store.complaint(id).await?)))
}

/// Answers it.
pub async fn answer(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
    Body(TypedAnswer { text }): Body<TypedAnswer>,
) -> ApiResult<Json<ComplaintRow>> {
    let text = Answer::parse(&text);
    let text = text.map_err(|why| {
        ApiError::new(Code::AnswerText, &format!("The answer is {why}.")).field("text")
    })?;
    let now = state.now();
    state.store.answer_complaint(&actor, id, &text, now).await?;
    Ok(Json(row(state.store.complaint(id).await?)))
}

/// Closes it.
pub async fn close(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<Json<ComplaintRow>> {
    set(&state, &actor, (id, true)).await
}

/// Opens it again.
pub async fn reopen(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<Json<ComplaintRow>> {
    set(&state, &actor, (id, false)).await
}

async fn set(
    state: &AppState,
    actor: &Actor,
    (id, close): (i64, bool),
) -> ApiResult<Json<ComplaintRow>> {
    let now = state.now();
    state.store.close_complaint(actor, (id, close), now).await?;
    Ok(Json(row(state.store.complaint(id).await?)))
}
