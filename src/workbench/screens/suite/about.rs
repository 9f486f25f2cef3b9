//! What a suite is and reads, what members say of it, what was done to it.

use api::team::{Event, SuitePage};
use view::icon::{CHECK, icon};
use view::text::team;
use view::{Child, El, Node, el};

use super::State;
use super::sheets::Sheet;
use crate::browser::time;
use crate::ui;
use crate::workbench::screens::link_row;
use crate::workbench::state::App;

/// What it is and reads.
pub fn about(app: App, found: &SuitePage) -> Node {
    let t = app.t();
    let lang = app.lang_now();
    let fact = |name: &'static str, value: Option<String>| {
        value.map(|value| {
            el("div.row").child((el("span.what").child(name), el("span.end").child(value)))
        })
    };
    // Green only for what may be read now.
    let mark = match found.suite.state.usable() {
        true => "span.mark good",
        false => "span.mark",
    };
    let asked = found.permissions.iter().map(|asked| {
        el("li.row").child((
            el(mark).child(icon(CHECK)),
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
        el("h2").child(t.facts),
        facts,
    )
        .node()
}

/// What members say.
pub fn feedback(state: State, found: &SuitePage) -> El {
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

/// What was done to it.
pub fn history(app: App, found: &SuitePage) -> Option<Node> {
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
