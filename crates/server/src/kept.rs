//! Files that may be kept for a while, and then are asked for by their tag.

use std::time::Duration;

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum_extra::TypedHeader;
use axum_extra::headers::{CacheControl, ETag, HeaderMapExt, IfNoneMatch};

/// Whether the client has what the tag stands for.
pub fn known(asked: &HeaderMap, tag: &str) -> bool {
    let asked = asked.typed_get::<IfNoneMatch>();
    let both = asked.zip(tag.parse::<ETag>().ok());
    both.is_some_and(|(asked, tag)| !asked.precondition_passes(&tag))
}

/// An answer that may be kept for so many seconds.
pub fn kept(
    body: impl IntoResponse,
    media_type: &'static str,
    seconds: u32,
    tag: &str,
) -> Response {
    let age = Duration::from_secs(seconds.into());
    let age = CacheControl::new().with_public().with_max_age(age);
    let tag = tag.parse::<ETag>().ok();
    (
        TypedHeader(age),
        tag.map(TypedHeader),
        [(header::CONTENT_TYPE, media_type)],
        body,
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{kept, known};

    #[test]
    fn a_file_is_known_by_its_whole_tag() {
        for (asked, is_known) in [
            (r#""abc""#, true),
            (r#"W/"abc""#, true),
            (r#""other", "abc""#, true),
            ("*", true),
            (r#""abcd""#, false),
            (r#""other""#, false),
            ("abc", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(asked));
            assert_eq!(known(&headers, r#""abc""#), is_known, "{asked}");
        }
        assert!(!known(&HeaderMap::new(), r#""abc""#));
    }

    #[test]
    fn an_answer_says_what_it_is_and_how_long_it_may_be_kept() {
        let answer = kept("picture", "image/png", 300, r#""abc""#);
        for (name, value) in [
            (header::CONTENT_TYPE, "image/png"),
            (header::CACHE_CONTROL, "public, max-age=300"),
            (header::ETAG, r#""abc""#),
        ] {
            assert_eq!(answer.headers()[&name], value, "{name}");
            assert_eq!(answer.headers().get_all(&name).iter().count(), 1, "{name}");
        }
    }
}
