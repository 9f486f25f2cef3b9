//! The workbench (工作台): the team's apps as a grid.

use api::answer::{App as Tile, Workbench};
use api::path::{SESSION, WORKBENCH};
use domain::authorization::AuthorizationState;
use leptos::prelude::*;
use view::text;

use crate::api as client;
use crate::form::Form;
use crate::state::App;
use crate::ui;

/// The page.
pub fn show(app: App, team: Option<String>) -> impl IntoView {
    let t = app.t();
    let form = Form::new(app);
    let bench = RwSignal::new(None::<Workbench>);
    let load = move || {
        let path = match &team {
            Some(team) => format!("{WORKBENCH}?team={team}"),
            None => WORKBENCH.to_owned(),
        };
        form.send(
            async move { client::get::<Workbench>(app, &path).await },
            move |found| {
                bench.try_set(Some(found));
            },
        );
    };
    load();
    move || match bench.get() {
        Some(found) => shown(app, found).into_any(),
        None if form.error.with(Option::is_some) => {
            let load = load.clone();
            view! {
                <main class="page middle">
                    {ui::error(form, "")}
                    <button class="button" type="button" on:click=move |_| load()>{t.retry}</button>
                </main>
            }
            .into_any()
        }
        None => view! {
            <main class="page middle" role="status">
                <span class="spin"></span>
                <p class="second">{t.loading}</p>
            </main>
        }
        .into_any(),
    }
}

fn shown(app: App, found: Workbench) -> impl IntoView {
    let t = app.t();
    let lang = app.lang.get();
    let other = lang.other();
    let name = found
        .team
        .as_ref()
        .map(|team| team.name.clone())
        .unwrap_or(t.no_team.to_owned());
    let empty = found.apps.is_empty().then_some(t.no_apps);
    let tiles: Vec<_> = found.apps.into_iter().map(|tile| draw(app, tile)).collect();
    let several = found.teams.len() > 1;
    let here = found.team.map(|team| team.corpid);
    let teams: Vec<_> = found
        .teams
        .into_iter()
        .filter(|team| several && Some(&team.corpid) != here.as_ref())
        .map(|team| {
            view! {
                <a class="row" href=format!("/workbench?team={}", team.corpid)>
                    <span class="what">{team.name}</span>
                    <span class="end">{text::people(lang, team.people)}</span>
                </a>
            }
        })
        .collect();
    let form = Form::new(app);
    let sign_out = move |_| {
        form.send(
            async move { client::delete(app, SESSION).await },
            move |()| app.signed_out(),
        );
    };
    view! {
        <header class="team">
            <span class=format!("{} square", ui::avatar_class(&name)) aria-hidden="true">
                {ui::initial(&name)}
            </span>
            <h1 tabindex="-1">{name}</h1>
            <a class="link" href=format!("?lang={}", other.word()) lang=other.html()>{t.switch}</a>
        </header>
        <main class="page">
            <h2>{t.apps}</h2>
            <div class="card">
                {empty.map(|said| view! { <p class="row second">{said}</p> })}
                <div class="apps" hidden=empty.is_some()>{tiles}</div>
            </div>
            <h2>{t.manage}</h2>
            <div class="card">
                {teams}
                <button class="row" type="button" on:click=sign_out>
                    <span class="what">{t.sign_out}</span>
                    <span class="end">{found.person.phone}</span>
                </button>
            </div>
            {ui::error(form, "")}
        </main>
    }
}

fn draw(app: App, tile: Tile) -> AnyView {
    let state = match tile.state {
        AuthorizationState::Active => {
            return view! {
                <a href=tile.url>
                    <img src=tile.icon alt="" width="56" height="56" />
                    {tile.name}
                </a>
            }
            .into_any();
        }
        AuthorizationState::AwaitingActivation => app.t().awaiting,
        AuthorizationState::Refused => app.t().not_active,
    };
    view! {
        <span class="app">
            <img src=tile.icon alt="" width="56" height="56" />
            {tile.name}
            <small>{state}</small>
        </span>
    }
    .into_any()
}
