//! A team's suites after the start: who uses them, later changes, what members say.

use api::Code;
use api::answer::Directory;
use api::request::Scope as TypedScope;
use api::team::{
    Decline, Onward, Rating as TypedRating, Report as TypedReport, Requests, SuitePage, Suites,
    Switch, Withdraw,
};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::feedback::{Rating, RatingError, Reason, Report};
use domain::link::LinkToken;
use domain::network::Network;
use serde::Deserialize;
use store::{At, Membership};

use super::onboarding::{SearchQuery, parse_scope};
use super::people::OfItem;
use crate::callbacks;
use crate::error::{ApiError, ApiResult};
use crate::extract::{Address, Body, Path, Query, TeamMember};
use crate::present::{self, team};
use crate::state::AppState;

/// Of which suite a path speaks.
#[derive(Deserialize)]
pub struct OfSuite {
    suite: String,
}

/// The suites that one sees.
pub async fn list(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
) -> ApiResult<Json<Suites>> {
    let rows = state.store.suites_of(&membership).await?;
    Ok(Json(Suites {
        suites: rows.into_iter().map(team::suite_row).collect(),
    }))
}

async fn page(
    state: &AppState,
    membership: &Membership,
    suite: &str,
) -> ApiResult<Json<SuitePage>> {
    let found = state.store.suite_page(membership, suite).await?;
    let found = found.ok_or_else(|| ApiError::new(Code::NotFound, "No such suite here."))?;
    Ok(Json(team::suite_page(found, membership.role)))
}

/// One of them.
pub async fn show(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<SuitePage>> {
    page(&state, &membership, &suite).await
}

/// Sets who may use it.
pub async fn scope(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<TypedScope>,
) -> ApiResult<Json<SuitePage>> {
    let scope = parse_scope(typed)?;
    let now = state.now();
    let told = state
        .store
        .change_scope(&membership, &suite, &scope, now)
        .await?;
    callbacks::tell_later(&state, told);
    page(&state, &membership, &suite).await
}

/// Disables or enables it.
pub async fn switch(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(Switch { on }): Body<Switch>,
) -> ApiResult<Json<SuitePage>> {
    let told = state
        .store
        .switch(&membership, &suite, on, state.now())
        .await?;
    callbacks::tell_later(&state, told);
    page(&state, &membership, &suite).await
}

/// Withdraws its authorization; its name is typed.
pub async fn withdraw(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(Withdraw { name }): Body<Withdraw>,
) -> ApiResult<Json<SuitePage>> {
    let found = state.store.suite_page(&membership, &suite).await?;
    let found = found.ok_or_else(|| ApiError::new(Code::NotFound, "No such suite here."))?;
    if !domain::text::same_name(&name, &found.row.name) {
        return Err(ApiError::new(Code::NotTheName, "Not the suite's name.").field("confirm"));
    }
    let told = state
        .store
        .withdraw(&membership, &suite, state.now())
        .await?;
    callbacks::tell_later(&state, told);
    page(&state, &membership, &suite).await
}

/// Who begins an onboarding from the workbench; its link is found by what is begun.
fn at(state: &AppState, membership: &Membership, address: Network) -> At {
    At {
        link: LinkToken::generate([0; domain::link::TOKEN_LENGTH]),
        person_id: membership.person_id,
        address: address.to_string(),
        now: state.now(),
    }
}

/// Begins to authorize again.
pub async fn again(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Address(address): Address,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<Onward>> {
    let at = at(&state, &membership, address);
    let link = state
        .store
        .authorize_again(&membership, &suite, &at)
        .await?;
    let link = link.to_string();
    Ok(Json(Onward { link }))
}

/// Reports a problem.
pub async fn report(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(TypedReport { text }): Body<TypedReport>,
) -> ApiResult<StatusCode> {
    let report = Report::parse(&text)
        .map_err(|why| ApiError::new(Code::ReportText, &why.to_string()).field("text"))?;
    let now = state.now();
    state
        .store
        .report(&membership, &suite, &report, now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Rates its version.
pub async fn rate(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<TypedRating>,
) -> ApiResult<Json<SuitePage>> {
    let rating = Rating::parse(typed.stars, &typed.text).map_err(|why| {
        let (code, field) = match why {
            RatingError::Stars(_) => (Code::RatingStars, "stars"),
            RatingError::Text(_) => (Code::RatingText, "text"),
        };
        ApiError::new(code, &why.to_string()).field(field)
    })?;
    state
        .store
        .rate(&membership, &suite, &rating, state.now())
        .await?;
    page(&state, &membership, &suite).await
}

/// Departments and members to choose a scope from.
pub async fn directory(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(query): Query<SearchQuery>,
) -> ApiResult<Json<Directory>> {
    let (search, first) = (query.search(), query.ids());
    let found = state
        .store
        .directory_for(&membership, &suite, &search, &first);
    Ok(Json(present::directory(found.await?)))
}

/// Members' requests.
pub async fn requests(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
) -> ApiResult<Json<Requests>> {
    let found = state.store.requests(&membership).await?;
    Ok(Json(Requests {
        requests: found.into_iter().map(team::request).collect(),
    }))
}

/// Begins to authorize what was asked for.
pub async fn take_up(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Address(address): Address,
    Path(OfItem { id }): Path<OfItem>,
) -> ApiResult<Json<Onward>> {
    let at = at(&state, &membership, address);
    let link = state.store.take_request_up(&membership, id, &at).await?;
    let link = link.to_string();
    Ok(Json(Onward { link }))
}

/// Declines.
pub async fn decline(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Path(OfItem { id }): Path<OfItem>,
    Body(Decline { reason }): Body<Decline>,
) -> ApiResult<StatusCode> {
    let reason = Reason::parse(&reason)
        .map_err(|why| ApiError::new(Code::ReasonText, &why.to_string()).field("reason"))?;
    let now = state.now();
    state
        .store
        .decline(&membership, id, reason.as_str(), now)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
