//! Members' requests for suites: what each asks for, to be authorized or declined with a reason.

use api::path::{REQUEST_DOWN, REQUEST_UP, REQUESTS, of_item, of_team};
use api::team::{Decline, Onward, Request as Asked, Requests};
use domain::request::RequestState;
use leptos::prelude::*;
use view::icon::{CHECK, icon};
use view::text::team;
use view::{Child, El, Node, el};

use super::bar;
use crate::api::Request;
use crate::browser::{page, time};
use crate::form::Form;
use crate::ui;
use crate::workbench::got::Got;
use crate::workbench::state::App;

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    let got = Got::new(app, |corpid| of_team(REQUESTS, corpid));
    let declining = RwSignal::new(None::<i64>);
    let page = got.draw(move |found: Requests| {
        let cards: Vec<_> = found
            .requests
            .iter()
            .map(|asked| card(app, form, asked, declining))
            .collect();
        let none = cards.is_empty().then(|| {
            el("p.second")
                .attr("role", "status")
                .child(app.t().no_requests)
        });
        el("main.page")
            .child((none, cards, ui::error(form, "")))
            .node()
    });
    let sheet = move || Some(decline(app, declining.get()?, declining));
    (move || bar(app, app.t().requests), page, sheet).node()
}

fn card(app: App, form: Form, asked: &Asked, declining: RwSignal<Option<i64>>) -> El {
    let t = app.t();
    let lang = app.lang_now();
    let id = asked.id;
    let certified = asked.certified.then(|| el("span.chip").child(t.certified));
    let head = el("div.row").child((
        ui::image(asked.icon.clone(), "40"),
        ui::what(
            team::asks_for(lang, &asked.asker, &asked.suite),
            (asked.vendor.clone(), " ", certified),
        ),
        el("span.end").child(time::day(asked.asked_at)),
    ));
    let permissions = asked.permissions.iter().map(|asked| {
        el("li.row").child((
            el("span.mark").child(icon(CHECK)),
            ui::what(lang.of(&asked.title), lang.of(&asked.text)),
        ))
    });
    let declined = (asked.state == RequestState::Declined).then(|| {
        let who = asked.decided_by.clone().unwrap_or_default();
        let why = asked.reason.clone().unwrap_or_default();
        let said = team::declined_by(lang, &who, &why);
        el("div.notice bad").child((el("b").child(t.declined), el("p").child(said)))
    });
    let refuse = declined.is_none().then(|| {
        el("button.small-button plain")
            .attr("type", "button")
            .attr("aria-label", format!("{} {}", t.decline, asked.suite))
            .on("click", move |_| declining.set(Some(id)))
            .child(t.decline)
    });
    let take_up = move |_| {
        let path = of_item(REQUEST_UP, &app.corpid().unwrap_or_default(), id);
        form.post(path, &(), move |on: Onward| {
            if form.there() {
                page::leave(&format!("/d/{}/authorize", on.link));
            }
        });
    };
    let authorize = el("button.small-button")
        .attr("type", "button")
        .attr("aria-label", format!("{} {}", t.authorize, asked.suite))
        .on("click", take_up)
        .child(t.authorize);
    el("section.card request").child((
        head,
        el("ul").child(permissions.collect::<Vec<_>>()),
        declined,
        el("div.buttons").child((refuse, authorize)),
    ))
}

fn decline(app: App, id: i64, declining: RwSignal<Option<i64>>) -> El {
    let t = app.t();
    let form = app.form();
    let reason = RwSignal::new(String::new());
    let input = ui::input(form, "reason", reason)
        .attr("type", "text")
        .attr("maxlength", "200")
        .attr("enterkeyhint", "done");
    let input = el("div.input").child(input);
    let body = (
        ui::field(form, "reason", t.decline_reason, input),
        ui::error(form, ""),
    );
    let submit = move || {
        let path = of_item(REQUEST_DOWN, &app.corpid().unwrap_or_default(), id);
        let reason = reason.get_untracked();
        form.tell(Request::post(path, &Decline { reason }), move || {
            page::close_dialog();
            app.load();
        });
    };
    let closed = move || declining.set(None);
    ui::sheet(form, t.decline, t.decline, body.node(), submit, closed)
}
