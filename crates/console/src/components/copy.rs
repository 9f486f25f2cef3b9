//! A text that can be copied.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clipboard;
use crate::session::{use_session, use_texts};
use crate::text::common;

/// A button that puts a text on the clipboard.
#[component]
pub fn CopyButton(
    /// The text.
    #[prop(into)]
    text: String,
    /// Of what, for those who don't see it.
    #[prop(into)]
    of: TextProp,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(common::of);
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let words = match clipboard::copy(&text).await {
                true => t().copied,
                false => t().copy_failed,
            };
            session.say(words);
        });
    };
    view! {
        <button class="button small" type="button" aria-label=move || format!("{}: {}", t().copy, of.get()) on:click=copy>
            {move || t().copy}
        </button>
    }
}
