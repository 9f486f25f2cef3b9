//! Files that may be kept for a while, and then are asked for by their tag.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Whether who asks has what the tag stands for.
pub fn known(asked: &HeaderMap, tag: &str) -> bool {
    let known = asked.get(header::IF_NONE_MATCH);
    let known = known.and_then(|value| value.to_str().ok());
    known.is_some_and(|known| known.contains(tag))
}

/// An answer that may be kept for so many seconds.
pub fn kept(
    body: impl IntoResponse,
    media_type: &'static str,
    seconds: u32,
    tag: &str,
) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let age = HeaderValue::from_str(&format!("public, max-age={seconds}"));
    for (name, value) in [
        (header::CACHE_CONTROL, age),
        (header::ETAG, HeaderValue::from_str(tag)),
    ] {
        if let Ok(value) = value {
            headers.insert(name, value);
        }
    }
    response
}
