//! What requests of the console are read as: lists, labels, days, files.

use api::Code;
use api::console::list::{ListQuery, Page};
use axum::Json;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::text::Name;
use domain::time::Moment;
use domain::word::Word;
use store::{Listed, Listing};

use crate::error::{ApiError, ApiResult};

/// The rows of a page where nothing is said, and the most that may be.
const ROWS: u32 = 50;
const MOST_ROWS: u32 = 200;

/// The most days that something holds.
const MOST_DAYS: u32 = 36_500;

/// How a list is read.
pub fn listing(query: &ListQuery) -> ApiResult<Listing> {
    let refused = |field| ApiError::new(Code::ListQuery, "Not so.").field(field);
    let after = query.after.as_deref().map(str::parse::<i64>).transpose();
    let limit = query.limit.unwrap_or(ROWS);
    if !(1..=MOST_ROWS).contains(&limit) {
        return Err(refused("limit"));
    }
    Ok(Listing {
        search: query.q.trim().to_owned(),
        after: after.map_err(|_| refused("after"))?,
        limit: limit.into(),
        oldest_first: match query.sort.as_deref() {
            None | Some("newest") => false,
            Some("oldest") => true,
            Some(_) => return Err(refused("sort")),
        },
    })
}

/// The state that a list is filtered by.
pub fn state<T: Word>(query: &ListQuery) -> ApiResult<Option<T>> {
    let word = query.state.as_deref().filter(|word| !word.is_empty());
    let unknown = || ApiError::new(Code::ListQuery, "No such state.").field("state");
    word.map(|word| T::from_word(word).ok_or_else(unknown))
        .transpose()
}

/// A page as it is answered.
pub fn page<T, U>(found: Listed<T>, row: impl FnMut(T) -> U) -> Json<Page<U>> {
    Json(Page {
        rows: found.rows.into_iter().map(row).collect(),
        next: found.next.map(|id| id.to_string()),
        total: found.total,
    })
}

/// What something is called, which may be nothing.
pub fn label<const MAX: usize>(typed: &str) -> ApiResult<String> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let label = Name::<MAX>::parse(typed);
    let label = label.map_err(|why| ApiError::new(Code::Label, &why.to_string()).field("label"))?;
    Ok(label.into())
}

/// When something ends that holds for so many days after today.
pub fn ends(days: Option<u32>, now: Moment) -> ApiResult<Option<Moment>> {
    let end = |days: u32| match (1..=MOST_DAYS).contains(&days) {
        true => Ok(now.end_of_day_in(days.into())),
        false => Err(ApiError::new(Code::Days, "1 to 36500 days are needed.").field("days")),
    };
    days.map(end).transpose()
}

/// A file in base64.
pub fn file(field: &'static str, text: &str) -> ApiResult<Vec<u8>> {
    let bytes = STANDARD.decode(text.trim());
    bytes.map_err(|_| ApiError::new(Code::FileUnreadable, "Not base64.").field(field))
}

/// Bytes in base64.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
