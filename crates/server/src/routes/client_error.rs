//! Errors of the pages' programs: a line of the log each.

use std::num::NonZeroU32;

use api::Code;
use api::request::ClientError;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use domain::text::is_invisible;
use governor::Quota;

use crate::error::{ApiError, ApiResult};
use crate::extract::Address;
use crate::keyed_limit::KeyedLimit;
use crate::state::AppState;

/// The largest body, in bytes.
pub const BODY: usize = 8 * 1024;
/// How much of each text is kept, in characters.
const KEPT: usize = 1000;
/// What an address may report in a minute.
const PER_MINUTE: NonZeroU32 = NonZeroU32::new(10).unwrap();

/// Counts what each address has reported.
#[derive(Clone)]
pub struct ClientErrorLimit(KeyedLimit);

impl Default for ClientErrorLimit {
    fn default() -> Self {
        Self(KeyedLimit::new(Quota::per_minute(PER_MINUTE)))
    }
}

/// Takes a report. One that can't be read is passed over: the page can do nothing about it.
pub async fn report(
    State(state): State<AppState>,
    Address(address): Address,
    headers: HeaderMap,
    // Not `Json`: `navigator.sendBeacon` calls a text `text/plain`.
    body: Result<Bytes, BytesRejection>,
) -> ApiResult<StatusCode> {
    let limit = &state.client_error_limit.0;
    let waits = limit.check(address, NonZeroU32::MIN);
    waits.map_err(|wait| ApiError::new(Code::ReportTooSoon, "Too many errors.").wait(wait))?;
    let read = body
        .ok()
        .and_then(|body| serde_json::from_slice(&body).ok());
    if let Some(ClientError { message, page, at }) = read {
        let agent = headers
            .get(header::USER_AGENT)
            .map(|agent| agent.as_bytes());
        let agent = String::from_utf8_lossy(agent.unwrap_or_default());
        tracing::warn!(
            error = shown(&message),
            page = shown(&without_token(&page)),
            at = shown(&at),
            agent = shown(&agent),
            "a page's program failed"
        );
    }
    Ok(StatusCode::NO_CONTENT)
}

/// A page's path without what stands for its link, invite or team.
fn without_token(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    if let [_, kind, token, ..] = &mut parts[..]
        && *kind != "workbench"
    {
        *token = "…";
    }
    parts.join("/")
}

/// A text on one line of the log, with what shows nothing as its number.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars().take(KEPT) {
        match is_invisible(c) {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_without_its_token() {
        for (path, told) in [
            ("/d/7KQ2MX/sign-in", "/d/…/sign-in"),
            ("/D/7KQ2MX", "/D/…"),
            ("/join/ABCDEF/go", "/join/…/go"),
            ("/workbench/people", "/workbench/people"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(without_token(path), told, "{path}");
        }
    }

    #[test]
    fn a_report_cannot_make_lines_of_its_own() {
        assert_eq!(
            shown("a\r\nb\u{1b}[0m 中\u{202e}"),
            "a\\r\\nb\\u{1b}[0m 中\\u{202e}"
        );
        assert_eq!(shown(&"字".repeat(2000)).chars().count(), 1000);
    }
}
