//! The suites of a team.

use api::path::{SUITES, of_team};
use api::team::{SuiteRow, Suites};
use domain::role::Act;
use view::text::team;
use view::{Child, El, Node, el};

use super::{bar, scope_line};
use crate::ui;
use crate::workbench::got::Got;
use crate::workbench::screen::Page;
use crate::workbench::state::App;

/// The page.
pub fn show(app: App) -> Node {
    let got = Got::new(app, |corpid| of_team(SUITES, corpid));
    let title = move || match app.may(Act::SetScope) {
        true => app.t().suites,
        false => app.t().suites_member,
    };
    let page = got.draw(move |found: Suites| {
        let rows: Vec<_> = found.suites.iter().map(|suite| row(app, suite)).collect();
        let t = app.t();
        let list = match rows.is_empty() {
            true => el("p.row").child(ui::what(t.no_suites, t.no_apps_hint)),
            false => el("div").child(rows),
        };
        el("main.page").child(el("div.card").child(list)).node()
    });
    (move || bar(app, title()), page).node()
}

fn row(app: App, suite: &SuiteRow) -> El {
    let detail = match &suite.scope {
        Some(scope) => scope_line(app, scope),
        None => suite.vendor.clone(),
    };
    let usable = suite.state.usable();
    let state = (!usable).then(|| team::state(app.lang_now(), suite.state));
    el("a.row more")
        .attr("href", app.href(Page::Suite(suite.key.clone())))
        .child((
            ui::image(suite.icon.clone(), "40"),
            ui::what(suite.name.clone(), detail),
            el("span.end").child(state),
        ))
}
