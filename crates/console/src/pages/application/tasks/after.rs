//! Which step a task of the vendor's own follows.

use domain::application::TaskPart;
use domain::task::Task;
use domain::word::Word;
use leptos::ev::Event;
use leptos::prelude::*;

use super::Plan;
use crate::pages::application::editor::focus;
use crate::pages::application::field::{Labeled, Wrong, described_by};
use crate::pages::application::place::Place;
use crate::session::{use_session, use_texts};
use crate::text::{application as text, suite_form};

/// What can be followed by a task of the vendor's own.
const FOLLOWED: [Task; 5] = [
    Task::SignIn,
    Task::Team,
    Task::Serial,
    Task::Authorize,
    Task::Scope,
];

/// The step that a task follows.
#[component]
pub fn After(
    /// The plan.
    plan: Plan,
    /// Which, from 0.
    at: usize,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let place = Place::Task(at, TaskPart::After);
    let value = Memo::new(move |_| {
        plan.editor
            .form
            .with(|form| place.text(form).trim().to_owned())
    });
    let options = FOLLOWED.map(|task| {
        let word = task.word().into_owned();
        let (own, name) = (word.clone(), word.clone());
        // A step that the suite doesn't have can't be chosen, and stays where it was chosen.
        let hidden = move || {
            let is_absent = plan.steps.with(|steps| !steps.contains(&task));
            is_absent && value.get() != task.word()
        };
        view! {
            <option value=word hidden=hidden selected=move || value.get() == own>
                {move || suite_form::after(session.lang.get(), &name)}
            </option>
        }
    });
    let is_unknown = move || !FOLLOWED.iter().any(|task| value.get() == task.word());
    let choose = move |event: Event| {
        let word = event_target_value(&event);
        plan.editor.form.update(|form| place.type_in(form, word));
        focus(&place.id());
        plan.say_place(at);
    };
    let wrong = Wrong::at(plan.editor, place);
    view! {
        <Labeled editor=plan.editor at=place wrong>
            <select
                class="input"
                id=place.id()
                aria-describedby=described_by(place)
                aria-invalid=move || wrong.is().to_string()
                on:change=choose
            >
                <option value="" hidden=true selected=is_unknown>
                    {move || t().choose}
                </option>
                {options.into_iter().collect_view()}
            </select>
        </Labeled>
    }
}
