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

/// The teams that a visitor is in, the latest first; whether each is a test team.
async fn teams(state: &AppState, request: &PageRequest) -> ApiResult<Vec<(String, bool)>> {
    match &request.person {
        Some(person) => Ok(state.store.teams_of_person(person.id).await?),
        None => Ok(Vec::new()),
    }
}

/// Those of teams that are test teams, or those that aren't.
fn only(teams: &[(String, bool)], tests: bool) -> Vec<String> {
    let found = teams.iter().filter(|(_, is_test)| *is_test == tests);
    found.map(|(corpid, _)| corpid.clone()).collect()
}

/// The mark of who is in test teams.
async fn mark(state: &AppState, request: &PageRequest) -> ApiResult<Option<Mark>> {
    let teams = teams(state, request).await?;
    let tests = only(&teams, true);
    let first = teams.first().filter(|_| !tests.is_empty());
    Ok(first.map(|(first, _)| Mark::Among {
        tests,
        first: first.clone(),
    }))
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
    let made = join_program(&state, &request, &code).await;
    made.unwrap_or_else(|error| super::failed(&state, &request, &error))
}

async fn join_program(state: &AppState, request: &PageRequest, code: &str) -> ApiResult<Response> {
    let found = invite::look(state, code, request.person.as_ref()).await?;
    if found.0.problem.is_some() {
        return Ok(invite_page(state, request, found));
    }
    let (invitation, is_test) = found;
    let mark = match is_test {
        true => Some(Mark::Unless(only(&teams(state, request).await?, false))),
        false => None,
    };
    Ok(program(
        state,
        request,
        &boot(request, Some(invitation)),
        mark,
    ))
}
