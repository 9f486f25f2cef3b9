//! A suite at a glance.

use leptos::prelude::*;

use crate::components::page::Page;
use crate::session::use_texts;
use crate::text::suite;

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let t = use_texts(suite::of);
    view! { <Page title=move || t().overview>""</Page> }
}
