//! The invite: a link and its code to be shown around, and how it is set.

use api::path::{INVITE, of_team};
use api::team::{Invite, SetInvite};
use domain::role::Act;
use leptos::prelude::*;
use view::text::team;
use view::{Child, El, Node, el, text};

use super::{bar, button_row, link_row};
use crate::api::Request;
use crate::browser::{install, page};
use crate::form::Form;
use crate::ui;
use crate::workbench::got::Got;
use crate::workbench::screen::Page;
use crate::workbench::state::App;

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    let got = Got::new(app, |corpid| of_team(INVITE, corpid));
    let renewing = RwSignal::new(false);
    let said = RwSignal::new("");
    let page = got.draw(move |invite: Invite| draw(app, form, &invite, renewing, said));
    let sheet = move || renewing.get().then(|| renew(app, got, renewing, said));
    (move || bar(app, app.t().invite), page, sheet).node()
}

fn draw(
    app: App,
    form: Form,
    invite: &Invite,
    renewing: RwSignal<bool>,
    said: RwSignal<&'static str>,
) -> Node {
    let t = app.t();
    let team = app.team(|team| team.name.clone()).unwrap_or_default();
    let people = app.team(|team| team.people).unwrap_or_default();
    let (url, shared) = (invite.url.clone(), invite.url.clone());
    let title = team::shared(app.lang_now(), &team);
    let copy = el("button.button")
        .attr("type", "button")
        .attr("id", "copy")
        .on("click", move |_| {
            page::copy(&url);
            said.set(app.t().copied);
        })
        .child(t.copy);
    let share = install::shares().then(|| {
        el("button.button plain")
            .attr("type", "button")
            .on("click", move |_| install::share(&title, &shared))
            .child(t.share)
    });
    let code = el("img.qr")
        .attr("src", invite.qr.clone())
        .attr("alt", t.qr_alt)
        .attr("width", "220")
        .attr("height", "220");
    let card = el("div.card code").child((
        code,
        el("b").child(team),
        el("p.small").child(t.invite_detail),
        el("p.url").child(invite.url.clone()),
    ));
    let approval = invite.approval;
    let sets = app.may(Act::SetInvite).then(|| {
        let tick = el("input.tick")
            .attr("type", "checkbox")
            .attr("role", "switch")
            .attr("id", "approval")
            .prop("checked", move || approval)
            .on("change", move |event| {
                let approval = event_target_checked(&event);
                let path = of_team(INVITE, &app.corpid().unwrap_or_default());
                // The switch shows it already: nothing is drawn anew.
                form.tell(Request::put(path, &SetInvite { approval }), || {});
            });
        (
            el("label.row").child((ui::what(t.approval, t.approval_detail), tick)),
            button_row("button.row", t.renew, move || renewing.set(true)),
        )
    });
    let rows = el("div.card").child((
        link_row(
            app.href(Page::People),
            t.people,
            text::people(app.lang_now(), people),
        ),
        sets,
    ));
    let status = el("p.said")
        .attr("role", "status")
        .child(move || said.get());
    let page = el("main.page").child((card, rows, ui::error(form, "")));
    (page, el("footer.foot").child((status, copy, share))).node()
}

fn renew(app: App, got: Got, renewing: RwSignal<bool>, said: RwSignal<&'static str>) -> El {
    let t = app.t();
    let form = app.form();
    let submit = move || {
        let path = of_team(INVITE, &app.corpid().unwrap_or_default());
        form.tell(Request::post(path, &()), move || {
            got.again();
            said.set(app.t().renewed);
            page::close_dialog();
        });
    };
    let body = (el("p").child(t.renew_detail), ui::error(form, "")).node();
    let closed = move || renewing.set(false);
    ui::sheet(*app, t.renew, t.confirm, body, submit, closed)
}
