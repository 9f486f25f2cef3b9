//! The table of serials, and what is done with each as it stands.

use api::console::serial::SerialRow;
use api::console::vendor_path::{SERIAL_REVOKE, of_serial};
use api::problem::Problem;
use domain::account::Permission;
use leptos::prelude::*;
use ui::lang::Lang;

use super::of_batch;
use crate::api::Request;
use crate::components::card::{Badge, Tone};
use crate::components::table::{LastDay, Time};
use crate::form::Form;
use crate::pages::suites::frame::TheSuite;
use crate::session::{Undo, use_session, use_texts};
use crate::text::{common, serials as text};

/// What the page is doing to which serial. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Acts {
    suite: TheSuite,
    revoke: Form,
    restore: Form,
    /// The one that is moved to another team.
    pub moving: RwSignal<Option<SerialRow>>,
}

impl Acts {
    /// What is done with serials of a suite.
    pub fn new(suite: TheSuite) -> Self {
        let session = use_session();
        let t = use_texts(text::of);
        let refused = move |problem: &Problem| {
            session.say(untrack(|| session.message(problem)));
            true
        };
        let revoke = Form::new("revoke", move |row: SerialRow| {
            let path = of_serial(SERIAL_REVOKE, &suite.key.get_untracked(), &row.serial);
            let undo = Undo {
                request: Request::delete(path),
                done: t().restored.to_owned(),
            };
            session.say_undoable(format!("{}: {}", t().revoked, row.serial), undo);
            session.reload();
        });
        let restore = Form::new("restore", move |row: SerialRow| {
            session.say(format!("{}: {}", t().restored, row.serial));
            session.reload();
        });
        Self {
            suite,
            revoke: revoke.with_handler(refused),
            restore: restore.with_handler(refused),
            moving: RwSignal::new(None),
        }
    }
}

/// The table.
#[component]
pub fn Table(rows: Vec<SerialRow>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| view! { <Row row acts/> })
        .collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().serial}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col">{t().batch}</th>
                    <th scope="col">{t().expires}</th>
                    <th scope="col">{t().team}</th>
                    <th scope="col">
                        <span class="unseen">{c().actions}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A serial's state, in a word and a color.
fn badge(lang: Lang, state: &str) -> impl IntoView + use<> {
    let tone = match state {
        "redeemed" => Tone::Good,
        "free" => Tone::Due,
        _ => Tone::Plain,
    };
    view! { <Badge text=text::state(lang, state) tone/> }
}

#[component]
fn Row(row: SerialRow, acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get();
    let batch = row.batch.map(|id| {
        let name = match row.label.is_empty() {
            true => text::batch(lang, id),
            false => row.label.clone(),
        };
        view! { <a class="typed" href=of_batch(acts.suite, id)>{name}</a> }
    });
    let expires = match row.expires_at {
        Some(end) => view! { <LastDay end/> }.into_any(),
        None => view! { <span class="third">{t().never}</span> }.into_any(),
    };
    let team = row.team.clone().map(|team| {
        let at = row
            .redeemed_at
            .map(|at| view! { <small><Time at/></small> });
        view! {
            <span class="two">
                <span>{team.name}</span>
                {at}
            </span>
        }
    });
    view! {
        <tr>
            <td class="first mono nowrap">{row.serial.clone()}</td>
            <td data-label=c().state>{badge(lang, &row.state)}</td>
            <td data-label=t().batch>{batch}</td>
            <td data-label=t().expires>{expires}</td>
            <td data-label=t().team>{team}</td>
            <td class="end">
                <Show when=move || session.may(Permission::EditSerials)>
                    <Act row=row.clone() acts/>
                </Show>
            </td>
        </tr>
    }
}

/// What can be done with a serial as it stands.
#[component]
fn Act(row: SerialRow, acts: Acts) -> impl IntoView {
    let t = use_texts(text::of);
    let path = of_serial(SERIAL_REVOKE, &acts.suite.key.get_untracked(), &row.serial);
    let label = |act: &str| format!("{act}: {}", row.serial);
    match &*row.state {
        "redeemed" => {
            let name = label(t().move_on);
            view! {
                <button class="button small" type="button" aria-label=name on:click=move |_| acts.moving.set(Some(row.clone()))>
                    {t().move_on}
                </button>
            }
            .into_any()
        }
        "revoked" => view! {
            <button
                class="button small"
                type="button"
                aria-label=label(t().restore)
                on:click=move |_| acts.restore.submit(Request::delete(path.clone()))
            >
                {t().restore}
            </button>
        }
        .into_any(),
        _ => view! {
            <button
                class="button small"
                type="button"
                aria-label=label(t().revoke)
                on:click=move |_| acts.revoke.submit(Request::post_empty(path.clone()))
            >
                {t().revoke}
            </button>
        }
        .into_any(),
    }
}
