//! The pages: the built app with what the page needs already in it.

pub mod deploy;
pub mod share;
pub mod team;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use store::Person;
use view::lang::Lang;

use crate::error::{ApiError, ApiResult};
use crate::extract::{Address, Looks, Visitor};
use crate::state::AppState;

/// What every page depends on.
pub struct Ask {
    lang: Lang,
    person: Option<Person>,
    address: String,
    path: String,
    looks: Looks,
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
        let Ok(looks) = Looks::from_request_parts(parts, state).await;
        Ok(Self {
            looks,
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

impl Ask {
    /// What we are called.
    fn product(&self) -> String {
        self.lang.pick("快速部署", "Quick Deploy").to_owned()
    }

    fn url(&self, state: &AppState) -> String {
        format!("{}{}", state.settings.public_url, self.path)
    }
}

/// The front door leads to the workbench.
pub async fn home() -> Redirect {
    Redirect::to("/workbench")
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
    team::page(&state, &ask, StatusCode::NOT_FOUND, None)
}
