//! A suite of the team: how it stands, what may be changed, what members say.

mod about;
mod changes;
mod sheets;

use api::path::{SUITE, SUITE_AGAIN, of_suite};
use api::team::{Onward, SuitePage};
use domain::authorization::Change;
use domain::role::Act;
use leptos::prelude::*;
use view::text::team;
use view::{Child, Node, el};

use self::sheets::Sheets;
use super::bar;
use crate::browser::page;
use crate::form::Form;
use crate::ui;
use crate::workbench::got::Got;
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
        changes::card(state, found),
        about::about(app, found),
        el("h2").child(t.feedback),
        about::feedback(state, found),
        el("p.said").attr("role", "status").child(said),
        about::history(app, found),
        ui::error(form, ""),
    ));
    let again = standing.changed(Change::Authorize).is_ok() && found.role.may(Act::Authorize);
    let again = again.then(|| {
        let tapped = move |_| {
            form.post(state.path(SUITE_AGAIN), &(), move |on: Onward| {
                if form.there() {
                    page::leave(&format!("/d/{}/authorize", on.link));
                }
            });
        };
        let button = el("button.button").attr("type", "button");
        el("footer.foot").child(button.on("click", tapped).child(t.again))
    });
    (page, again).node()
}
