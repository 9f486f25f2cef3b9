//! The workbench (工作台): the team's apps as a grid.

use api::answer::{App as Tile, TeamInfo, Workbench};
use api::path::{SESSION, WORKBENCH};
use domain::authorization::AuthorizationState;
use leptos::prelude::*;
use view::{Child, El, Node, el, text};

use crate::form::Form;
use crate::state::App;
use crate::ui;

/// The page.
pub fn show(app: App, team: Option<String>) -> Node {
    let form = Form::new(app);
    let bench = RwSignal::new(None::<Workbench>);
    let load = move || {
        let path = match &team {
            Some(team) => format!("{WORKBENCH}?team={team}"),
            None => WORKBENCH.to_owned(),
        };
        form.get(path, move |found| drop(bench.try_set(Some(found))));
    };
    load();
    let page = move || {
        let t = app.t();
        bench.with(|found| match found {
            Some(found) => shown(app, form, found),
            None if form.failed() => {
                let load = load.clone();
                let again = el("button.button")
                    .attr("type", "button")
                    .on("click", move |_| load())
                    .child(t.retry);
                let page = el("main.page middle");
                page.child((ui::error(form, ""), again)).node()
            }
            None => view::loading(app.lang_now()).node(),
        })
    };
    page.node()
}

fn shown(app: App, form: Form, found: &Workbench) -> Node {
    let t = app.t();
    let team = found.team.as_ref();
    let name = team.map_or(t.no_team.to_owned(), |team| team.name.clone());
    let header = el("header.team").child((
        team.map(|team| ui::avatar(&team.name)),
        ui::heading(name),
        ui::lang_link("a.link", app.lang_now()),
    ));
    let apps = match found.apps.is_empty() {
        true => el("p.row second").child(t.no_apps),
        false => {
            let tiles: Vec<_> = found
                .apps
                .iter()
                .map(|app_tile| tile(app, app_tile))
                .collect();
            el("div.apps").child(tiles)
        }
    };
    let others = found
        .teams
        .iter()
        .filter(|other| team.is_some_and(|team| team.corpid != other.corpid))
        .map(|other| team_row(app, other));
    let sign_out = move |_| form.delete(SESSION.to_owned(), move || app.signed_out());
    let sign_out = el("button.row")
        .attr("type", "button")
        .on("click", sign_out)
        .child((
            el("span.what").child(t.sign_out),
            el("span.end").child(found.person.phone.clone()),
        ));
    let page = el("main.page").child((
        el("h2").child(t.apps),
        el("div.card").child(apps),
        el("h2").child(t.manage),
        el("div.card").child((others.collect::<Vec<_>>(), sign_out)),
        ui::error(form, ""),
    ));
    (header, page).node()
}

fn team_row(app: App, team: &TeamInfo) -> El {
    el("a.row")
        .attr("href", format!("/workbench?team={}", team.corpid))
        .child((
            el("span.what").child(team.name.clone()),
            el("span.end").child(text::people(app.lang_now(), team.people)),
        ))
}

fn tile(app: App, tile: &Tile) -> El {
    let state = match tile.state {
        AuthorizationState::Active => None,
        AuthorizationState::AwaitingActivation => Some(app.t().awaiting),
        AuthorizationState::Refused => Some(app.t().not_active),
    };
    let inside = (
        ui::image(tile.icon.clone(), "56"),
        tile.name.clone(),
        state.map(|state| el("small").child(state)),
    );
    match state {
        None => el("a").attr("href", tile.url.clone()),
        Some(_) => el("span.app"),
    }
    .child(inside)
}
