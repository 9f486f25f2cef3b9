//! Whether the server lives, and whether it can work.

use axum::extract::State;

use crate::error::ApiResult;
use crate::state::AppState;

/// It lives.
pub async fn alive() -> &'static str {
    "ok"
}

/// Its database answers.
pub async fn ready(State(state): State<AppState>) -> ApiResult<&'static str> {
    state.store.ping().await?;
    Ok("ready")
}
