//! Pictures: the icons of suites and apps.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::digest::tag;
use crate::error::ApiResult;
use crate::extract::Path;
use crate::kept::{kept, known};
use crate::state::AppState;

/// A suite's icon.
pub async fn suite(
    State(state): State<AppState>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    Ok(png(state.store.suite_icon(&key).await?, &headers))
}

/// An app's icon.
pub async fn app(
    State(state): State<AppState>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    Ok(png(state.store.app_icon(id).await?, &headers))
}

/// A picture that may be kept for an hour, and then is asked for by its hash.
fn png(bytes: Option<Vec<u8>>, asked: &HeaderMap) -> Response {
    let Some(bytes) = bytes else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = tag([bytes.as_slice()]);
    match known(asked, &tag) {
        true => kept(StatusCode::NOT_MODIFIED, "image/png", 3600, &tag),
        false => kept(bytes, "image/png", 3600, &tag),
    }
}
