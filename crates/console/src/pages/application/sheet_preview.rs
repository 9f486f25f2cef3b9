//! What an uploaded spreadsheet holds: what is wrong with it cell by cell, what it changes, and the button that uses it.

use api::console::application::{CellFault, ReadSheet};
use domain::application::Field;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::component::Picture;
use ui::lang::Lang;

use super::editor::{Editor, IconChange};
use super::summary::value;
use crate::components::card::Card;
use crate::components::icon_field;
use crate::pages::suites::frame::TheSuite;
use crate::session::{use_session, use_texts};
use crate::text::application as text;
use crate::text::application::columns::{self, column};

/// What the file holds.
#[component]
pub fn SheetPreview(
    /// The application.
    editor: Editor,
    /// Its suite.
    suite: TheSuite,
    /// What was read.
    sheet: ReadSheet,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let navigate = use_navigate();
    let ReadSheet { form, icon, faults } = sheet;
    let has_faults = !faults.is_empty();
    let changes = editor.form.with_untracked(|now| *now != form) || icon.is_some();
    let action = {
        let (form, icon) = (form.clone(), icon.clone());
        let take = move |_| {
            editor.shows_faults.set(has_faults);
            editor.again.set(true);
            editor.form.set(form.clone());
            if let Some(icon) = &icon {
                editor.set_icon(IconChange::Set(icon.clone()));
            }
            editor.send_next();
            session.say(t().used);
            let to = untrack(|| suite.address("application"));
            navigate(&to, NavigateOptions::default());
        };
        changes.then(|| {
            view! {
                <div class="buttons end">
                    <button class="button primary" id="use-sheet" type="button" on:click=take>
                        {move || t().use_file}
                    </button>
                </div>
            }
        })
    };
    let wrong = has_faults.then(|| view! { <Faults faults/> });
    let differences = move || {
        let lang = session.lang.get();
        let rows = editor.form.with_untracked(|now| {
            let row = |field| {
                let both = [now, &form].map(|form| value(lang, form, field).unwrap_or_default());
                (both[0] != both[1]).then_some((field, both))
            };
            Field::ALL.into_iter().filter_map(row).collect::<Vec<_>>()
        });
        let icon = icon.clone();
        match changes {
            true => view! { <Differences lang rows icon/> }.into_any(),
            false => view! { <p class="second">{t().same}</p> }.into_any(),
        }
    };
    view! {
        <Card title=move || t().read>
            <div class="stack" role="status">
                {wrong}
                {differences}
                {action}
            </div>
        </Card>
    }
}

/// What is wrong, cell by cell.
#[component]
fn Faults(faults: Vec<CellFault>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let number = faults.len();
    let rows = move || {
        let lang = session.lang.get();
        let row = |CellFault { sheet, cell, fault }: CellFault| {
            let name = match fault.part {
                Some(part) => columns::part(lang, part).0,
                None => column(lang, fault.field).label,
            };
            let task = fault.task.map(|task| text::nth_task(lang, task + 1));
            view! {
                <tr>
                    <td class="first">
                        <span class="two">
                            <b>{cell}</b>
                            <small>{sheet}</small>
                        </span>
                    </td>
                    <td data-label=t().column>{task} {name}</td>
                    <td data-label=t().wrong>{text::fault(lang, &fault)}</td>
                </tr>
            }
        };
        faults.clone().into_iter().map(row).collect_view()
    };
    view! {
        <div class="notice bad">
            <h3>{move || text::faulty_cells(session.lang.get(), number)}</h3>
            <p>{move || t().faults_detail}</p>
        </div>
        <table class="table" id="sheet-faults">
            <thead>
                <tr>
                    <th scope="col">{move || t().cell}</th>
                    <th scope="col">{move || t().column}</th>
                    <th scope="col">{move || t().wrong}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What the file changes: each field as it is, and as the file has it.
#[component]
fn Differences(lang: Lang, rows: Vec<(Field, [String; 2])>, icon: Option<String>) -> impl IntoView {
    let t = text::of(lang);
    let cell = |words: String| match words.is_empty() {
        true => view! { <span class="third">{t.nothing}</span> }.into_any(),
        false => words.into_any(),
    };
    let rows = rows.into_iter().map(|(field, [now, then])| {
        view! {
            <tr>
                <td class="first">{column(lang, field).label}</td>
                <td data-label=t.now>{cell(now)}</td>
                <td data-label=t.in_file>{cell(then)}</td>
            </tr>
        }
    });
    let icon = icon.map(|icon| {
        view! {
            <tr>
                <td class="first">{column(lang, Field::Icon).label}</td>
                <td data-label=t.now></td>
                <td data-label=t.in_file>
                    <Picture src=icon_field::address(&icon) size="60"/>
                </td>
            </tr>
        }
    });
    view! {
        <h3>{t.differences}</h3>
        <table class="table differences">
            <thead>
                <tr>
                    <th scope="col">{t.column}</th>
                    <th scope="col">{t.now}</th>
                    <th scope="col">{t.in_file}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()} {icon}</tbody>
        </table>
    }
}
