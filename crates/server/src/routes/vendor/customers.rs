//! A suite's customers, and what was pushed to its vendor's server.

use api::console::customer::{
    Callback, CallbackAttempt, CallbackRow, Customer, CustomerRow, TimelineEntry,
};
use api::console::list::{ListQuery, Page};
use axum::Json;
use axum::extract::State;
use store::OwnCustomerRow;

use super::{OfItem, OfSuite, input, serials};
use crate::address;
use crate::error::ApiResult;
use crate::extract::account::Acting;
use crate::extract::{Path, Query};
use crate::state::AppState;

/// A suite's customers.
pub async fn list(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<CustomerRow>>> {
    let (listing, stands) = (input::listing(&query)?, input::state(&query)?);
    let found = state.store.own_customers(&actor, &suite, &listing, stands);
    Ok(input::page(found.await?, present))
}

fn present(row: OwnCustomerRow) -> CustomerRow {
    CustomerRow {
        id: row.id,
        team: serials::team(row.team),
        state: row.state,
        serial: row.serial.map(|serial| serial.to_string()),
        authorized_at: row.authorized_at.0,
        active_at: row.active_at.map(|at| at.0),
    }
}

/// A customer.
pub async fn show(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfItem { suite, id }): Path<OfItem>,
) -> ApiResult<Json<Customer>> {
    let found = state.store.own_customer(&actor, &suite, id).await?;
    let public_url = &state.settings.public_url;
    let timeline = found.timeline.into_iter().map(|entry| TimelineEntry {
        at: entry.at.0,
        what: entry.what,
        detail: entry.detail,
    });
    Ok(Json(Customer {
        row: present(found.row),
        industry: found.industry,
        scope: found.scope,
        scope_size: found.scope_size,
        link: found.link.to_string(),
        link_label: found.link_label,
        reason: found.reason,
        invite_url: found.invite.map(|code| address::invite(public_url, &code)),
        timeline: timeline.collect(),
    }))
}

/// What was pushed to the vendor's server.
pub async fn callbacks(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<CallbackRow>>> {
    let (listing, stands) = (input::listing(&query)?, input::state(&query)?);
    let found = state.store.own_callbacks(&actor, &suite, &listing, stands);
    Ok(input::page(found.await?, callback_row))
}

fn callback_row(row: store::Callback) -> CallbackRow {
    CallbackRow {
        id: row.id,
        kind: row.kind,
        state: row.state,
        corpid: row.corpid,
        attempts: row.attempts,
        next_at: row.next_at.map(|at| at.0),
        created_at: row.created_at.0,
    }
}

/// An event with its attempts.
pub async fn callback(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfItem { suite, id }): Path<OfItem>,
) -> ApiResult<Json<Callback>> {
    let (row, attempts) = state.store.own_callback(&actor, &suite, id).await?;
    let attempts = attempts.into_iter().map(|attempt| CallbackAttempt {
        at: attempt.at.0,
        took_ms: attempt.took_ms,
        outcome: attempt.outcome,
        message: attempt.message,
        answer: attempt.answer,
    });
    Ok(Json(Callback {
        row: callback_row(row),
        attempts: attempts.collect(),
    }))
}

/// Pushes an event again.
pub async fn push(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfItem { suite, id }): Path<OfItem>,
) -> ApiResult<Json<CallbackRow>> {
    state.store.own_callback(&actor, &suite, id).await?;
    state.store.push_callback_again(id, state.now()).await?;
    let (row, _) = state.store.own_callback(&actor, &suite, id).await?;
    Ok(Json(callback_row(row)))
}
