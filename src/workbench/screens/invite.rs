//! The invite: a link and its code to be shown around, and how it is set.

use api::path::{INVITE, of_team};
use api::team::{Invite, SetInvite};
use domain::role::Act;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::text::team;
use view::{Child, El, Node, el, text};

use super::{bar, button_row, link_row};
use crate::api::Request;
use crate::browser::{install, page, time};
use crate::form::Form;
use crate::ui;
use crate::workbench::got::Got;
use crate::workbench::screen::Page;
use crate::workbench::state::App;

/// How long it stands what was done.
const SAID_MS: i32 = 4000;

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    let got = Got::new(app, |corpid| of_team(INVITE, corpid));
    let renewing = RwSignal::new(false);
    let said = RwSignal::new("");
    let approval = RwSignal::new(false);
    Effect::new(move |_| {
        // What the server says holds, and after a refusal what it said before.
        form.failed();
        if let Some(invite) = got.read::<Invite>() {
            approval.set(invite.approval);
        }
    });
    let state = State {
        app,
        form,
        got,
        renewing,
        approval,
        said,
    };
    let page = got.draw(move |invite: Invite| draw(state, &invite));
    let sheet = move || renewing.get().then(|| renew(app, got, renewing, said));
    (move || bar(app, app.t().invite), page, sheet).node()
}

/// The page's own state.
#[derive(Clone, Copy)]
struct State {
    app: App,
    form: Form,
    got: Got,
    renewing: RwSignal<bool>,
    /// What the switch shows.
    approval: RwSignal<bool>,
    /// What was done last, to be read out.
    said: RwSignal<&'static str>,
}

/// Sets whether joining needs approval; a refusal leaves the switch as it was.
fn set_approval(state: State, wanted: bool) {
    let State { app, form, got, .. } = state;
    state.approval.set(wanted);
    let path = of_team(INVITE, &app.corpid().unwrap_or_default());
    let set = SetInvite { approval: wanted };
    form.tell(Request::put(path, &set), move || got.again());
}

fn draw(state: State, invite: &Invite) -> Node {
    let State {
        app,
        form,
        renewing,
        said,
        ..
    } = state;
    let t = app.t();
    let team = app.team(|team| team.name.clone()).unwrap_or_default();
    let people = app.team(|team| team.people).unwrap_or_default();
    let (url, shared) = (invite.url.clone(), invite.url.clone());
    let title = team::shared(app.lang_now(), &team);
    let copy = el("button.button")
        .attr("type", "button")
        .attr("id", "copy")
        .on("click", move |_| {
            let url = url.clone();
            spawn_local(async move {
                let words = match page::copy(&url).await {
                    true => app.t().copied,
                    false => app.t().not_copied,
                };
                say(said, words).await;
            });
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
    let sets = app.may(Act::SetInvite).then(|| {
        let tick = el("input.tick")
            .attr("type", "checkbox")
            .attr("role", "switch")
            .attr("id", "approval")
            .prop("checked", move || state.approval.get())
            .prop("disabled", move || form.busy.get())
            .on("change", move |event| {
                set_approval(state, event_target_checked(&event));
            });
        (
            el("label.row").child((ui::what(t.approval, t.approval_detail), tick)),
            button_row("button.row deed", t.renew, move || renewing.set(true)).attr("id", "renew"),
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

/// Says what was done, for as long as it takes to read it: said again, it is read out again.
async fn say(said: RwSignal<&'static str>, words: &'static str) {
    said.try_set(words);
    time::sleep(SAID_MS).await;
    said.try_set("");
}

fn renew(app: App, got: Got, renewing: RwSignal<bool>, said: RwSignal<&'static str>) -> El {
    let t = app.t();
    let form = app.form();
    let submit = move || {
        let path = of_team(INVITE, &app.corpid().unwrap_or_default());
        form.tell(Request::post(path, &()), move || {
            got.again();
            page::close_dialog();
            spawn_local(say(said, app.t().renewed));
        });
    };
    let body = (el("p").child(t.renew_detail), ui::error(form, "")).node();
    let closed = move || renewing.set(false);
    ui::sheet(form, t.renew, t.renew, body, submit, closed)
}
