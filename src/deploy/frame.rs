//! What stands around every task's page: back, title, language, the line of tasks, another team.

use domain::task::{Task, TaskState};
use view::icon::{BACK, icon};
use view::{Child, El, Node, el};

use crate::browser::history;
use crate::deploy::screen::Screen;
use crate::deploy::state::App;
use crate::ui;

/// The bar and the progress line above a page.
pub fn frame(app: App, title: &'static str) -> Node {
    let t = app.t();
    let back = move |_| {
        if !history::back() {
            app.go(Screen::Guide(app.link()));
        }
    };
    let back = app.asked_link().map(|_| {
        el("button.back")
            .attr("type", "button")
            .attr("aria-label", t.back)
            .on("click", back)
            .child(icon(BACK))
    });
    let bar = el("header.bar").child((
        el("span").child(back),
        el("span.name").child(title),
        ui::lang_link("a.lang", app.lang_now()),
    ));
    (bar, progress(app)).node()
}

/// The line of tasks, where the page is one of them.
fn progress(app: App) -> Option<El> {
    let t = app.t();
    app.asked_link()?;
    let steps = app.suite(|suite| suite.tasks.clone());
    let items: Vec<_> = steps
        .into_iter()
        .filter(|step| step.task != Task::Start)
        .map(|step| {
            let (li, said) = match step.state {
                TaskState::Done => ("li.done", t.done),
                TaskState::Now => ("li.now", t.now),
                TaskState::Later => ("li.later", t.later),
            };
            el(li).child(el("span.unseen").child(said))
        })
        .collect();
    let line = el("ol.progress").child(items);
    Some(el("nav").attr("aria-label", t.steps).child(line))
}

/// The way to another team, while it is open.
pub fn other_team(app: App) -> Option<El> {
    let open = app.found(|found| Some(found.team_open)).unwrap_or_default();
    let form = app.form();
    let other = move |_| app.step(form, api::path::TEAM, &api::request::Team::Other);
    let link = el("button.link").attr("type", "button").on("click", other);
    open.then(|| {
        let link = link.child(app.t().change_team);
        el("div").child((link, ui::error(form, "")))
    })
}
