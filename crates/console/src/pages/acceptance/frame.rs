//! What stands above both views of a suite's acceptance.

use leptos::prelude::*;

use crate::components::page::Page;
use crate::components::views::ViewLink;
use crate::pages::suites::frame::use_suite;
use crate::session::use_texts;
use crate::text::{acceptance as text, defect};

/// The title, and the views.
#[component]
pub fn Head(
    /// The view.
    children: Children,
) -> impl IntoView {
    let suite = use_suite();
    let (d, t) = (use_texts(defect::of), use_texts(text::of));
    let [check, defects] = ["acceptance", "acceptance/defects"]
        .map(|page| Signal::derive(move || suite.address(page)));
    view! {
        <Page title=move || t().title detail=move || t().own_detail>
            <nav class="views" aria-label=move || t().title>
                <ViewLink href=check name=move || t().self_check/>
                <ViewLink href=defects name=move || d().own_title/>
            </nav>
            {children()}
        </Page>
    }
}
