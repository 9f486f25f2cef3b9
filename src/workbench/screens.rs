//! One file a screen; here, what stands around them and when each can be drawn.
//!
//! A screen makes its signals once and draws itself in closures that read the language, so that a switch
//! of the language, or news of the team, keeps what was typed and chosen.

mod account;
pub mod bench;
mod invite;
pub mod join;
mod notices;
mod people;
mod requests;
mod scope;
mod suite;
mod suites;

use api::answer::ScopeStatus;
use api::request::Scope;
use leptos::prelude::*;
use view::icon::{BACK, icon};
use view::{Child, El, Node, el, text};

use crate::browser::history;
use crate::ui;
use crate::workbench::got::trouble;
use crate::workbench::screen::Page;
use crate::workbench::state::{App, Shown};

/// Whether a team's page can be drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ready {
    NotYet,
    Trouble,
    NoTeam,
    Team,
}

/// A page that belongs to a team, or to its person.
pub fn show(app: App, page: Page) -> Node {
    match page {
        Page::Notices => return notices::show(app),
        Page::Account => return account::show(app),
        _ => {}
    }
    let ready = Memo::new(move |_| {
        let team = app
            .bench
            .with(|bench| bench.as_ref().map(|bench| bench.team.is_some()));
        match team {
            Some(true) => Ready::Team,
            Some(false) => Ready::NoTeam,
            None if app.problem.with(Option::is_some) => Ready::Trouble,
            None => Ready::NotYet,
        }
    });
    let draw = move || match ready.get() {
        Ready::NotYet => view::loading(app.lang.get()).node(),
        Ready::Trouble => app
            .problem
            .with(|problem| {
                let problem = problem.as_ref()?;
                Some(trouble(app, problem, move || app.load()))
            })
            .node(),
        Ready::NoTeam => bench::show(app),
        Ready::Team => match page.clone() {
            Page::Invite => invite::show(app),
            Page::People => people::show(app),
            Page::Suites => suites::show(app),
            Page::Suite(suite) => suite::show(app, suite),
            Page::Scope(suite) => scope::show(app, suite),
            Page::Requests => requests::show(app),
            Page::Bench | Page::Notices | Page::Account => bench::show(app),
        },
    };
    draw.node()
}

/// What the tab is called, if anything but our own name.
pub fn title(app: App, shown: &Shown) -> Option<String> {
    let t = app.tt();
    let title = match shown {
        Shown::SignIn | Shown::NotFound | Shown::Failed => return None,
        Shown::Invitation | Shown::Joining => t.join_title,
        Shown::Team(page) => match page {
            Page::Bench => return app.team(|team| team.name.clone()),
            Page::Invite => t.invite,
            Page::People => t.people,
            Page::Suites | Page::Suite(_) => t.suites,
            Page::Scope(_) => t.scope,
            Page::Requests => t.requests,
            Page::Notices => t.notices,
            Page::Account => t.account,
        },
    };
    Some(title.to_owned())
}

/// The bar above a page: the way back, what it is, the other language.
pub fn bar(app: App, title: &'static str) -> El {
    let back = el("button.back")
        .attr("type", "button")
        .attr("aria-label", app.t().back)
        .on("click", move |_| {
            if !history::back() {
                app.go_to(Page::Bench);
            }
        })
        .child(icon(BACK));
    el("header.bar").child((
        back,
        ui::heading(title).attr("class", "name"),
        ui::lang_link("a.lang", app.lang_now()),
    ))
}

/// The bar above a page that nothing is behind of.
pub fn plain_bar(app: App) -> El {
    el("header.bar").child((
        el("span"),
        el("span.name"),
        ui::lang_link("a.lang", app.lang.get()),
    ))
}

/// A row that leads somewhere.
pub fn link_row(href: String, what: impl Child, end: impl Child) -> El {
    el("a.row more")
        .attr("href", href)
        .child((el("span.what").child(what), el("span.end").child(end)))
}

/// A row that does something.
pub fn button_row(class: &'static str, what: impl Child, tapped: impl Fn() + 'static) -> El {
    el(class)
        .attr("type", "button")
        .on("click", move |_| tapped())
        .child(el("span.what").child(what))
}

/// Who may use a suite, in a line.
pub fn scope_line(app: App, scope: &ScopeStatus) -> String {
    let lang = app.lang_now();
    let names = match scope.scope {
        Scope::Everyone => app.t().everyone.to_owned(),
        _ => text::team::list(lang, &scope.names),
    };
    format!("{names} · {}", text::people(lang, scope.people))
}
