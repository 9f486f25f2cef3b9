//! A labelled field with its error beside it.

use leptos::prelude::*;
use view::icon::{ALERT, icon};

use crate::form::Form;

/// A label, an input and the error of the field `id`. The input inside carries the same `id` and
/// `aria-describedby="{id}-error"`.
pub fn field(
    form: Form,
    id: &'static str,
    label: impl IntoView,
    input: impl IntoView,
) -> impl IntoView {
    let wrong = move || {
        form.error
            .with(|e| e.as_ref().is_some_and(|(at, _)| at == id))
    };
    view! {
        <div class="field" class:wrong=wrong>
            <label for=id>{label.into_any()}</label>
            {input.into_any()}
            {error(form, id)}
        </div>
    }
}

/// The error of a field, read out when it comes.
pub fn error(form: Form, id: &'static str) -> impl IntoView {
    let said = move || {
        form.error.with(|e| {
            e.as_ref()
                .filter(|(at, _)| at == id)
                .map(|(_, said)| said.clone())
        })
    };
    view! {
        <div role="alert" id=format!("{id}-error")>
            {move || said().map(|said| view! { <p class="error">{icon(ALERT)}<span>{said}</span></p> })}
        </div>
    }
}
