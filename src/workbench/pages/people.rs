//! The people of a team: who waits to be let in, who is in it, what may be done about each.

mod joining;
mod sheet;

use std::time::Duration;

use api::path::PEOPLE;
use api::team::{Colleague, People};
use domain::role::Role;
use leptos::prelude::*;
use ui::component::Avatar;
use ui::text::team as text;

use self::joining::JoiningList;
use self::sheet::{MemberSheet, Open, actions};
use super::bar::Bar;
use crate::browser::{page, time};
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
    let none = Memo::new(move |_| people.with(|people| people.members.is_empty()));
    let members = move || match none.get() {
        true => view! {
            <p class="second" role="status">
                {team.t().no_match}
            </p>
        }
        .into_any(),
        false => view! {
            <ul class="card" id="members">
                <For
                    each=move || people.with(|people| people.members.clone())
                    key=row_key
                    children=move |member| view! { <MemberRow people member open/> }
                />
            </ul>
        }
        .into_any(),
    };
    let more = Memo::new(move |_| people.with(|people| people.more));
    view! {
        <main class="page">
            {move || view! { <SearchField search/> }}
            <JoiningList people/>
            <h2>{move || team.t().people}</h2>
            {members}
            {move || more.get().then(|| view! { <p class="small">{team.t().more_people}</p> })}
        </main>
    }
}

/// All that a member's row shows: it is drawn again when something of it changes.
fn row_key(member: &Colleague) -> (i64, String, String, Option<String>, Role, bool) {
    let Colleague {
        id,
        name,
        phone,
        department,
        role,
        signed_in,
        ..
    } = member.clone();
    (id, name, phone, department, role, signed_in)
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

#[component]
fn MemberRow(
    people: RwSignal<People>,
    member: Colleague,
    open: RwSignal<Option<Open>>,
) -> impl IntoView {
    let own = Memo::new(move |_| people.with(|people| (people.me, people.role)));
    move || {
        let (me, role) = own.get();
        let actions = actions(role, me, &member);
        let inside = view! { <MemberText member=member.clone() me=member.id == me/> };
        if actions.is_empty() {
            return view! { <li class="row">{inside}</li> }.into_any();
        }
        let opened = Open {
            id: member.id,
            name: member.name.clone(),
            actions,
            chosen: None,
        };
        view! {
            <li>
                <button class="row more" type="button" on:click=move |_| open.set(Some(opened.clone()))>
                    {inside}
                </button>
            </li>
        }
        .into_any()
    }
}

#[component]
fn MemberText(member: Colleague, me: bool) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let detail = match member.department {
        Some(department) => member.phone + " · " + &department,
        None => member.phone,
    };
    let role = (member.role != Role::Member)
        .then(|| view! { <span class="chip">{text::role(team.lang.get(), member.role)}</span> });
    let end = match (me, member.signed_in) {
        (true, _) => t.me.to_owned(),
        (false, false) => t.never_signed_in.to_owned(),
        (false, true) => member.joined_at.map(time::day).unwrap_or_default(),
    };
    view! {
        <Avatar name=member.name.clone()/>
        <span class="what">
            <span>
                <span>{member.name}</span>
                " "
                {role}
            </span>
            <small>{detail}</small>
        </span>
        <span class="end">{end}</span>
    }
}
