//! The fields of a suite, group by group.

use domain::accent::Color;
use domain::task::SerialRule;
use domain::team::TeamModes;
use leptos::prelude::*;

use super::draft::{Both, Draft};
use super::entries::{OwnTasks, Permissions};
use crate::components::card::Card;
use crate::components::field::{FieldError, TextField};
use crate::components::icon_field::IconField;
use crate::components::radio::{Choice, Choices};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::suite_form;

/// All of them.
#[component]
pub fn Fields(
    /// Their form.
    form: Form,
    /// What is typed.
    draft: Draft,
    /// Takes another icon.
    on_pick: Callback<String>,
    /// The vendor's server can be asked about serials.
    has_server: bool,
    /// Where the application is that the icon, the way and the tasks are set by; none for a suite that isn't approved yet.
    #[prop(optional_no_strip)]
    application: Option<String>,
) -> impl IntoView {
    let t = use_texts(suite_form::of);
    let is_own = application.is_none();
    let icon = is_own.then(|| view! { <IconField form shown=draft.icon on_pick/> });
    let way = match application {
        Some(href) => view! { <ByApplication href/> }.into_any(),
        None => view! {
            <Card title=move || t().way detail=move || t().way_detail>
                <div class="fields">
                    <TeamChoices form value=draft.team_modes/>
                    <SerialChoices form value=draft.serial has_server/>
                </div>
            </Card>
        }
        .into_any(),
    };
    let tasks = is_own.then(|| {
        view! {
            <Card title=move || t().tasks detail=move || t().tasks_detail>
                <OwnTasks form entries=draft.tasks serial=draft.serial/>
            </Card>
        }
    });
    view! {
        <div class="stack">
            <Card title=move || t().looks detail=move || t().looks_detail>
                <div class="fields">
                    <TextField form name="name" label=move || t().name value=draft.name help=move || t().name_help/>
                    <BothFields form name="tagline" both=draft.tagline zh=move || t().tagline en=move || t().tagline_en/>
                    {icon}
                    <ColorField form value=draft.accent/>
                </div>
            </Card>
            {way}
            <Card title=move || t().permissions detail=move || t().permissions_detail>
                <Permissions form entries=draft.permissions/>
            </Card>
            {tasks}
        </div>
    }
}

/// What the application sets, once it is approved.
#[component]
fn ByApplication(href: String) -> impl IntoView {
    let t = use_texts(suite_form::of);
    view! {
        <Card title=move || t().by_application detail=move || t().by_application_detail>
            <a class="button" href=href>
                {move || t().to_application}
            </a>
        </Card>
    }
}

/// A text's two fields, side by side; what is wrong with it stands below the first.
#[component]
pub fn BothFields(
    /// Their form.
    form: Form,
    /// The text's name, as errors have it.
    #[prop(into)]
    name: String,
    /// What is typed.
    both: Both,
    /// The label of the Chinese one.
    #[prop(into)]
    zh: TextProp,
    /// The label of the English one.
    #[prop(into)]
    en: TextProp,
) -> impl IntoView {
    let english = format!("{name}-en");
    view! {
        <div class="both">
            <TextField form name label=zh value=both.zh/>
            <TextField form name=english label=en value=both.en/>
        </div>
    }
}

/// The suite's color: picked, or typed.
#[component]
fn ColorField(form: Form, value: RwSignal<String>) -> impl IntoView {
    let t = use_texts(suite_form::of);
    // The browser's own picker has a color in any case.
    let picked = move || match Color::parse(&value.get()) {
        Some(color) => color.css(),
        None => "#000000".to_owned(),
    };
    let id = form.id("accent");
    let help = format!("{id}-help");
    view! {
        <div class="field" class:wrong=move || form.is_wrong("accent")>
            <label for=id.clone()>{move || t().accent}</label>
            <div class="color-field">
                <input
                    type="color"
                    aria-label=move || t().accent_pick
                    prop:value=picked
                    on:input=move |event| value.set(event_target_value(&event))
                />
                <input class="input" id=id spellcheck="false" autocomplete="off" aria-describedby=help.clone() bind:value=value/>
            </div>
            <p class="help" id=help>
                {move || t().accent_help}
            </p>
            <FieldError form name="accent"/>
        </div>
    }
}

#[component]
fn TeamChoices(form: Form, value: RwSignal<TeamModes>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(suite_form::of);
    let choice = |value| Choice {
        value,
        label: (move || suite_form::team(session.lang.get(), value).0).into(),
        detail: (move || suite_form::team(session.lang.get(), value).1).into(),
    };
    let choices = [TeamModes::Either, TeamModes::Solo, TeamModes::Group].map(choice);
    view! { <Choices form name="team_modes" label=move || t().team choices=choices.into() value/> }
}

#[component]
fn SerialChoices(form: Form, value: RwSignal<SerialRule>, has_server: bool) -> impl IntoView {
    let session = use_session();
    let t = use_texts(suite_form::of);
    let choice = |value| Choice {
        value,
        label: (move || suite_form::serial(session.lang.get(), value).0).into(),
        detail: (move || suite_form::serial(session.lang.get(), value).1).into(),
    };
    let mut choices = vec![choice(SerialRule::None), choice(SerialRule::Issued)];
    if has_server {
        choices.push(choice(SerialRule::Vendor));
    }
    let later = (!has_server).then(|| view! { <p class="help">{move || t().serial_later}</p> });
    view! {
        <Choices form name="serial" label=move || t().serial choices value/>
        {later}
        <FieldError form name="serial"/>
    }
}
