//! What the server paints of a program's page: its bar, its title and its fields' places.

use api::answer::Suite;
use domain::task::Task;
use leptos::prelude::*;

use crate::component::{Heading, PlainBar, Progress};
use crate::icon::{BACK, Icon};
use crate::lang::Lang;
use crate::text;
use crate::text::deploy;

/// A page whose program is on its way.
#[component]
pub fn Loading(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    view! {
        <main class="page middle">
            <div class="wait" role="status">
                <span class="spin"></span>
                <Heading text=text::of(lang).loading/>
            </div>
        </main>
    }
}

/// A program's page without a bar of its own.
#[component]
pub fn Shell(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    view! {
        <PlainBar lang/>
        <Loading lang/>
    }
}

/// A step's page: the bar, the line of tasks, the title with its detail, and as many places as it has fields. The detail is
/// the page's largest text: where the program draws it first, it stands a second later.
#[component]
pub fn StepShell(
    /// The suite.
    suite: Suite,
    /// The link's token.
    link: String,
    /// The task.
    task: Task,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let t = text::of(lang);
    let title = match task {
        Task::Custom(place) => suite
            .custom_tasks
            .get(usize::from(place))
            .map(|own| lang.of(&own.title)),
        _ => None,
    };
    let title = title.unwrap_or_else(|| deploy::task(lang, task).to_owned());
    let detail = match task {
        Task::SignIn => Some(t.sign_in_detail.to_owned()),
        Task::Serial => Some(deploy::serial_detail(
            lang,
            &suite.vendor_short,
            suite.serial,
        )),
        _ => None,
    };
    let detail = detail.map(|detail| view! { <p class="second">{detail}</p> });
    let places = match task {
        Task::SignIn | Task::Serial => 2,
        Task::Team | Task::Scope => 3,
        _ => 1,
    };
    let places: Vec<_> = (0..places)
        .map(|_| view! { <div class="place"></div> })
        .collect();
    view! {
        <header class="bar">
            <a class="back" href=format!("/d/{link}") aria-label=t.back>
                <Icon path=BACK/>
            </a>
            <span class="name"></span>
        </header>
        <Progress steps=suite.tasks lang/>
        <main class="page" aria-busy="true">
            <div>
                <Heading text=title/>
                {detail}
            </div>
            {places}
            <p class="second" role="status">
                {t.loading}
            </p>
        </main>
    }
}
