//! The pages behind a deploy link.

use api::Code;
use api::answer::Boot;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::link::LinkToken;
use store::At;
use view::Child;

use super::Ask;
use crate::carried;
use crate::error::{ApiError, ApiResult};
use crate::extract::PathParts;
use crate::page::Page;
use crate::present;
use crate::routes::handout::{self, FileRequest};
use crate::state::AppState;

fn page(state: &AppState, ask: &Ask, status: StatusCode, boot: Boot, paint: bool) -> Response {
    let boot = Boot {
        lang: ask.lang.word().to_owned(),
        person: ask.person.as_ref().map(present::person),
        failed: boot.failed || ask.failed,
        ..boot
    };
    let guide = boot.guide.as_ref();
    let suite = guide.and_then(|guide| guide.suite.as_ref());
    let painted = match guide.filter(|_| paint) {
        _ if boot.failed => view::failed(ask.lang),
        Some(guide) => view::guide(guide, ask.lang),
        None => view::loading(ask.lang).node(),
    };
    state.pages.deploy.fill(&Page {
        status: match boot.failed {
            true => StatusCode::INTERNAL_SERVER_ERROR,
            false => status,
        },
        lang: ask.lang,
        title: suite.map_or_else(
            || ask.product(),
            |suite| format!("{} · {}", suite.name, suite.vendor),
        ),
        description: suite.map(|suite| ask.lang.of(&suite.tagline)),
        accent: suite.map(|suite| (suite.accent.clone(), suite.accent_dark.clone())),
        url: ask.url(state),
        card: None,
        painted,
        boot: serde_json::to_string(&boot).unwrap_or_default(),
        nonce: state.random(),
    })
}

/// The guide page of a link. Opening it counts a scan and changes nothing else.
pub async fn guide(
    State(state): State<AppState>,
    PathParts([link]): PathParts<1>,
    ask: Ask,
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
            address: &ask.address,
        };
        let file = handout::code(&state, request).await;
        return file.unwrap_or_else(ApiError::into_response);
    }
    if let (Some(link), &Method::GET) = (LinkToken::parse(&link), &ask.method)
        && let Err(error) = state.store.record_scan(&link, state.now()).await
    {
        return broken(&state, &ask, &error.into());
    }
    let made = of_link(&state, &ask, &link, true).await;
    made.unwrap_or_else(|error| broken(&state, &ask, &error))
}

/// The page of a task, or the link's poster; behind a serial, which a code may carry, the guide.
pub async fn task(
    State(state): State<AppState>,
    PathParts([link, name]): PathParts<2>,
    ask: Ask,
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
            address: &ask.address,
        };
        let file = match stem.eq_ignore_ascii_case("poster") {
            true => handout::poster(&state, request).await,
            false => Err(ApiError::new(Code::NotFound, "There is no such file.")),
        };
        return file.unwrap_or_else(ApiError::into_response);
    }
    let made = of_link(&state, &ask, &link, false).await;
    made.unwrap_or_else(|error| broken(&state, &ask, &error))
}

/// A page that says that it couldn't be made.
fn broken(state: &AppState, ask: &Ask, error: &ApiError) -> Response {
    error.log();
    let boot = Boot {
        failed: true,
        ..Boot::default()
    };
    page(state, ask, StatusCode::INTERNAL_SERVER_ERROR, boot, false)
}

async fn of_link(state: &AppState, ask: &Ask, link: &str, paint: bool) -> ApiResult<Response> {
    // What can't be a token gets the page of an unknown link, with a token that none has.
    let token = LinkToken::parse(link)
        .unwrap_or_else(|| LinkToken::generate([0; domain::link::TOKEN_LENGTH]));
    let now = state.now();
    let deployment = state.store.deployment(&token).await?;
    let begun = match (&ask.person, &deployment) {
        (Some(person), Some(_)) => state.store.onboarding(&token, person.id).await?,
        _ => None,
    };
    let status = if deployment.is_some() {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    };
    let mut guide = present::guide(
        &token,
        deployment,
        ask.person.is_some(),
        begun.as_ref(),
        now,
    );
    let client = state.settings.client.place(ask.looks.device);
    guide.client = client.map(str::to_owned);
    let onboarding = match (begun, &ask.person) {
        (Some(begun), Some(person)) => {
            let address = ask.address.clone();
            let at = At {
                link: token,
                person_id: person.id,
                address,
                now,
            };
            let carried = carried::serial(&ask.cookies, &at.link);
            Some(present::onboarding(state, &at, person, begun, carried).await?)
        }
        _ => None,
    };
    let paint = paint || guide.problem.is_some();
    let boot = Boot {
        guide: Some(guide),
        onboarding,
        ..Boot::default()
    };
    Ok(page(state, ask, status, boot, paint))
}
