//! The serial number: grouped as one types, checked before any request.

use api::path::SERIAL;
use api::problem::Code;
use api::request::Redeem;
use domain::serial::{self, Serial, SerialError};
use leptos::ev;
use leptos::prelude::*;
use ui::component::Heading;
use ui::text;

use super::waiting::{Contact, Stopped, poll};
use crate::browser::{input, page};
use crate::components::{ErrorText, FormPage, SubmitButton};
use crate::deploy::frame::{Frame, OtherTeam};
use crate::deploy::state::{Flow, use_flow};
use crate::form::Form;

/// The page.
#[component]
pub fn SerialPage() -> impl IntoView {
    let flow = use_flow();
    let form = flow.form();
    let known = flow.onboarding(|found| {
        let serial = found.serial.as_ref()?;
        let refused = serial
            .refused
            .as_ref()
            .map(|refused| refused.serial.clone());
        refused
            .or(serial.pending.clone())
            .or(serial.prefilled.clone())
    });
    let typed = RwSignal::new(known.flatten().unwrap_or_default());
    let awaited = Memo::new(move |_| flow.awaits_vendor());
    let stopped = Memo::new(move |_| flow.vendor_has_stopped());
    let ask = move |()| {
        if let Some(serial) = pending(flow) {
            flow.step(form, SERIAL, &Redeem { serial });
        }
    };
    poll(flow);
    view! { {move || {
        let t = flow.t();
        let body = match (awaited.get(), stopped.get()) {
            (true, true) => view! {
                <Stopped form serial=pending(flow) ask=Callback::new(ask)/>
            }
            .into_any(),
            (true, false) => view! { <Waiting/> }.into_any(),
            (false, _) => view! { <Entry form typed/> }.into_any(),
        };
        view! {
            <Frame title=t.open/>
            {body}
        }
    }} }
}

/// The serial that waits for the vendor's word.
fn pending(flow: Flow) -> Option<String> {
    flow.onboarding(|found| found.serial.as_ref()?.pending.clone())
        .flatten()
}

/// Shows what the vendor answered meanwhile, as long as the serial that it refused stands there.
fn show_refusal(flow: Flow, form: Form, typed: RwSignal<String>) {
    let refused = flow
        .onboarding(|found| found.serial.as_ref()?.refused.clone())
        .flatten();
    if let Some(refused) = refused
        && typed.with_untracked(|typed| *typed == refused.serial)
    {
        form.set_field_error("serial", refused.code);
    }
}

fn submit(flow: Flow, form: Form, typed: &str) {
    page::focus("#serial");
    match Serial::parse(typed) {
        Ok(serial) => {
            let serial = serial.to_string();
            flow.step(form, SERIAL, &Redeem { serial });
        }
        Err(SerialError::Check) => form.set_field_error("serial", Code::SerialMistyped),
        Err(_) => form.set_field_error("serial", Code::SerialMalformed),
    }
}

/// The tries that are left, or how long to wait.
fn tries(flow: Flow) -> Option<String> {
    let lang = flow.lang.get();
    flow.follow(|found| {
        let serial = found.serial.as_ref()?;
        Some(match serial.wait {
            Some(seconds) => text::deploy::serial_wait(lang, seconds),
            None => text::tries_left(lang, serial.tries_left),
        })
    })
    .flatten()
}

#[component]
fn Entry(form: Form, typed: RwSignal<String>) -> impl IntoView {
    let flow = use_flow();
    show_refusal(flow, form, typed);
    let t = flow.t();
    let vendor = flow.suite(|suite| suite.vendor_short.clone());
    let ready = Signal::derive(move || typed.with(|typed| Serial::parse(typed).is_ok()));
    let label = Signal::derive(move || flow.t().verify.to_owned());
    let on_submit = move |()| submit(flow, form, &typed.get_untracked());
    view! {
        <FormPage
            form
            on_submit=Callback::new(on_submit)
            foot=move || view! { <SubmitButton form label ready/> }
        >
            <div>
                <Heading text=t.serial_title/>
                <p class="second" id="serial-hint">
                    {text::deploy::serial_detail(flow.lang.get(), &vendor)}
                </p>
            </div>
            <div class="field" class:wrong=move || form.is_wrong("serial")>
                <div class="input serial">
                    <SerialInput form typed/>
                </div>
                <ErrorText form id="serial"/>
            </div>
            <div class="card">
                <div class="row">
                    <span class="what second">{move || tries(flow)}</span>
                    <Contact/>
                </div>
            </div>
            <OtherTeam/>
            <ErrorText form/>
        </FormPage>
    }
}

/// The field: dashes come by themselves, and the caret stays behind what it was behind.
#[component]
fn SerialInput(form: Form, typed: RwSignal<String>) -> impl IntoView {
    let flow = use_flow();
    let group = move |event: &ev::Event| {
        let Some((text, caret)) = input::text_and_caret(event) else {
            return;
        };
        let (grouped, caret) = serial::group_with_caret(&text, caret);
        if grouped != text {
            input::set_text_and_caret(event, &grouped, caret);
        }
        typed.set(grouped);
    };
    let on_input = move |event: ev::Event| match input::is_composing(&event) {
        true => typed.set(event_target_value(&event)),
        false => group(&event),
    };
    view! {
        <input
            id="serial"
            type="text"
            aria-label=flow.t().serial_title
            aria-describedby="serial-error serial-hint"
            aria-invalid=move || form.is_wrong("serial").to_string()
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            enterkeyhint="done"
            prop:value=typed
            on:input=on_input
            on:compositionend=move |event| group(&event)
        />
    }
}

/// The vendor hasn't answered: nothing is wrong, and nothing is lost.
#[component]
fn Waiting() -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    view! {
        <main class="page middle" aria-live="polite">
            <span class="spin"></span>
            <Heading text=t.serial_pending/>
            <p>{pending(flow)}</p>
            <p class="second">{t.serial_pending_detail}</p>
        </main>
    }
}
