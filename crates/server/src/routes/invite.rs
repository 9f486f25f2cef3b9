//! Invites: a team's link, and joining by it.

use api::Code;
use api::team::{Invitation, Invite, Join, SetInvite};
use axum::Json;
use axum::extract::State;
use domain::invite::InviteCode;
use domain::team::PersonName;

use crate::error::{ApiError, ApiResult};
use crate::extract::{Body, Path, Signed, TeamMember, Visitor};
use crate::present::team;
use crate::state::AppState;

fn fresh(state: &AppState) -> InviteCode {
    InviteCode::generate(state.random())
}

/// The team's invite link.
pub async fn show(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
) -> ApiResult<Json<Invite>> {
    let fresh = fresh(&state);
    let found = state.store.invite(&membership, &fresh, state.now()).await?;
    Ok(Json(team::invite(&state.settings, found)))
}

/// Renews it: the old one is dead.
pub async fn renew(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
) -> ApiResult<Json<Invite>> {
    let fresh = fresh(&state);
    let found = state
        .store
        .renew_invite(&membership, &fresh, state.now())
        .await?;
    Ok(Json(team::invite(&state.settings, found)))
}

/// Sets whether joining needs approval.
pub async fn set(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Body(SetInvite { approval }): Body<SetInvite>,
) -> ApiResult<Json<Invite>> {
    let fresh = fresh(&state);
    let set = state
        .store
        .set_approval(&membership, approval, &fresh, state.now());
    Ok(Json(team::invite(&state.settings, set.await?)))
}

/// Where an invite leads, for this visitor; a dead one, too.
pub async fn invitation(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Visitor(person): Visitor,
) -> ApiResult<Json<Invitation>> {
    Ok(Json(look(&state, &code, person.as_ref()).await?.0))
}

/// Where an invite leads, and whether that is a test team.
pub async fn look(
    state: &AppState,
    typed: &str,
    visitor: Option<&store::Person>,
) -> ApiResult<(Invitation, bool)> {
    let found = match InviteCode::parse(typed) {
        Some(code) => state.store.invitation(&code, visitor).await?,
        None => None,
    };
    let code = InviteCode::parse(typed);
    let code = code.map_or_else(|| typed.to_owned(), |code| code.to_string());
    let is_test = found.as_ref().is_some_and(|found| found.test);
    Ok((team::invitation(&code, found, visitor), is_test))
}

/// Joins, or asks to.
pub async fn join(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Signed(person): Signed,
    Body(Join { name }): Body<Join>,
) -> ApiResult<Json<Invitation>> {
    let parsed = parse(&code)?;
    let name = name.map(|name| PersonName::parse(&name)).transpose();
    let name =
        name.map_err(|why| ApiError::new(Code::NameNeeded, &format!("name {why}")).field("name"))?;
    let now = state.now();
    state
        .store
        .join(&parsed, &person, name.as_ref(), now)
        .await?;
    let person = state.store.person(person.id).await?;
    Ok(Json(look(&state, &code, person.as_ref()).await?.0))
}

/// Takes the wish to join back.
pub async fn take_back(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Signed(person): Signed,
) -> ApiResult<Json<Invitation>> {
    let parsed = parse(&code)?;
    state.store.take_join_back(&parsed, &person).await?;
    Ok(Json(look(&state, &code, Some(&person)).await?.0))
}

fn parse(code: &str) -> ApiResult<InviteCode> {
    InviteCode::parse(code).ok_or_else(|| ApiError::new(Code::InviteDead, "No such invite."))
}
