//! What tables are made of.

use leptos::prelude::*;

use crate::browser::time;

/// A moment to the minute.
#[component]
pub fn Time(
    /// In milliseconds since 1970.
    at: i64,
) -> impl IntoView {
    view! { <time datetime=time::machine(at)>{time::minute(at)}</time> }
}
