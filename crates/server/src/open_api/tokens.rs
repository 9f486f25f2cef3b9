//! Getting tokens: a suite's and a team's.

use axum::extract::State;
use domain::open_api::TOKEN_LIFETIME;
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::{Caller, SuiteCall};
use super::errcode::{Answer, Errcode, OpenApiResult};
use super::fresh;
use super::param::Param;
use crate::credentials;
use crate::digest::hash;
use crate::state::AppState;

/// A suite's token.
#[derive(Serialize, ToSchema)]
pub struct SuiteToken {
    /// The token, for `suite_access_token` in the query.
    #[schema(example = "5f0c…")]
    suite_access_token: String,
    /// How long it is good, in seconds.
    #[schema(example = 7200)]
    expires_in: i64,
}

/// A team's token.
#[derive(Serialize, ToSchema)]
pub struct CorpToken {
    /// The token, for `access_token` in the query.
    #[schema(example = "a71e…")]
    access_token: String,
    /// How long it is good, in seconds.
    #[schema(example = 7200)]
    expires_in: i64,
}

/// How long a token is good, in seconds.
const EXPIRES_IN: i64 = TOKEN_LIFETIME.0 / 1000;

/// `get_suite_token`. The tokens before stay good, since a vendor has several servers.
pub async fn get_suite_token(
    State(state): State<AppState>,
    caller: Caller,
) -> OpenApiResult<SuiteToken> {
    let suite_key = caller.params.text(Param::SuiteKey)?;
    let made = make_suite_token(&state, &caller, &suite_key).await;
    made.map_err(|why| why.of_suite(&suite_key))
}

async fn make_suite_token(
    state: &AppState,
    caller: &Caller,
    suite_key: &str,
) -> OpenApiResult<SuiteToken> {
    let secret = caller.params.text(Param::SuiteSecret)?;
    let ticket = caller.params.text(Param::SuiteTicket)?;
    let now = state.now();
    let found = credentials::load(&state.store, &state.secrets, suite_key, now).await?;
    let suite = found.ok_or(Errcode::BadSuiteKeyOrSecret)?;
    caller.check_address(&suite.whitelist)?;
    if !suite.is_secret(&secret) {
        return Err(Errcode::BadSuiteSecret.into());
    }
    let ticket = hash(&ticket);
    if !state.store.has_ticket(suite.suite_id, &ticket, now).await? {
        return Err(Errcode::NoSuchTicket.into());
    }
    state.call_limit.check_token(suite.suite_id)?;
    let token = fresh(state);
    state
        .store
        .enter_suite_token(suite.suite_id, &hash(&token), now)
        .await?;
    Ok(Answer(SuiteToken {
        suite_access_token: token,
        expires_in: EXPIRES_IN,
    }))
}

/// `get_corp_token`. The tokens before stay good.
pub async fn get_corp_token(
    State(state): State<AppState>,
    call: SuiteCall,
) -> OpenApiResult<CorpToken> {
    let corpid = call.params.text(Param::AuthCorp)?;
    let code = hash(&call.params.text(Param::PermanentCode)?);
    state.call_limit.check_token(call.suite.id)?;
    let token = fresh(&state);
    state
        .store
        .enter_team_token(call.suite.id, (&corpid, &code), &hash(&token), state.now())
        .await?;
    Ok(Answer(CorpToken {
        access_token: token,
        expires_in: EXPIRES_IN,
    }))
}
