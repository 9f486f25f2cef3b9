//! The pages of a team: the workbench with all that is managed from it, and the invite.

use api::team::{Invitation, TeamBoot};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::invite::{InviteCode, InviteProblem};
use leptos::prelude::*;
use ui::document::Invite;
use ui::paint::html;
use ui::shell::Shell;
use ui::text::team;

use super::PageRequest;
use crate::error::{ApiError, ApiResult};
use crate::extract::PathParts;
use crate::page::{self, Kind, Mark, Page};
use crate::present;
use crate::routes::{handout, invite};
use crate::state::AppState;

/// A page of the workbench's program.
fn program(
    state: &AppState,
    request: &PageRequest,
    boot: &TeamBoot,
    mark: Option<Mark>,
) -> Response {
    let lang = request.lang;
    let painted = html(|| view! { <Shell lang/> });
    state.pages.workbench.fill(&Page {
        kind: Kind::Program,
        mark,
        boot: page::boot(boot),
        ..super::document(
            state,
            request,
            StatusCode::OK,
            title(request, boot),
            painted,
        )
    })
}

/// What the tab is called: after the team that an invite leads to, if it leads to one.
fn title(request: &PageRequest, boot: &TeamBoot) -> String {
    match boot.invitation.as_ref().filter(|it| !it.team.is_empty()) {
        Some(invitation) => team::joins(request.lang, &invitation.team),
        None => request.product(),
    }
}

fn boot(request: &PageRequest, invitation: Option<Invitation>) -> TeamBoot {
    TeamBoot {
        lang: request.lang.word().to_owned(),
        invitation,
        person: request.person.as_ref().map(present::person),
        unknown: false,
    }
}

/// The workbench; its data comes with the program's first request.
pub async fn workbench(State(state): State<AppState>, request: PageRequest) -> Response {
    match mark(&state, &request).await {
        Ok(mark) => program(&state, &request, &boot(&request, None), mark),
        Err(error) => super::failed(&state, &request, &error),
    }
}

/// The mark of who is in test teams.
async fn mark(state: &AppState, request: &PageRequest) -> ApiResult<Option<Mark>> {
    let Some(person) = &request.person else {
        return Ok(None);
    };
    let teams = state.store.test_teams_of(person.id).await?;
    let first = teams.first().map(|(corpid, _)| corpid.clone());
    let tests = teams.into_iter().filter(|(_, is_test)| *is_test);
    let tests: Vec<String> = tests.map(|(corpid, _)| corpid).collect();
    let first = first.filter(|_| !tests.is_empty());
    Ok(first.map(|first| Mark::Teams { tests, first }))
}

/// The workbench's page without a visitor: what the phone keeps for when there is no network.
pub async fn shell(State(state): State<AppState>, request: PageRequest) -> Response {
    let boot = TeamBoot {
        unknown: true,
        ..TeamBoot::default()
    };
    program(&state, &request, &boot, None)
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
    request: PageRequest,
    headers: HeaderMap,
) -> Response {
    let picture = code.strip_suffix(".png").map(InviteCode::parse);
    match picture {
        Some(Some(code)) => {
            let file = handout::invite(&state, &code, (&headers, request.address)).await;
            file.unwrap_or_else(ApiError::into_response)
        }
        Some(None) => StatusCode::NOT_FOUND.into_response(),
        None => match invite::look(&state, &code, request.person.as_ref()).await {
            Ok(found) => invite_page(&state, &request, found),
            Err(error) => super::failed(&state, &request, &error),
        },
    }
}

/// The invite's document, good or bad.
fn invite_page(
    state: &AppState,
    request: &PageRequest,
    (invitation, is_test): (Invitation, bool),
) -> Response {
    let status = match invitation.problem {
        Some(InviteProblem::Dead) => StatusCode::NOT_FOUND,
        Some(InviteProblem::Full) | None => StatusCode::OK,
    };
    let (visit, lang) = (request.visit(), request.lang);
    let live = !invitation.team.is_empty();
    let description = live.then(|| team::invites(lang, &invitation.inviter));
    let boot = boot(request, Some(invitation.clone()));
    let painted = html(|| view! { <Invite invitation visit lang/> });
    state.pages.workbench.fill(&Page {
        mark: is_test.then_some(Mark::Test),
        description,
        boot: page::boot(&boot),
        ..super::document(state, request, status, title(request, &boot), painted)
    })
}

/// The way in: the program, unless the invite leads nowhere.
pub async fn join_step(
    State(state): State<AppState>,
    PathParts([code]): PathParts<1>,
    request: PageRequest,
) -> Response {
    match invite::look(&state, &code, request.person.as_ref()).await {
        Ok((found, is_test)) if found.problem.is_none() => {
            let mark = is_test.then_some(Mark::Test);
            program(&state, &request, &boot(&request, Some(found)), mark)
        }
        Ok(found) => invite_page(&state, &request, found),
        Err(error) => super::failed(&state, &request, &error),
    }
}
