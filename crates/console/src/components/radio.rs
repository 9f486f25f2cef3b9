//! A choice of a few, each with a sentence about it.

use leptos::prelude::*;

use crate::form::Form;

/// A choice of the group.
pub struct Choice<T> {
    /// What is chosen.
    pub value: T,
    /// Its name.
    pub label: TextProp,
    /// What it means.
    pub detail: TextProp,
}

/// Radio buttons as cards.
#[component]
pub fn Choices<T>(
    /// Its form.
    form: Form,
    /// Its name, as errors have it.
    name: &'static str,
    /// What is chosen among.
    #[prop(into)]
    label: TextProp,
    /// The choices.
    choices: Vec<Choice<T>>,
    /// The chosen one.
    value: RwSignal<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let id = form.id(name);
    let group = id.clone();
    let choices: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let Choice {
                value: own,
                label,
                detail,
            } = choice;
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=group.clone()
                        prop:checked=move || value.get() == own
                        on:change=move |_| value.set(own)
                    />
                    <span>
                        <span class="strong">{move || label.get()}</span>
                        <small>{move || detail.get()}</small>
                    </span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field" id=id>
            <legend>{move || label.get()}</legend>
            <div class="choices">{choices}</div>
        </fieldset>
    }
}
