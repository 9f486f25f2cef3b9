//! The team: create one (1 person, or 6 and more), or pick one of one's own.

mod colleagues;
mod pick;
mod sheets;
mod why;

use api::path::TEAM;
use api::request::Team;
use domain::team::{GROUP_MIN, Industry, NewTeam, TeamError, TeamMode, TeamModes};
use domain::word::Word;
use leptos::prelude::*;
use view::icon::{DOWN, PEOPLE, PERSON, icon};
use view::{Child, El, Node, el, text};

use self::sheets::Sheets;
use crate::deploy::frame::frame;
use crate::deploy::state::App;
use crate::form::Form;
use crate::ui;

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    let sheets = Sheets::new(app, form);
    let owns = app.found(|found| Some(!found.teams.is_empty()));
    let creating = RwSignal::new(owns != Some(true));
    let modes = app.suite(|suite| Some(suite.team_modes));
    let modes = modes.unwrap_or(TeamModes::Either);
    let person = app.person.get_untracked();
    if let Some(person) = &person {
        app.team.open(&app.link(), &person.phone);
    }
    app.team.suit(modes, person.and_then(|person| person.name));
    let page = move || match creating.get() {
        true => create(app, form, modes, sheets),
        false => pick::page(app, form, creating),
    };
    page.node()
}

fn create(app: App, form: Form, modes: TeamModes, sheets: Sheets) -> Node {
    let t = app.t();
    let draft = app.team;
    let both = (modes == TeamModes::Either).then(|| mode_choice(app));
    let group = move || {
        let group = draft.mode.get() == TeamMode::Group;
        group.then(|| colleagues::list(app, form, sheets))
    };
    let page = el("main.page").child((
        ui::heading(t.team).attr("class", "unseen"),
        both,
        text_field(form, "name", t.team_name, draft.name, "organization"),
        industry_field(app, form),
        text_field(form, "owner_name", t.owner_name, draft.owner_name, "name"),
        group,
        ui::error(form, "colleagues"),
        ui::error(form, ""),
    ));
    let ready = move || draft.missing() == 0 && draft.named();
    let foot = ui::submit(form, ready, move || t.next.to_owned());
    let form = ui::form(move || send(app, form, modes), page, foot);
    (frame(app, t.team), form, move || sheets.open(app)).node()
}

fn send(app: App, form: Form, modes: TeamModes) {
    let draft = app.team;
    if let Some(owner) = app.own_phone()
        && let Err(why) = NewTeam::parse(&draft.typed(), modes, &owner)
    {
        let (field, code) = why::explain(why);
        if let TeamError::Colleague(at, _) = why {
            draft.faulty.set(Some(at));
        }
        return form.refuse(field, code);
    }
    form.post(app.path(TEAM), &Team::from(draft), move |found| {
        draft.forget();
        app.advance(found);
    });
}

fn mode_choice(app: App) -> El {
    let t = app.t();
    let mode = app.team.mode;
    let card = move |this: TeamMode, path, title, detail| {
        let tick = el("input.unseen")
            .attr("type", "radio")
            .attr("name", "mode")
            .prop("checked", move || mode.get() == this)
            .on("change", move |_| mode.set(this));
        el("label")
            .live("class", move || match mode.get() == this {
                true => "mode on",
                false => "mode",
            })
            .child((
                tick,
                icon(path),
                el("b").child(title),
                el("span").child(detail),
            ))
    };
    el("div.modes")
        .attr("role", "radiogroup")
        .attr("aria-label", t.team)
        .child((
            card(TeamMode::Solo, PERSON, t.mode_solo, t.mode_solo_detail),
            card(TeamMode::Group, PEOPLE, t.mode_group, t.mode_group_detail),
        ))
}

/// A field for a name.
fn text_field(
    form: Form,
    id: &'static str,
    label: impl Child,
    value: RwSignal<String>,
    autocomplete: &'static str,
) -> El {
    let input = ui::input(form, id, value)
        .attr("type", "text")
        .attr("autocomplete", autocomplete)
        .attr("enterkeyhint", "next");
    ui::field(form, id, label, el("div.input").child(input))
}

fn industry_field(app: App, form: Form) -> El {
    let value = app.team.industry;
    let lang = app.lang_now();
    let option = |industry: Industry| {
        el("option")
            .attr("value", industry.word().into_owned())
            .child(text::deploy::industry(lang, industry))
    };
    let options: Vec<_> = Industry::ALL.into_iter().map(option).collect();
    let select = el("select")
        .attr("id", "industry")
        .attr("aria-describedby", "industry-error")
        .prop("value", move || value.get())
        .on("change", move |event| value.set(event_target_value(&event)))
        .child(options);
    let input = el("div.input").child((select, icon(DOWN)));
    ui::field(form, "industry", app.t().industry, input)
}

const _: () = assert!(GROUP_MIN == 6, "the texts of both languages say six");
