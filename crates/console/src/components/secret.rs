//! A text to be copied: a key, a secret, an address.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clipboard;
use crate::session::{use_session, use_texts};
use crate::text::common;

/// A text with its name and a button that copies it.
#[component]
pub fn Copyable(
    /// Its name.
    #[prop(into)]
    name: TextProp,
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(common::of);
    let copied = text.clone();
    let copy = move |_| {
        let text = copied.clone();
        spawn_local(async move {
            let words = t();
            session.say(match clipboard::copy(&text).await {
                true => words.copied,
                false => words.copy_failed,
            });
        });
    };
    let label = name.clone();
    view! {
        <div>
            <dt>{move || name.get()}</dt>
            <dd class="copyable">
                <code class="typed">{text}</code>
                <button
                    class="button small"
                    type="button"
                    aria-label=move || format!("{}: {}", t().copy, label.get())
                    on:click=copy
                >
                    {move || t().copy}
                </button>
            </dd>
        </div>
    }
}
