//! The sandbox of a suite: links, serials and teams to try it with.

use api::Code;
use api::console::sandbox::{
    IssueTestSerials, NewTestLink, Sandbox, TestLink, TestSerial, TestTeam,
};
use axum::Json;
use axum::extract::State;
use domain::link::LinkToken;
use domain::sandbox::{MAX_LINKS, MAX_SERIALS, MAX_TEAMS, SandboxRefusal, check_serials};
use domain::serial::{RANDOM_BYTES, Serial};
use domain::time::Moment;
use domain::word::Word;
use store::Actor;

use super::links::{OfLink, token};
use super::{OfItem, OfSuite, input};
use crate::address;
use crate::callbacks;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path};
use crate::state::AppState;

impl From<SandboxRefusal> for ApiError {
    fn from(why: SandboxRefusal) -> Self {
        match why {
            SandboxRefusal::Links => Self::new(Code::TestLinks, &why.to_string()),
            SandboxRefusal::Serials(left) => Self::new(Code::TestSerials, &why.to_string())
                .field("count")
                .left(left),
        }
    }
}

/// A test link, as it is answered.
pub fn link(state: &AppState, link: store::TestLink, now: Moment) -> TestLink {
    let stands = match link.facts.may_begin(now) {
        Ok(()) => "open".to_owned(),
        Err(problem) => problem.word().into_owned(),
    };
    TestLink {
        url: address::guide(&state.settings.public_url, &link.token),
        token: link.token.to_string(),
        label: link.label,
        state: stands,
        expires_at: link.facts.expires_at.map(|at| at.0),
        created_at: link.created_at.0,
    }
}

async fn answer(state: &AppState, actor: &Actor, suite: &str) -> ApiResult<Json<Sandbox>> {
    let (found, now) = (state.store.own_sandbox(actor, suite).await?, state.now());
    let links = found.links.into_iter();
    let serials = found.serials.into_iter().map(|row| TestSerial {
        serial: row.serial.to_string(),
        team: row.team,
    });
    let teams = found.teams.into_iter().map(|team| TestTeam {
        id: team.id,
        corpid: team.corpid,
        name: team.name,
        people: team.people,
        state: team.state.map(|state| state.word().into_owned()),
        created_at: team.created_at.0,
    });
    Ok(Json(Sandbox {
        links: links.map(|row| link(state, row, now)).collect(),
        most_links: MAX_LINKS,
        serials: serials.collect(),
        most_serials: MAX_SERIALS,
        serial_rule: found.serial_rule.word().into_owned(),
        teams: teams.collect(),
        most_teams: MAX_TEAMS,
    }))
}

/// A suite's sandbox.
pub async fn show(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<Sandbox>> {
    answer(&state, &actor, &suite).await
}

/// Makes a test link.
pub async fn make_link(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<NewTestLink>,
) -> ApiResult<Json<Sandbox>> {
    let label = input::label::<60>(&typed.label)?;
    let token = LinkToken::generate(state.random());
    let made = state
        .store
        .make_test_link(&actor, &suite, (&token, &label), state.now());
    made.await?;
    answer(&state, &actor, &suite).await
}

/// Removes a test link.
pub async fn remove_link(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfLink>,
) -> ApiResult<Json<Sandbox>> {
    let token = token(&of.link)?;
    let removed = state
        .store
        .remove_test_link(&actor, (&of.suite, &token), state.now());
    removed.await?;
    answer(&state, &actor, &of.suite).await
}

/// Issues test serials.
pub async fn issue_serials(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<IssueTestSerials>,
) -> ApiResult<Json<Sandbox>> {
    // No more are made than there may ever be.
    check_serials(typed.count, 0)?;
    let random = || state.random::<RANDOM_BYTES>();
    let serials: Vec<Serial> = (0..typed.count)
        .map(|_| Serial::generate(random()))
        .collect();
    let issued = state
        .store
        .issue_test_serials(&actor, &suite, &serials, state.now());
    issued.await?;
    answer(&state, &actor, &suite).await
}

/// Removes a test team.
pub async fn remove_team(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfItem { suite, id }): Path<OfItem>,
) -> ApiResult<Json<Sandbox>> {
    let removed = state
        .store
        .remove_test_team(&actor, (&suite, id), state.now());
    callbacks::tell_later(&state, removed.await?);
    answer(&state, &actor, &suite).await
}
