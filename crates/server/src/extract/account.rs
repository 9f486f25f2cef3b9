//! What requests of the console carry: who is signed in, what the browser says it is, in which language.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::account::Role;
use domain::account::session;
use domain::network::Network;
use store::{Actor, SignedAccount};
use ui::lang::Lang;

use crate::digest::hash;
use crate::error::{ApiError, ApiResult};
use crate::routes::preferred_lang;
use crate::state::{AppState, Settings};

/// The greatest number of characters that are kept of what a browser says it is.
const USER_AGENT: usize = 300;

/// The name of the console's cookie.
pub fn console_cookie_name(settings: &Settings) -> &'static str {
    if settings.secure() {
        "__Host-console"
    } else {
        "console"
    }
}

/// The console's cookie, to be set or (without a token) removed. The session itself ends earlier.
pub fn console_cookie(settings: &Settings, token: Option<(String, Role)>) -> Cookie<'static> {
    let (token, seconds) = match token {
        Some((token, role)) => (token, session::longest(role).0 / 1000),
        None => (String::new(), 0),
    };
    Cookie::build((console_cookie_name(settings), token))
        .path("/")
        .http_only(true)
        .secure(settings.secure())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(seconds))
        .build()
}

/// The hash of the token in the console's cookie.
pub fn console_token_hash(jar: &CookieJar, settings: &Settings) -> Option<String> {
    let cookie = jar.get(console_cookie_name(settings))?;
    Some(hash(cookie.value()))
}

/// The account that is signed in. That its session is used is kept, but not waited for.
pub async fn find(
    state: &AppState,
    parts: &Parts,
    address: &Network,
) -> ApiResult<Option<SignedAccount>> {
    let jar = CookieJar::from_headers(&parts.headers);
    let Some(token_hash) = console_token_hash(&jar, &state.settings) else {
        return Ok(None);
    };
    let now = state.now();
    let signed = state.store.signed_account(&token_hash, now).await?;
    if let Some(signed) = &signed
        && signed.is_to_be_kept(now)
    {
        let (store, signed, address) = (state.store.clone(), signed.clone(), address.to_string());
        tokio::spawn(async move {
            if let Err(error) = store.keep_session(&signed, &address, now).await {
                tracing::error!(%error, "the use of a session was not kept");
            }
        });
    }
    Ok(signed)
}

/// Who acts in the console.
#[derive(Clone)]
pub struct Acting(pub Actor);

impl FromRequestParts<AppState> for Acting {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        let acting = parts.extensions.get::<Self>().cloned();
        acting.ok_or_else(ApiError::not_signed_in)
    }
}

/// The account that is signed in, with its session.
#[derive(Clone)]
pub struct SignedIn(pub SignedAccount);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        let signed = parts.extensions.get::<Self>().cloned();
        signed.ok_or_else(ApiError::not_signed_in)
    }
}

/// The language of the page that asks.
#[derive(Clone, Copy)]
pub struct PageLang(pub Lang);

impl<S: Sync> FromRequestParts<S> for PageLang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let cookies = CookieJar::from_headers(&parts.headers);
        let kept = cookies.get("lang").and_then(|it| Lang::parse(it.value()));
        Ok(Self(kept.unwrap_or_else(|| preferred_lang(&parts.headers))))
    }
}

/// What the browser says it is.
pub struct UserAgent(pub String);

impl<S: Sync> FromRequestParts<S> for UserAgent {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let agent = parts.headers.get(header::USER_AGENT);
        let agent = agent.map(|agent| String::from_utf8_lossy(agent.as_bytes()));
        let agent = agent.unwrap_or_default();
        Ok(Self(agent.chars().take(USER_AGENT).collect()))
    }
}
