//! Lists of the console: all are asked for and answered in one way.

use serde::{Deserialize, Serialize};

/// How a list is asked for. Each list has filters of its own besides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct ListQuery {
    /// What is searched for; empty for everything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// The page that follows: `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The most rows, 1 to 200; 50 if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// The order: `newest` (if nothing is said) or `oldest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// Only rows in this state: one of the list's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows, in the order that was asked for.
    pub rows: Vec<T>,
    /// What the next page is asked for with, as `after`; none where there is no more.
    pub next: Option<String>,
    /// How many rows all pages have; none where counting them would take long.
    pub total: Option<u64>,
}
