//! A suite of the team: how it stands, what may be changed, what members say.

mod sheets;

use api::path::{SUITE, SUITE_AGAIN, SUITE_SWITCH, of_suite};
use api::team::{Event, Onward, SuitePage, Switch};
use domain::authorization::{AuthorizationState, Change};
use domain::role::Act;
use leptos::prelude::*;
use view::icon::{CHECK, icon};
use view::text::team;
use view::{Child, El, Node, el};

use self::sheets::{Sheet, Sheets};
use super::{bar, button_row, link_row, scope_line};
use crate::api::Request;
use crate::browser::{page, time};
use crate::form::Form;
use crate::ui;
use crate::workbench::got::Got;
use crate::workbench::screen::Page;
use crate::workbench::state::App;

/// The page's own state.
#[derive(Clone, Copy)]
struct State {
    app: App,
    form: Form,
    key: StoredValue<String>,
    got: Got,
    sheets: Sheets,
}

impl State {
    fn path(self, path: &str) -> String {
        let corpid = untrack(|| self.app.corpid()).unwrap_or_default();
        self.key.with_value(|suite| of_suite(path, &corpid, suite))
    }
}

/// The page.
pub fn show(app: App, suite: String) -> Node {
    let key = StoredValue::new(suite);
    let got = Got::new(app, move |corpid| {
        key.with_value(|suite| of_suite(SUITE, corpid, suite))
    });
    let state = State {
        app,
        form: app.form(),
        key,
        got,
        sheets: Sheets::new(app),
    };
    let page = got.draw(move |found: SuitePage| draw(state, &found));
    let sheet = move || sheets::open(state);
    (move || bar(app, app.t().about), page, sheet).node()
}

fn draw(state: State, found: &SuitePage) -> Node {
    let State { app, form, .. } = state;
    let t = app.t();
    let lang = app.lang_now();
    let standing = found.suite.state;
    let chip = match standing.usable() {
        true => el("span.chip"),
        false => el("span.chip off"),
    };
    let head = el("div.suite").child((
        ui::image(found.suite.icon.clone(), "64"),
        el("div").child((
            el("h2.name").child(found.suite.name.clone()),
            el("p.vendor").child((
                el("span").child(found.vendor.clone()),
                chip.child(team::state(lang, standing)),
            )),
        )),
    ));
    let said = move || state.sheets.said.get();
    let page = el("main.page").child((
        head,
        changes(state, found),
        about(app, found),
        el("h2").child(t.feedback),
        feedback(state, found),
        el("p.said").attr("role", "status").child(said),
        history(app, found),
        ui::error(form, ""),
    ));
    let again = standing.changed(Change::Authorize).is_ok() && found.role.may(Act::Authorize);
    let again = again.then(|| {
        let tapped = move |_| {
            form.post(state.path(SUITE_AGAIN), &(), |on: Onward| {
                page::leave(&format!("/d/{}/authorize", on.link));
            });
        };
        let button = el("button.button").attr("type", "button");
        el("footer.foot").child(button.on("click", tapped).child(t.again))
    });
    (page, again).node()
}

/// What those who manage may change.
fn changes(state: State, found: &SuitePage) -> Option<El> {
    let app = state.app;
    let t = app.t();
    let standing = found.suite.state;
    let role = found.role;
    let scope = (role.may(Act::SetScope) && standing.changed(Change::Scope).is_ok()).then(|| {
        let line = found
            .suite
            .scope
            .as_ref()
            .map(|scope| scope_line(app, scope));
        let key = found.suite.key.clone();
        link_row(app.href(Page::Scope(key)), t.scope, line)
    });
    let switch = move |on: bool| {
        let request = Request::put(state.path(SUITE_SWITCH), &Switch { on });
        state.form.tell(request, move || state.got.again());
    };
    let switch = role.may(Act::Switch).then_some(match standing {
        AuthorizationState::Active => Some(
            el("button.row")
                .attr("type", "button")
                .attr("id", "disable")
                .on("click", move |_| switch(false))
                .child(ui::what(t.disable, t.disable_detail)),
        ),
        AuthorizationState::Disabled => {
            Some(button_row("button.row", t.enable, move || switch(true)).attr("id", "enable"))
        }
        _ => None,
    });
    let withdraw = role.may(Act::Withdraw) && standing != AuthorizationState::Withdrawn;
    let withdraw = withdraw.then(|| {
        let open = move || state.sheets.show(Sheet::Withdraw);
        button_row("button.row bad", t.withdraw, open).attr("id", "withdraw")
    });
    let any = scope.is_some() || withdraw.is_some();
    any.then(|| el("div.card").child((scope, switch.flatten(), withdraw)))
}

fn about(app: App, found: &SuitePage) -> Node {
    let t = app.t();
    let lang = app.lang_now();
    let fact = |name: &'static str, value: Option<String>| {
        value.map(|value| {
            el("div.row").child((el("span.what").child(name), el("span.end").child(value)))
        })
    };
    let asked = found.permissions.iter().map(|asked| {
        el("li.row").child((
            el("span.mark good").child(icon(CHECK)),
            ui::what(lang.of(&asked.title), lang.of(&asked.text)),
        ))
    });
    let facts = el("div.card").child((
        fact(t.authorized_at, Some(time::day(found.authorized_at))),
        fact(t.version, Some(found.version.clone())),
        fact(t.serial, found.serial.clone()),
    ));
    (
        el("h2").child(t.permissions),
        el("ul.card").child(asked.collect::<Vec<_>>()),
        el("h2").child(t.about),
        facts,
    )
        .node()
}

/// What members say.
fn feedback(state: State, found: &SuitePage) -> El {
    let t = state.app.t();
    let lang = state.app.lang_now();
    let rated = found
        .rating
        .as_ref()
        .map(|rating| team::stars(lang, rating.stars));
    let rate = el("button.row more")
        .attr("type", "button")
        .attr("id", "rate")
        .on("click", move |_| state.sheets.show(Sheet::Rate))
        .child((el("span.what").child(t.rate), el("span.end").child(rated)));
    let report = el("button.row more")
        .attr("type", "button")
        .attr("id", "report")
        .on("click", move |_| state.sheets.show(Sheet::Report))
        .child(ui::what(t.report, t.report_detail));
    let contact = found
        .contact
        .clone()
        .map(|url| link_row(url, t.contact, ""));
    el("div.card").child((rate, report, contact))
}

fn history(app: App, found: &SuitePage) -> Option<Node> {
    let lang = app.lang_now();
    let row = |event: &Event| {
        let what = team::change(lang, event.change);
        let line = match event.by.is_empty() {
            true => what.to_owned(),
            false => format!("{} {what}", event.by),
        };
        el("li.row").child((
            el("span.what").child(line),
            el("span.end").child(time::day_and_clock(event.at)),
        ))
    };
    let rows: Vec<_> = found.events.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        (
            el("h2").child(app.t().history),
            el("ul.card").attr("id", "history").child(rows),
        )
            .node()
    })
}
