//! What stands above the workbench: the team, the way to another, the bell.

use leptos::prelude::*;
use ui::component::Avatar;
use ui::icon::{BELL, DOWN, Icon};
use ui::text;

use super::no_team::team_rows;
use crate::components::{LangSwitch, Menu, SheetHandle};
use crate::workbench::state::use_team;

/// The header.
#[component]
pub fn Header() -> impl IntoView {
    let team = use_team();
    let switching = RwSignal::new(false);
    let name = Memo::new(move |_| team.name());
    let several = Memo::new(move |_| {
        team.home
            .with(|home| home.as_ref().is_some_and(|home| home.teams.len() > 1))
    });
    let title = move || {
        match several.get() {
        false => name.get().into_any(),
        true => view! {
            <button class="switch" type="button" id="switch" aria-haspopup="dialog" on:click=move |_| switching.set(true)>
                {name}
                <Icon path=DOWN/>
                <span class="unseen">{team.t().switch_team}</span>
            </button>
        }
        .into_any(),
    }
    };
    view! {
        <header class="team">
            {move || view! { <Avatar name=name.get()/> }}
            <h1 tabindex="-1">{move || title()}</h1>
            <LangSwitch class="link"/>
            <Bell/>
        </header>
        {move || switching.get().then(|| view! { <Switcher switching/> })}
    }
}

#[component]
fn Bell() -> impl IntoView {
    let team = use_team();
    let unread = move || {
        team.home
            .with(|home| home.as_ref().map_or(0, |home| home.unread))
    };
    let label = move || text::team::notices(team.lang.get(), unread());
    let dot = move || (unread() > 0).then(|| view! { <span class="dot"></span> });
    view! {
        <a class="bell" href=team.page_path("/notices") aria-label=label>
            <Icon path=BELL/>
            {move || dot()}
        </a>
    }
}

/// The choice of another team.
#[component]
fn Switcher(switching: RwSignal<bool>) -> impl IntoView {
    let team = use_team();
    view! {
        <Menu
            handle=SheetHandle::new()
            title=team.t().teams
            on_close=Callback::new(move |()| switching.set(false))
        >
            <div class="card">{untrack(|| team_rows(team, true))}</div>
        </Menu>
    }
}
