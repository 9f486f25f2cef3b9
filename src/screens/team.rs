//! The team: create one (1 person, or 6 and more), or pick one of one's own.

mod colleagues;
mod draft;
mod pick;

use api::answer::Onboarding;
use api::path::TEAM;
use api::request::Team;
use domain::team::{GROUP_MIN, Industry, NewTeam, TeamError, TeamMode, TeamModes};
use domain::word::Word;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use view::icon::{PEOPLE, PERSON, icon};
use view::text;

pub use self::draft::TeamDraft;
use crate::api as client;
use crate::form::Form;
use crate::state::App;
use crate::ui;

/// The page.
pub fn show(app: App) -> impl IntoView {
    let own = app
        .onboarding
        .with(|found| found.as_ref().map_or(0, |found| found.teams.len()));
    let creating = RwSignal::new(own == 0);
    move || {
        if creating.get() {
            create(app).into_any()
        } else {
            pick::show(app, creating).into_any()
        }
    }
}

fn create(app: App) -> impl IntoView {
    let t = app.t();
    let form = Form::new(app);
    let draft = app.team;
    let modes = app
        .suite(|suite| Some(suite.team_modes))
        .unwrap_or(TeamModes::Either);
    draft.suit(app, modes);
    let lacking = Memo::new(move |_| draft.missing());
    let ready = Signal::derive(move || lacking.get() == 0 && draft.named());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(app, form, modes);
    };
    let both = modes == TeamModes::Either;
    view! {
        {ui::frame(app, t.team)}
        <form class="contents" on:submit=submit novalidate>
            <main class="page">
                <h1 class="unseen" tabindex="-1">{t.team}</h1>
                {both.then(|| mode_choice(app))}
                {text_field(form, "name", t.team_name, draft.name, "organization")}
                {industry_field(app, form)}
                {text_field(form, "owner_name", t.owner_name, draft.owner_name, "name")}
                {move || (draft.mode.get() == TeamMode::Group).then(|| colleagues::show(app, form))}
                {ui::error(form, "colleagues")}
                {ui::error(form, "")}
            </main>
            <footer class="foot">{ui::submit(app, form, ready, move || t.next.to_owned())}</footer>
        </form>
    }
}

fn send(app: App, form: Form, modes: TeamModes) {
    let draft = app.team;
    let typed = draft.typed();
    let owner = app.onboarding.with_untracked(|found| {
        found
            .as_ref()
            .and_then(|found| domain::phone::Phone::parse(&found.person.phone).ok())
    });
    if let Some(owner) = owner
        && let Err(why) = NewTeam::parse(&typed, modes, &owner)
    {
        let (field, code) = draft::explain(why);
        if let TeamError::Colleague(at, _) = why {
            draft.faulty.set(Some(at));
        }
        return form.refuse(field, code);
    }
    let (path, body) = (app.path(TEAM), Team::from(draft));
    form.send(
        async move { client::post::<Onboarding>(app, &path, &body).await },
        move |found| {
            draft.forget(app);
            app.advance(found);
        },
    );
}

fn mode_choice(app: App) -> impl IntoView {
    let t = app.t();
    let mode = app.team.mode;
    let card = move |this: TeamMode, path, title, detail| {
        let checked = move || (mode.get() == this).to_string();
        view! {
            <button class="mode" type="button" role="radio" aria-checked=checked
                on:click=move |_| mode.set(this)>
                {icon(path)}
                <b>{title}</b>
                <span>{detail}</span>
            </button>
        }
    };
    view! {
        <div class="modes" role="radiogroup" aria-label=t.team>
            {card(TeamMode::Solo, PERSON, t.mode_solo, t.mode_solo_detail)}
            {card(TeamMode::Group, PEOPLE, t.mode_group, t.mode_group_detail)}
        </div>
    }
}

fn text_field(
    form: Form,
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    autocomplete: &'static str,
) -> impl IntoView {
    ui::field(
        form,
        id,
        label,
        view! {
            <div class="input">
                <input id=id type="text" autocomplete=autocomplete enterkeyhint="next"
                    aria-describedby=format!("{id}-error") prop:value=value
                    on:input=move |event| {
                        value.set(event_target_value(&event));
                        form.error.set(None);
                    } />
            </div>
        },
    )
}

fn industry_field(app: App, form: Form) -> impl IntoView {
    let value = app.team.industry;
    let lang = app.lang.get();
    let options: Vec<_> = Industry::ALL
        .into_iter()
        .map(|industry| {
            let word = industry.word();
            let selected = value.with_untracked(|value| *value == word);
            view! {
                <option value=word.into_owned() selected=selected>{text::industry(lang, industry)}</option>
            }
        })
        .collect();
    ui::field(
        form,
        "industry",
        app.t().industry,
        view! {
            <div class="input">
                <select id="industry" aria-describedby="industry-error"
                    on:change=move |event| value.set(event_target_value(&event))>
                    {options}
                </select>
            </div>
        },
    )
}

const _: () = assert!(GROUP_MIN == 6, "the texts of both languages say six");
