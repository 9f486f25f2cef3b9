//! Fields of the form that are chosen.

use api::console::application::ApplicationForm;
use domain::application::Field;
use leptos::prelude::*;
use ui::lang::Lang;

use super::editor::Editor;
use super::field::GroupPlace;
use super::place::Place;
use crate::components::radio::Choice;
use crate::session::use_session;

/// A choice whose texts a function has.
pub fn choice<T: Copy + Send + Sync + 'static>(
    value: T,
    words: fn(Lang, T) -> (&'static str, &'static str),
) -> Choice<T> {
    let session = use_session();
    Choice {
        value,
        label: (move || words(session.lang.get(), value).0).into(),
        detail: (move || words(session.lang.get(), value).1).into(),
    }
}

/// A choice of a few.
#[component]
pub fn Choose<T>(
    /// The application.
    editor: Editor,
    /// The field.
    field: Field,
    /// The choices.
    choices: Vec<Choice<T>>,
    /// What is chosen.
    get: fn(&ApplicationForm) -> Option<T>,
    /// Chooses.
    set: fn(&mut ApplicationForm, T),
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let chosen = Memo::new(move |_| editor.form.with(get));
    let name = format!("{}-choice", Place::Field(field).id());
    let choices: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let Choice {
                value,
                label,
                detail,
            } = choice;
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=name.clone()
                        prop:checked=move || chosen.get() == Some(value)
                        on:change=move |_| editor.form.update(|form| set(form, value))
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
        <GroupPlace editor field>
            <div class="choices short">{choices}</div>
        </GroupPlace>
    }
}
