//! An application that isn't typed into: it waits for review, is in force, or is read by who may not change it.

use api::console::application::Application;
use api::console::review_path as path;
use domain::account::Permission;
use domain::application::Round;
use leptos::prelude::*;

use super::editor::Editor;
use super::saving::to_heading;
use super::summary::Summary;
use crate::api::Request;
use crate::browser::{page, time};
use crate::components::card::Card;
use crate::components::dialog::Confirm;
use crate::form::Form;
use crate::pages::suites::frame::TheSuite;
use crate::session::{use_session, use_texts};
use crate::text::application as text;

/// What it says, as the server has it.
#[component]
pub fn Content(
    /// The application.
    editor: Editor,
) -> impl IntoView {
    let t = use_texts(text::of);
    move || {
        editor.known.get().map(|Application { form, .. }| {
            let icon = editor.shown_icon().unwrap_or_default();
            view! {
                <Card title=move || t().content>
                    <Summary form icon/>
                </Card>
            }
        })
    }
}

/// It waits for an operator.
#[component]
pub fn Waiting(
    /// The application.
    editor: Editor,
    /// Its suite.
    suite: TheSuite,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    // Somebody who comes back to the page wants to know how it stands by now.
    page::on_window("focus", move || session.reload());
    let submitted = move || {
        let last = editor.known.with(|known| {
            let history = known.as_ref().map(|known| &known.history);
            let mut entries = history.into_iter().flatten();
            entries
                .find(|entry| entry.what == Round::Submitted)
                .cloned()
        });
        last.map(|last| text::submitted_by(session.lang.get(), &time::minute(last.at), &last.who))
    };
    let asks = RwSignal::new(false);
    let form = Form::new("take-back", move |now: Application| {
        asks.set(false);
        editor.takes(now);
        session.say(t().taken_back);
        to_heading();
    })
    .with_handler(move |_| {
        // It was decided meanwhile.
        session.reload();
        false
    });
    let take_back = Callback::new(move |()| {
        form.submit(Request::delete(suite.path(path::APPLICATION_SUBMISSION)));
    });
    view! {
        <section class="notice">
            <h2>{move || t().wait}</h2>
            <p>{submitted} " " {move || t().wait_detail}</p>
            <Show when=move || session.may(Permission::Apply)>
                <div class="buttons">
                    <button class="button" id="take-back" type="button" on:click=move |_| asks.set(true)>
                        {move || t().take_back}
                    </button>
                </div>
            </Show>
        </section>
        <Content editor/>
        <Confirm
            open=asks
            form
            title=move || t().take_back_title
            detail=move || t().take_back_detail
            action=move || t().take_back
            on_confirm=take_back
        />
    }
}

/// It is in force.
#[component]
pub fn InForce(
    /// The application.
    editor: Editor,
    /// Its suite.
    suite: TheSuite,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let since = move || {
        let since = editor
            .known
            .with(|known| known.as_ref().and_then(|known| known.in_force_since));
        since.map(|since| text::in_force(session.lang.get(), &time::minute(since)))
    };
    let change = move |_| {
        editor.again.set(true);
        to_heading();
    };
    view! {
        <section class="notice good">
            <h2>{move || t().approved}</h2>
            <p>{move || t().approved_detail} " " {since}</p>
            <div class="buttons">
                <a class="button primary" href=move || suite.address("links")>
                    {move || t().links}
                </a>
                <Show when=move || session.may(Permission::Apply)>
                    <button class="button" id="apply-again" type="button" on:click=change>
                        {move || t().apply_again}
                    </button>
                </Show>
            </div>
        </section>
        <Content editor/>
    }
}
