//! A request, with the two buttons that answer it.

use api::path::REQUEST_APPROVE;
use api::problem::Code;
use api::team::{Onward, Request as Asked};
use domain::request::RequestState;
use leptos::prelude::*;
use ui::component::{Permissions, Picture};
use ui::text::team as text;

use crate::api::Request;
use crate::browser::{page, time};
use crate::components::ErrorText;
use crate::form::Form;
use crate::workbench::state::use_team;

/// A request; its form leads to authorizing what is asked for.
#[component]
pub fn Card(asked: Asked, declining: RwSignal<Option<i64>>) -> impl IntoView {
    let team = use_team();
    let mounted = RwSignal::new(());
    let form = Form::new(move |on: Onward| {
        if mounted.try_get_untracked().is_some() {
            page::leave(&format!("/d/{}/authorize", on.link));
        }
    })
    .with_error_handler(move |problem| {
        if problem.code == Code::RequestDecided {
            team.reload();
        }
        false
    });
    let asked = StoredValue::new(asked);
    move || {
        let asked = asked.get_value();
        let lang = team.lang.get();
        view! {
            <section class="card request">
                <Head asked=asked.clone()/>
                <Permissions asked=asked.permissions.clone() lang granted=false/>
                <Declined asked=asked.clone()/>
                <Buttons asked form declining/>
                <ErrorText form/>
            </section>
        }
    }
}

#[component]
fn Head(asked: Asked) -> impl IntoView {
    let team = use_team();
    let title = text::asks_for(team.lang.get(), &asked.asker, &asked.suite);
    let certified = asked
        .certified
        .then(|| view! { <span class="chip">{team.t().certified}</span> });
    view! {
        <div class="row">
            <Picture src=asked.icon size="40"/>
            <span class="what">
                <span>{title}</span>
                <small>{asked.vendor} " " {certified}</small>
            </span>
            <span class="end">{time::day(asked.asked_at)}</span>
        </div>
    }
}

/// Who declined it and why, if somebody has.
#[component]
fn Declined(asked: Asked) -> impl IntoView {
    let team = use_team();
    (asked.state == RequestState::Declined).then(|| {
        let who = asked.decided_by.unwrap_or_default();
        let why = asked.reason.unwrap_or_default();
        view! {
            <div class="notice bad">
                <b>{team.t().declined}</b>
                <p>{text::declined_by(team.lang.get(), &who, &why)}</p>
            </div>
        }
    })
}

#[component]
fn Buttons(asked: Asked, form: Form, declining: RwSignal<Option<i64>>) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let id = asked.id;
    let pending = form.pending();
    let decline = (asked.state != RequestState::Declined).then(|| {
        view! {
            <button
                class="small-button plain"
                type="button"
                aria-label=format!("{} {}", t.decline, asked.suite)
                on:click=move |_| declining.set(Some(id))
            >
                {t.decline}
            </button>
        }
    });
    let take_up = move |_| form.submit(Request::post(team.item_path(REQUEST_APPROVE, id), &()));
    let label = move || {
        if pending.get() {
            t.working
        } else {
            t.authorize
        }
    };
    view! {
        <div class="buttons">
            {decline}
            <button
                class="small-button"
                type="button"
                aria-label=format!("{} {}", t.authorize, asked.suite)
                aria-busy=move || pending.get().to_string()
                on:click=take_up
            >
                {move || label()}
            </button>
        </div>
    }
}
