//! The workbench (工作台): what waits, the team's apps as a grid, what is managed.

use api::team::{App as Tile, Seat, Workbench};
use domain::role::Act;
use leptos::prelude::*;
use view::icon::{BELL, DOWN, PEOPLE, icon};
use view::text::team;
use view::{Child, El, Node, el, text};

use super::link_row;
use crate::browser::page;
use crate::ui;
use crate::workbench::screen::{Page, Screen};
use crate::workbench::state::App;

/// The page.
pub fn show(app: App) -> Node {
    let switching = RwSignal::new(false);
    let page = move || {
        app.bench.with(|bench| match bench {
            Some(bench) => shown(app, bench, switching),
            None => view::loading(app.lang.get()).node(),
        })
    };
    let teams = move || {
        let sheet = || {
            app.bench
                .with(|bench| Some(switcher(app, bench.as_ref()?, switching)))
        };
        switching.get().then(sheet)
    };
    (page, teams).node()
}

fn shown(app: App, bench: &Workbench, switching: RwSignal<bool>) -> Node {
    let t = app.t();
    let Some(seat) = &bench.team else {
        return nowhere(app, bench);
    };
    let manages = seat.role.may(Act::SetScope);
    let suites = match manages {
        true => t.suites,
        false => t.suites_member,
    };
    let people = text::people(app.lang_now(), seat.people);
    let manage = el("div.card").child((
        seat.role
            .may(Act::Invite)
            .then(|| link_row(app.href(Page::Invite), t.invite, people.clone())),
        seat.role
            .may(Act::SeePeople)
            .then(|| link_row(app.href(Page::People), t.people, "")),
        link_row(app.href(Page::Suites), suites, ""),
    ));
    let install = move || {
        let row = super::button_row("button.row more", app.t().install, move || app.offer.take());
        app.offer.0.get().then_some(row)
    };
    let own = el("div.card").child((
        install,
        link_row(
            app.href(Page::Account),
            t.account,
            bench.person.phone.clone(),
        ),
    ));
    let page = el("main.page").child((
        duties(app, bench),
        el("h2").child(t.apps),
        apps(app, bench),
        el("h2").child(if manages { t.manage } else { t.feedback }),
        manage,
        el("h2").child(t.mine),
        own,
    ));
    (header(app, bench, seat, switching), page).node()
}

fn header(app: App, bench: &Workbench, seat: &Seat, switching: RwSignal<bool>) -> El {
    let t = app.t();
    let name = match bench.teams.len() {
        0 | 1 => seat.name.clone().node(),
        _ => el("button.switch")
            .attr("type", "button")
            .attr("id", "switch")
            .attr("aria-haspopup", "dialog")
            .on("click", move |_| switching.set(true))
            .child((
                seat.name.clone(),
                icon(DOWN),
                el("span.unseen").child(t.switch_team),
            ))
            .node(),
    };
    let name = ui::heading(name);
    let dot = (bench.unread > 0).then(|| el("span.dot"));
    let bell = el("a.bell")
        .attr("href", app.href(Page::Notices))
        .attr("aria-label", team::notices(app.lang_now(), bench.unread))
        .child((icon(BELL), dot));
    el("header.team").child((
        ui::avatar(&seat.name),
        name,
        ui::lang_link("a.link", app.lang_now()),
        bell,
    ))
}

/// What waits for those who look after the team.
fn duties(app: App, bench: &Workbench) -> Option<El> {
    let lang = app.lang_now();
    let t = app.t();
    let row = |n: u32, title: String, names: &[String], page: Page| {
        let what = ui::what(title, team::list(lang, names));
        (n > 0).then(|| {
            el("a.row duty").attr("href", app.href(page)).child((
                el("span.mark now").child(n.to_string()),
                what,
                el("span.end go").child(t.handle),
            ))
        })
    };
    let joins = team::joining(lang, bench.joins);
    let requests = team::requesting(lang, bench.requests);
    let rows = (
        row(bench.joins, joins, &bench.joining, Page::People),
        row(bench.requests, requests, &bench.requested, Page::Requests),
    );
    (bench.joins + bench.requests > 0).then(|| el("div.card").child(rows))
}

fn apps(app: App, bench: &Workbench) -> El {
    let t = app.t();
    if bench.apps.is_empty() {
        let what = ui::what(t.no_apps, t.no_apps_hint);
        return el("div.card").child(el("p.row").child(what));
    }
    let tiles: Vec<_> = bench
        .apps
        .iter()
        .map(|tile| self::tile(app, tile))
        .collect();
    el("div.card").child(el("ul.apps").child(tiles))
}

/// An app; what can't be opened just now says why.
fn tile(app: App, tile: &Tile) -> El {
    let usable = tile.state.usable();
    let state = (!usable).then(|| el("small").child(team::state(app.lang_now(), tile.state)));
    let inside = (ui::image(tile.icon.clone(), "56"), tile.name.clone(), state);
    let inside = match usable {
        // In the same tab: the phone's own way back leads here again.
        true => el("a").attr("href", tile.url.clone()).child(inside),
        false => el("span.app").child(inside),
    };
    el("li").child(inside)
}

/// In no team, or not in the one that was asked for.
fn nowhere(app: App, bench: &Workbench) -> Node {
    let t = app.t();
    let wishes = team::list(app.lang_now(), &bench.wishes);
    let (title, hint) = match (bench.teams.is_empty(), bench.wishes.is_empty()) {
        (true, true) => (t.no_team, t.no_team_hint.to_owned()),
        (true, false) => (t.join_waiting, team::asked_to_join(app.lang_now(), &wishes)),
        (false, _) => (t.not_your_team, String::new()),
    };
    let mark = el("span.bigmark plain").child(icon(PEOPLE));
    let rows: Vec<_> = bench.teams.iter().map(|seat| team_row(app, seat)).collect();
    let teams = (!rows.is_empty()).then(|| el("div.card").child(rows));
    let account = link_row(
        app.href(Page::Account),
        t.account,
        bench.person.phone.clone(),
    );
    let page = el("main.page middle").child((
        mark,
        ui::heading(title),
        el("p.second").child(hint),
        teams,
        el("div.card").child(account),
    ));
    (super::plain_bar(app), page).node()
}

fn team_row(app: App, seat: &Seat) -> El {
    let lang = app.lang_now();
    let to = Screen::Team(Page::Bench, Some(seat.corpid.clone()));
    let people = text::people(lang, seat.people);
    let what = ui::what(seat.name.clone(), team::role(lang, seat.role));
    el("a.row").attr("href", to.path()).child((
        ui::avatar(&seat.name),
        what,
        el("span.end").child(people),
    ))
}

fn switcher(app: App, bench: &Workbench, switching: RwSignal<bool>) -> El {
    let rows: Vec<_> = bench
        .teams
        .iter()
        .map(|seat| team_row(app, seat).on("click", |_| page::close_dialog()))
        .collect();
    let body = el("div.card").child(rows).node();
    let closed = move || switching.set(false);
    ui::menu(*app, app.t().teams.to_owned(), body, closed)
}
