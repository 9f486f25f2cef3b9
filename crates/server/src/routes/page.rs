//! The pages: the built app with what the page needs already in it.

use api::answer::Boot;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::link::LinkToken;
use serde::Deserialize;
use store::{At, Person};
use view::lang::Lang;

use crate::error::{ApiError, ApiResult};
use crate::extract::{Address, Visitor};
use crate::page::Page;
use crate::present;
use crate::state::AppState;

/// What every page depends on.
pub struct Ask {
    lang: Lang,
    person: Option<Person>,
    address: String,
    path: String,
    method: Method,
    /// Who asks couldn't be found out.
    failed: bool,
}

#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
}

impl axum::extract::FromRequestParts<AppState> for Ask {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &AppState,
    ) -> ApiResult<Self> {
        let asked = Query::<Asked>::try_from_uri(&parts.uri)
            .ok()
            .and_then(|query| query.0.lang);
        let cookie = CookieJar::from_headers(&parts.headers)
            .get("lang")
            .map(|c| c.value().to_owned());
        let lang = asked.or(cookie).and_then(|word| Lang::parse(&word));
        let visitor = Visitor::from_request_parts(parts, state).await;
        let visitor = visitor.inspect_err(ApiError::log);
        Ok(Self {
            lang: lang.unwrap_or_else(|| preferred(&parts.headers)),
            failed: visitor.is_err(),
            person: visitor.ok().and_then(|visitor| visitor.0),
            address: Address::from_request_parts(parts, state).await?.0,
            path: parts.uri.path().to_owned(),
            method: parts.method.clone(),
        })
    }
}

/// Chinese, unless the browser asks for English and not for Chinese at all.
fn preferred(headers: &HeaderMap) -> Lang {
    let accepts = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    match accepts.map(str::to_ascii_lowercase) {
        Some(accepts) if accepts.contains("en") && !accepts.contains("zh") => Lang::En,
        _ => Lang::Zh,
    }
}

fn page(state: &AppState, ask: &Ask, status: StatusCode, boot: Boot, paint: bool) -> Response {
    let boot = Boot {
        lang: ask.lang.word().to_owned(),
        person: ask.person.as_ref().map(present::person),
        failed: boot.failed || ask.failed,
        ..boot
    };
    let status = match boot.failed {
        true => StatusCode::INTERNAL_SERVER_ERROR,
        false => status,
    };
    let title = match ask.lang {
        Lang::Zh => "快速部署",
        Lang::En => "Quick Deploy",
    };
    let url = format!("{}{}", state.settings.public_url, ask.path);
    let nonce = state.random();
    state.template.fill(&Page {
        status,
        boot,
        lang: ask.lang,
        title,
        url,
        paint,
        nonce,
    })
}

/// The front door leads to the workbench.
pub async fn home() -> Redirect {
    Redirect::to("/workbench")
}

/// The guide page of a link. Opening it counts a scan and changes nothing else.
pub async fn guide(State(state): State<AppState>, Path(link): Path<String>, ask: Ask) -> Response {
    if let (Some(link), &Method::GET) = (LinkToken::parse(&link), &ask.method)
        && let Err(error) = state.store.record_scan(&link, state.now()).await
    {
        return broken(&state, &ask, &error.into());
    }
    let made = of_link(&state, &ask, &link, true).await;
    made.unwrap_or_else(|error| broken(&state, &ask, &error))
}

/// The page of a task.
pub async fn task(
    State(state): State<AppState>,
    Path((link, _)): Path<(String, String)>,
    ask: Ask,
) -> Response {
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
    let guide = present::guide(
        &token,
        deployment,
        ask.person.is_some(),
        begun.as_ref(),
        now,
    );
    let onboarding = match (begun, &ask.person) {
        (Some(begun), Some(person)) => {
            let address = ask.address.clone();
            let at = At {
                link: token,
                person_id: person.id,
                address,
                now,
            };
            Some(present::onboarding(state, &at, person, begun).await?)
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

/// The workbench; its data comes with the app's first request.
pub async fn workbench(State(state): State<AppState>, ask: Ask) -> Response {
    page(&state, &ask, StatusCode::OK, Boot::default(), false)
}

/// No such page: the app says so in the visitor's words. A missing file is just missing.
pub async fn not_found(State(state): State<AppState>, uri: Uri, ask: Ask) -> Response {
    if uri
        .path()
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
    {
        return StatusCode::NOT_FOUND.into_response();
    }
    page(&state, &ask, StatusCode::NOT_FOUND, Boot::default(), false)
}
