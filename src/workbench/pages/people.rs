//! The people of a team: who waits to be let in, who is in it, what may be done about each.

mod action;
mod joining;
mod members;
mod sheet;

use std::time::Duration;

use api::path::PEOPLE;
use api::team::People;
use leptos::prelude::*;

use self::joining::JoiningList;
use self::members::MemberList;
use self::sheet::{MemberSheet, Open};
use super::bar::Bar;
use crate::browser::page;
use crate::components::show;
use crate::workbench::state::use_team;

/// The pause after the last key before a search begins.
const SEARCH_PAUSE: Duration = Duration::from_millis(250);

/// What is searched for.
#[derive(Clone, Copy)]
struct Search {
    typed: RwSignal<String>,
    query: RwSignal<String>,
}

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let team = use_team();
    let search = Search {
        typed: RwSignal::default(),
        query: RwSignal::default(),
    };
    let people = team.load::<People>(move || {
        let query = search.query.with(|query| page::encode(query));
        format!("{}?q={query}", team.path(PEOPLE))
    });
    let open = RwSignal::new(None::<Open>);
    view! {
        {move || view! { <Bar title=team.t().people/> }}
        {show(people, move |people| view! { <Lists people search open/> })}
        <MemberSheet open/>
    }
}

#[component]
fn Lists(people: RwSignal<People>, search: Search, open: RwSignal<Option<Open>>) -> impl IntoView {
    let team = use_team();
    let more = Memo::new(move |_| people.with(|people| people.more));
    view! {
        <main class="page">
            {move || view! { <SearchField search/> }}
            <JoiningList people/>
            <h2>{move || team.t().people}</h2>
            <MemberList people open/>
            {move || more.get().then(|| view! { <p class="small">{team.t().more_people}</p> })}
        </main>
    }
}

/// Searches once the keys pause.
#[component]
fn SearchField(search: Search) -> impl IntoView {
    let hint = use_team().t().search_people;
    let typed = move |event| {
        let typed = event_target_value(&event);
        search.typed.set(typed.clone());
        let begin = move || {
            if search.typed.try_get_untracked().as_ref() == Some(&typed) {
                search.query.set(typed);
            }
        };
        set_timeout(begin, SEARCH_PAUSE);
    };
    view! {
        <div class="input">
            <input
                type="search"
                aria-label=hint
                placeholder=hint
                enterkeyhint="search"
                prop:value=search.typed
                on:input=typed
            />
        </div>
    }
}
