//! Fields that act as soon as they are changed, without a form.

use leptos::prelude::*;

/// A label, an input and a sentence of help.
#[component]
fn Labeled(
    id: &'static str,
    label: TextProp,
    help: Option<TextProp>,
    children: Children,
) -> impl IntoView {
    let help =
        help.map(|help| view! { <p class="help" id=format!("{id}-help")>{move || help.get()}</p> });
    view! {
        <div class="field">
            <label for=id>{move || label.get()}</label>
            {children()}
            {help}
        </div>
    }
}

/// A choice of a few words.
#[component]
pub fn SelectOption(
    /// Its id.
    id: &'static str,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// The words with their names.
    options: Vec<(&'static str, TextProp)>,
    /// The chosen word.
    value: RwSignal<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    help: Option<TextProp>,
) -> impl IntoView {
    let options = options.into_iter().map(|(word, name)| {
        view! {
            <option value=word selected=move || value.get() == word>
                {move || name.get()}
            </option>
        }
    });
    let options = options.collect_view();
    view! {
        <Labeled id label help>
            <select class="input" id=id aria-describedby=format!("{id}-help") on:change=move |event| value.set(event_target_value(&event))>
                {options}
            </select>
        </Labeled>
    }
}

/// A whole number.
#[component]
pub fn NumberOption(
    /// Its id.
    id: &'static str,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// What is typed.
    value: RwSignal<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    help: Option<TextProp>,
) -> impl IntoView {
    view! {
        <Labeled id label help>
            <input
                class="input number"
                id=id
                inputmode="numeric"
                autocomplete="off"
                aria-describedby=format!("{id}-help")
                prop:value=move || value.get()
                on:change=move |event| value.set(event_target_value(&event))
            />
        </Labeled>
    }
}

/// A color.
#[component]
pub fn ColorOption(
    /// Its id.
    id: &'static str,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// It, as in `#1f4fb4`.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <Labeled id label help=None>
            <span class="color">
                <input
                    id=id
                    type="color"
                    prop:value=move || value.get()
                    on:change=move |event| value.set(event_target_value(&event))
                />
                <code class="mono">{move || value.get()}</code>
            </span>
        </Labeled>
    }
}

/// Yes or no.
#[component]
pub fn Check(
    /// Its id.
    id: &'static str,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// Whether it is so.
    value: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <label class="check" for=id>
            <input id=id type="checkbox" prop:checked=move || value.get() on:change=move |event| value.set(event_target_checked(&event))/>
            <span>{move || label.get()}</span>
        </label>
    }
}
