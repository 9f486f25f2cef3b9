//! The scope (使用范围): everyone, chosen departments or chosen members.

use std::collections::BTreeMap;

use api::answer::{Directory, Onboarding};
use api::path::{DIRECTORY, SCOPE};
use api::problem::Code;
use api::request::Scope;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::text;

use crate::api as client;
use crate::browser::time;
use crate::form::Form;
use crate::state::App;
use crate::ui;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Everyone,
    Departments,
    Members,
}

/// What is being chosen: ids with how many people each stands for.
#[derive(Clone, Copy)]
struct Choice {
    who: RwSignal<Who>,
    departments: RwSignal<BTreeMap<i64, u32>>,
    members: RwSignal<BTreeMap<i64, u32>>,
    search: RwSignal<String>,
    directory: RwSignal<Option<Directory>>,
}

impl Choice {
    fn chosen(self) -> RwSignal<BTreeMap<i64, u32>> {
        if self.who.get() == Who::Departments {
            self.departments
        } else {
            self.members
        }
    }

    fn scope(self) -> Scope {
        let ids = |chosen: RwSignal<BTreeMap<i64, u32>>| {
            chosen.with_untracked(|chosen| chosen.keys().copied().collect())
        };
        match self.who.get_untracked() {
            Who::Everyone => Scope::Everyone,
            Who::Departments => Scope::Departments(ids(self.departments)),
            Who::Members => Scope::Members(ids(self.members)),
        }
    }

    fn ready(self) -> bool {
        self.who.get() == Who::Everyone || self.chosen().with(|chosen| !chosen.is_empty())
    }
}

/// Looks what matches, a quarter of a second after the last key.
fn look(app: App, choice: Choice) {
    let wanted = choice.search.get_untracked();
    spawn_local(async move {
        time::sleep(if wanted.is_empty() { 0 } else { 250 }).await;
        let still = |choice: Choice| choice.search.try_get_untracked().as_ref() == Some(&wanted);
        if !still(choice) {
            return;
        }
        let encoded: String = js_sys::encode_uri_component(&wanted).into();
        let path = format!("{}?q={encoded}", app.path(DIRECTORY));
        if let Ok(found) = client::get::<Directory>(app, &path).await
            && still(choice)
        {
            choice.directory.try_set(Some(found));
        }
    });
}

/// The page.
pub fn show(app: App) -> impl IntoView {
    let t = app.t();
    let form = Form::new(app);
    let choice = Choice {
        who: RwSignal::new(Who::Everyone),
        departments: RwSignal::new(BTreeMap::new()),
        members: RwSignal::new(BTreeMap::new()),
        search: RwSignal::new(String::new()),
        directory: RwSignal::new(None),
    };
    look(app, choice);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !untrack(|| choice.ready()) {
            return form.refuse("scope", Code::ScopeEmpty);
        }
        let (path, body) = (app.path(SCOPE), choice.scope());
        form.send(
            async move { client::post::<Onboarding>(app, &path, &body).await },
            move |found| app.advance(found),
        );
    };
    let label = move || {
        let lang = app.lang.get();
        let sum = choice
            .chosen()
            .with(|chosen| (chosen.len(), chosen.values().sum()));
        match (choice.who.get(), sum) {
            (Who::Everyone, _) | (_, (0, _)) => t.finish.to_owned(),
            (Who::Departments, (n, people)) => text::finish_with(lang, Some(n), people),
            (Who::Members, (_, people)) => text::finish_with(lang, None, people),
        }
    };
    let radio = move |who: Who, title: &'static str, detail: Option<&'static str>| {
        view! {
            <label class="row">
                <span class="what"><span>{title}</span>{detail.map(|d| view! { <small>{d}</small> })}</span>
                <input class="tick" type="radio" name="who" prop:checked=move || choice.who.get() == who
                    on:change=move |_| {
                        choice.who.set(who);
                        choice.search.set(String::new());
                        form.error.set(None);
                        look(app, choice);
                    } />
            </label>
        }
    };
    let ready = Signal::derive(move || choice.ready());
    view! {
        {ui::frame(app, t.open)}
        <form class="contents" on:submit=submit novalidate>
            <main class="page">
                <h1 tabindex="-1" id="who">{t.scope_title}</h1>
                <div class="card" role="radiogroup" aria-labelledby="who">
                    {radio(Who::Everyone, t.everyone, Some(t.everyone_detail))}
                    {radio(Who::Departments, t.departments, None)}
                    {radio(Who::Members, t.members, None)}
                </div>
                {move || (choice.who.get() != Who::Everyone).then(|| list(app, choice))}
                {ui::error(form, "scope")}
                {ui::error(form, "")}
            </main>
            <footer class="foot">{ui::submit(app, form, ready, label)}</footer>
        </form>
    }
}

fn list(app: App, choice: Choice) -> impl IntoView {
    let t = app.t();
    let departments = choice.who.get() == Who::Departments;
    let hint = if departments {
        t.search_departments
    } else {
        t.search_members
    };
    let search = move |event| {
        choice.search.set(event_target_value(&event));
        look(app, choice);
    };
    view! {
        <div class="input">
            <input type="search" aria-label=hint placeholder=hint enterkeyhint="search"
                prop:value=choice.search on:input=search />
        </div>
        {move || match choice.directory.get() {
            None => view! { <p class="second" role="status">{t.loading}</p> }.into_any(),
            Some(found) => rows(app, choice, departments, found).into_any(),
        }}
    }
}

fn rows(app: App, choice: Choice, departments: bool, found: Directory) -> impl IntoView {
    let t = app.t();
    let lang = app.lang.get();
    let entries: Vec<(i64, String, u32, String)> = if departments {
        let line = |d: api::answer::Department| {
            let end = text::people(lang, d.people);
            (d.id, d.name, d.people, end)
        };
        found.departments.into_iter().map(line).collect()
    } else {
        let line = |m: api::answer::Member| (m.id, m.name, 1, m.department.unwrap_or_default());
        found.members.into_iter().map(line).collect()
    };
    let empty = entries.is_empty().then(|| {
        let all = choice.search.with_untracked(String::is_empty);
        if departments && all {
            t.no_departments
        } else {
            t.no_match
        }
    });
    let more = (found.more && !departments).then_some(t.more_members);
    let chosen = choice.chosen();
    let rows: Vec<_> = entries
        .into_iter()
        .map(|(id, name, people, end)| {
            view! {
                <label class="row">
                    <input class="tick" type="checkbox"
                        prop:checked=move || chosen.with(|chosen| chosen.contains_key(&id))
                        on:change=move |event| chosen.update(|chosen| {
                            if event_target_checked(&event) {
                                chosen.insert(id, people);
                            } else {
                                chosen.remove(&id);
                            }
                        }) />
                    <span class="what">{name}</span>
                    <span class="end">{end}</span>
                </label>
            }
        })
        .collect();
    let none = rows.is_empty();
    view! {
        {empty.map(|said| view! { <p class="second" role="status">{said}</p> })}
        <div class="card" hidden=none>{rows}</div>
        {more.map(|said| view! { <p class="small">{said}</p> })}
    }
}
