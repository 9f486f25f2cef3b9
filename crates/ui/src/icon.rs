//! The few icons, as SVG paths on a 24 px grid.

use leptos::prelude::*;

/// A tick.
pub const CHECK: &str = "M5 12.5l4.5 4.5L19 7.5";
/// An arrow to the left.
pub const BACK: &str = "M15 5l-7 7 7 7";
/// An arrow downwards.
pub const DOWN: &str = "M6 9l6 6 6-6";
/// A cross.
pub const CROSS: &str = "M6 6l12 12M18 6L6 18";
/// A plus.
pub const PLUS: &str = "M12 5v14M5 12h14";
/// One person.
pub const PERSON: &str = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c0-3.5 3-6 7-6s7 2.5 7 6";
/// Several people.
pub const PEOPLE: &str = "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M17 11a2.5 2.5 0 1 0 0-5M18 14c2 .7 3 2.5 3 5";
/// An exclamation mark in a ring.
pub const ALERT: &str = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5v5.5M12 16.5v.1";
/// A bell.
pub const BELL: &str = "M6 10a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4S6 15 6 10zM10 20h4";
/// Two dashes and an arrow to the right.
pub const ARROW: &str = "M1 12h3M8 12h3M15 12h8M18 6l6 6-6 6";

/// An icon that only decorates.
#[component]
pub fn Icon(
    /// Its path.
    path: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
