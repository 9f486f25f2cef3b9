//! The serial number: grouped as one types, checked before any request.

use api::path::SERIAL;
use api::problem::Code;
use api::request::Redeem;
use domain::serial::{self, Serial, SerialError};
use leptos::prelude::*;
use view::{Child, Node, el, text};

use crate::browser::page;
use crate::deploy::frame::{frame, other_team};
use crate::deploy::screens::waiting::poll;
use crate::deploy::state::App;
use crate::form::Form;
use crate::ui;

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    let known = app.found(|found| {
        let serial = found.serial.as_ref()?;
        let refused = serial
            .refused
            .as_ref()
            .map(|refused| refused.serial.clone());
        refused.or(serial.prefilled.clone())
    });
    let typed = RwSignal::new(known.unwrap_or_default());
    let awaited = Memo::new(move |_| app.awaits_vendor());
    poll(app);
    let page = move || match awaited.get() {
        true => waiting(app),
        false => {
            say_refusal(app, form, typed);
            entry(app, form, typed)
        }
    };
    page.node()
}

/// Says what the vendor said meanwhile, as long as the serial that it refused stands there.
fn say_refusal(app: App, form: Form, typed: RwSignal<String>) {
    let refused = app.found(|found| found.serial.as_ref()?.refused.clone());
    if let Some(refused) = refused
        && typed.with_untracked(|typed| *typed == refused.serial)
    {
        form.refuse("serial", refused.code);
    }
}

fn send(app: App, form: Form, typed: &str) {
    page::focus("#serial");
    match Serial::parse(typed) {
        Ok(serial) => {
            let serial = serial.to_string();
            app.step(form, SERIAL, &Redeem { serial });
        }
        Err(SerialError::Check) => form.refuse("serial", Code::SerialMistyped),
        Err(_) => form.refuse("serial", Code::SerialMalformed),
    }
}

/// The tries that are left, or how long to wait.
fn left(app: App) -> Option<String> {
    let lang = app.lang.get();
    app.onboarding.with(|found| {
        let serial = found.as_ref()?.serial.as_ref()?;
        Some(match serial.wait {
            Some(seconds) => text::deploy::serial_wait(lang, seconds),
            None => text::tries_left(lang, serial.tries_left),
        })
    })
}

fn entry(app: App, form: Form, typed: RwSignal<String>) -> Node {
    let t = app.t();
    let vendor = app.suite(|suite| suite.vendor_short.clone());
    let contact = app.suite(|suite| suite.contact.clone());
    let ready = move || typed.with(|typed| Serial::parse(typed).is_ok());
    let hint = el("p.second")
        .attr("id", "serial-hint")
        .child(text::deploy::serial_detail(app.lang_now(), &vendor));
    let input = ui::input(form, "serial", typed)
        .attr("type", "text")
        .attr("aria-label", t.serial_title)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "characters")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "done")
        .on("input", move |event| {
            // Grouping moves the caret to the end: not while somebody mends the middle.
            if page::caret_at_end(&event) {
                typed.update(|typed| *typed = serial::group(typed));
            }
        });
    let field = el("div")
        .live("class", move || match form.failed() {
            true => "field wrong",
            false => "field",
        })
        .child((
            el("div.input serial").child(input),
            ui::error(form, "serial"),
        ));
    let contact = contact.map(|url| el("a.link").attr("href", url).child(t.contact));
    let help = el("div.row").child((el("span.what second").child(move || left(app)), contact));
    let page = el("main.page").child((
        el("div").child((ui::heading(t.serial_title), hint)),
        field,
        el("div.card").child(help),
        other_team(app),
        ui::error(form, ""),
    ));
    let submit = move || send(app, form, &typed.get_untracked());
    let foot = ui::submit(form, ready, move || t.verify.to_owned());
    (frame(app, t.open), ui::form(submit, page, foot)).node()
}

/// The vendor hasn't answered: nothing is wrong, and nothing is lost.
fn waiting(app: App) -> Node {
    let t = app.t();
    let serial = app.found(|found| found.serial.as_ref()?.pending.clone());
    let page = el("main.page middle").attr("aria-live", "polite").child((
        el("span.spin"),
        ui::heading(t.serial_pending),
        el("p").child(serial),
        el("p.second").child(t.serial_pending_detail),
    ));
    (frame(app, t.open), page).node()
}
