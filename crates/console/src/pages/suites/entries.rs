//! Rows that are added to a suite and taken away: data that it asks for, tasks of the vendor's own.

use domain::task::SerialRule;
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};

use super::draft::{Entries, Entry};
use super::fields::BothFields;
use crate::components::field::{FieldError, TextField};
use crate::form::Form;
use crate::session::{Session, use_session, use_texts};
use crate::text::suite_form::{self, Text};

/// What can be followed by a task of the vendor's own.
const FOLLOWED: [&str; 5] = ["sign-in", "team", "serial", "authorize", "scope"];

/// The data that a suite asks for.
#[component]
pub fn Permissions(
    /// Their form.
    form: Form,
    /// The rows.
    entries: Entries,
) -> impl IntoView {
    let draw = move |row: Row| {
        let t = use_texts(suite_form::of);
        let name = |part| row.field("permissions", part);
        view! {
            <BothFields form name=name("title") both=row.entry.title zh=move || t().asked_title en=move || t().asked_title_en/>
            <BothFields form name=name("text") both=row.entry.text zh=move || t().asked_text en=move || t().asked_text_en/>
        }
        .into_any()
    };
    view! { <Rows form name="permissions" entries add=|t| t.add_permission draw/> }
}

/// The tasks of the vendor's own.
#[component]
pub fn OwnTasks(
    /// Their form.
    form: Form,
    /// The rows.
    entries: Entries,
    /// Who verifies serials.
    serial: RwSignal<SerialRule>,
) -> impl IntoView {
    let draw = move |row: Row| {
        let t = use_texts(suite_form::of);
        let name = |part| row.field("tasks", part);
        let entry = row.entry;
        view! {
            <After form name=name("after") value=entry.after serial/>
            <BothFields form name=name("title") both=entry.title zh=move || t().task_title en=move || t().task_title_en/>
            <BothFields form name=name("text") both=entry.text zh=move || t().task_text en=move || t().task_text_en/>
            <TextField form name=name("url") label=move || t().task_url value=entry.url kind="url" placeholder="https://"/>
        }
        .into_any()
    };
    view! { <Rows form name="tasks" entries add=|t| t.add_task draw/> }
}

/// A row at its place.
struct Row {
    at: usize,
    entry: Entry,
}

impl Row {
    /// The name of a part's field, as errors have it.
    fn field(&self, list: &str, part: &str) -> String {
        format!("{list}.{}.{part}", self.at)
    }
}

/// The rows, and the button that adds one.
#[component]
fn Rows(
    form: Form,
    name: &'static str,
    entries: Entries,
    add: fn(&Text) -> &'static str,
    draw: impl Fn(Row) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(suite_form::of);
    // A row is drawn again when its place changes: its fields are named by it.
    let rows = move || {
        let rows = entries.get().into_iter().enumerate();
        rows.map(|(at, entry)| (at, entry.id, entry))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="entries" id=form.id(name)>
            <For each=rows key=|(at, id, _)| (*at, *id) let:((at, _, entry))>
                <fieldset class="entry-row">
                    <legend>{at + 1}</legend>
                    <div class="fields">{draw(Row { at, entry })}</div>
                    <Tools entries at session/>
                </fieldset>
            </For>
            <FieldError form name/>
            <Show when=move || entries.has_room()>
                <button class="button" type="button" on:click=move |_| entries.add()>
                    <Icon path=PLUS/>
                    {move || add(t())}
                </button>
            </Show>
        </div>
    }
}

/// Moves a row up or down, and takes it away; nothing is lost before the form is saved.
#[component]
fn Tools(entries: Entries, at: usize, session: Session) -> impl IntoView {
    let t = use_texts(suite_form::of);
    let up = move |_| entries.up(at);
    let take = move |_| {
        entries.take(at);
        session.say(t().taken);
    };
    let up = (at > 0).then(|| {
        view! {
            <button class="button small" type="button" aria-label=move || format!("{} {}", t().up, at + 1) on:click=up>
                {move || t().up}
            </button>
        }
    });
    view! {
        <div class="buttons">
            {up}
            <button class="button small" type="button" aria-label=move || format!("{} {}", t().take, at + 1) on:click=take>
                {move || t().take}
            </button>
        </div>
    }
}

/// The task that an own one follows.
#[component]
fn After(
    form: Form,
    name: String,
    value: RwSignal<String>,
    serial: RwSignal<SerialRule>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(suite_form::of);
    let id = form.id(&name);
    let options = FOLLOWED.map(|word| {
        // A task that the suite doesn't have can't be chosen, and stays where it was.
        let hidden =
            move || word == "serial" && serial.get() == SerialRule::None && value.get() != word;
        view! {
            <option value=word hidden=hidden selected=move || value.get() == word>
                {move || suite_form::after(session.lang.get(), word)}
            </option>
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{move || t().task_after}</label>
            <select class="input" id=id on:change=move |event| value.set(event_target_value(&event))>
                {options.collect_view()}
            </select>
            <FieldError form name/>
        </div>
    }
}
