//! What stands around every task's page: back, title, language, the line of tasks.

use domain::task::{Task, TaskState};
use domain::word::Word;
use leptos::prelude::*;
use view::icon::{BACK, icon};

use crate::browser::history;
use crate::screen::Screen;
use crate::state::App;

/// The bar and the progress line above a page.
pub fn frame(app: App, title: &'static str) -> impl IntoView {
    let lang = app.lang.get().other();
    let back = move |_| {
        if !history::back() {
            app.go(Screen::Guide(app.link()));
        }
    };
    view! {
        <header class="bar">
            <button class="back" type="button" aria-label=app.t().back on:click=back>
                {icon(BACK)}
            </button>
            <span class="name">{title}</span>
            <a class="lang" href=format!("?lang={}", lang.word()) lang=lang.html()>
                {app.t().switch}
            </a>
        </header>
        {progress(app)}
    }
}

fn progress(app: App) -> impl IntoView {
    let steps = app.suite(|suite| suite.tasks.clone());
    let shown: Vec<_> = steps
        .into_iter()
        .filter(|step| step.task != Task::Start)
        .collect();
    let t = app.t();
    let items: Vec<_> = shown
        .into_iter()
        .map(|step| {
            let said = match step.state {
                TaskState::Done => t.done,
                TaskState::Now => t.now,
                TaskState::Later => t.later,
            };
            view! { <li class=step.state.word().into_owned()><span class="unseen">{said}</span></li> }
        })
        .collect();
    view! { <nav aria-label=t.steps><ol class="progress">{items}</ol></nav> }
}
