//! Members' requests for suites: what each asks for, to be authorized or declined with a reason. Each is a form of its own.

mod card;

use api::path::{REQUEST_DECLINE, REQUESTS};
use api::team::{Decline, Requests};
use leptos::prelude::*;
use serde::de::IgnoredAny;

use self::card::Card;
use super::bar::Bar;
use crate::api::Request;
use crate::components::field::Typing;
use crate::components::{ErrorText, Sheet, SheetHandle, TextField, show};
use crate::form::Form;
use crate::workbench::state::use_team;

/// How the reason is typed.
const TYPING: Typing = Typing {
    enter: "done",
    ..Typing::text("off")
};

/// The page.
#[component]
pub fn RequestsPage() -> impl IntoView {
    let team = use_team();
    let requests = team.load::<Requests>(move || team.path(REQUESTS));
    let declining = RwSignal::new(None::<i64>);
    view! {
        {move || view! { <Bar title=team.t().requests/> }}
        {show(requests, move |requests| view! { <List requests declining/> })}
        {move || declining.get().map(|id| view! { <DeclineSheet id declining/> })}
    }
}

#[component]
fn List(requests: RwSignal<Requests>, declining: RwSignal<Option<i64>>) -> impl IntoView {
    let team = use_team();
    let none = Memo::new(move |_| requests.with(|found| found.requests.is_empty()));
    let hint = move || {
        view! {
            <p class="second" role="status">
                {move || team.t().no_requests}
            </p>
        }
    };
    view! {
        <main class="page">
            {move || none.get().then(hint)}
            <For
                each=move || requests.with(|found| found.requests.clone())
                key=|asked| (asked.id, asked.asked_at, asked.decided_by.clone(), asked.reason.clone())
                children=move |asked| view! { <Card asked declining/> }
            />
        </main>
    }
}

#[component]
fn DeclineSheet(id: i64, declining: RwSignal<Option<i64>>) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let handle = SheetHandle::new();
    let reason = RwSignal::new(String::new());
    let form = Form::new(move |_: IgnoredAny| {
        handle.close();
        team.reload();
    });
    let submit = move |()| {
        let reason = reason.get_untracked();
        form.submit(Request::post(
            team.item_path(REQUEST_DECLINE, id),
            &Decline { reason },
        ));
    };
    view! {
        <Sheet
            handle
            form
            title=t.decline
            action=t.decline
            on_submit=Callback::new(submit)
            on_close=Callback::new(move |()| declining.set(None))
        >
            <TextField form id="reason" label=t.decline_reason value=reason typing=TYPING/>
            <ErrorText form/>
        </Sheet>
    }
}
