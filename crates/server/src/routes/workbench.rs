//! The workbench: a team's apps within the visitor's scope.

use api::answer::{App, Workbench};
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::error::{ApiError, ApiResult};
use crate::extract::Visitor;
use crate::present;
use crate::state::AppState;

/// Which team.
#[derive(Deserialize)]
pub struct OfTeam {
    team: Option<String>,
}

/// Shows it.
pub async fn show(
    State(state): State<AppState>,
    Visitor(person): Visitor,
    Query(OfTeam { team }): Query<OfTeam>,
) -> ApiResult<Json<Workbench>> {
    let person = person.ok_or_else(ApiError::not_signed_in)?;
    let found = state.store.workbench(person.id, team.as_deref()).await?;
    let corpid = found
        .team
        .as_ref()
        .map(|team| team.corpid.clone())
        .unwrap_or_default();
    Ok(Json(Workbench {
        person: present::person(&person),
        teams: found.teams.into_iter().map(present::team_info).collect(),
        team: found.team.map(present::team_info),
        apps: found
            .apps
            .into_iter()
            .map(|app| App {
                name: app.name,
                icon: present::data_url(&app.icon),
                url: app.home_url.replace("$CORPID$", &corpid),
                state: app.state,
            })
            .collect(),
    }))
}
