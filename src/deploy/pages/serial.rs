//! The serial number, by the suite's rule: one issued here is grouped as one types, a vendor's own text stays as it is typed.
//! Both are checked before any request.

use api::path::SERIAL;
use api::request::Redeem;
use domain::license_code::LicenseCode;
use domain::serial;
use domain::task::SerialRule;
use leptos::attr::custom::custom_attribute;
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
    // One that waits for the vendor's word is typed again, until another waits.
    let again = RwSignal::new(false);
    Effect::new(move |before: Option<Option<String>>| {
        let now = pending(flow);
        if before.is_some_and(|before| before != now) {
            again.set(false);
        }
        now
    });
    let awaited = Memo::new(move |_| flow.awaits_vendor());
    let stopped = Memo::new(move |_| flow.vendor_has_stopped());
    let ask = move |()| {
        if let Some(serial) = untrack(|| pending(flow)) {
            flow.step(form, SERIAL, &Redeem { serial });
        }
    };
    poll(flow);
    view! { {move || {
        let t = flow.t();
        let body = match (awaited.get(), stopped.get()) {
            (true, true) if !again.get() => view! {
                <Stopped form serial=untrack(|| pending(flow)) ask=Callback::new(ask)/>
            }
            .into_any(),
            (true, false) if !again.get() => view! { <Waiting again/> }.into_any(),
            _ => view! { <Entry form typed again/> }.into_any(),
        };
        view! {
            <Frame title=t.open/>
            {body}
        }
    }} }
}

/// The serial that waits for the vendor's word.
fn pending(flow: Flow) -> Option<String> {
    flow.follow(|found| found.serial.as_ref()?.pending.clone())
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

fn submit(flow: Flow, form: Form, typed: RwSignal<String>, again: RwSignal<bool>) {
    page::focus("#serial");
    match LicenseCode::parse(rule(flow), &typed.get_untracked()) {
        Ok(serial) => {
            let serial = serial.to_string();
            if untrack(|| pending(flow)).as_ref() == Some(&serial) {
                again.set(false);
            }
            // As it is sent: a refusal is shown beside the same text.
            typed.set(serial.clone());
            flow.step(form, SERIAL, &Redeem { serial });
        }
        Err(why) => form.set_field_error("serial", why.into()),
    }
}

/// Who verifies the suite's serials.
fn rule(flow: Flow) -> SerialRule {
    let rule = flow.suite(|suite| Some(suite.serial));
    rule.unwrap_or(SerialRule::Issued)
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
fn Entry(form: Form, typed: RwSignal<String>, again: RwSignal<bool>) -> impl IntoView {
    let flow = use_flow();
    show_refusal(flow, form, typed);
    let t = flow.t();
    let vendor = flow.suite(|suite| suite.vendor_short.clone());
    let rule = rule(flow);
    let is_own = rule == SerialRule::Vendor;
    let ready = Signal::derive(move || typed.with(|typed| LicenseCode::parse(rule, typed).is_ok()));
    let label = Signal::derive(move || flow.t().verify.to_owned());
    let on_submit = move |()| submit(flow, form, typed, again);
    view! {
        <FormPage
            form
            on_submit=Callback::new(on_submit)
            foot=move || view! { <SubmitButton form label ready/> }
        >
            <div>
                <Heading text=t.serial_title/>
                <p class="second" id="serial-hint">
                    {text::deploy::serial_detail(flow.lang.get(), &vendor, rule)}
                </p>
            </div>
            <div class="field" class:wrong=move || form.is_wrong("serial")>
                <div class=if is_own { "input" } else { "input serial" }>
                    <SerialInput form typed is_own/>
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

/// The field. In one for serials issued here dashes come by themselves, and the caret stays behind what it was behind; in one for
/// a vendor's `own` nothing is changed.
#[component]
fn SerialInput(form: Form, typed: RwSignal<String>, is_own: bool) -> impl IntoView {
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
    let on_input = move |event: ev::Event| match is_own || input::is_composing(&event) {
        true => typed.set(event_target_value(&event)),
        false => group(&event),
    };
    let capitals = if is_own { "off" } else { "characters" };
    view! {
        <input
            {..custom_attribute("autocorrect", "off")}
            id="serial"
            type="text"
            aria-label=flow.t().serial_title
            aria-describedby="serial-error serial-hint"
            aria-invalid=move || form.is_wrong("serial").to_string()
            autocomplete="off"
            autocapitalize=capitals
            spellcheck="false"
            enterkeyhint="done"
            prop:value=typed
            on:input=on_input
            on:compositionend=move |event| {
                if !is_own {
                    group(&event);
                }
            }
        />
    }
}

/// The vendor hasn't answered: nothing is wrong, and nothing is lost.
#[component]
fn Waiting(again: RwSignal<bool>) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    view! {
        <main class="page middle" aria-live="polite">
            <span class="spin"></span>
            <Heading text=t.serial_pending/>
            <p class="typed">{move || pending(flow)}</p>
            <p class="second">{t.serial_pending_detail}</p>
            <button class="link" type="button" on:click=move |_| again.set(true)>
                {t.other_serial}
            </button>
        </main>
    }
}
