//! A field of several lines.

use leptos::prelude::*;

use super::field::{Field, described_by};
use crate::form::Form;

/// A field of several lines of text.
#[component]
pub fn ProseField(
    /// Its form.
    form: Form,
    /// Its name, as errors have it.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// What is typed.
    value: RwSignal<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    help: Option<TextProp>,
    /// How many lines it shows.
    #[prop(default = 3)]
    lines: u8,
    /// It has the focus when its form comes.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let (id, described, of) = (form.id(&name), described_by(form, &name), name.clone());
    view! {
        <Field form name label help>
            <textarea
                class="input prose"
                id=id
                rows=lines.to_string()
                autofocus=autofocus
                aria-describedby=described
                aria-invalid=move || form.is_wrong(&of).to_string()
                bind:value=value
            ></textarea>
        </Field>
    }
}
