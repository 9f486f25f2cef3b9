//! Who is in a team, and who wants to be.

use api::team::{Decide, HandOver, People, SetRole};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use super::onboarding::SearchQuery;
use crate::error::ApiResult;
use crate::extract::{Body, Path, Query, TeamMember};
use crate::present::team;
use crate::state::AppState;

/// Of what in the team a path speaks.
#[derive(Deserialize)]
pub struct OfItem {
    /// Its id.
    pub id: i64,
}

/// Everybody who matches, and who waits to be let in.
pub async fn list(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Query(query): Query<SearchQuery>,
) -> ApiResult<Json<People>> {
    let (members, more) = state.store.members(&membership, &query.search()).await?;
    let joins = state.store.joins(&membership).await?;
    Ok(Json(People {
        joins: joins.into_iter().map(team::joining).collect(),
        members: members.into_iter().map(team::colleague).collect(),
        more,
        me: membership.member_id,
        role: membership.role,
    }))
}

/// Lets somebody in, or not.
pub async fn decide(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfItem { id }): Path<OfItem>,
    Body(Decide { admit }): Body<Decide>,
) -> ApiResult<StatusCode> {
    let now = state.now();
    state.store.decide_join(&membership, id, admit, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes somebody an admin, or takes that back.
pub async fn set_role(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfItem { id }): Path<OfItem>,
    Body(SetRole { admin }): Body<SetRole>,
) -> ApiResult<StatusCode> {
    state
        .store
        .set_role(&membership, id, admin, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes somebody out.
pub async fn remove(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfItem { id }): Path<OfItem>,
) -> ApiResult<StatusCode> {
    state
        .store
        .remove_member(&membership, id, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes somebody else the owner.
pub async fn hand_over(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Body(HandOver { to }): Body<HandOver>,
) -> ApiResult<StatusCode> {
    state.store.hand_over(&membership, to, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Leaves the team.
pub async fn leave(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
) -> ApiResult<StatusCode> {
    state.store.leave(&membership, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
