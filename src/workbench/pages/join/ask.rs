//! The button that joins, with the team that it is and who joins it.

use api::path::SESSION;
use api::problem::Code;
use api::team::Invitation;
use domain::invite::JoinStatus;
use leptos::prelude::*;
use serde::de::IgnoredAny;
use ui::component::{Avatar, Heading};
use ui::text::{self, team as words};

use super::Joining;
use crate::api::Request;
use crate::components::field::Typing;
use crate::components::{ErrorText, FormPage, SubmitButton, TextField};
use crate::form::Form;
use crate::workbench::state::use_team;

/// How the name is typed.
const TYPING: Typing = Typing {
    enter: "done",
    ..Typing::text("name")
};

/// The page. Who has never given a name gives it here.
#[component]
pub fn AskPage(joining: Joining, name: RwSignal<String>) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let form = joining.form;
    let found = team.invitation.get()?;
    let nameless = found.nameless;
    let label = match (found.join_status, found.approval) {
        (JoinStatus::Declined, _) => t.join_again,
        (_, true) => t.join_ask,
        (_, false) => t.join,
    };
    let submit = move |()| {
        let typed = name.get_untracked();
        match nameless {
            true if typed.trim().is_empty() => form.set_field_error("name", Code::NameNeeded),
            true => joining.join(Some(typed)),
            false => joining.join(None),
        }
    };
    let ready = move || !nameless || name.with(|name| !name.trim().is_empty());
    let hint =
        (found.approval && found.join_status == JoinStatus::Outside).then_some(t.join_approval);
    let foot = move || {
        view! {
            <ErrorText form/>
            <SubmitButton form label=label.to_owned() ready=Signal::derive(ready)/>
            <OtherNumber form/>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
        }
    };
    let name_field = nameless.then(|| {
        view! {
            <TextField form id="name" label=t.your_name value=name typing=TYPING/>
            <p class="second">{t.your_name_detail}</p>
        }
    });
    Some(view! {
        <FormPage form on_submit=Callback::new(submit) foot>
            <Head found/>
            {name_field}
            <Who/>
        </FormPage>
    })
}

/// The team, who invites, and that an admin declined, if so.
#[component]
fn Head(found: Invitation) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let lang = team.lang.get();
    let detail = words::invites(lang, &found.inviter) + " · " + &text::people(lang, found.people);
    let declined = (found.join_status == JoinStatus::Declined).then(|| {
        view! {
            <div class="notice" role="status">
                <b>{t.join_declined}</b>
                <p>{t.join_declined_detail}</p>
            </div>
        }
    });
    view! {
        <div class="suite">
            <Avatar name=found.team.clone() big=true/>
            <div>
                <Heading text=found.team/>
                <p class="vendor">{detail}</p>
            </div>
        </div>
        {declined}
    }
}

/// Who is signed in: the invite may have been opened on somebody else's phone.
#[component]
fn Who() -> impl IntoView {
    let team = use_team();
    team.person.get().map(|person| {
        let name = person.name.unwrap_or_default();
        let who = match name.as_str() {
            "" => person.phone,
            name => format!("{name} {}", person.phone),
        };
        view! {
            <p class="second" id="who">
                {words::signed_in_as(team.lang.get(), &who)}
            </p>
        }
    })
}

/// Signs out, so that another number signs in; the invite stays as it is.
#[component]
fn OtherNumber(form: Form) -> impl IntoView {
    let team = use_team();
    let sign_out = Form::beside(form, move |_: IgnoredAny| team.forget_person());
    let tapped = move |_| sign_out.submit(Request::delete(SESSION.to_owned()));
    view! {
        <button class="button plain" type="button" id="other-number" on:click=tapped>
            {team.t().other_number}
        </button>
    }
}
