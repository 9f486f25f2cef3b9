//! A vendor's application: typed, submitted, taken back.

use api::Code;
use api::console::application::{Application, OfVersion, SaveApplication, SetApplicationIcon};
use api::console::review_path as path;
use api::console::vendor_path::of_suite;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use store::{Actor, StoreError};

use super::{OfSuite, form};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::routes::vendor::suite_fields;
use crate::state::AppState;

/// A suite's application.
pub async fn show(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<Application>> {
    answer(&state, &actor, &suite).await.map(Json)
}

async fn answer(state: &AppState, actor: &Actor, suite: &str) -> ApiResult<Application> {
    let found = state.store.own_application(actor, suite).await?;
    let icon = match found.has_own_icon {
        // Its address changes with it.
        true => {
            let icon = of_suite(path::APPLICATION_ICON, suite);
            format!("{icon}?version={}", found.version)
        }
        false => suite_fields::icon_of(suite),
    };
    Ok(Application {
        state: found.state,
        version: found.version,
        icon,
        has_own_icon: found.has_own_icon,
        faults: form::faults(&found.faults),
        form: form::present(found.form),
        reasons: form::present_reasons(found.reasons),
        history: form::present_history(found.history),
        vendor: found.vendor,
        in_force_since: found.in_force_since.map(|at| at.0),
    })
}

/// The application after a change, or why it wasn't changed: with the newer one, if somebody else changed it.
async fn after(
    state: &AppState,
    (actor, suite): (&Actor, &str),
    changed: Result<(), StoreError>,
) -> ApiResult<Json<Application>> {
    let Err(refused) = changed else {
        return answer(state, actor, suite).await.map(Json);
    };
    let mut refused = ApiError::from(refused);
    if refused.problem.code == Code::ApplicationChanged {
        refused.problem.newer = Some(Box::new(answer(state, actor, suite).await?));
    }
    Err(refused)
}

/// Saves a form as it is typed.
pub async fn save(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<SaveApplication>,
) -> ApiResult<Json<Application>> {
    let change = (typed.version, &form::read(typed.form)?);
    let saved = state
        .store
        .save_application(&actor, &suite, change, state.now());
    after(&state, (&actor, &suite), saved.await).await
}

/// Discards an application, for the one in force.
pub async fn discard(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(OfVersion { version }): Query<OfVersion>,
) -> ApiResult<Json<Application>> {
    let discarded = state
        .store
        .discard_application(&actor, &suite, version, state.now());
    after(&state, (&actor, &suite), discarded.await).await
}

/// The icon of an application.
pub async fn icon(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Response> {
    let icon = state.store.own_application_icon(&actor, &suite).await?;
    Ok(form::png(icon))
}

/// Sets the icon of an application.
pub async fn set_icon(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<SetApplicationIcon>,
) -> ApiResult<Json<Application>> {
    let icon = suite_fields::icon(&typed.icon)?;
    let change = (typed.version, Some(&*icon));
    let set = state
        .store
        .set_application_icon(&actor, &suite, change, state.now());
    after(&state, (&actor, &suite), set.await).await
}

/// Takes the suite's own icon instead.
pub async fn drop_icon(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(OfVersion { version }): Query<OfVersion>,
) -> ApiResult<Json<Application>> {
    let set = state
        .store
        .set_application_icon(&actor, &suite, (version, None), state.now());
    after(&state, (&actor, &suite), set.await).await
}

/// Submits an application.
pub async fn submit(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(OfVersion { version }): Body<OfVersion>,
) -> ApiResult<Json<Application>> {
    let submitted = state
        .store
        .submit_application(&actor, &suite, version, state.now());
    after(&state, (&actor, &suite), submitted.await).await
}

/// Takes an application back.
pub async fn take_back(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<Application>> {
    let back = state
        .store
        .take_back_application(&actor, &suite, state.now());
    after(&state, (&actor, &suite), back.await).await
}
