//! The colleagues of a group: the list, with its two ways to add.

use api::request::Colleague;
use domain::phone::Phone;
use leptos::prelude::*;
use view::icon::{CROSS, PLUS, icon};
use view::{Child, El, Node, el, text};

use super::sheets::{Sheet, Sheets};
use crate::deploy::state::App;
use crate::form::Form;
use crate::ui;

/// The list.
pub fn list(app: App, form: Form, sheets: Sheets) -> Node {
    let t = app.t();
    let draft = app.team;
    let lacking = move || match draft.missing() {
        0 => text::people(app.lang_now(), draft.people()),
        n => text::deploy::missing(app.lang_now(), n),
    };
    let owner = app.own_phone().map(|phone| phone.to_string());
    let owner = el("div.row").child((
        el("span.avatar").attr("aria-hidden", "true").child(t.me),
        ui::what(move || draft.owner_name.get(), owner),
    ));
    let add = el("button.link grow")
        .attr("type", "button")
        .attr("id", "add")
        .on("click", move |_| sheets.show(Sheet::Add))
        .child(el("span.row-add").child((icon(PLUS), t.add_colleague)));
    let paste = el("button.link")
        .attr("type", "button")
        .attr("id", "paste")
        .on("click", move |_| sheets.show(Sheet::Paste))
        .child(t.paste_list);
    let head = el("div.head").child((
        el("h2").child(t.colleagues),
        el("b").attr("role", "status").child(lacking),
    ));
    let card = el("div.card").child((
        owner,
        move || people(app, form),
        el("div.row").child((add, paste)),
    ));
    (head, card).node()
}

fn people(app: App, form: Form) -> Vec<El> {
    let all = app.team.colleagues.get();
    let rows = all.into_iter().enumerate();
    rows.map(|(at, colleague)| row(app, form, at, colleague))
        .collect()
}

fn row(app: App, form: Form, at: usize, colleague: Colleague) -> El {
    let draft = app.team;
    let who = colleague.clone();
    let phone = Phone::parse(&colleague.phone).map_or(colleague.phone, |p| p.to_string());
    let detail = match colleague.department.as_str() {
        "" => phone,
        department => format!("{phone} · {department}"),
    };
    let remove = move |_| {
        // Not by place: a second tap on the same cross must not remove the next one.
        draft
            .colleagues
            .update(|all| all.retain(|other| *other != who));
        draft.faulty.set(None);
        form.clear();
    };
    let cross = el("button.cross")
        .attr("type", "button")
        .attr(
            "aria-label",
            format!("{} {}", app.t().remove, colleague.name),
        )
        .on("click", remove)
        .child(icon(CROSS));
    el("div")
        .live("class", move || match draft.faulty.get() == Some(at) {
            true => "row wrong",
            false => "row",
        })
        .child((
            ui::avatar(&colleague.name),
            ui::what(colleague.name, detail),
            cross,
        ))
}
