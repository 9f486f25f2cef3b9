//! What requests carry: who is signed in, from which address, through which link; and bodies.

pub mod account;

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use api::Code;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{self, ConnectInfo, FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::device::{Device, InApp};
use domain::link::LinkToken;
use domain::network::{self, Network};
use domain::serial::Serial;
use domain::time::Span;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::{At, Membership, Person};

use crate::address::without_sentence;
use crate::carried;
use crate::digest::hash;
use crate::error::ApiError;
use crate::state::{AppState, Settings};

/// How long a session lasts.
pub const SESSION: Span = Span::days(30);

/// The name of the session's cookie.
pub fn cookie_name(settings: &Settings) -> &'static str {
    if settings.secure() {
        "__Host-session"
    } else {
        "session"
    }
}

/// The session's cookie, to be set or (without a token) removed.
pub fn session_cookie(settings: &Settings, token: Option<String>) -> Cookie<'static> {
    let seconds = if token.is_some() { SESSION.0 / 1000 } else { 0 };
    Cookie::build((cookie_name(settings), token.unwrap_or_default()))
        .path("/")
        .http_only(true)
        .secure(settings.secure())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(seconds))
        .build()
}

/// The parts of a page's path behind the first, such as the token in `/d/{token}`, without what a chat took for a part of
/// the link.
pub struct PathParts<const N: usize>(pub [String; N]);

impl<const N: usize, S: Sync> FromRequestParts<S> for PathParts<N> {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let mut behind = parts.uri.path().split('/').skip(2);
        let part = |_| without_sentence(behind.next().unwrap_or_default());
        Ok(Self(std::array::from_fn(part)))
    }
}

/// What the visitor's browser runs on, and in which app.
#[derive(Clone, Copy, Debug)]
pub struct ClientInfo {
    /// The device.
    pub device: Device,
    /// The app whose web view it is.
    pub in_app: Option<InApp>,
}

impl<S: Sync> FromRequestParts<S> for ClientInfo {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let agent = parts.headers.get(header::USER_AGENT);
        let agent = agent.map(|agent| String::from_utf8_lossy(agent.as_bytes()));
        let agent = agent.unwrap_or_default();
        Ok(Self {
            device: Device::of(&agent),
            in_app: InApp::of(&agent),
        })
    }
}

/// The client's own address: what our own proxy says, or who is connected.
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<AppState> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let forwarded = || {
            // The last entry of the last line is the one that our own proxy wrote; those before it anyone can invent.
            let lines = parts.headers.get_all("x-forwarded-for");
            let line = lines.iter().next_back()?.to_str().ok()?;
            network::address_of(line.rsplit(',').next()?)
        };
        if let Some(client) = forwarded().filter(|_| state.settings.trust_proxy) {
            return Ok(Self(client));
        }
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(
            peer.map_or(Ipv6Addr::UNSPECIFIED.into(), |peer| peer.0.ip()),
        ))
    }
}

/// Where the client is, as limits count it.
pub struct Address(pub Network);

impl FromRequestParts<AppState> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let Ok(ClientAddress(client)) = ClientAddress::from_request_parts(parts, state).await;
        Ok(Self(client.into()))
    }
}

/// Who is signed in, if anyone is.
pub struct Visitor(pub Option<Person>);

impl FromRequestParts<AppState> for Visitor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        if let Some(Signed(person)) = parts.extensions.get() {
            return Ok(Self(Some(person.clone())));
        }
        let jar = CookieJar::from_headers(&parts.headers);
        let Some(cookie) = jar.get(cookie_name(&state.settings)) else {
            return Ok(Self(None));
        };
        let person = state
            .store
            .signed_in(&hash(cookie.value()), state.now())
            .await?;
        Ok(Self(person))
    }
}

/// The signed-in person of a request that needs one.
#[derive(Clone)]
pub struct Signed(pub Person);

/// The caller's membership in the team of the path.
#[derive(Clone)]
pub struct TeamMember(pub Membership);

impl FromRequestParts<AppState> for Signed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        let signed = parts.extensions.get::<Self>().cloned();
        signed.ok_or_else(ApiError::not_signed_in)
    }
}

impl FromRequestParts<AppState> for TeamMember {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        let membership = parts.extensions.get::<Self>().cloned();
        membership.ok_or_else(|| ApiError::internal("a team's route without a right in the table"))
    }
}

/// A step of an onboarding: the signed-in person and the link.
pub struct Step {
    /// Who, where from, through which link, when.
    pub at: At,
    /// Who.
    pub person: Person,
    /// The serial that the link's code carried.
    pub carried: Option<Serial>,
}

#[derive(Deserialize)]
struct OfLink {
    link: String,
}

impl FromRequestParts<AppState> for Step {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Path(path) = Path::<OfLink>::from_request_parts(parts, state).await?;
        let link = LinkToken::parse(&path.link)
            .ok_or_else(|| ApiError::new(Code::LinkUnknown, "No such link."))?;
        let Visitor(person) = Visitor::from_request_parts(parts, state).await?;
        let person = person.ok_or_else(ApiError::not_signed_in)?;
        let Ok(Address(address)) = Address::from_request_parts(parts, state).await;
        let at = At {
            link,
            person_id: person.id,
            address: address.to_string(),
            now: state.now(),
        };
        let carried = carried::serial(&CookieJar::from_headers(&parts.headers), &at.link);
        Ok(Self {
            at,
            person,
            carried,
        })
    }
}

/// The parameters of a path. What can't be read names nothing.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = extract::Path::from_request_parts(parts, state).await;
        let extract::Path(read) =
            read.map_err(|why| ApiError::new(Code::NotFound, &why.body_text()))?;
        Ok(Self(read))
    }
}

/// The parameters of a query; what can't be read answers as a problem.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = extract::Query::from_request_parts(parts, state).await;
        let extract::Query(read) =
            read.map_err(|why| ApiError::new(Code::BadRequest, &why.body_text()))?;
        Ok(Self(read))
    }
}

/// A JSON body; what can't be read answers as a problem.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let refused = |why: &str| ApiError::new(Code::BadRequest, why);
        let body: Value = match Json::from_request(request, state).await {
            Ok(Json(body)) => body,
            Err(JsonRejection::BytesRejection(why)) if why.status().as_u16() == 413 => {
                return Err(ApiError::new(Code::TooLarge, "The request is too large."));
            }
            Err(why) => return Err(refused(&why.body_text())),
        };
        if has_nul(&body) {
            return Err(refused("No text holds the character NUL."));
        }
        let body = serde_json::from_value(body);
        Ok(Self(body.map_err(|why| refused(&why.to_string()))?))
    }
}

/// Whether a text in it holds the character NUL, which PostgreSQL takes in none.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(values) => values.iter().any(has_nul),
        Value::Object(fields) => fields
            .iter()
            .any(|(name, value)| name.contains('\0') || has_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
