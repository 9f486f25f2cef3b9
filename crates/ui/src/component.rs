//! Components of documents and programs alike.

use api::answer::{DataPermission, Suite, TaskStep};
use domain::task::{Task, TaskState};
use leptos::prelude::*;

use crate::icon::{ALERT, CHECK, Icon};
use crate::lang::Lang;
use crate::text;
use crate::text::deploy;

/// The link to the other language, for a page's bar.
#[component]
pub fn LangLink(
    /// The language.
    lang: Lang,
    /// Its classes.
    #[prop(default = "lang")]
    class: &'static str,
) -> impl IntoView {
    let other = lang.other();
    let href = format!("?lang={}", other.word());
    view! {
        <a class=class href=href lang=other.html() rel="external">
            {text::of(lang).switch}
        </a>
    }
}

/// The bar of a page that nothing is behind of.
#[component]
pub fn PlainBar(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    view! {
        <header class="bar">
            <span></span>
            <LangLink lang/>
        </header>
    }
}

/// A page's heading; it takes the focus when the page comes.
#[component]
pub fn Heading(
    /// Its text.
    #[prop(into)]
    text: String,
    /// Its classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <h1 tabindex="-1" class=class>
            {text}
        </h1>
    }
}

/// A row's words: a line, and a smaller one below it.
#[component]
pub fn RowText(
    /// The line.
    #[prop(into)]
    line: String,
    /// The smaller one.
    #[prop(into)]
    small: String,
) -> impl IntoView {
    view! {
        <span class="what">
            <span>{line}</span>
            <small>{small}</small>
        </span>
    }
}

/// A square picture that only decorates, `size` pixels wide.
#[component]
pub fn Picture(
    /// The address of the picture.
    #[prop(into)]
    src: String,
    /// Its width and height, in pixels.
    size: &'static str,
) -> impl IntoView {
    view! { <img src=src alt="" width=size height=size/> }
}

/// A team's or a person's avatar: the name's first character on a color of its own.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: String,
    /// 84 pixels wide instead of 36.
    #[prop(optional)]
    big: bool,
) -> impl IntoView {
    let first = name.chars().next();
    let color = ["", " c1", " c2", " c3"][first.map_or(0, |c| c as usize % 4)];
    let class = format!("avatar{}{color}", if big { " big" } else { "" });
    view! {
        <span class=class aria-hidden="true">
            {first.map(String::from)}
        </span>
    }
}

/// A large round mark: done, or something is wrong.
#[component]
pub fn BigMark(
    /// Something is wrong.
    #[prop(optional)]
    bad: bool,
) -> impl IntoView {
    let (class, path) = if bad {
        ("bigmark bad", ALERT)
    } else {
        ("bigmark", CHECK)
    };
    view! {
        <span class=class>
            <Icon path/>
        </span>
    }
}

/// A suite with its vendor.
#[component]
pub fn SuiteHead(
    /// The suite.
    suite: Suite,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let certified = suite
        .certified
        .then(|| view! { <span class="chip">{deploy::of(lang).certified}</span> });
    view! {
        <div class="suite">
            <img src=suite.icon alt="" width="84" height="84" decoding="sync"/>
            <div>
                <Heading text=suite.name/>
                <p class="vendor">
                    <span>{suite.vendor}</span>
                    {certified}
                </p>
            </div>
        </div>
    }
}

/// What a suite asks for, as rows of a card.
#[component]
pub fn Permissions(
    /// What it asks for.
    asked: Vec<DataPermission>,
    /// The language.
    lang: Lang,
    /// It may be read now.
    #[prop(default = true)]
    granted: bool,
) -> impl IntoView {
    let mark = if granted { "mark good" } else { "mark" };
    let rows: Vec<_> = asked
        .iter()
        .map(|asked| {
            view! {
                <li class="row">
                    <span class=mark>
                        <Icon path=CHECK/>
                    </span>
                    <RowText line=lang.of(&asked.title) small=lang.of(&asked.text)/>
                </li>
            }
        })
        .collect();
    view! { <ul class="card">{rows}</ul> }
}

/// The line of tasks: which are done, due and to come, by their names.
#[component]
pub fn Progress(
    /// The tasks in order.
    steps: Vec<TaskStep>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let t = deploy::of(lang);
    let items: Vec<_> = steps
        .iter()
        .filter(|step| step.task != Task::Start)
        .map(|step| {
            let (class, state) = match step.state {
                TaskState::Done => ("done", t.done),
                TaskState::Now => ("now", t.now),
                TaskState::Later => ("later", t.later),
            };
            let current = (step.state == TaskState::Now).then_some("step");
            let name = deploy::task(lang, step.task);
            view! {
                <li class=class aria-current=current>
                    <span class="unseen">{format!("{name}: {state}")}</span>
                </li>
            }
        })
        .collect();
    view! {
        <nav aria-label=t.steps>
            <ol class="progress">{items}</ol>
        </nav>
    }
}
