//! The colleagues of a group: the list, adding one, pasting many.

use api::problem::Code;
use api::request::Colleague;
use domain::phone::Phone;
use domain::roster;
use domain::team::{Colleague as Checked, ColleagueError, PHONE_MAX};
use leptos::prelude::*;
use view::icon::{CROSS, PLUS, icon};
use view::text;

use super::draft::{colleague_code, typed};
use crate::form::Form;
use crate::state::App;
use crate::ui;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheet {
    None,
    Add,
    Paste,
}

fn owner_phone(app: App) -> Option<Phone> {
    let shown = app
        .person
        .with_untracked(|person| Some(person.as_ref()?.phone.clone()))?;
    Phone::parse(&shown).ok()
}

/// Why a colleague can't be added to those who are there.
fn refusal(app: App, colleague: &Colleague, there: &[Colleague]) -> Option<ColleagueError> {
    let checked = match Checked::parse(&typed(colleague)) {
        Ok(checked) => checked,
        Err(why) => return Some(why),
    };
    if owner_phone(app).as_ref() == Some(&checked.phone) {
        return Some(ColleagueError::Owner);
    }
    let same = |other: &Colleague| Phone::parse(&other.phone).as_ref() == Ok(&checked.phone);
    there.iter().position(same).map(ColleagueError::Twice)
}

/// The list with its two ways to add.
pub fn show(app: App, form: Form) -> impl IntoView {
    let t = app.t();
    let draft = app.team;
    let sheet = RwSignal::new(Sheet::None);
    let close = move || sheet.set(Sheet::None);
    // Whoever comes or goes, what was said of the list is no longer so.
    Effect::new(move |before: Option<usize>| {
        let people = draft.colleagues.with(Vec::len);
        if before.is_some_and(|before| before != people) {
            form.error.set(None);
        }
        people
    });
    let lacking = move || match draft.missing() {
        0 => text::people(
            app.lang.get(),
            u32::try_from(draft.colleagues.with(Vec::len) + 1).unwrap_or(0),
        ),
        n => text::missing(app.lang.get(), n),
    };
    let owner = owner_phone(app)
        .map(|phone| phone.to_string())
        .unwrap_or_default();
    view! {
        <div class="head">
            <h2>{t.colleagues}</h2>
            <b role="status">{lacking}</b>
        </div>
        <div class="card">
            <div class="row">
                <span class="avatar" aria-hidden="true">{t.me}</span>
                <span class="what">
                    <span>{move || draft.owner_name.get()}</span>
                    <small>{owner}</small>
                </span>
            </div>
            {move || people(app, form)}
            <div class="row">
                <button class="link grow" type="button" on:click=move |_| sheet.set(Sheet::Add)>
                    <span class="row-add">{icon(PLUS)} {t.add_colleague}</span>
                </button>
                <button class="link" type="button" on:click=move |_| sheet.set(Sheet::Paste)>
                    {t.paste_list}
                </button>
            </div>
        </div>
        {move || match sheet.get() {
            Sheet::None => ().into_any(),
            Sheet::Add => add(app, close).into_any(),
            Sheet::Paste => paste(app, close).into_any(),
        }}
    }
}

fn people(app: App, form: Form) -> impl IntoView {
    let draft = app.team;
    let t = app.t();
    let remove = move |at: usize| {
        draft.colleagues.update(|all| {
            all.remove(at);
        });
        draft.faulty.set(None);
        form.error.set(None);
    };
    let faulty = draft.faulty.get();
    let row = |(at, colleague): (usize, Colleague)| {
        let phone = Phone::parse(&colleague.phone).map_or(colleague.phone, |p| p.to_string());
        let detail = match colleague.department.as_str() {
            "" => phone,
            department => format!("{phone} · {department}"),
        };
        let label = format!("{} {}", t.remove, colleague.name);
        view! {
            <div class="row" class:wrong=faulty == Some(at)>
                <span class=ui::avatar_class(&colleague.name) aria-hidden="true">
                    {ui::initial(&colleague.name)}
                </span>
                <span class="what"><span>{colleague.name}</span><small>{detail}</small></span>
                <button class="cross" type="button" aria-label=label on:click=move |_| remove(at)>
                    {icon(CROSS)}
                </button>
            </div>
        }
    };
    draft
        .colleagues
        .get()
        .into_iter()
        .enumerate()
        .map(row)
        .collect::<Vec<_>>()
}

fn add(app: App, close: impl Fn() + Copy + 'static) -> impl IntoView {
    let t = app.t();
    let form = Form::new(app);
    let (name, phone, department) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let submit = move || {
        let colleague = Colleague {
            name: name.get_untracked().trim().to_owned(),
            phone: phone.get_untracked(),
            department: department.get_untracked().trim().to_owned(),
        };
        let there = app.team.colleagues.get_untracked();
        match refusal(app, &colleague, &there) {
            _ if there.len() + 1 >= PHONE_MAX => form.refuse("", Code::TeamTooMany),
            Some(why) => {
                let field = match why {
                    ColleagueError::Name(_) => "new-name",
                    ColleagueError::Department(_) => "new-department",
                    _ => "new-phone",
                };
                form.refuse(field, colleague_code(why));
            }
            None => {
                app.team.colleagues.update(|all| all.push(colleague));
                close();
            }
        }
    };
    let optional = format!("{} ({})", t.department, t.optional);
    let body = view! {
        {super::text_field(form, "new-name", t.name, name, "off")}
        {ui::field(form, "new-phone", t.phone, view! {
            <div class="input">
                <input id="new-phone" type="tel" inputmode="tel" autocomplete="off"
                    enterkeyhint="next" aria-describedby="new-phone-error" prop:value=phone
                    on:input=move |event| {
                        phone.set(event_target_value(&event));
                        form.error.set(None);
                    } />
            </div>
        })}
        {ui::field(form, "new-department", optional, view! {
            <div class="input">
                <input id="new-department" type="text" autocomplete="off" enterkeyhint="done"
                    aria-describedby="new-department-error" prop:value=department
                    on:input=move |event| department.set(event_target_value(&event)) />
            </div>
        })}
        {ui::error(form, "")}
    };
    ui::sheet(app, t.add_colleague, t.add, body, submit, close)
}

fn paste(app: App, close: impl Fn() + Copy + 'static) -> impl IntoView {
    let t = app.t();
    let pasted = RwSignal::new(String::new());
    // Each line with why it is refused; a number twice within the list counts once.
    let read = Memo::new(move |_| {
        let mut there = app.team.colleagues.get_untracked();
        let lines = pasted.with(|pasted| roster::parse(pasted));
        let judge = |line: domain::team::TypedColleague| {
            let colleague = Colleague {
                name: line.name,
                phone: line.phone,
                department: line.department,
            };
            let why = refusal(app, &colleague, &there);
            if why.is_none() {
                there.push(colleague.clone());
            }
            (colleague, why.map(colleague_code))
        };
        lines.into_iter().map(judge).collect::<Vec<_>>()
    });
    let submit = move || {
        let good: Vec<_> = read.with_untracked(|read| {
            read.iter()
                .filter(|(_, why)| why.is_none())
                .map(|(line, _)| line.clone())
                .collect()
        });
        if !good.is_empty() {
            app.team.colleagues.update(|all| {
                all.extend(good);
                all.truncate(PHONE_MAX - 1);
            });
            close();
        }
    };
    let bad = move || {
        let lang = app.lang.get();
        let line = |(colleague, why): &(Colleague, Option<Code>)| {
            let why = text::problem(lang, (*why)?, "");
            let who = format!("{} {}", colleague.name, colleague.phone);
            Some(view! { <li class="error">{format!("{}: {why}", who.trim())}</li> })
        };
        read.with(|read| read.iter().filter_map(line).collect::<Vec<_>>())
    };
    let count = move || {
        read.with(|read| {
            let good = read.iter().filter(|(_, why)| why.is_none()).count();
            (!read.is_empty()).then(|| text::pasted(app.lang.get(), good, read.len()))
        })
    };
    let body = view! {
        <div class="input">
            <textarea id="pasted" aria-label=t.paste_list placeholder=t.paste_hint
                prop:value=pasted on:input=move |event| pasted.set(event_target_value(&event))>
            </textarea>
        </div>
        <p role="status">{count}</p>
        <ul>{bad}</ul>
    };
    ui::sheet(app, t.paste_list, t.paste_take, body, submit, close)
}
