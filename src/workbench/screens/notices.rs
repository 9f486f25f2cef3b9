//! One's notices: a modest list; opening it reads them.

use api::path::NOTICES;
use api::team::{Notice, Notices};
use domain::notice::NoticeKind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::text::team;
use view::{Child, El, Node, el};

use super::bar;
use crate::api::{self as client, Request};
use crate::browser::time;
use crate::ui;
use crate::workbench::got::trouble;
use crate::workbench::screen::{Page, Screen};
use crate::workbench::state::App;

/// The page.
pub fn show(app: App) -> Node {
    let notices = RwSignal::new(None);
    let problem = RwSignal::new(None);
    let load = move || {
        spawn_local(async move {
            match client::get::<Notices>(app.offline, NOTICES.to_owned()).await {
                Ok(found) => {
                    let new = found.notices.iter().any(|notice| notice.new);
                    notices.try_set(Some(found));
                    if new {
                        let read = Request::post(NOTICES.to_owned(), &());
                        client::send(app.offline, read).await.ok();
                        app.load();
                    }
                }
                Err(found) => drop(problem.try_set(Some(found))),
            }
        });
    };
    load();
    let page = move || {
        notices.with(|found: &Option<Notices>| match found {
            Some(found) => list(app, found),
            None => problem.with(|problem| match problem {
                Some(problem) => trouble(app, problem, load),
                None => view::loading(app.lang.get()).node(),
            }),
        })
    };
    (move || bar(app, app.tt().notices), page).node()
}

fn list(app: App, found: &Notices) -> Node {
    let rows: Vec<_> = found
        .notices
        .iter()
        .map(|notice| row(app, notice))
        .collect();
    let list = match rows.is_empty() {
        true => el("p.second")
            .attr("role", "status")
            .child(app.tt().no_notices),
        false => el("ul.card").attr("id", "notices").child(rows),
    };
    el("main.page").child(list).node()
}

fn row(app: App, notice: &Notice) -> El {
    let said = team::notice(app.lang_now(), notice.kind, &notice.who, &notice.what);
    let page = match notice.kind {
        NoticeKind::RequestReceived => Page::Requests,
        NoticeKind::JoinAsked | NoticeKind::Joined => Page::People,
        _ => Page::Bench,
    };
    let to = Screen::Team(page, Some(notice.corpid.clone()));
    let dot = notice.new.then(|| el("span.dot"));
    let inside = (
        ui::what(said, notice.team.clone()),
        el("span.end").child(time::day_and_clock(notice.at)),
        dot,
    );
    // A team that is gone leads nowhere.
    let row = match notice.corpid.is_empty() {
        true => el("div.row"),
        false => el("a.row").attr("href", to.path()),
    };
    el("li").child(row.child(inside))
}
