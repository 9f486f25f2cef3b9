//! What a vendor does with several teams, and from where a team's data may be read.

use axum::extract::State;
use domain::open_api::MAX_TEAMS;
use domain::whitelist::Whitelist;
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::SuiteCall;
use super::errcode::{Answer, Nothing, OpenApiError, OpenApiResult};
use super::param::Param;
use crate::state::AppState;

/// The teams that wait for activation.
#[derive(Serialize, ToSchema)]
pub struct Unactive {
    /// The app that was asked about.
    app_id: i64,
    /// The ids of the teams, those that authorized first at the beginning; at most 1,000.
    corp_list: Vec<String>,
    /// There are more than these: they follow once these are active.
    has_more: bool,
}

/// `get_unactive_corp`: those that authorized first; the others follow once these are active.
pub async fn get_unactive_corp(
    State(state): State<AppState>,
    call: SuiteCall,
) -> OpenApiResult<Unactive> {
    let app_id = app(&state, &call).await?;
    let (corp_list, has_more) = state.store.teams_awaiting(call.suite.id).await?;
    Ok(Answer(Unactive {
        app_id,
        corp_list,
        has_more,
    }))
}

/// `reauth_corp`: for all of the teams, or if one has not authorized the suite for none. Where one withdraws meanwhile, for some.
pub async fn reauth_corp(State(state): State<AppState>, call: SuiteCall) -> OpenApiResult<Nothing> {
    app(&state, &call).await?;
    let mut corps = call.params.texts(Param::Corps)?;
    corps.sort_unstable();
    corps.dedup();
    if corps.len() > MAX_TEAMS {
        let why = format!("corpid_list has more than {MAX_TEAMS} entries");
        return Err(OpenApiError::bad_parameter(why));
    }
    let pushed = state
        .store
        .push_authorizations_again(call.suite.id, &corps, state.now());
    pushed.await?;
    Ok(Answer(Nothing {}))
}

/// `set_corp_ipwhitelist`. An empty list limits nothing.
pub async fn set_corp_ip_whitelist(
    State(state): State<AppState>,
    call: SuiteCall,
) -> OpenApiResult<Nothing> {
    let corpid = call.params.text(Param::AuthCorp)?;
    let entries = call.params.texts(Param::Whitelist)?;
    let list = Whitelist::parse(entries.iter().map(String::as_str));
    let list = list.map_err(|why| OpenApiError::bad_parameter(why.to_string()))?;
    let set = state
        .store
        .set_team_whitelist(call.suite.id, &corpid, &list);
    set.await?;
    Ok(Answer(Nothing {}))
}

/// The app that a call names, if it is the suite's.
async fn app(state: &AppState, call: &SuiteCall) -> Result<i64, OpenApiError> {
    let app_id = call.params.integer(Param::App)?;
    match state.store.has_app(call.suite.id, app_id).await? {
        true => Ok(app_id),
        false => Err(OpenApiError::bad_parameter(
            "app_id is none of the suite's apps",
        )),
    }
}
