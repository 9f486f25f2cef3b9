//! Fields of the form that are chosen, each choice known by its word.

use api::console::application::ApplicationForm;
use domain::application::Field;
use domain::word::Word;
use leptos::prelude::*;
use ui::lang::Lang;

use super::editor::Editor;
use super::field::GroupPlace;
use super::place::Place;
use crate::components::radio::Choice;
use crate::session::use_session;

/// A choice whose texts a function has.
pub fn choice<T: Word + Copy + Send + Sync + 'static>(
    value: T,
    words: fn(Lang, T) -> (&'static str, &'static str),
) -> Choice<String> {
    let session = use_session();
    Choice {
        value: value.word().into_owned(),
        label: (move || words(session.lang.get(), value).0).into(),
        detail: (move || words(session.lang.get(), value).1).into(),
    }
}

/// The word of what is chosen; empty for nothing.
pub fn word(value: Option<impl Word>) -> String {
    value.map_or_else(String::new, |value| value.word().into_owned())
}

/// A choice of a few.
#[component]
pub fn Choose(
    /// The application.
    editor: Editor,
    /// The field.
    field: Field,
    /// The choices.
    choices: Vec<Choice<String>>,
    /// The word of what is chosen.
    get: fn(&ApplicationForm) -> String,
    /// Chooses by a word.
    set: fn(&mut ApplicationForm, &str),
) -> impl IntoView {
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
            let own = value.clone();
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=name.clone()
                        prop:checked=move || chosen.get() == own
                        on:change=move |_| editor.form.update(|form| set(form, &value))
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
