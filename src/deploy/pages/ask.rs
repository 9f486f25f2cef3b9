//! Asking those who may authorize, and waiting for their answer.

use api::answer::AskStatus;
use api::path::REQUEST;
use domain::authorization::AuthorizationState;
use domain::request::RequestState;
use leptos::prelude::*;
use ui::component::{BigMark, Heading, Permissions};
use ui::text;

use super::waiting::poll;
use crate::api::Request;
use crate::components::{ErrorText, FormPage, SubmitButton};
use crate::deploy::frame::{Frame, OtherTeam};
use crate::deploy::state::use_flow;
use crate::form::Form;

/// How a request stands.
#[derive(Clone, PartialEq)]
enum Asked {
    Not,
    Waiting,
    /// By whom and why.
    Declined(String, String),
    Authorized,
}

impl Asked {
    fn of(ask: &AskStatus) -> Self {
        match (ask.authorization, ask.state) {
            (Some(AuthorizationState::AwaitingActivation), _) => Self::Authorized,
            (_, Some(RequestState::Waiting)) => Self::Waiting,
            (_, Some(RequestState::Declined)) => Self::Declined(
                ask.decided_by.clone().unwrap_or_default(),
                ask.reason.clone().unwrap_or_default(),
            ),
            _ => Self::Not,
        }
    }
}

/// The page.
#[component]
pub fn AskPage() -> impl IntoView {
    let flow = use_flow();
    let form = flow.form();
    poll(flow);
    let asked = Memo::new(move |_| {
        let asked = flow
            .follow(|found| found.ask.as_ref().map(Asked::of))
            .flatten();
        asked.unwrap_or(Asked::Not)
    });
    view! { {move || {
        let t = flow.t();
        let body = match asked.get() {
            Asked::Not => view! {
                <SendPage form label=t.ask_send>
                    <Fresh/>
                </SendPage>
            }
            .into_any(),
            Asked::Waiting => view! { <Waiting form/> }.into_any(),
            Asked::Declined(who, why) => view! {
                <SendPage form label=t.ask_again middle=true>
                    <BigMark bad=true/>
                    <Heading text=t.ask_declined/>
                    <p class="second">{format!("{who}{}{why}", flow.lang.get().pick("：", ": "))}</p>
                </SendPage>
            }
            .into_any(),
            Asked::Authorized => view! {
                <main class="page middle" aria-live="polite">
                    <span class="spin"></span>
                    <Heading text=t.ask_authorized/>
                    <p class="second">{t.leave_hint}</p>
                </main>
            }
            .into_any(),
        };
        view! {
            <Frame title=t.open/>
            {body}
        }
    }} }
}

/// A page with the button that sends the request.
#[component]
fn SendPage(
    form: Form,
    label: &'static str,
    #[prop(optional)] middle: bool,
    children: Children,
) -> impl IntoView {
    let flow = use_flow();
    let submit = move |()| flow.step(form, REQUEST, &());
    let foot = move || {
        view! {
            <ErrorText form/>
            <SubmitButton form label=label.to_owned()/>
        }
    };
    view! {
        <FormPage form on_submit=Callback::new(submit) foot middle>
            {children()}
        </FormPage>
    }
}

/// What is asked for, before it is.
#[component]
fn Fresh() -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let lang = flow.lang.get();
    let suite = flow.suite(|suite| suite.name.clone());
    view! {
        <div>
            <Heading text=t.ask_title/>
            <p class="second">{t.ask_detail}</p>
        </div>
        <h2>{text::deploy::authorize_for(lang, &suite, &flow.team_name())}</h2>
        <Permissions asked=flow.suite(|suite| suite.permissions.clone()) lang/>
        <OtherTeam/>
    }
}

#[component]
fn Waiting(form: Form) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let take_back = Form::beside(form, move |found| flow.take(found));
    let tapped = move |_| take_back.submit(Request::delete(flow.path(REQUEST)));
    view! {
        <main class="page middle" aria-live="polite">
            <BigMark/>
            <Heading text=t.ask_waiting/>
            <p class="second">{t.ask_waiting_detail}</p>
        </main>
        <footer class="foot">
            <ErrorText form/>
            <button class="button plain late" type="button" on:click=tapped>
                {t.ask_take_back}
            </button>
        </footer>
    }
}
