//! A text to be copied: a key, a secret, an address.

use leptos::prelude::*;

use super::copy::CopyButton;

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
    let label = name.clone();
    view! {
        <div>
            <dt>{move || name.get()}</dt>
            <dd class="copyable">
                <code class="typed">{text.clone()}</code>
                <CopyButton text of=label/>
            </dd>
        </div>
    }
}
