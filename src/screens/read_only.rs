//! A task that is done: what was entered, and the way on.

use api::request::Scope;
use domain::task::Task;
use domain::word::Word;
use leptos::prelude::*;
use view::icon::{CHECK, icon};
use view::text;

use crate::screens;
use crate::state::App;
use crate::ui;

/// The page.
pub fn show(app: App, task: Task) -> impl IntoView {
    let t = app.t();
    let on = app.due().unwrap_or(Task::Start);
    let href = format!("/d/{}/{}", app.link(), on.word());
    let rows: Vec<_> = entered(app, task)
        .into_iter()
        .map(|line| view! { <li class="row"><span class="what">{line}</span></li> })
        .collect();
    view! {
        {ui::frame(app, "")}
        <main class="page">
            <h1 tabindex="-1">{screens::title(app, task)}</h1>
            <ul class="card">
                <li class="row">
                    <span class="mark good">{icon(CHECK)}</span>
                    <span class="what second">{t.read_only}</span>
                </li>
                {rows}
            </ul>
        </main>
        <footer class="foot"><a class="button" href=href>{t.go_on}</a></footer>
    }
}

fn entered(app: App, task: Task) -> Vec<String> {
    let lang = app.lang.get();
    let t = app.t();
    app.onboarding.with(|found| {
        let Some(found) = found else {
            return Vec::new();
        };
        match task {
            Task::SignIn => found
                .person
                .name
                .iter()
                .cloned()
                .chain([found.person.phone.clone()])
                .collect(),
            Task::Team => found
                .team
                .iter()
                .flat_map(|team| [team.name.clone(), text::people(lang, team.people)])
                .collect(),
            Task::Serial => found
                .serial
                .iter()
                .filter_map(|s| s.accepted.clone())
                .collect(),
            Task::Authorize => vec![t.usable.to_owned()],
            Task::Scope => found
                .scope
                .iter()
                .map(|scope| {
                    let names = match scope.scope {
                        Scope::Everyone => t.everyone.to_owned(),
                        _ => scope.names.join(lang.pick("、", ", ")),
                    };
                    format!("{names} · {}", text::people(lang, scope.people))
                })
                .collect(),
            Task::Start | Task::Custom(_) => Vec::new(),
        }
    })
}
