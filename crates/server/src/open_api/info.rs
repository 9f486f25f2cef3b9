//! Reading an authorization and its apps.

use api::path;
use axum::extract::State;
use domain::authorization::AuthorizationState;
use domain::invite::InviteCode;
use serde::Serialize;
use store::{Agent, AuthInfo};
use ui::lang::Lang;
use ui::text;
use utoipa::ToSchema;

use super::caller::SuiteCall;
use super::errcode::{Answer, Errcode, OpenApiResult};
use super::param::Param;
use crate::address;
use crate::digest::hash;
use crate::state::{AppState, Settings};

/// An authorization.
#[derive(Serialize, ToSchema)]
#[schema(as = AuthInfo)]
pub struct AuthInfoAnswer {
    /// The team.
    auth_corp_info: CorpInfo,
    /// Who authorized.
    auth_user_info: UserInfo,
    /// What was authorized.
    auth_info: Agents,
}

/// The team that authorized.
#[derive(Serialize, ToSchema)]
#[schema(as = AuthCorp)]
struct CorpInfo {
    /// Its id.
    corpid: String,
    /// Its name.
    corp_name: String,
    /// Teams have no logo yet: empty.
    corp_logo_url: String,
    /// Its industry, in Chinese.
    industry: &'static str,
    /// The vendor's own invite code, if the team came with it: none does yet.
    invite_code: String,
    /// The serial number that the customer typed; empty where the suite asks for none.
    license_code: String,
    /// Always empty.
    auth_channel: String,
    /// Always empty.
    auth_channel_type: String,
    /// Always `false`.
    is_authenticated: bool,
    /// Always 0.
    auth_level: i64,
    /// The team's invite link.
    invite_url: String,
}

/// Who authorized.
#[derive(Serialize, ToSchema)]
#[schema(as = AuthUser)]
struct UserInfo {
    /// The person's id; empty once they have left the team.
    #[serde(rename = "userId")]
    user_id: String,
}

/// What was authorized.
#[derive(Serialize, ToSchema)]
struct Agents {
    /// The suite's apps in this team.
    agent: Vec<AgentInfo>,
}

/// An app in a team.
#[derive(Serialize, ToSchema)]
#[schema(as = AuthAgent)]
struct AgentInfo {
    /// Its id in this team.
    agentid: i64,
    /// Its name.
    agent_name: String,
    /// Its icon's address.
    logo_url: String,
    /// Its id, the same in all teams.
    appid: i64,
    /// The ids of those who look after it.
    admin_list: Vec<String>,
}

/// An app in a team.
#[derive(Serialize, ToSchema)]
#[schema(as = Agent)]
pub struct AgentAnswer {
    /// Its id in this team.
    agentid: i64,
    /// Its name.
    name: String,
    /// Its icon's address.
    logo_url: String,
    /// What it does, in Chinese.
    description: String,
    /// 0 disabled, 1 normal, 2 awaiting activation.
    #[schema(minimum = 0, maximum = 2)]
    close: i64,
}

/// `get_auth_info`.
pub async fn get_auth_info(
    State(state): State<AppState>,
    call: SuiteCall,
) -> OpenApiResult<AuthInfoAnswer> {
    call.check_suite_key()?;
    let corpid = call.params.text(Param::AuthCorp)?;
    let code = call.params.optional_text(Param::PermanentCode)?;
    let code = code.as_deref().map(hash);
    let fresh = InviteCode::generate(state.random());
    let found = state
        .store
        .auth_info(
            call.suite.id,
            (&corpid, code.as_deref()),
            &fresh,
            state.now(),
        )
        .await?;
    Ok(Answer(answer(&state.settings, found)))
}

fn answer(settings: &Settings, found: AuthInfo) -> AuthInfoAnswer {
    let admins: Vec<String> = found.admins.iter().map(i64::to_string).collect();
    let agent = |agent: Agent| AgentInfo {
        agentid: agent.id,
        logo_url: logo(settings, agent.app_id),
        agent_name: agent.name,
        appid: agent.app_id,
        admin_list: admins.clone(),
    };
    AuthInfoAnswer {
        auth_corp_info: CorpInfo {
            corpid: found.corpid,
            corp_name: found.team,
            corp_logo_url: String::new(),
            industry: text::deploy::industry(Lang::Zh, found.industry),
            invite_code: String::new(),
            license_code: found.license_code,
            auth_channel: String::new(),
            auth_channel_type: String::new(),
            is_authenticated: false,
            auth_level: 0,
            invite_url: address::invite(&settings.public_url, &found.invite_code),
        },
        auth_user_info: UserInfo {
            user_id: found
                .authorized_by
                .as_ref()
                .map(i64::to_string)
                .unwrap_or_default(),
        },
        auth_info: Agents {
            agent: found.agents.into_iter().map(agent).collect(),
        },
    }
}

/// `get_agent`.
pub async fn get_agent(
    State(state): State<AppState>,
    call: SuiteCall,
) -> OpenApiResult<AgentAnswer> {
    call.check_suite_key()?;
    let corpid = call.params.text(Param::AuthCorp)?;
    let code = hash(&call.params.text(Param::PermanentCode)?);
    let agent_id = call.params.integer(Param::Agent)?;
    let found = state
        .store
        .agent(call.suite.id, (&corpid, &code), agent_id)
        .await?;
    let (agent, tagline, how) = found.ok_or(Errcode::BadAgent)?;
    let description = match agent.description.is_empty() {
        true => tagline.zh,
        false => agent.description,
    };
    Ok(Answer(AgentAnswer {
        agentid: agent.id,
        logo_url: logo(&state.settings, agent.app_id),
        name: agent.name,
        description,
        close: close(how),
    }))
}

fn close(how: AuthorizationState) -> i64 {
    match how {
        AuthorizationState::Active => 1,
        AuthorizationState::AwaitingActivation => 2,
        AuthorizationState::Disabled
        | AuthorizationState::Refused
        | AuthorizationState::Withdrawn => 0,
    }
}

fn logo(settings: &Settings, app_id: i64) -> String {
    let path = path::APP_ICON.replace("{id}", &app_id.to_string());
    format!("{}{path}", settings.public_url)
}
