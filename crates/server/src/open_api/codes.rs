//! From a temporary code to an active suite.

use axum::extract::State;
use serde::Serialize;
use store::NewPermanentCode;
use utoipa::ToSchema;

use super::caller::SuiteCall;
use super::errcode::{Answer, Nothing, OpenApiResult};
use super::fresh;
use super::param::Param;
use crate::digest::hash;
use crate::secrets::Purpose;
use crate::state::AppState;

/// A permanent code with its team.
#[derive(Serialize, ToSchema)]
pub struct PermanentCode {
    /// Stands for the authorization until it is withdrawn. Keep it as you keep a password.
    permanent_code: String,
    /// The team that authorized.
    auth_corp_info: CorpInfo,
}

/// A team.
#[derive(Serialize, ToSchema)]
#[schema(as = Corp)]
struct CorpInfo {
    /// Its id.
    corpid: String,
    /// Its name.
    corp_name: String,
}

/// `get_permanent_code`.
pub async fn get_permanent_code(
    State(state): State<AppState>,
    call: SuiteCall,
) -> OpenApiResult<PermanentCode> {
    let code = hash(&call.params.text(Param::TemporaryCode)?);
    let purpose = Purpose::PermanentCode(&call.suite.suite_key);
    let new = fresh(&state);
    let new = NewPermanentCode {
        sealed: state.secrets.seal(purpose, &new, &*state.random)?,
        hash: hash(&new),
    };
    let swapped = state
        .store
        .swap_temporary_code(call.suite.id, &code, &new, state.now())
        .await?;
    Ok(Answer(PermanentCode {
        permanent_code: state.secrets.open(purpose, &swapped.sealed_code)?,
        auth_corp_info: CorpInfo {
            corpid: swapped.corpid,
            corp_name: swapped.team,
        },
    }))
}

/// `activate_suite`. Again it is answered in the same way.
pub async fn activate_suite(
    State(state): State<AppState>,
    call: SuiteCall,
) -> OpenApiResult<Nothing> {
    call.check_suite_key()?;
    let corpid = call.params.text(Param::AuthCorp)?;
    let code = hash(&call.params.text(Param::PermanentCode)?);
    let activated = state
        .store
        .activate(call.suite.id, (&corpid, &code), state.now());
    activated.await?;
    Ok(Answer(Nothing {}))
}
