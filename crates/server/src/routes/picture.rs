//! Pictures: the icons of suites and apps, and invites as QR codes.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::invite::InviteCode;

use crate::digest::tag;
use crate::error::{ApiError, ApiResult};
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

/// An invite's QR code, in pixels: a long press in a chat app's web view reads no other kind.
const INVITE_PIXELS: u32 = 720;

/// An invite's address as a QR code. What the code says is public, so it asks no database.
pub fn invite(state: &AppState, code: &InviteCode) -> ApiResult<Response> {
    let url = format!("{}/join/{code}", state.settings.public_url);
    let code = qr::StyledSymbol::of_link(&url, &qr::Style::default());
    let png = code.and_then(|code| code.png(INVITE_PIXELS));
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    Ok((headers, png.map_err(ApiError::internal)?).into_response())
}
