//! Authorizing (立即授权), and the activation shown live.

use api::answer::{AuthorizationStatus, Onboarding};
use api::path::AUTHORIZE;
use api::problem::Code;
use api::request::Authorize;
use domain::authorization::AuthorizationState;
use leptos::prelude::*;
use ui::component::{Avatar, Heading, Permissions, Picture};
use ui::icon::{ARROW, CHECK, Icon};
use ui::text::deploy as text;

use super::waiting::{Contact, Stopped, poll};
use crate::browser::time;
use crate::components::{ErrorText, FormPage, SubmitButton};
use crate::deploy::frame::{Frame, OtherTeam};
use crate::deploy::state::{Flow, use_flow};
use crate::form::Form;

/// The page.
#[component]
pub fn AuthorizePage() -> impl IntoView {
    let flow = use_flow();
    let form = flow.form();
    let agreed = RwSignal::new(false);
    let awaited = Memo::new(move |_| flow.awaits_vendor());
    let stopped = Memo::new(move |_| flow.vendor_has_stopped());
    let ask = move |()| flow.step(form, AUTHORIZE, &Authorize { consent: true });
    let active = poll(flow);
    view! { {move || {
        let t = flow.t();
        let body = match (awaited.get(), stopped.get()) {
            (true, true) => {
                view! { <Stopped form serial=None ask=Callback::new(ask)/> }.into_any()
            }
            (true, false) => view! { <Activating active/> }.into_any(),
            (false, _) => view! { <Consent form agreed/> }.into_any(),
        };
        view! {
            <Frame title=t.authorize_title/>
            {body}
        }
    }} }
}

fn status<T>(flow: Flow, part: impl FnOnce(&AuthorizationStatus) -> T) -> Option<T> {
    let status = |found: &Onboarding| found.authorization.as_ref().map(part);
    flow.follow(status).flatten()
}

#[component]
fn Consent(form: Form, agreed: RwSignal<bool>) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let lang = flow.lang.get();
    let submit = move |()| match agreed.get_untracked() {
        true => flow.step(form, AUTHORIZE, &Authorize { consent: true }),
        false => form.set_field_error("consent", Code::ConsentMissing),
    };
    let foot = move || {
        let label = Signal::derive(move || flow.t().authorize.to_owned());
        view! {
            <SubmitButton form label ready=agreed/>
            <p class="hint">{flow.t().authorize_hint}</p>
        }
    };
    let (suite, icon) = flow.suite(|suite| (suite.name.clone(), suite.icon.clone()));
    let team = flow.team_name();
    view! {
        <FormPage form on_submit=Callback::new(submit) foot>
            <div class="pair" aria-hidden="true">
                <Picture src=icon size="64"/>
                <Icon path=ARROW/>
                <Avatar name=team.clone()/>
            </div>
            <Heading class="center" text=text::authorize_for(lang, &suite, &team)/>
            {move || refused(flow)}
            <Permissions asked=flow.suite(|suite| suite.permissions.clone()) lang/>
            <OtherTeam/>
            <div>
                <label class="consent">
                    <input
                        class="tick"
                        type="checkbox"
                        id="consent"
                        aria-describedby="consent-error"
                        bind:checked=agreed
                    />
                    <span>{t.consent}</span>
                </label>
                <ErrorText form id="consent"/>
            </div>
            <ErrorText form/>
        </FormPage>
    }
}

/// Why the vendor refused, if it did.
fn refused(flow: Flow) -> Option<impl IntoView> {
    let t = flow.t();
    let reason = status(flow, |status| {
        (status.state == AuthorizationState::Refused).then(|| status.reason.clone())
    })
    .flatten()?;
    Some(view! {
        <div class="notice bad" role="alert">
            <b>{t.refused}</b>
            {reason.map(|reason| view! { <p>{reason}</p> })}
            <Contact/>
        </div>
    })
}

/// What has been done of it, and what is being done. Once all is, it says so for a moment.
#[component]
fn Activating(active: RwSignal<bool>) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let (vendor, icon) = flow.suite(|suite| (suite.vendor_short.clone(), suite.icon.clone()));
    let since = status(flow, |status| time::clock(status.authorized_at));
    let detail = move || match status(flow, |status| status.late) {
        Some(true) => flow.t().late,
        _ => flow.t().usually_5s,
    };
    let suite = flow.suite(|suite| suite.name.clone());
    let heading = move || match active.get() {
        true => view! { <Heading text=text::activated(flow.lang.get(), &suite)/> },
        false => view! { <Heading text=t.activating/> },
    };
    let check = || view! { <span class="mark good"><Icon path=CHECK/></span> };
    let rows = move || {
        let lang = flow.lang.get();
        match active.get() {
            true => view! {
                <li class="row">
                    {check()}
                    <span class="what">{text::vendor_activated(lang, &vendor)}</span>
                </li>
                <li class="row" aria-current="step">
                    {check()}
                    <span class="what">{t.usable}</span>
                </li>
            }
            .into_any(),
            false => view! {
                <li class="row" aria-current="step">
                    <span class="spin"></span>
                    <span class="what">
                        <span>{text::vendor_activating(lang, &vendor)}</span>
                        <small>{move || detail()}</small>
                    </span>
                </li>
                <li class="row">
                    <span class="mark" aria-hidden="true">
                        "3"
                    </span>
                    <span class="what second">{t.usable}</span>
                </li>
            }
            .into_any(),
        }
    };
    view! {
        <main class="page middle">
            <Picture src=icon size="84"/>
            {move || heading()}
            <ol class="card" aria-live="polite">
                <li class="row">
                    {check()}
                    <span class="what">{t.authorized}</span>
                    <span class="end">{since}</span>
                </li>
                {move || rows()}
            </ol>
            <p class="small">{t.leave_hint}</p>
        </main>
    }
}
