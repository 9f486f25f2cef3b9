//! Signing in: a phone number and a one-time code.

pub mod draft;

use std::rc::Rc;

use api::answer::{CodeSent, Person};
use api::problem::Code;
use api::read::{Json, Read};
use api::{path, request};
use leptos::prelude::*;
use view::{Child, El, Node, el, text};

use crate::browser::page;
use crate::form::Form;
use crate::ui;

/// Of the answer to a sign-in, who it is.
pub struct Entered {
    /// Who.
    pub person: Person,
}

impl Read for Entered {
    fn read(json: &impl Json) -> Option<Self> {
        let person = Read::read(&json.at("person"))?;
        Some(Self { person })
    }
}

/// What signing in leads to.
struct Way<T: 'static> {
    form: Form,
    /// The deploy link that one came by.
    link: StoredValue<Option<String>>,
    then: StoredValue<Rc<dyn Fn(T)>, LocalStorage>,
}

impl<T> Clone for Way<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Way<T> {}

/// The form; `then` takes the answer, of which it reads what it needs.
pub fn form<T: Read + 'static>(
    form: Form,
    link: Option<String>,
    then: impl Fn(T) + 'static,
) -> Node {
    let way = Way {
        form,
        link: StoredValue::new(link),
        then: StoredValue::new_local(Rc::new(then)),
    };
    (move || page(way)).node()
}

fn send_code<T: Read + 'static>(way: Way<T>) {
    let draft = way.form.shell().sign_in;
    if !untrack(|| draft.is_phone()) {
        return way.form.refuse("phone", Code::PhoneInvalid);
    }
    let phone = draft.phone.get_untracked();
    let link = way.link.get_value();
    let to = phone.clone();
    let body = request::SendCode { phone, link };
    let sent = move |sent: CodeSent| {
        draft.take(to, sent);
        page::focus("#code");
    };
    way.form.post(path::CODES.to_owned(), &body, sent);
}

fn sign_in<T: Read + 'static>(way: Way<T>) {
    let draft = way.form.shell().sign_in;
    if !untrack(|| draft.is_phone()) {
        return way.form.refuse("phone", Code::PhoneInvalid);
    }
    if !untrack(|| draft.ready()) {
        return way.form.refuse("code", Code::CodeFormat);
    }
    let body = request::SignIn {
        phone: draft.phone.get_untracked(),
        code: draft.code.get_untracked(),
        link: way.link.get_value(),
    };
    let shell = way.form.shell();
    // It is held here: whoever goes back meanwhile is signed in all the same.
    let then = way.then.get_value();
    let entered = move |answer: T| {
        draft.forget_code();
        shell.over.set(false);
        then(answer);
    };
    way.form.post(path::SESSION.to_owned(), &body, entered);
}

fn page<T: Read + 'static>(way: Way<T>) -> Node {
    let form = way.form;
    let t = form.shell().t();
    let draft = form.shell().sign_in;
    let submit = move || match untrack(|| draft.sent()) {
        true => sign_in(way),
        false => send_code(way),
    };
    let over = move || {
        let notice = el("p.notice").attr("role", "status");
        (form.shell().over.get()).then(|| notice.child(t.session_over))
    };
    let shown = move || {
        let code = draft.shown.get();
        let notice = el("p.notice").attr("role", "status");
        (!code.is_empty() && draft.sent()).then(|| notice.child((t.demo_code, el("b").child(code))))
    };
    let page = el("main.page").child((
        el("div").child((
            ui::heading(t.sign_in_title),
            el("p.second").child(t.sign_in_detail),
        )),
        over,
        ui::field(
            form,
            "phone",
            t.phone,
            phone_input(form, "phone", draft.phone),
        ),
        ui::field(form, "code", t.code, code_input(way)),
        shown,
        ui::error(form, ""),
    ));
    let foot = ui::submit(form, move || draft.ready(), move || t.go_on.to_owned());
    ui::form(submit, page, foot).node()
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

fn code_input<T: Read + 'static>(way: Way<T>) -> El {
    let form = way.form;
    let t = form.shell().t();
    let draft = form.shell().sign_in;
    let typed = move |_| {
        if untrack(|| draft.ready()) {
            sign_in(way);
        }
    };
    let resend = move || match draft.wait() {
        0 => t.send_code.to_owned(),
        seconds => text::resend_in(form.shell().lang_now(), seconds),
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
        .prop("disabled", move || draft.wait() > 0)
        .on("click", move |_| send_code(way))
        .child(resend);
    el("div.input code").child((input, send))
}
