//! A page: its title in the tab and on top, its one primary action, and the focus on its heading.

use leptos::html;
use leptos::prelude::*;

use crate::browser::page;
use crate::session::{use_session, use_texts};
use crate::text::common;

/// Names the tab for as long as the page is there, and puts the focus on its heading, which has this reference, when it comes.
pub fn announce(title: TextProp) -> NodeRef<html::H1> {
    let session = use_session();
    let t = use_texts(common::of);
    Effect::new(move |_| {
        let name = format!("{} · {}", title.get(), t().product);
        page::describe(&name, session.lang.get().html());
    });
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            page::focus_once_there(heading.into());
        }
    });
    heading
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
    let heading = announce(title.clone());
    let detail = detail.map(|detail| view! { <p class="second">{move || detail.get()}</p> });
    view! {
        <header class="page-head">
            <div>
                <h1 tabindex="-1" node_ref=heading>{move || title.get()}</h1>
                {detail}
            </div>
            {move || action.run()}
        </header>
        {children()}
    }
}
