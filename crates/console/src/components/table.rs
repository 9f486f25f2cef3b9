//! What tables are made of.

use leptos::prelude::*;

use crate::browser::time;

/// The last day, in China, of what ends at a moment.
#[component]
pub fn LastDay(
    /// In milliseconds since 1970.
    end: i64,
) -> impl IntoView {
    let day = time::last_day(end);
    view! { <time datetime=day>{day.clone()}</time> }
}

/// A moment to the minute.
#[component]
pub fn Time(
    /// In milliseconds since 1970.
    at: i64,
) -> impl IntoView {
    view! { <time datetime=time::machine(at)>{time::minute(at)}</time> }
}
