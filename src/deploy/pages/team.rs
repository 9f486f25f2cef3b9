//! The team: create one (1 person, or 6 or more), or pick one that the person is in.

mod colleagues;
mod error;
mod pick;
mod sheets;

use api::path::TEAM;
use api::request::Team;
use domain::team::{GROUP_MIN, Industry, NewTeam, TeamError, TeamMode, TeamModes};
use domain::word::Word;
use leptos::prelude::*;
use ui::component::Heading;
use ui::icon::{DOWN, Icon, PEOPLE, PERSON};
use ui::text;

use self::colleagues::Colleagues;
use self::pick::PickPage;
use self::sheets::{OpenSheet, Sheets};
use crate::api::Request;
use crate::components::field::Typing;
use crate::components::{ErrorText, Field, FormPage, SubmitButton, TextField};
use crate::deploy::frame::Frame;
use crate::deploy::state::{Flow, use_flow};
use crate::form::Form;

/// The page.
#[component]
pub fn TeamPage() -> impl IntoView {
    let flow = use_flow();
    let form = flow.form();
    let sheets = Sheets::new(form);
    let in_teams = flow.onboarding(|found| !found.teams.is_empty()) == Some(true);
    let creating = RwSignal::new(!in_teams);
    let modes = flow
        .suite(|suite| Some(suite.team_modes))
        .unwrap_or(TeamModes::Either);
    let person = flow.person.get_untracked();
    if let Some(person) = &person {
        flow.team.open(&flow.link(), &person.phone);
    }
    flow.team
        .apply_defaults(modes, person.and_then(|person| person.name));
    view! { {move || {
        let body = match creating.get() {
            true => view! { <CreatePage form modes sheets/> }.into_any(),
            false => view! { <PickPage form creating/> }.into_any(),
        };
        view! {
            <Frame title=flow.t().team/>
            {body}
        }
    }} }
}

#[component]
fn CreatePage(form: Form, modes: TeamModes, sheets: Sheets) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let draft = flow.team;
    let group = Memo::new(move |_| draft.mode.get() == TeamMode::Group);
    let foot = move || {
        let label = Signal::derive(move || flow.t().next.to_owned());
        let ready = Signal::derive(move || draft.missing() == 0 && draft.is_named());
        view! { <SubmitButton form label ready/> }
    };
    view! {
        <FormPage form on_submit=Callback::new(move |()| submit(flow, form, modes)) foot>
            <Heading class="unseen" text=t.team/>
            {(modes == TeamModes::Either).then(|| view! { <ModeChoice mode=draft.mode/> })}
            <TextField form id="name" label=t.team_name value=draft.name typing=Typing::text("organization")/>
            <IndustryField form value=draft.industry/>
            <TextField form id="owner_name" label=t.owner_name value=draft.owner_name typing=Typing::text("name")/>
            {move || group.get().then(|| view! { <Colleagues form sheets/> })}
            <ErrorText form id="colleagues"/>
            <ErrorText form/>
        </FormPage>
        <OpenSheet sheets/>
    }
}

fn submit(flow: Flow, form: Form, modes: TeamModes) {
    let draft = flow.team;
    if let Some(owner) = flow.own_phone()
        && let Err(why) = NewTeam::parse(&draft.typed(), modes, &owner)
    {
        if let TeamError::Colleague(at, _) = why {
            draft.faulty.set(Some(at));
        }
        let (field, code) = error::field_and_code(why);
        return form.set_field_error(field, code);
    }
    form.submit(Request::post(flow.path(TEAM), &Team::from(draft)));
}

#[component]
fn ModeChoice(mode: RwSignal<TeamMode>) -> impl IntoView {
    let t = use_flow().t();
    let card = move |this: TeamMode, path, title, detail| {
        view! {
            <label class="mode" class:on=move || mode.get() == this>
                <input
                    class="unseen"
                    type="radio"
                    name="mode"
                    prop:checked=move || mode.get() == this
                    on:change=move |_| mode.set(this)
                />
                <Icon path/>
                <b>{title}</b>
                <span>{detail}</span>
            </label>
        }
    };
    view! {
        <div class="modes" role="radiogroup" aria-label=t.team>
            {card(TeamMode::Solo, PERSON, t.mode_solo, t.mode_solo_detail)}
            {card(TeamMode::Group, PEOPLE, t.mode_group, t.mode_group_detail)}
        </div>
    }
}

#[component]
fn IndustryField(form: Form, value: RwSignal<String>) -> impl IntoView {
    let flow = use_flow();
    let lang = flow.lang.get();
    let options: Vec<_> = Industry::ALL
        .into_iter()
        .map(|industry| {
            let word = industry.word().into_owned();
            let chosen = value.with_untracked(|value| *value == word);
            view! {
                <option value=word selected=chosen>
                    {text::deploy::industry(lang, industry)}
                </option>
            }
        })
        .collect();
    view! {
        <Field form id="industry" label=flow.t().industry>
            <div class="input">
                <select
                    id="industry"
                    aria-describedby="industry-error"
                    on:change=move |event| value.set(event_target_value(&event))
                >
                    {options}
                </select>
                <Icon path=DOWN/>
            </div>
        </Field>
    }
}

const _: () = assert!(GROUP_MIN == 6, "the texts of both languages say six");
