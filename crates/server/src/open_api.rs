//! The open API: what vendors' servers call, spoken as the platform speaks it (open API 2).

pub mod body;
pub mod call;
mod caller;
mod codes;
pub mod errcode;
mod info;
pub mod param;
mod refused;
mod team;
mod teams;
mod tokens;

use std::num::NonZeroU32;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use domain::network::Network;
use governor::Quota;
use utoipa::openapi::HttpMethod;

use self::errcode::{Errcode, OpenApiError};
use crate::digest::hex;
use crate::endpoint::Endpoint;
use crate::keyed_limit::KeyedLimit;
use crate::state::AppState;

/// How many calls an address may have made at once, in seconds of its share.
const BURST: u32 = 5;

/// The calls of [`call::CALLS`], each held against that table ([`caller`]).
pub fn router(state: &AppState) -> Router<AppState> {
    let routes = endpoints().into_iter().fold(Router::new(), |router, it| {
        router.route(it.path, it.handler)
    });
    routes
        .route_layer(middleware::from_fn_with_state(
            state.settings.limits.request_time,
            in_time,
        ))
        .route_layer(middleware::from_fn_with_state(state.clone(), refused::keep))
}

/// Every call. Any method comes to the handler: there are codes for the wrong one.
pub fn endpoints() -> Vec<Endpoint> {
    use HttpMethod::{Get, Post};
    vec![
        Endpoint::of_any_method(Post, call::GET_SUITE_TOKEN, tokens::get_suite_token),
        Endpoint::of_any_method(Post, call::GET_PERMANENT_CODE, codes::get_permanent_code),
        Endpoint::of_any_method(Post, call::ACTIVATE_SUITE, codes::activate_suite),
        Endpoint::of_any_method(Post, call::GET_CORP_TOKEN, tokens::get_corp_token),
        Endpoint::of_any_method(Post, call::GET_AUTH_INFO, info::get_auth_info),
        Endpoint::of_any_method(Post, call::GET_AGENT, info::get_agent),
        Endpoint::of_any_method(Post, call::GET_UNACTIVE_CORP, teams::get_unactive_corp),
        Endpoint::of_any_method(Post, call::REAUTH_CORP, teams::reauth_corp),
        Endpoint::of_any_method(
            Post,
            call::SET_CORP_IP_WHITELIST,
            teams::set_corp_ip_whitelist,
        ),
        Endpoint::of_any_method(Get, call::AUTH_SCOPES, team::auth_scopes),
        Endpoint::of_any_method(Get, call::DEPARTMENT_LIST, team::department_list),
        Endpoint::of_any_method(Get, call::USER_SIMPLE_LIST, team::user_simple_list),
        Endpoint::of_any_method(Get, call::USER_GET, team::user_get),
    ]
}

/// Ends what takes too long: a body that doesn't come, too.
async fn in_time(State(time): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => OpenApiError::from(Errcode::Busy).into_response(),
    }
}

/// How many tokens a suite may get a second, and no more than an address may call: each is written, and what is written waits for
/// what is before it.
const TOKENS_PER_SECOND: NonZeroU32 = NonZeroU32::new(50).unwrap();

/// How often each address may call, and each suite get a token, counted in this process, since it guards the process's cores and
/// its share of the database.
#[derive(Clone)]
pub struct CallLimit {
    by_address: KeyedLimit,
    tokens: KeyedLimit<i64>,
}

impl CallLimit {
    /// Calls a second, unless others are configured: a vendor's servers may be behind one address.
    pub const PER_SECOND: NonZeroU32 = NonZeroU32::new(2000).unwrap();

    /// So many calls a second, and as many as in five seconds at once.
    pub fn new(per_second: NonZeroU32) -> Self {
        let quota = |per_second: NonZeroU32| {
            let burst = per_second.saturating_mul(NonZeroU32::MIN.saturating_add(BURST - 1));
            Quota::per_second(per_second).allow_burst(burst)
        };
        Self {
            by_address: KeyedLimit::new(quota(per_second)),
            tokens: KeyedLimit::new(quota(TOKENS_PER_SECOND.min(per_second))),
        }
    }

    fn check(&self, client: Network) -> Result<(), OpenApiError> {
        let counted = self.by_address.check(client, NonZeroU32::MIN);
        counted.map_err(|_| Errcode::TooOften.into())
    }

    /// Counts a token of a suite.
    fn check_token(&self, suite_id: i64) -> Result<(), OpenApiError> {
        let counted = self.tokens.check(suite_id, NonZeroU32::MIN);
        counted.map_err(|_| Errcode::TooOften.into())
    }
}

/// A token or a code that nobody can guess.
fn fresh(state: &AppState) -> String {
    hex(&state.random::<32>())
}
