//! The road of a suite.

use api::console::acceptance::{Road, RoadStep};
use axum::Json;
use axum::extract::State;
use domain::road::{Server, Standing};
use store::Actor;

use super::super::OfSuite;
use crate::error::ApiResult;
use crate::extract::Path;
use crate::extract::account::Acting;
use crate::routes::vendor::checks;
use crate::state::AppState;

async fn answer(state: &AppState, actor: &Actor, suite: &str) -> ApiResult<Json<Road>> {
    let Json(check) = checks::answer(state, actor, suite).await?;
    let server = match check.state.as_str() {
        "passed" => Server::Good,
        "failed" => Server::Faulty,
        _ => Server::Unchecked,
    };
    let known = (server, &state.settings.acceptance);
    let facts = state
        .store
        .own_road(actor, suite, known, state.now())
        .await?;
    let step = |standing: Standing| RoadStep {
        who: standing.who(),
        step: standing.step,
        state: standing.state,
        lacks: standing.lacks,
    };
    Ok(Json(Road {
        steps: facts.road().into_iter().map(step).collect(),
    }))
}

/// The road of one's own suite.
pub async fn own(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<Road>> {
    answer(&state, &actor, &suite).await
}

/// The road of any suite.
pub async fn desk(
    State(state): State<AppState>,
    Acting(_): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<Road>> {
    // An operator has the suites of all vendors, as the server's machine does.
    answer(&state, &Actor::machine(), &suite).await
}
