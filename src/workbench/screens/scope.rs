//! Who may use a suite, changed later.

use api::path::{SUITE, SUITE_DIRECTORY, SUITE_SCOPE, of_suite};
use api::team::SuitePage;
use leptos::prelude::*;
use view::{Child, Node, el};

use super::bar_with;
use crate::api::Request;
use crate::browser::history;
use crate::scope;
use crate::workbench::got::Got;
use crate::workbench::screen::Page;
use crate::workbench::state::App;

/// The page.
pub fn show(app: App, suite: String) -> Node {
    let form = app.form();
    let key = StoredValue::new(suite);
    let path = move |path: &str| {
        let corpid = app.corpid().unwrap_or_default();
        key.with_value(|suite| of_suite(path, &corpid, suite))
    };
    let got = Got::new(app, move |corpid| {
        key.with_value(|suite| of_suite(SUITE, corpid, suite))
    });
    let send = move |scope: &_| {
        form.tell(Request::put(path(SUITE_SCOPE), scope), move || {
            if form.there() && !history::back() {
                app.go_to(Page::Suite(key.get_value()));
            }
        });
    };
    // What was set is taken once: news of the team shan't undo what is being chosen.
    let taken = RwSignal::new(false);
    Effect::new(move |_| {
        if got.there() && !taken.get_untracked() {
            taken.set(true);
        }
    });
    let page = move || match taken.get() {
        false => got.draw(|_: SuitePage| None::<Node>.node()),
        true => {
            let directory = untrack(|| path(SUITE_DIRECTORY));
            let before = untrack(|| got.read::<SuitePage>()).and_then(|found| found.suite.scope);
            scope::form(form, directory, before.as_ref(), send)
        }
    };
    (
        move || bar_with(app, el("span.name").child(app.t().scope)),
        page,
    )
        .node()
}
