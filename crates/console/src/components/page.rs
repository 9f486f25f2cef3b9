//! A page: its title in the tab and on top, its one primary action, and the focus on its heading.

use leptos::prelude::*;

use crate::browser::page;
use crate::session::{use_session, use_texts};
use crate::text::common;

/// Names the tab for as long as the page is there, and puts the focus on its heading when it comes.
pub fn announce(title: TextProp) {
    let session = use_session();
    let t = use_texts(common::of);
    Effect::new(move |_| {
        let name = format!("{} · {}", title.get(), t().product);
        page::describe(&name, session.lang.get().html());
    });
    // Once it is drawn.
    Effect::new(move |_| {
        page::focus("h1");
    });
}

/// A page of the shell.
#[component]
pub fn Page(
    /// Its title.
    #[prop(into)]
    title: TextProp,
    /// A sentence below it.
    #[prop(optional, into)]
    detail: Option<TextProp>,
    /// Its primary action.
    #[prop(optional, into)]
    action: ViewFn,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    announce(title.clone());
    let detail = detail.map(|detail| view! { <p class="second">{move || detail.get()}</p> });
    view! {
        <header class="page-head">
            <div>
                <h1 tabindex="-1">{move || title.get()}</h1>
                {detail}
            </div>
            {move || action.run()}
        </header>
        {children()}
    }
}
