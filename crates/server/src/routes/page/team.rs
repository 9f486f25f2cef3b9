//! The pages of a team: the workbench with all that is managed from it, and the invite.

use api::team::{Invitation, TeamBoot};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::invite::{InviteCode, InviteProblem};
use view::Child;

use super::Ask;
use crate::error::{ApiError, ApiResult};
use crate::extract::PathParts;
use crate::page::Page;
use crate::present;
use crate::routes::{invite, picture};
use crate::state::AppState;

/// A page of the workbench's program, with where an invite leads if it is an invite's.
pub fn page(
    state: &AppState,
    ask: &Ask,
    status: StatusCode,
    invitation: Option<Invitation>,
) -> Response {
    let boot = TeamBoot {
        lang: ask.lang.word().to_owned(),
        invitation,
        person: ask.person.as_ref().map(present::person),
        unknown: false,
        failed: ask.failed,
    };
    fill(state, ask, status, &boot)
}

fn fill(state: &AppState, ask: &Ask, status: StatusCode, boot: &TeamBoot) -> Response {
    let live = boot.invitation.as_ref().filter(|it| !it.team.is_empty());
    let painted = match &boot.invitation {
        _ if boot.failed => view::failed(ask.lang),
        Some(invitation) => view::join(invitation, ask.lang, ""),
        None => view::loading(ask.lang).node(),
    };
    state.pages.workbench.fill(&Page {
        status: match boot.failed {
            true => StatusCode::INTERNAL_SERVER_ERROR,
            false => status,
        },
        lang: ask.lang,
        title: live.map_or_else(
            || ask.product(),
            |it| view::text::team::joins(ask.lang, &it.team),
        ),
        description: live.map(|it| view::text::team::invites(ask.lang, &it.inviter)),
        accent: None,
        url: ask.url(state),
        card: None,
        painted,
        boot: serde_json::to_string(boot).unwrap_or_default(),
        nonce: state.random(),
    })
}

/// The workbench; its data comes with the app's first request.
pub async fn workbench(State(state): State<AppState>, ask: Ask) -> Response {
    page(&state, &ask, StatusCode::OK, None)
}

/// The workbench's page without a visitor: what the phone keeps for when there is no network.
pub async fn shell(State(state): State<AppState>, ask: Ask) -> Response {
    let boot = TeamBoot {
        unknown: true,
        ..TeamBoot::default()
    };
    fill(&state, &ask, StatusCode::OK, &boot)
}

/// The service worker.
pub async fn worker(State(state): State<AppState>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, state.worker.0.clone()).into_response()
}

/// The page of an invite, or with `.png` its QR code. Opening it changes nothing.
pub async fn join(
    State(state): State<AppState>,
    PathParts([code]): PathParts<1>,
    ask: Ask,
) -> Response {
    let picture = code.strip_suffix(".png").map(InviteCode::parse);
    let made = match picture {
        Some(Some(code)) => picture::invite(&state, &code),
        Some(None) => return StatusCode::NOT_FOUND.into_response(),
        None => of_invite(&state, &ask, &code).await,
    };
    made.unwrap_or_else(|error| broken(&state, &ask, &error))
}

/// A step on the way in.
pub async fn join_step(
    State(state): State<AppState>,
    PathParts([code]): PathParts<1>,
    ask: Ask,
) -> Response {
    let made = of_invite(&state, &ask, &code).await;
    made.unwrap_or_else(|error| broken(&state, &ask, &error))
}

async fn of_invite(state: &AppState, ask: &Ask, code: &str) -> ApiResult<Response> {
    let found = invite::look(state, code, ask.person.as_ref()).await?;
    let status = match found.problem {
        Some(InviteProblem::Dead) => StatusCode::NOT_FOUND,
        Some(InviteProblem::Full) | None => StatusCode::OK,
    };
    Ok(page(state, ask, status, Some(found)))
}

fn broken(state: &AppState, ask: &Ask, error: &ApiError) -> Response {
    error.log();
    let boot = TeamBoot {
        lang: ask.lang.word().to_owned(),
        failed: true,
        ..TeamBoot::default()
    };
    fill(state, ask, StatusCode::INTERNAL_SERVER_ERROR, &boot)
}
