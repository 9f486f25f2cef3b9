//! Defects that were found later, as their vendor sees them: planned, mended.

use api::Code;
use api::console::acceptance::{Defect, SubmitPlan};
use api::console::list::{ListQuery, Page};
use axum::Json;
use axum::extract::State;
use domain::acceptance::PlanText;
use serde::Deserialize;

use super::super::OfSuite;
use super::present;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::routes::vendor::input;
use crate::state::AppState;

/// Of which defect of a suite a path speaks.
#[derive(Deserialize)]
pub struct OfDefect {
    suite: String,
    id: i64,
}

/// The defects of a suite.
pub async fn list(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<Defect>>> {
    let (listing, stands) = (input::listing(&query)?, input::state(&query)?);
    let now = state.now();
    let found = state
        .store
        .own_defects(&actor, &suite, (&listing, stands), now)
        .await?;
    Ok(input::page(found, present::defect))
}

/// Submits the plan for one.
pub async fn plan(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfDefect { suite, id }): Path<OfDefect>,
    Body(SubmitPlan { plan }): Body<SubmitPlan>,
) -> ApiResult<Json<Defect>> {
    let plan = PlanText::parse(&plan);
    let plan = plan.map_err(|why| {
        ApiError::new(Code::PlanText, &format!("The plan is {why}.")).field("plan")
    })?;
    let now = state.now();
    let planned = state
        .store
        .plan_defect(&actor, (&suite, id), plan.as_str(), now)
        .await?;
    Ok(Json(present::defect(planned)))
}

/// Says that it is mended.
pub async fn mended(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfDefect { suite, id }): Path<OfDefect>,
) -> ApiResult<Json<Defect>> {
    let now = state.now();
    let mended = state.store.mend_defect(&actor, (&suite, id), now).await?;
    Ok(Json(present::defect(mended)))
}
