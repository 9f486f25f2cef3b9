//! A task of the ISV's own: a title, a text, a link.

use api::answer::CustomTask;
use api::path::{CUSTOM, fill};
use view::{Child, El, Node, el};

use crate::deploy::frame::frame;
use crate::deploy::state::App;
use crate::ui;

/// The page.
pub fn show(app: App, place: u8) -> Node {
    let form = app.form();
    let page = move || {
        let t = app.t();
        let submit = move || app.step(form, &fill(CUSTOM, "{place}", &place.to_string()), &());
        let body = el("main.page").child((text(app, place), ui::error(form, "")));
        let foot = ui::submit(form, || true, move || t.custom_done.to_owned());
        (frame(app, ""), ui::form(submit, body, foot))
    };
    page.node()
}

/// The suite's own task in this place.
pub fn of(app: App, place: u8) -> Option<CustomTask> {
    app.suite(|suite| suite.custom_tasks.get(usize::from(place)).cloned())
}

/// Its title, text and link.
pub fn text(app: App, place: u8) -> Option<(El, El, Option<El>)> {
    let task = of(app, place)?;
    let (t, lang) = (app.t(), app.lang_now());
    let link = |url: String| {
        let link = el("a.link")
            .attr("href", url)
            .attr("target", "_blank")
            .attr("rel", "noopener");
        el("p").child(link.child(t.open_page))
    };
    Some((
        ui::heading(lang.of(&task.title)),
        el("p").child(lang.of(&task.text)),
        task.url.map(link),
    ))
}
