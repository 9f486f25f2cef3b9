//! One file a screen; here, what stands around them and when each can be drawn.
//!
//! A screen makes its signals once and draws itself in closures that read the language, so that a switch
//! of the language, or news of the team, keeps what was typed and chosen.

mod account;
mod bench;
mod invite;
pub mod join;
mod notices;
mod people;
mod requests;
mod scope;
mod suite;
mod suites;

use api::answer::ScopeStatus;
use api::problem::Code;
use api::request::Scope;
use leptos::prelude::*;
use view::icon::{BACK, icon};
use view::{Child, El, Node, el, text};

use crate::browser::{history, page};
use crate::form::Heed;
use crate::ui;
use crate::workbench::screen::Page;
use crate::workbench::state::{App, Shown};

/// A page of a team, or of its person.
pub fn show(app: App, page: Page) -> Node {
    match page {
        Page::Bench => bench::show(app),
        Page::Invite => invite::show(app),
        Page::People => people::show(app),
        Page::Suites => suites::show(app),
        Page::Suite(suite) => suite::show(app, suite),
        Page::Scope(suite) => scope::show(app, suite),
        Page::Requests => requests::show(app),
        Page::Notices => notices::show(app),
        Page::Account => account::show(app),
    }
}

/// What the tab is called, if anything but our own name.
pub fn title(app: App, shown: &Shown) -> Option<String> {
    let t = app.t();
    let title = match shown {
        Shown::SignIn | Shown::Loading | Shown::Trouble | Shown::NotFound | Shown::Failed => {
            return None;
        }
        Shown::Invitation | Shown::Joining => t.join_title,
        Shown::Team(page, _) => match page {
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
    bar_with(app, ui::heading(title).attr("class", "name"))
}

/// The bar above a page that has a heading of its own.
pub fn bar_with(app: App, name: El) -> El {
    let back = el("button.back")
        .attr("type", "button")
        .attr("aria-label", app.t().back)
        .on("click", move |_| {
            if !history::back() {
                app.go_to(Page::Bench);
            }
        })
        .child(icon(BACK));
    el("header.bar").child((back, name, ui::lang_link("a.lang", app.lang_now())))
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

/// For what takes the right to do it with it: an answer may have been lost, and sent again it is
/// refused. The page then shows how things stand.
pub fn done_already(app: App) -> Heed {
    Box::new(move |_, problem| {
        let done = matches!(problem.code, Code::NotInTeam | Code::NotAllowed);
        if done {
            page::close_dialog();
            app.load();
        }
        done
    })
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
