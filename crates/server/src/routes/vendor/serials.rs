//! Serials: issued, listed, taken back, moved.

use api::Code;
use api::console::list::{ListQuery, Page};
use api::console::serial::{
    Changed, IssueSerials, MoveSerial, SerialBatch, SerialFilter as TypedFilter,
    SerialRow as Serial, TeamName,
};
use axum::Json;
use axum::extract::State;
use domain::feedback::Reason;
use domain::serial::{self, RANDOM_BYTES};
use domain::time::Moment;
use domain::word::Word;
use serde::Deserialize;
use store::{Actor, SerialBatchRow, SerialFilter, SerialRow};

use super::{OfItem, OfSuite, input};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::state::AppState;

/// Of which serial a path speaks.
#[derive(Deserialize)]
pub struct OfSerial {
    suite: String,
    serial: String,
}

impl OfSerial {
    /// It. A text that can't be one names none.
    fn serial(&self) -> ApiResult<serial::Serial> {
        let serial = serial::Serial::parse(&self.serial);
        serial.map_err(|_| ApiError::new(Code::NotFound, "No such serial."))
    }
}

/// A suite's serials.
pub async fn list(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(query): Query<ListQuery>,
    Query(filter): Query<TypedFilter>,
) -> ApiResult<Json<Page<Serial>>> {
    let listing = input::listing(&query)?;
    let filter = SerialFilter {
        standing: input::state(&query)?,
        batch: filter.batch,
    };
    let now = state.now();
    let found = state
        .store
        .own_serials(&actor, &suite, (&listing, filter), now)
        .await?;
    Ok(input::page(found, present))
}

/// A serial as its vendor reads it.
pub fn present(row: SerialRow) -> Serial {
    Serial {
        serial: row.serial.to_string(),
        state: row.standing.word().into_owned(),
        batch: row.batch,
        label: row.label,
        expires_at: row.expires_at.map(|at| at.0),
        revoked_at: row.revoked_at.map(|at| at.0),
        team: row.team.map(team),
        redeemed_at: row.redeemed_at.map(|at| at.0),
    }
}

/// A team as vendors read it.
pub fn team(team: store::TeamName) -> TeamName {
    TeamName {
        corpid: team.corpid,
        name: team.name,
    }
}

/// Issues serials.
pub async fn issue(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<IssueSerials>,
) -> ApiResult<Json<SerialBatch>> {
    let count = usize::try_from(typed.count).unwrap_or(usize::MAX);
    if !(1..=serial::MOST).contains(&count) {
        let why = "1 to 100000 serials are issued at once.";
        return Err(ApiError::new(Code::SerialCount, why).field("count"));
    }
    let now = state.now();
    let label = input::label::<60>(&typed.label)?;
    let expires_at = input::ends(typed.days, now)?;
    let serials: Vec<serial::Serial> = (0..count)
        .map(|_| serial::Serial::generate(state.random::<RANDOM_BYTES>()))
        .collect();
    let id = state
        .store
        .issue_batch(&actor, &suite, (&label, &serials), expires_at, now)
        .await?;
    Ok(Json(made(id, label, count, now)))
}

/// A batch that was made just now.
pub fn made(id: i64, label: String, count: usize, now: Moment) -> SerialBatch {
    SerialBatch {
        id,
        label,
        issued_at: now.0,
        issued: count as u64,
        redeemed: 0,
        revoked: 0,
    }
}

/// A suite's batches.
pub async fn batches(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<SerialBatch>>> {
    let listing = input::listing(&query)?;
    let found = state.store.serial_batches(&actor, &suite, &listing).await?;
    Ok(input::page(found, |row: SerialBatchRow| SerialBatch {
        id: row.id,
        label: row.label,
        issued_at: row.issued_at.0,
        issued: row.issued,
        redeemed: row.redeemed,
        revoked: row.revoked,
    }))
}

async fn set_batch(
    state: &AppState,
    actor: &Actor,
    OfItem { suite, id }: OfItem,
    revoked_at: Option<Moment>,
) -> ApiResult<Json<Changed>> {
    let set = state
        .store
        .set_batch_revoked(actor, (&suite, id), revoked_at);
    Ok(Json(Changed {
        changed: set.await?,
    }))
}

/// Takes a batch's serials back.
pub async fn revoke_batch(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfItem>,
) -> ApiResult<Json<Changed>> {
    let now = state.now();
    set_batch(&state, &actor, of, Some(now)).await
}

/// Undoes that.
pub async fn restore_batch(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfItem>,
) -> ApiResult<Json<Changed>> {
    set_batch(&state, &actor, of, None).await
}

async fn set(
    state: &AppState,
    actor: &Actor,
    of: OfSerial,
    revoked: bool,
) -> ApiResult<Json<Serial>> {
    let (serial, now) = (of.serial()?, state.now());
    let revoked_at = revoked.then_some(now);
    let set = state
        .store
        .set_serial_revoked(actor, (&of.suite, &serial), revoked_at, now);
    Ok(Json(present(set.await?)))
}

/// Takes a serial back.
pub async fn revoke(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfSerial>,
) -> ApiResult<Json<Serial>> {
    set(&state, &actor, of, true).await
}

/// Undoes that.
pub async fn restore(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfSerial>,
) -> ApiResult<Json<Serial>> {
    set(&state, &actor, of, false).await
}

/// Moves a serial to another team.
pub async fn reassign(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfSerial>,
    Body(typed): Body<MoveSerial>,
) -> ApiResult<Json<Serial>> {
    let serial = of.serial()?;
    let reason = Reason::parse(&typed.reason)
        .map_err(|why| ApiError::new(Code::ReasonText, &why.to_string()).field("reason"))?;
    let to = (&*typed.corpid, reason.as_str());
    let moved = state
        .store
        .move_serial(&actor, (&of.suite, &serial), to, state.now());
    Ok(Json(present(moved.await?)))
}
