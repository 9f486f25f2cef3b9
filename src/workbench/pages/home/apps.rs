//! What waits for the person, and their apps.

use api::team::{App, Workbench};
use leptos::prelude::*;
use ui::component::{Picture, RowText};
use ui::text;

use crate::workbench::state::{Team, use_team};

/// What waits for those who look after the team.
pub fn duties(team: Team, home: &Workbench) -> AnyView {
    let lang = team.lang.get();
    let row = |n: u32, title: String, names: &[String], page: &str| {
        (n > 0).then(|| {
            view! {
                <a class="row duty" href=team.page_path(page)>
                    <span class="mark now">{n}</span>
                    <RowText line=title small=text::team::list(lang, names)/>
                    <span class="end go">{team.t().handle}</span>
                </a>
            }
        })
    };
    let joins = text::team::joining(lang, home.joins);
    let requests = text::team::requesting(lang, home.requests);
    let rows = (home.joins + home.requests > 0).then(|| {
        view! {
            <div class="card">
                {row(home.joins, joins, &home.joining, "/people")}
                {row(home.requests, requests, &home.requested, "/requests")}
            </div>
        }
    });
    rows.into_any()
}

/// The apps as a grid.
pub fn apps(team: Team, home: &Workbench) -> AnyView {
    let t = team.t();
    if home.apps.is_empty() {
        let none = view! {
            <div class="card">
                <p class="row">
                    <RowText line=t.no_apps small=t.no_apps_hint/>
                </p>
            </div>
        };
        return none.into_any();
    }
    let tiles: Vec<_> = home
        .apps
        .iter()
        .cloned()
        .map(|app| view! { <Tile app/> })
        .collect();
    view! {
        <div class="card">
            <ul class="apps">{tiles}</ul>
        </div>
    }
    .into_any()
}

/// An app, in the same tab: Back leads here again. One that can't be opened just now tells why.
#[component]
fn Tile(app: App) -> impl IntoView {
    let team = use_team();
    let picture = view! { <Picture src=app.icon size="56"/> };
    let inside = match app.state.usable() {
        true => view! {
            <a href=app.url rel="external">
                {picture}
                {app.name}
            </a>
        }
        .into_any(),
        false => view! {
            <span class="app">
                {picture}
                {app.name}
                <small>{text::team::state(team.lang.get(), app.state)}</small>
            </span>
        }
        .into_any(),
    };
    view! { <li>{inside}</li> }
}
