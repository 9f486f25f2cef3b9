//! A vendor's self-check: ticked, handed in, taken back.

use api::Code;
use api::console::acceptance::{Acceptance, OfRevision, SaveAcceptance, VersionFault};
use axum::Json;
use axum::extract::State;
use domain::acceptance::{AcceptanceRefusal, CheckItem, SelfCheck, Tick, VersionName};
use domain::word::Word;
use store::Actor;

use super::super::OfSuite;
use super::present;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path};
use crate::state::AppState;

async fn answer(state: &AppState, actor: &Actor, suite: &str) -> ApiResult<Json<Acceptance>> {
    let criteria = &state.settings.acceptance;
    let found = state.store.own_acceptance(actor, suite, criteria).await?;
    let (round, fault) = match found.round {
        None => (None, None),
        Some(Ok(round)) => (Some(round), None),
        Some(Err(AcceptanceRefusal::VersionAccepted)) => (None, Some(VersionFault::Accepted)),
        Some(Err(_)) => (None, Some(VersionFault::Spent)),
    };
    Ok(Json(Acceptance {
        state: found.state,
        revision: found.revision,
        version: found.version,
        round,
        version_fault: fault,
        checks: present::ticks(found.checks),
        submitted_at: found.submitted_at.map(|at| at.0),
        rounds: found.rounds.into_iter().map(present::round).collect(),
        criteria: present::criteria(criteria),
    }))
}

/// The acceptance of a suite.
pub async fn show(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<Acceptance>> {
    answer(&state, &actor, &suite).await
}

/// What is typed of a self-check: each item once.
fn read(typed: &SaveAcceptance) -> ApiResult<(Option<VersionName>, SelfCheck)> {
    let version = match typed.version.trim() {
        "" => None,
        version => Some(VersionName::parse(version).map_err(|why| {
            ApiError::new(Code::VersionName, &format!("The version is {why}.")).field("version")
        })?),
    };
    let mut ticks = Vec::new();
    for item in CheckItem::ALL {
        if let Some(tick) = typed.checks.iter().find(|it| it.item == item) {
            let remark = present::remark(&tick.remark, format!("remark.{}", item.word()))?;
            let ticked = tick.ticked;
            ticks.push((item, Tick { ticked, remark }));
        }
    }
    Ok((version, SelfCheck(ticks)))
}

/// Saves a self-check as it is ticked.
pub async fn save(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<SaveAcceptance>,
) -> ApiResult<Json<Acceptance>> {
    let (version, list) = read(&typed)?;
    let change = (typed.revision, version.as_ref(), &list);
    let now = state.now();
    state
        .store
        .save_acceptance(&actor, &suite, change, now)
        .await?;
    answer(&state, &actor, &suite).await
}

/// Hands the version in.
pub async fn submit(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(OfRevision { revision }): Body<OfRevision>,
) -> ApiResult<Json<Acceptance>> {
    let (criteria, now) = (&state.settings.acceptance, state.now());
    state
        .store
        .submit_acceptance(&actor, (&suite, revision), criteria, now)
        .await?;
    answer(&state, &actor, &suite).await
}

/// Takes it back.
pub async fn take_back(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<Acceptance>> {
    let now = state.now();
    state
        .store
        .take_back_acceptance(&actor, &suite, now)
        .await?;
    answer(&state, &actor, &suite).await
}
