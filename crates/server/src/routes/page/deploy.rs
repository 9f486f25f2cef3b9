//! The pages behind a deploy link.

use api::Code;
use api::answer::{Boot, Guide, Onboarding};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::link::LinkToken;
use domain::task::{Task, TaskState};
use domain::word::Word;
use leptos::prelude::*;
use store::At;
use ui::document::Closed;
use ui::paint::html;
use ui::shell::StepShell;

use super::PageRequest;
use crate::carried;
use crate::error::{ApiError, ApiResult};
use crate::extract::PathParts;
use crate::page::{self, Kind, Mark, Page};
use crate::present;
use crate::routes::handout::{self, FileRequest};
use crate::state::AppState;

/// What the pages of a link show.
struct Found {
    status: StatusCode,
    /// It is a test link.
    test: bool,
    closed: Option<Closed>,
    guide: Guide,
    onboarding: Option<Onboarding>,
}

/// Fills a page of the link's.
fn page(
    state: &AppState,
    request: &PageRequest,
    kind: Kind,
    found: Found,
    painted: String,
) -> Response {
    let suite = found.guide.suite.as_ref();
    let title = suite.map_or_else(
        || request.product(),
        |suite| super::link_title(suite, found.test),
    );
    let page = Page {
        kind,
        mark: found.test.then_some(Mark::Test),
        wide: kind == Kind::Document && !request.visit().device.is_phone(),
        description: suite.map(|suite| request.lang.of(&suite.tagline)),
        accent: suite.map(|suite| (suite.accent.clone(), suite.accent_dark.clone())),
        ..super::document(state, request, found.status, title, painted)
    };
    let boot = Boot {
        lang: request.lang.word().to_owned(),
        person: request.person.as_ref().map(present::person),
        guide: Some(found.guide),
        onboarding: found.onboarding,
    };
    state.pages.deploy.fill(&Page {
        boot: page::boot(&boot),
        ..page
    })
}

/// The guide, which says of a bad link what is wrong with it.
fn guide_page(state: &AppState, request: &PageRequest, found: Found) -> Response {
    let (guide, visit, lang) = (found.guide.clone(), request.visit(), request.lang);
    let closed = found.closed;
    let painted = html(|| view! { <ui::document::Guide guide visit lang closed/> });
    page(state, request, Kind::Document, found, painted)
}

/// The program, with the shell of the step's page painted.
fn step_page(state: &AppState, request: &PageRequest, found: Found, word: &str) -> Response {
    let Some(suite) = found.guide.suite.clone() else {
        return guide_page(state, request, found);
    };
    let (link, lang) = (found.guide.link.clone(), request.lang);
    let due = suite.tasks.iter().find(|step| step.state == TaskState::Now);
    let due = due.map_or(Task::Start, |step| step.task);
    let wanted = Task::from_word(word);
    let is_done = |task| {
        suite
            .tasks
            .iter()
            .any(|step| step.task == task && step.state == TaskState::Done)
    };
    let task = wanted.filter(|task| is_done(*task)).unwrap_or(due);
    let painted = html(|| view! { <StepShell suite link task lang/> });
    page(state, request, Kind::Program, found, painted)
}

/// The guide page of a link. Opening it counts a scan and changes nothing else.
pub async fn guide(
    State(state): State<AppState>,
    PathParts([link]): PathParts<1>,
    request: PageRequest,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    // A token has no dot: it is one of the link's files that is asked for.
    if let Some((link, extension)) = link.rsplit_once('.') {
        let request = FileRequest {
            link,
            extension,
            uri: &uri,
            headers: &headers,
            address: request.address,
        };
        let file = handout::code(&state, request).await;
        return file.unwrap_or_else(ApiError::into_response);
    }
    match of_link(&state, &request, &link).await {
        Ok(found) => {
            let is_known = found.guide.suite.is_some() && request.method == Method::GET;
            if let Some(link) = LinkToken::parse(&link).filter(|_| is_known) {
                state.store.gather_scan(&link, state.now());
            }
            guide_page(&state, &request, found)
        }
        Err(error) => super::failed(&state, &request, &error),
    }
}

/// The page of a task, or the link's poster; behind a serial, which a code may carry, the guide.
pub async fn task(
    State(state): State<AppState>,
    PathParts([link, name]): PathParts<2>,
    request: PageRequest,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if let Some(link) = LinkToken::parse(&link)
        && let Some(guide) = carried::lead_to_guide(&state.settings, &link, &name, &uri)
    {
        return guide;
    }
    // No task has a dot.
    if let Some((stem, extension)) = name.rsplit_once('.') {
        let request = FileRequest {
            link: &link,
            extension,
            uri: &uri,
            headers: &headers,
            address: request.address,
        };
        let file = match stem.eq_ignore_ascii_case("poster") {
            true => handout::poster(&state, request).await,
            false => Err(ApiError::new(Code::NotFound, "There is no such file.")),
        };
        return file.unwrap_or_else(ApiError::into_response);
    }
    match of_link(&state, &request, &link).await {
        Ok(found) if found.guide.problem.is_none() => step_page(&state, &request, found, &name),
        Ok(found) => guide_page(&state, &request, found),
        Err(error) => super::failed(&state, &request, &error),
    }
}

async fn of_link(state: &AppState, request: &PageRequest, link: &str) -> ApiResult<Found> {
    // What can't be a token gets the page of an unknown link, with a token that none has.
    let token = LinkToken::parse(link)
        .unwrap_or_else(|| LinkToken::generate([0; domain::link::TOKEN_LENGTH]));
    let now = state.now();
    let person_id = request.person.as_ref().map(|person| person.id);
    let found = state.store.guide(&token, person_id).await?;
    let (deployment, begun) = found.map_or((None, None), |(link, begun)| (Some(link), begun));
    let status = if deployment.is_some() {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    };
    let test = deployment.as_ref().is_some_and(|found| found.test);
    let approved = deployment.as_ref().is_some_and(|it| it.suite.approved);
    let mut guide = present::guide(
        &token,
        deployment,
        request.person.is_some(),
        begun.as_ref(),
        now,
    );
    let client = state.settings.client.place(request.client.device);
    guide.client = client.map(str::to_owned);
    let onboarding = match (begun, &request.person) {
        (Some(begun), Some(person)) => {
            let at = At {
                link: token,
                person_id: person.id,
                address: request.address.to_string(),
                now,
            };
            let carried = carried::serial(&request.cookies, &at.link);
            Some(present::onboarding(state, &at, person, begun, carried).await?)
        }
        _ => None,
    };
    Ok(Found {
        status,
        test,
        closed: super::closed(guide.problem, test, approved),
        guide,
        onboarding,
    })
}
