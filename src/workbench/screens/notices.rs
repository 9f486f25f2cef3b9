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
use crate::workbench::got::Got;
use crate::workbench::screen::{Page, Screen};
use crate::workbench::state::App;

/// The page.
pub fn show(app: App) -> Node {
    let got = Got::new(app, |_| NOTICES.to_owned());
    Effect::new(move |_| {
        let new = |found: Notices| found.notices.iter().any(|notice| notice.new);
        if got.read().is_some_and(new) {
            spawn_local(async move {
                let read = Request::post(NOTICES.to_owned(), &());
                client::send(app.offline, read).await.ok();
                // The dot on the bell goes; the dots on this page stay until it is left.
                app.refresh().await;
            });
        }
    });
    let page = got.draw(move |found: Notices| list(app, &found));
    (move || bar(app, app.t().notices), page).node()
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
            .child(app.t().no_notices),
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
