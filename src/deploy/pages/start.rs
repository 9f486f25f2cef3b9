//! The last page: the suite is ready; start, or deploy it to another team.

use api::answer::Onboarding;
use api::path::{INVITE, ONBOARDING, START, of_team};
use api::request::Begin;
use api::team::Invite;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::component::{BigMark, Heading};
use ui::text;

use crate::api::Request;
use crate::browser::page;
use crate::components::{ErrorText, FormPage, SubmitButton, load};
use crate::deploy::frame::Frame;
use crate::deploy::state::{Flow, use_flow};
use crate::form::Form;

/// The page.
#[component]
pub fn StartPage() -> impl IntoView {
    let flow = use_flow();
    let form = Form::new(move |found: Onboarding| {
        flow.take(found);
        let team = flow.corpid().unwrap_or_default();
        page::leave(&format!("/workbench?team={team}"));
    });
    let again = flow.form();
    let decides = flow.onboarding(|found| found.ask.is_none()) == Some(true);
    // Without the invite the page is as good: why it isn't there is not shown.
    let invite = flow
        .corpid()
        .filter(|_| decides)
        .map(|corpid| load::<Invite>(move || of_team(INVITE, &corpid)));
    let submit = move |()| flow.step(form, START, &());
    let another =
        move |_| again.submit(Request::post(flow.path(ONBOARDING), &Begin { again: true }));
    view! { {move || {
        let suite = flow.suite(|suite| suite.name.clone());
        let foot = move || {
            let label = Signal::derive(move || flow.t().start_button.to_owned());
            let another = flow.due().is_none().then(|| {
                view! {
                    <button class="button plain" type="button" on:click=another>
                        {flow.t().another_team}
                    </button>
                }
            });
            view! {
                <SubmitButton form label/>
                {another}
            }
        };
        let invite_card = move || {
            let invite = invite?.get()?.ok()?;
            Some(view! { <InviteCard invite/> })
        };
        view! {
            <Frame/>
            <FormPage form on_submit=Callback::new(submit) foot middle=true>
                <BigMark/>
                <Heading text=text::deploy::activated(flow.lang.get(), &suite)/>
                <p class="second">{users(flow)}</p>
                {move || invite_card()}
                <ErrorText form/>
                <ErrorText form=again/>
            </FormPage>
        }
    }} }
}

/// Who may use the suite, or that the visitor may not yet.
fn users(flow: Flow) -> Option<String> {
    let lang = flow.lang.get();
    flow.onboarding(|found| {
        if let Some(ask) = &found.ask {
            return (!ask.admitted).then(|| flow.t().ask_not_in_scope.to_owned());
        }
        let scope = found.scope.as_ref()?;
        let team = &found.team.as_ref()?.name;
        Some(text::deploy::usable_by(
            lang,
            team,
            &scope.names,
            scope.people,
        ))
    })
    .flatten()
}

/// The team's invite, to be shown around or sent.
#[component]
fn InviteCard(invite: Invite) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let label = RwSignal::new(t.copy_invite);
    let url = StoredValue::new(invite.url);
    let copy = move |_| {
        spawn_local(async move {
            let copied = page::copy(&url.get_value()).await;
            label.try_set(if copied { t.copied } else { t.not_copied });
        });
    };
    view! {
        <div class="card invite">
            <img class="qr" src=invite.qr alt="" width="96" height="96"/>
            <div>
                <b>{t.invite}</b>
                <p class="small">{t.invite_detail}</p>
                <button class="link" type="button" aria-live="polite" on:click=copy>
                    {label}
                </button>
            </div>
        </div>
    }
}
