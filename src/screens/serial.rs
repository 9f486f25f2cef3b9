//! The serial number: grouped as one types, checked before any request.

use api::answer::Onboarding;
use api::path::SERIAL;
use api::problem::Code;
use api::request::Redeem;
use domain::serial::{self, Serial, SerialError};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use view::text;

use crate::api as client;
use crate::browser::page;
use crate::form::Form;
use crate::screens::authorize::poll_while;
use crate::state::App;
use crate::ui;

/// The page.
pub fn show(app: App) -> impl IntoView {
    let pending = Memo::new(move |_| status(app, |status| status.pending.clone()).flatten());
    poll_while(app, move || pending.get_untracked().is_some());
    move || match pending.get() {
        Some(serial) => waiting(app, serial).into_any(),
        None => entry(app).into_any(),
    }
}

fn status<T>(app: App, part: impl Fn(&api::answer::SerialStatus) -> T) -> Option<T> {
    app.onboarding
        .with(|found| found.as_ref()?.serial.as_ref().map(&part))
}

fn send(app: App, form: Form, typed: &str) {
    let serial = match Serial::parse(typed) {
        Ok(serial) => serial.to_string(),
        Err(SerialError::Check) => return form.refuse("serial", Code::SerialMistyped),
        Err(_) => return form.refuse("serial", Code::SerialMalformed),
    };
    let path = app.path(SERIAL);
    form.send(
        async move {
            let outcome = client::post::<Onboarding>(app, &path, &Redeem { serial }).await;
            if let Err(problem) = &outcome {
                app.onboarding.update(|found| {
                    if let Some(status) = found.as_mut().and_then(|found| found.serial.as_mut()) {
                        status.tries_left = problem.left.unwrap_or(status.tries_left);
                        status.wait = problem.retry_after;
                    }
                });
            }
            outcome
        },
        move |found| app.advance(found),
    );
}

fn entry(app: App) -> impl IntoView {
    let t = app.t();
    let form = Form::new(app);
    let prefilled = app.onboarding.with_untracked(|found| {
        found
            .as_ref()
            .and_then(|found| found.serial.as_ref()?.prefilled.clone())
    });
    let typed = RwSignal::new(prefilled.unwrap_or_default());
    let ready = Signal::derive(move || typed.with(|typed| Serial::parse(typed).is_ok()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        page::focus("#serial");
        send(app, form, &typed.get_untracked());
    };
    let vendor = app.suite(|suite| suite.vendor_short.clone());
    let contact = app.suite(|suite| suite.contact.clone());
    let left = move || match status(app, |status| (status.tries_left, status.wait)) {
        Some((_, Some(wait))) => text::serial_wait(app.lang.get(), wait),
        Some((left, None)) => text::tries_left(app.lang.get(), left),
        None => String::new(),
    };
    view! {
        {ui::frame(app, t.open)}
        <form class="contents" on:submit=submit novalidate>
            <main class="page">
                <div>
                    <h1 tabindex="-1">{t.serial_title}</h1>
                    <p class="second" id="serial-hint">{text::serial_detail(app.lang.get(), &vendor)}</p>
                </div>
                <div class="field" class:wrong=move || form.error.with(Option::is_some)>
                    <div class="input serial">
                        <input id="serial" type="text" aria-label=t.serial_title
                            aria-describedby="serial-hint serial-error" autocomplete="off"
                            autocapitalize="characters" spellcheck="false" enterkeyhint="done"
                            prop:value=typed
                            on:input=move |event| {
                                typed.set(serial::group(&event_target_value(&event)));
                                form.error.set(None);
                            } />
                    </div>
                    {ui::error(form, "serial")}
                </div>
                <div class="card">
                    <div class="row">
                        <span class="what second">{left}</span>
                        {contact.map(|url| view! { <a class="link" href=url>{t.contact}</a> })}
                    </div>
                </div>
                {ui::error(form, "")}
            </main>
            <footer class="foot">{ui::submit(app, form, ready, move || t.verify.to_owned())}</footer>
        </form>
    }
}

/// The vendor hasn't answered: nothing is wrong, and nothing is lost.
fn waiting(app: App, serial: String) -> impl IntoView {
    let t = app.t();
    view! {
        {ui::frame(app, t.open)}
        <main class="page middle" aria-live="polite">
            <span class="spin"></span>
            <h1 tabindex="-1">{t.serial_pending}</h1>
            <p>{serial}</p>
            <p class="second">{t.serial_pending_detail}</p>
        </main>
    }
}
