//! Asking those who may authorize, and waiting for what they say.

use api::answer::{AskStatus, Onboarding};
use api::path::REQUEST;
use domain::authorization::AuthorizationState;
use domain::request::RequestState;
use leptos::prelude::*;
use view::icon::{ALERT, CHECK, icon};
use view::{Child, El, Node, el, text};

use crate::deploy::frame::{frame, other_team};
use crate::deploy::screens::authorize::permissions;
use crate::deploy::screens::waiting::poll;
use crate::deploy::state::App;
use crate::form::Form;
use crate::ui;

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    poll(app);
    // Only what has changed is drawn anew: the focus, and a tap on its way, stay where they are.
    let is = move |wanted: fn(&AskStatus) -> bool| {
        Memo::new(move |_| {
            let ask = |found: &Onboarding| found.ask.as_ref().is_some_and(wanted);
            app.onboarding.with(|found| found.as_ref().is_some_and(ask))
        })
    };
    let waiting = is(|ask| ask.state == Some(RequestState::Waiting));
    let declined = is(|ask| ask.state == Some(RequestState::Declined));
    let authorized = is(|ask| ask.authorization.is_some());
    let page = move || {
        for is in [waiting, declined, authorized] {
            is.get();
        }
        let status = app.found(|found| found.ask.clone());
        draw(app, form, status.as_ref())
    };
    page.node()
}

fn draw(app: App, form: Form, status: Option<&AskStatus>) -> Node {
    let t = app.t();
    let state = status.and_then(|status| status.state);
    let given = status.and_then(|status| status.authorization);
    let body = match (given, state) {
        (Some(AuthorizationState::AwaitingActivation), _) => {
            let page = message(el("span.spin"), t.ask_authorized, t.leave_hint);
            return (frame(app, t.open), page).node();
        }
        (_, Some(RequestState::Waiting)) => {
            let mark = el("span.bigmark").child(icon(CHECK));
            let page = message(mark, t.ask_waiting, t.ask_waiting_detail);
            let back = el("button.button plain late")
                .attr("type", "button")
                .on("click", move |_| take_back(app, form))
                .child(t.ask_take_back);
            (page, el("footer.foot").child((ui::error(form, ""), back))).node()
        }
        (_, Some(RequestState::Declined)) => {
            let said = status.map(|status| {
                let who = status.decided_by.clone().unwrap_or_default();
                let why = status.reason.clone().unwrap_or_default();
                format!("{who}{}{why}", app.lang_now().pick("：", ": "))
            });
            let mark = el("span.bigmark bad").child(icon(ALERT));
            let page = message(mark, t.ask_declined, said);
            send(app, form, page, t.ask_again)
        }
        _ => send(app, form, fresh(app), t.ask_send),
    };
    (frame(app, t.open), body).node()
}

fn message(mark: El, title: &'static str, detail: impl Child) -> El {
    el("main.page middle").attr("aria-live", "polite").child((
        mark,
        ui::heading(title),
        el("p.second").child(detail),
    ))
}

/// What is asked for, before it is.
fn fresh(app: App) -> El {
    let t = app.t();
    let suite = app.suite(|suite| suite.name.clone());
    let team = app.found(|found| Some(found.team.as_ref()?.name.clone()));
    let title = text::deploy::authorize_for(app.lang_now(), &suite, &team.unwrap_or_default());
    el("main.page").child((
        el("div").child((ui::heading(t.ask_title), el("p.second").child(t.ask_detail))),
        el("h2").child(title),
        el("ul.card").child(permissions(app)),
        other_team(app),
    ))
}

fn send(app: App, form: Form, page: El, label: &'static str) -> Node {
    let submit = move || app.step(form, REQUEST, &());
    let foot = (
        ui::error(form, ""),
        ui::submit(form, || true, move || label.to_owned()),
    );
    ui::form(submit, page, foot).node()
}

fn take_back(app: App, form: Form) {
    form.delete(app.path(REQUEST), move |found: Onboarding| app.take(found));
}
