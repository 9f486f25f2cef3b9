//! What stands above every step's page: back, title, language, the line of tasks.

use leptos::prelude::*;
use ui::component::Progress;
use ui::icon::{BACK, Icon};

use crate::browser::{history, page};
use crate::components::{ErrorText, LangSwitch};
use crate::deploy::state::use_flow;

/// The bar and the line of tasks.
#[component]
pub fn Frame(#[prop(optional)] title: &'static str) -> impl IntoView {
    let flow = use_flow();
    let back = move |_| match history::can_go_back() {
        true => history::back(),
        false => page::leave_instead(&flow.guide_path()),
    };
    view! {
        <header class="bar">
            <button class="back" type="button" aria-label=move || flow.t().back on:click=back>
                <Icon path=BACK/>
            </button>
            <span class="name">{title}</span>
            <LangSwitch/>
        </header>
        {move || view! { <Progress steps=flow.steps.get() lang=flow.lang.get()/> }}
    }
}

/// The way to another team, while it is open.
#[component]
pub fn OtherTeam() -> impl IntoView {
    let flow = use_flow();
    let form = flow.form();
    let other = move |_| flow.step(form, api::path::TEAM, &api::request::Team::Other);
    let open = flow.onboarding(|found| found.team_open).unwrap_or_default();
    open.then(|| {
        view! {
            <div>
                <button class="link" type="button" on:click=other>
                    {flow.t().change_team}
                </button>
                <ErrorText form/>
            </div>
        }
    })
}
