//! The pages: the built app with what the page needs already in it.

pub mod deploy;
pub mod share;
pub mod team;

use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
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
    cookies: CookieJar,
    /// Who asks couldn't be found out.
    failed: bool,
}

#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
}

/// The language that an address asks for.
fn asked(uri: &Uri) -> Option<Lang> {
    let query = Query::<Asked>::try_from_uri(uri).ok()?;
    Lang::parse(&query.0.lang?)
}

/// The language that is chosen on a page by its address holds for the next pages, too, as if their program had kept it.
pub async fn keep_language(request: Request, next: Next) -> Response {
    let lang = asked(request.uri());
    let mut response = next.run(request).await;
    let media_type = response.headers().get(header::CONTENT_TYPE);
    let is_page = media_type.is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    if let Some(lang) = lang.filter(|_| is_page) {
        let cookie = format!(
            "lang={}; path=/; max-age=31536000; samesite=lax",
            lang.word()
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

impl axum::extract::FromRequestParts<AppState> for Ask {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &AppState,
    ) -> ApiResult<Self> {
        let cookies = CookieJar::from_headers(&parts.headers);
        let kept = || Lang::parse(cookies.get("lang")?.value());
        let lang = asked(&parts.uri).or_else(kept);
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
            cookies,
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
