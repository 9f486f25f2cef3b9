//! While an answer is awaited, the vendor's or the team's: loading the onboarding until it is there; asking once more.

use api::answer::Onboarding;
use api::path::ONBOARDING;
use api::problem::Code;
use domain::authorization::AuthorizationState;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::component::{BigMark, Heading};

use crate::api as client;
use crate::browser::page;
use crate::components::{ErrorText, FormPage, SubmitButton};
use crate::deploy::state::{Flow, due, use_flow};
use crate::form::Form;

/// How often a vendor is looked after, in milliseconds: it takes seconds.
const VENDOR_PAUSE: u32 = 1000;
/// How often a person is looked after, in milliseconds: they take minutes.
const PERSON_PAUSE: u32 = 2500;

/// How long a page says that what was awaited has come, in milliseconds.
const SAID_PAUSE: u32 = 900;

/// Loads the onboarding for as long as the page is there and an answer is awaited; goes on by itself once the task is over.
/// Answers whether the suite has become active, which the page says for a moment.
pub fn poll(flow: Flow) -> RwSignal<bool> {
    let active = RwSignal::new(false);
    let here = flow.due();
    spawn_local(async move {
        let is_mounted = || active.try_get_untracked().is_some();
        while is_mounted() {
            let vendor = untrack(|| flow.awaits_vendor());
            TimeoutFuture::new(if vendor { VENDOR_PAUSE } else { PERSON_PAUSE }).await;
            if !is_mounted() || !page::visible() || !untrack(|| flow.awaits()) {
                continue;
            }
            match client::get::<Onboarding>(*flow, flow.path(ONBOARDING)).await {
                Ok(found) if is_mounted() => {
                    if due(&found) != here {
                        if is_active(&found) {
                            active.set(true);
                            TimeoutFuture::new(SAID_PAUSE).await;
                        }
                        if is_mounted() {
                            flow.advance(found);
                        }
                        return;
                    }
                    flow.take(found);
                }
                Err(problem) if problem.code == Code::NotSignedIn => return flow.expire(),
                _ => {}
            }
        }
    });
    active
}

fn is_active(found: &Onboarding) -> bool {
    let given = found.authorization.as_ref();
    given.is_some_and(|given| given.state == AuthorizationState::Active)
}

/// The vendor hasn't answered many attempts: the button makes another.
#[component]
pub fn Stopped(form: Form, serial: Option<String>, ask: Callback<()>) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let foot = move || {
        view! {
            <ErrorText form/>
            <SubmitButton form label=flow.t().ask_vendor.to_owned()/>
        }
    };
    view! {
        <FormPage form on_submit=ask foot middle=true>
            <BigMark bad=true/>
            <Heading text=t.serial_pending/>
            {serial.map(|serial| view! { <p class="typed">{serial}</p> })}
            <p class="second" role="status">
                {t.stopped}
            </p>
            <Contact/>
        </FormPage>
    }
}

/// How to reach the vendor, if it says so.
#[component]
pub fn Contact() -> impl IntoView {
    let flow = use_flow();
    flow.suite(|suite| suite.contact.clone()).map(|url| {
        view! {
            <a class="link" href=url>
                {flow.t().contact}
            </a>
        }
    })
}
