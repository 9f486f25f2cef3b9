//! The views of a page: links side by side, of which one is current.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// One of a page's views.
#[component]
pub fn ViewLink(
    /// Its address.
    #[prop(into)]
    href: Signal<String>,
    /// Its name.
    #[prop(into)]
    name: TextProp,
) -> impl IntoView {
    let pathname = use_location().pathname;
    let current = move || (pathname.get().trim_end_matches('/') == href.get()).then_some("page");
    view! {
        <a class="view-link" href=move || href.get() aria-current=current>
            {move || name.get()}
        </a>
    }
}
