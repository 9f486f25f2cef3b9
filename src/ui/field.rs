//! A labelled field with its error beside it.

use leptos::prelude::*;
use view::icon::{ALERT, icon};
use view::{Child, El, el};

use crate::form::Form;

/// A label, an input and the error of the field `id`.
pub fn field(form: Form, id: &'static str, label: impl Child, input: El) -> El {
    el("div")
        .live("class", move || match form.is_wrong(id) {
            true => "field wrong",
            false => "field",
        })
        .child((
            el("label").attr("for", id).child(label),
            input,
            error(form, id),
        ))
}

/// The text input of the field `id`, tied to its error; typing takes the error back.
pub fn input(form: Form, id: &'static str, value: RwSignal<String>) -> El {
    el("input")
        .attr("id", id)
        .attr("aria-describedby", format!("{id}-error"))
        .live("aria-invalid", move || match form.is_wrong(id) {
            true => "true",
            false => "false",
        })
        .prop("value", move || value.get())
        .on("input", move |event| {
            value.set(event_target_value(&event));
            form.clear();
        })
}

/// The error of a field, or with an empty `id` of the whole form, read out when it comes.
pub fn error(form: Form, id: &'static str) -> El {
    let said = move || {
        let said = el("span").child(form.said(id)?);
        Some(el("p.error").child((icon(ALERT), said)))
    };
    let alert = el("div").attr("role", "alert").child(said);
    match id {
        "" => alert,
        id => alert.attr("id", format!("{id}-error")),
    }
}
