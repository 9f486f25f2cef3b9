//! Picking one of the teams that the person is in.

use api::answer::TeamChoice;
use api::path::TEAM;
use api::request::Team;
use leptos::prelude::*;
use ui::component::{Avatar, Heading, RowText};
use ui::text;

use crate::components::ErrorText;
use crate::deploy::state::use_flow;
use crate::form::Form;

/// The page; `creating` leads to the form for another team.
#[component]
pub fn PickPage(form: Form, creating: RwSignal<bool>) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let teams = flow
        .onboarding(|found| found.teams.clone())
        .unwrap_or_default();
    let rows: Vec<_> = teams
        .into_iter()
        .map(|team| view! { <Row form team/> })
        .collect();
    let create = move |_| {
        form.clear();
        creating.set(true);
    };
    view! {
        <main class="page">
            <div>
                <Heading text=t.pick_title/>
                <p class="second">{t.pick_detail}</p>
            </div>
            <div class="card">{rows}</div>
            <ErrorText form/>
        </main>
        <footer class="foot">
            <button class="button" type="button" on:click=create>
                {t.create_another}
            </button>
        </footer>
    }
}

#[component]
fn Row(form: Form, team: TeamChoice) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    if team.has_suite {
        let row = view! {
            <a class="row" href=format!("/workbench?team={}", team.corpid) rel="external">
                <Avatar name=team.name.clone()/>
                <RowText line=team.name small=t.has_suite/>
            </a>
        };
        return row.into_any();
    }
    let people = match team.decides {
        true => text::people(flow.lang.get(), team.people),
        false => t.ask_owner.to_owned(),
    };
    let corpid = StoredValue::new(team.corpid);
    let pick = move |_| {
        flow.step(
            form,
            TEAM,
            &Team::Pick {
                corpid: corpid.get_value(),
            },
        );
    };
    let row = view! {
        <button class="row" type="button" on:click=pick>
            <Avatar name=team.name.clone()/>
            <span class="what">{team.name}</span>
            <span class="end">{people}</span>
        </button>
    };
    row.into_any()
}
