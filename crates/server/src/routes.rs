//! The whole route table, and what every request passes on its way in and out.

mod client_error;
mod console;
mod console_page;
mod handout;
mod health;
mod invite;
mod onboarding;
mod page;
mod people;
mod picture;
mod review;
mod session;
mod suites;
mod vendor;
mod workbench;

use std::sync::Arc;
use std::time::Duration;

use api::{Code, path};
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate, SizeAbove};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;
use utoipa::openapi::HttpMethod;

pub use self::client_error::ClientErrorLimit;
pub use self::page::preferred_lang;
use crate::admit::admit;
use crate::describe;
use crate::endpoint::Endpoint;
use crate::error::ApiError;
use crate::metrics;
use crate::open_api;
use crate::state::{AppState, Settings};

/// A roster of 200 people is some 20 KB.
const BODY: usize = 64 * 1024;

/// Every route.
pub fn router(state: AppState) -> Router {
    let files = ServeDir::new(&state.settings.app_dir)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .fallback(get(page::not_found).with_state(state.clone()));
    Router::new()
        .route("/", get(page::home))
        .route("/index.html", get(page::home))
        .route("/workbench.html", get(page::home))
        .route("/d/{link}", get(page::deploy::guide))
        .route("/D/{link}", get(page::deploy::guide))
        .route("/d/{link}/{task}", get(page::deploy::task))
        .route("/D/{link}/{task}", get(page::deploy::task))
        .route("/s/{link}", get(page::share::show))
        .route("/s/{link}/card.png", get(handout::card))
        .route("/join/{code}", get(page::team::join))
        .route("/join/{code}/{step}", get(page::team::join_step))
        .route("/workbench", get(page::team::workbench))
        .route("/workbench/{page}", get(page::team::workbench))
        .route("/workbench/{page}/{item}", get(page::team::workbench))
        .route("/shell", get(page::team::shell))
        .route("/sw.js", get(page::team::worker))
        .route("/openapi", get(page::openapi::vendors))
        .route("/openapi/app", get(page::openapi::app))
        .route("/openapi/{file}", get(page::openapi::file))
        .route(path::SUITE_ICON, get(picture::suite))
        .route(path::APP_ICON, get(picture::app))
        .merge(api(state.clone()))
        .merge(describe::router(&state.settings))
        .merge(console_page::router(&state))
        .route("/api", any(no_such_path))
        .route("/api/", any(no_such_path))
        .route("/api/{*rest}", any(no_such_path))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .method_not_allowed_fallback(no_such_method)
        .fallback_service(
            ServiceBuilder::new()
                .layer(middleware::from_fn(cache))
                .service(files),
        )
        .layer(middleware::from_fn(page::keep_language))
        .layer(middleware::from_fn_with_state(
            state.settings.clone(),
            same_site,
        ))
        .layer(middleware::from_fn(without_nul))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(middleware::from_fn_with_state(
            state.settings.limits.request_time,
            in_time,
        ))
        // Vendors' servers carry no visitor's cookie, and are answered in their own form whatever is wrong.
        .merge(open_api::router(&state))
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
                .layer(TraceLayer::new_for_http().make_span_with(span))
                .layer(PropagateRequestIdLayer::x_request_id())
                .layer(fixed("x-content-type-options", "nosniff"))
                .layer(fixed("referrer-policy", "same-origin"))
                .layer(fixed("cross-origin-opener-policy", "same-origin"))
                .layer(CompressionLayer::new().compress_when(worth_compressing())),
        )
        .layer(middleware::from_fn_with_state(
            state.metrics.clone(),
            metrics::count,
        ))
        .with_state(state)
}

/// What fits into one packet costs more to compress than it saves.
fn worth_compressing() -> impl Predicate {
    DefaultPredicate::new().and(SizeAbove::new(1024))
}

/// The JSON API; `api::route` says what each of these needs.
fn api(state: AppState) -> Router<AppState> {
    let routes = endpoints().into_iter().fold(Router::new(), |router, it| {
        router.route(it.path, it.handler)
    });
    routes.route_layer(middleware::from_fn_with_state(state, admit))
}

/// Every route of the JSON API.
pub fn endpoints() -> Vec<Endpoint> {
    let mut endpoints = of_pages();
    endpoints.extend(vendor::endpoints());
    endpoints.extend(review::endpoints());
    endpoints
}

/// Those of the pages.
fn of_pages() -> Vec<Endpoint> {
    use HttpMethod::{Delete, Get, Post, Put};
    let mut endpoints = vec![
        Endpoint::new(Post, path::CODES, session::send_code),
        Endpoint::new(Post, path::SESSION, session::sign_in),
        Endpoint::new(Delete, path::SESSION, session::sign_out),
        Endpoint::new(Get, path::GUIDE, onboarding::guide),
        Endpoint::new(Get, path::ONBOARDING, onboarding::show),
        Endpoint::new(Post, path::ONBOARDING, onboarding::begin),
        Endpoint::new(Post, path::TEAM, onboarding::team),
        Endpoint::new(Post, path::SERIAL, onboarding::serial),
        Endpoint::new(Post, path::AUTHORIZE, onboarding::authorize),
        Endpoint::new(Post, path::SCOPE, onboarding::scope),
        Endpoint::new(Post, path::CUSTOM, onboarding::custom),
        Endpoint::new(Post, path::START, onboarding::start),
        Endpoint::new(Get, path::DIRECTORY, onboarding::directory),
        Endpoint::new(Post, path::REQUEST, onboarding::ask),
        Endpoint::new(Delete, path::REQUEST, onboarding::take_back),
        Endpoint::new(Post, path::CLIENT_ERRORS, client_error::report).taking(client_error::BODY),
        Endpoint::new(Get, path::WORKBENCH, workbench::show),
        Endpoint::new(Get, path::NOTICES, workbench::notices),
        Endpoint::new(Post, path::NOTICES, workbench::read_notices),
        Endpoint::new(Get, path::ACCOUNT, workbench::account),
        Endpoint::new(Delete, path::ACCOUNT, workbench::delete_account),
        Endpoint::new(Get, path::INVITATION, invite::invitation),
        Endpoint::new(Post, path::INVITATION, invite::join),
        Endpoint::new(Delete, path::INVITATION, invite::take_back),
        Endpoint::new(Post, path::INVITED, workbench::answer_invitation),
        Endpoint::new(Get, path::CHANGES, workbench::changes),
        Endpoint::new(Get, path::SUITES, suites::list),
        Endpoint::new(Get, path::SUITE, suites::show),
        Endpoint::new(Post, path::REPORTS, suites::report),
        Endpoint::new(Put, path::RATING, suites::rate),
        Endpoint::new(Put, path::SUITE_SCOPE, suites::scope),
        Endpoint::new(Put, path::SUITE_SWITCH, suites::switch),
        Endpoint::new(Post, path::SUITE_WITHDRAW, suites::withdraw),
        Endpoint::new(Post, path::SUITE_AGAIN, suites::again),
        Endpoint::new(Delete, path::MEMBERSHIP, people::leave),
        Endpoint::new(Get, path::INVITE, invite::show),
        Endpoint::new(Post, path::INVITE, invite::renew),
        Endpoint::new(Put, path::INVITE, invite::set),
        Endpoint::new(Get, path::PEOPLE, people::list),
        Endpoint::new(Post, path::JOIN, people::decide),
        Endpoint::new(Put, path::MEMBER, people::set_role),
        Endpoint::new(Delete, path::MEMBER, people::remove),
        Endpoint::new(Put, path::OWNER, people::hand_over),
        Endpoint::new(Get, path::REQUESTS, suites::requests),
        Endpoint::new(Post, path::REQUEST_APPROVE, suites::take_up),
        Endpoint::new(Post, path::REQUEST_DECLINE, suites::decline),
        Endpoint::new(Get, path::SUITE_DIRECTORY, suites::directory),
    ];
    endpoints.extend(console::endpoints());
    endpoints
}

fn fixed(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    let name = HeaderName::from_static(name);
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

fn span(request: &Request) -> tracing::Span {
    let id = request
        .headers()
        .get("x-request-id")
        .and_then(|id| id.to_str().ok());
    // Paths hold tokens and codes of links and invites, which let in who reads them.
    let path = request.extensions().get::<MatchedPath>();
    let path = path.map_or("a file", MatchedPath::as_str);
    tracing::info_span!("request", id, method = %request.method(), path)
}

/// What isn't in the table isn't there.
pub async fn no_such_path() -> ApiError {
    ApiError::new(Code::NotFound, "No such path.")
}

/// A path that is there with other methods.
pub async fn no_such_method() -> ApiError {
    ApiError::new(Code::MethodNotAllowed, "No such method here.")
}

/// Ends what takes too long.
async fn in_time(State(time): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::new(Code::Timeout, "It took too long.").into_response(),
    }
}

/// Refuses addresses with the character NUL, which PostgreSQL takes in no text: no path has it, and no query of the API. Those
/// of pages are made longer by chats and advertisers, and hold nothing that is looked for.
async fn without_nul(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let (in_path, in_query) = (
        uri.path().contains("%00"),
        uri.query().is_some_and(|query| query.contains("%00")),
    );
    if in_path {
        no_such_path().await.into_response()
    } else if in_query && uri.path().starts_with("/api/") {
        ApiError::new(Code::BadRequest, "No text holds the character NUL.").into_response()
    } else {
        next.run(request).await
    }
}

/// Refuses what another site's page sends in the visitor's name.
async fn same_site(
    State(settings): State<Arc<Settings>>,
    request: Request,
    next: Next,
) -> Response {
    if request.method().is_safe() || comes_from_here(request.headers(), &settings.public_url) {
        next.run(request).await
    } else {
        ApiError::new(Code::CrossSite, "The request comes from another site.").into_response()
    }
}

/// Browsers say where a request comes from, those before 2023 by its origin alone; programs that say nothing carry no
/// visitor's cookie.
///
/// A page of ours has the public URL's origin, also where a proxy asks us by another host, or the origin that is asked: a
/// server has other names, such as `localhost`. No page can make a browser lie about the host. One that leads its own name
/// to us asks for that name, and the browser sends it no cookie of ours.
fn comes_from_here(headers: &HeaderMap, public_url: &str) -> bool {
    // An Origin that cannot be read is a foreign one.
    let header = |name: &str| Some(headers.get(name)?.to_str().unwrap_or_default());
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let scheme = public_url.split("://").next().unwrap_or_default();
            let asked = header("host").map(|host| format!("{scheme}://{host}"));
            let mut own = [Some(public_url), asked.as_deref()].into_iter().flatten();
            own.any(|own| own.eq_ignore_ascii_case(origin))
        }
        (None, None) => true,
    }
}

/// The built files carry their hash in their name: they never change.
async fn cache(request: Request, next: Next) -> Response {
    let hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    if hashed && response.status().is_success() {
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, forever);
    }
    response
}

fn is_hashed(path: &str) -> bool {
    path.rsplit(['-', '/']).next().is_some_and(|tail| {
        let stem = tail.split(['.', '_']).next().unwrap_or_default();
        // Trunk's hash: 64 bits in hex, without leading zeros.
        stem.len() >= 8 && stem.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_that_cannot_be_read_is_a_foreign_one() {
        let mut headers = HeaderMap::new();
        assert!(comes_from_here(&headers, "http://a"));
        let broken = HeaderValue::from_bytes(b"http://a\xff").unwrap();
        headers.insert(header::ORIGIN, broken);
        assert!(!comes_from_here(&headers, "http://a"));
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for (path, hashed) in [
            ("/app-0123456789abcdef.js", true),
            ("/app-0123456789abcdef_bg.wasm", true),
            ("/app-39c9a7479de9010_bg.wasm", true),
            ("/icon-192.png", false),
            ("/robots.txt", false),
            ("/", false),
        ] {
            assert_eq!(is_hashed(path), hashed, "{path}");
        }
    }
}
