//! Signing in: a phone number and a one-time code.

use api::answer::{CodeSent, SignedIn};
use api::problem::Code;
use api::{path, request};
use leptos::prelude::*;
use view::{Child, El, Node, el, text};

use crate::browser::page;
use crate::form::Form;
use crate::state::App;
use crate::ui;

fn send_code(app: App, form: Form) {
    let draft = app.sign_in;
    if !untrack(|| draft.is_phone()) {
        form.refuse("phone", Code::PhoneInvalid);
        return page::focus("#phone");
    }
    let phone = draft.phone.get_untracked();
    let link = app.asked_link();
    let body = request::SendCode { phone, link };
    form.post(path::CODES.to_owned(), &body, move |sent: CodeSent| {
        draft.wait.set(sent.resend_after);
        draft.shown.set(sent.demo_code.unwrap_or_default());
        draft.sent.set(true);
        draft.code.set(String::new());
        draft.count_down();
        page::focus("#code");
    });
}

fn sign_in(app: App, form: Form) {
    let draft = app.sign_in;
    if !untrack(|| draft.is_phone()) {
        return form.refuse("phone", Code::PhoneInvalid);
    }
    if !untrack(|| draft.ready()) {
        return form.refuse("code", Code::CodeWrong);
    }
    let body = request::SignIn {
        phone: draft.phone.get_untracked(),
        code: draft.code.get_untracked(),
        link: app.asked_link(),
    };
    form.post(path::SESSION.to_owned(), &body, move |who: SignedIn| {
        draft.code.set(String::new());
        draft.sent.set(false);
        draft.shown.set(String::new());
        app.person.set(Some(who.person));
        if let Some(found) = who.onboarding {
            app.advance(found);
        }
    });
}

/// The page.
pub fn show(app: App) -> Node {
    let form = Form::new(app);
    (move || page(app, form)).node()
}

fn page(app: App, form: Form) -> Node {
    let t = app.t();
    let draft = app.sign_in;
    let submit = move || match draft.sent.get_untracked() {
        true => sign_in(app, form),
        false => send_code(app, form),
    };
    let shown = move || {
        let code = draft.shown.get();
        let notice = el("p.notice").attr("role", "status");
        (!code.is_empty()).then(|| notice.child((t.demo_code, el("b").child(code))))
    };
    let page = el("main.page").child((
        el("div").child((
            ui::heading(t.sign_in_title),
            el("p.second").child(t.sign_in_detail),
        )),
        ui::field(
            form,
            "phone",
            t.phone,
            phone_input(form, "phone", draft.phone),
        ),
        ui::field(form, "code", t.code, code_input(app, form)),
        shown,
        ui::error(form, ""),
    ));
    let foot = ui::submit(app, form, move || draft.ready(), move || t.go_on.to_owned());
    (ui::frame(app, ""), ui::form(submit, page, foot)).node()
}

/// A number, with +86 before it unless another country's code is typed.
pub fn phone_input(form: Form, id: &'static str, phone: RwSignal<String>) -> El {
    let prefix = move || {
        let foreign = phone.with(|phone| phone.trim_start().starts_with(['+', '＋']));
        (!foreign).then(|| el("span.prefix").child("+86"))
    };
    let input = ui::input(form, id, phone)
        .attr("type", "tel")
        .attr("inputmode", "tel")
        .attr("autocomplete", if id == "phone" { "tel" } else { "off" })
        .attr("enterkeyhint", if id == "phone" { "send" } else { "next" });
    el("div.input").child((prefix, input))
}

fn code_input(app: App, form: Form) -> El {
    let t = app.t();
    let draft = app.sign_in;
    let typed = move |_| {
        if untrack(|| draft.ready()) {
            sign_in(app, form);
        }
    };
    let resend = move || match draft.wait.get() {
        0 => t.send_code.to_owned(),
        seconds => text::resend_in(app.lang_now(), seconds),
    };
    let input = ui::input(form, "code", draft.code)
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("maxlength", "6")
        .attr("autocomplete", "one-time-code")
        .attr("enterkeyhint", "done")
        .on("input", typed);
    let send = el("button")
        .attr("type", "button")
        .prop("disabled", move || draft.wait.get() > 0)
        .on("click", move |_| send_code(app, form))
        .child(resend);
    el("div.input code").child((input, send))
}
