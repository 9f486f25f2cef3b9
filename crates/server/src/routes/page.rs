//! The pages: documents, and programs with what they begin with already in them.

pub mod deploy;
pub mod openapi;
pub mod share;
pub mod team;

use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use domain::link::LinkProblem;
use domain::network::Network;
use domain::sandbox;
use leptos::prelude::*;
use serde::Deserialize;
use store::Person;
use ui::document::landing::Demo;
use ui::document::{Closed, Failed, Landing, NotFound, Visit};
use ui::lang::Lang;
use ui::paint::html;
use ui::text::landing;

use crate::error::ApiError;
use crate::extract::{Address, ClientInfo, Visitor};
use crate::page::{Kind, Page};
use crate::state::AppState;
use crate::{demo, present};

/// What every page depends on.
pub struct PageRequest {
    lang: Lang,
    person: Option<Person>,
    address: Network,
    path: String,
    client: ClientInfo,
    method: Method,
    cookies: CookieJar,
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

impl axum::extract::FromRequestParts<AppState> for PageRequest {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &AppState,
    ) -> Result<Self, Response> {
        let cookies = CookieJar::from_headers(&parts.headers);
        let kept = || Lang::parse(cookies.get("lang")?.value());
        let lang = asked(&parts.uri).or_else(kept);
        let Ok(client) = ClientInfo::from_request_parts(parts, state).await;
        let Ok(Address(address)) = Address::from_request_parts(parts, state).await;
        let visitor = Visitor::from_request_parts(parts, state).await;
        let mut request = Self {
            client,
            lang: lang.unwrap_or_else(|| preferred_lang(&parts.headers)),
            person: None,
            address,
            path: parts.uri.path().to_owned(),
            method: parts.method.clone(),
            cookies,
        };
        match visitor {
            Ok(Visitor(person)) => {
                request.person = person;
                Ok(request)
            }
            Err(error) => Err(failed(state, &request, &error)),
        }
    }
}

/// Chinese, unless the browser asks for English and not for Chinese at all.
pub fn preferred_lang(headers: &HeaderMap) -> Lang {
    let accepts = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    match accepts.map(str::to_ascii_lowercase) {
        Some(accepts) if accepts.contains("en") && !accepts.contains("zh") => Lang::En,
        _ => Lang::Zh,
    }
}

impl PageRequest {
    /// What we are called.
    fn product(&self) -> String {
        self.lang.pick("快速部署", "Quick Deploy").to_owned()
    }

    /// What the visitor looks from.
    fn visit(&self) -> Visit {
        let ClientInfo { device, in_app } = self.client;
        Visit { device, in_app }
    }

    fn url(&self, state: &AppState) -> String {
        format!("{}{}", state.settings.public_url, self.path)
    }
}

/// What the page of a link is called.
fn link_title(suite: &api::answer::Suite, is_test: bool) -> String {
    let title = format!("{} · {}", suite.name, suite.vendor);
    match is_test {
        true => sandbox::marked(&title),
        false => title,
    }
}

/// Why a link that can't be used is closed, where its page says more than the problem does.
fn closed(problem: Option<LinkProblem>, is_test: bool, is_approved: bool) -> Option<Closed> {
    match problem? {
        LinkProblem::UsedUp if is_test => Some(Closed::NoPlace),
        LinkProblem::Suspended if !is_approved && !is_test => Some(Closed::NotOpenYet),
        _ => None,
    }
}

/// A document that needs no program's data.
fn document(
    state: &AppState,
    request: &PageRequest,
    status: StatusCode,
    title: String,
    painted: String,
) -> Page {
    Page {
        status,
        kind: Kind::Document,
        lang: request.lang,
        title,
        description: None,
        accent: None,
        wide: false,
        mark: None,
        url: request.url(state),
        card: None,
        painted,
        boot: None,
        nonce: state.random(),
    }
}

/// A page that couldn't be made.
fn failed(state: &AppState, request: &PageRequest, error: &ApiError) -> Response {
    error.log();
    let lang = request.lang;
    let painted = html(|| view! { <Failed lang/> });
    let page = document(
        state,
        request,
        StatusCode::INTERNAL_SERVER_ERROR,
        request.product(),
        painted,
    );
    state.pages.deploy.fill(&page)
}

/// The landing page.
pub async fn home(State(state): State<AppState>, request: PageRequest) -> Response {
    let demo = match state.settings.demo {
        true => demo::first(&state).await.unwrap_or_else(|error| {
            tracing::warn!("no demo to show: {error:#}");
            None
        }),
        false => None,
    };
    let demo = demo.and_then(|(link, deployment)| {
        let guide = present::guide(&link, Some(deployment), false, None, state.now());
        Some(Demo {
            link: guide.link,
            suite: guide.suite?,
        })
    });
    let (lang, phone) = (request.lang, request.visit().device.is_phone());
    let painted = html(|| view! { <Landing demo phone lang/> });
    let page = document(&state, &request, StatusCode::OK, request.product(), painted);
    state.pages.deploy.fill(&Page {
        wide: !phone,
        description: Some(landing::of(lang).tagline.to_owned()),
        ..page
    })
}

/// No such page. A missing file is just missing.
pub async fn not_found(State(state): State<AppState>, uri: Uri, request: PageRequest) -> Response {
    if uri
        .path()
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
    {
        return StatusCode::NOT_FOUND.into_response();
    }
    let lang = request.lang;
    let painted = html(|| view! { <NotFound lang/> });
    let page = document(
        &state,
        &request,
        StatusCode::NOT_FOUND,
        request.product(),
        painted,
    );
    state.pages.deploy.fill(&page)
}
