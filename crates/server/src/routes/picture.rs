//! Pictures: the icons of suites and apps, and invites as QR codes.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::invite::InviteCode;
use sha2::{Digest, Sha256};

use crate::digest::hex;
use crate::error::{ApiError, ApiResult};
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
    let tag = format!("\"{}\"", hex(&Sha256::digest(&bytes)[..8]));
    let known = asked.get(header::IF_NONE_MATCH);
    let known = known.and_then(|value| value.to_str().ok());
    let mut response = match known.is_some_and(|known| known.contains(&tag)) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => bytes.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    let kept = HeaderValue::from_static("public, max-age=3600");
    headers.insert(header::CACHE_CONTROL, kept);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// An invite's address as a QR code. What the code says is public, so it asks no database.
pub fn invite(state: &AppState, code: &InviteCode) -> ApiResult<Response> {
    let url = format!("{}/join/{code}", state.settings.public_url);
    let code = qr::Symbol::of_link(&url, qr::Style::default()).map_err(ApiError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    Ok((headers, code.svg()).into_response())
}
