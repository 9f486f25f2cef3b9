//! What is a person's own: the workbench, notices, the account.

use api::team::{Account, AnswerInvited, AnsweredInvited, Changes, Notices, TeamRef, Workbench};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use domain::role::AccountDeletionEffect;
use serde::Deserialize;
use utoipa::IntoParams;

use super::people::OfItem;
use crate::callbacks;
use crate::error::{ApiError, ApiResult};
use crate::extract::{Body, Path, Query, Signed, TeamMember, session_cookie};
use crate::present::{self, team};
use crate::state::AppState;

/// Which team.
#[derive(Deserialize, IntoParams)]
pub struct OfTeam {
    /// The team's id; without it, the team that one joined last.
    team: Option<String>,
}

/// A team's workbench.
pub async fn show(
    State(state): State<AppState>,
    Signed(person): Signed,
    Query(OfTeam { team }): Query<OfTeam>,
) -> ApiResult<Json<Workbench>> {
    let found = state.store.workbench(&person, team.as_deref()).await?;
    Ok(Json(team::workbench(&person, found)))
}

/// Accepts an invitation, or declines it.
pub async fn answer_invitation(
    State(state): State<AppState>,
    Signed(person): Signed,
    Path(OfItem { id }): Path<OfItem>,
    Body(AnswerInvited { accept }): Body<AnswerInvited>,
) -> ApiResult<Json<AnsweredInvited>> {
    let now = state.now();
    let answered = state.store.answer_invitation(&person, id, accept, now);
    Ok(Json(AnsweredInvited {
        corpid: answered.await?,
    }))
}

/// What has been seen.
#[derive(Deserialize, IntoParams)]
pub struct Seen {
    /// The `changes` that were seen last.
    #[serde(default)]
    seen: i64,
}

/// Answers once something has changed, or after a while with what was known.
pub async fn changes(
    State(state): State<AppState>,
    TeamMember(membership): TeamMember,
    Query(Seen { seen }): Query<Seen>,
) -> ApiResult<Json<Changes>> {
    let now = async || {
        let found = state.store.changes(&membership).await?;
        found.ok_or_else(ApiError::not_in_team)
    };
    let mut changes = now().await?;
    if changes == seen {
        state.held.until_changed(&membership, changes).await;
        // A person who was removed meanwhile gets that error instead.
        changes = now().await?;
    }
    Ok(Json(Changes { changes }))
}

/// One's notices.
pub async fn notices(
    State(state): State<AppState>,
    Signed(person): Signed,
) -> ApiResult<Json<Notices>> {
    let notices = state.store.notices(person.id).await?;
    Ok(Json(Notices {
        notices: notices.into_iter().map(team::notice).collect(),
    }))
}

/// They are read.
pub async fn read_notices(
    State(state): State<AppState>,
    Signed(person): Signed,
) -> ApiResult<StatusCode> {
    state.store.read_notices(person.id, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What deleting one's account means.
pub async fn account(
    State(state): State<AppState>,
    Signed(person): Signed,
) -> ApiResult<Json<Account>> {
    let teams = state.store.deletion_effects(person.id).await?;
    let of = |wanted| {
        let teams = teams.iter().filter(|(.., what)| *what == wanted);
        let named = teams.map(|(corpid, name, _)| TeamRef {
            corpid: corpid.clone(),
            name: name.clone(),
        });
        named.collect()
    };
    Ok(Json(Account {
        person: present::person(&person),
        hand_over: of(AccountDeletionEffect::HandOverFirst),
        dissolve: of(AccountDeletionEffect::Dissolve),
        leave: of(AccountDeletionEffect::Leave),
    }))
}

/// Deletes it.
pub async fn delete_account(
    State(state): State<AppState>,
    Signed(person): Signed,
    jar: CookieJar,
) -> ApiResult<(CookieJar, StatusCode)> {
    let told = state.store.delete_account(person.id, state.now()).await?;
    callbacks::tell_later(&state, told);
    let jar = jar.add(session_cookie(&state.settings, None));
    Ok((jar, StatusCode::NO_CONTENT))
}
