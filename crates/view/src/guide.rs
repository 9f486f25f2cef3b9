//! The guide page (引导页): what the link deploys, the tasks with their state, one button.

use api::answer::{Guide as GuideData, Suite, TaskStep};
use domain::link::LinkProblem;
use domain::task::{Task, TaskState};
use domain::team::TeamModes;
use domain::word::Word;
use leptos::prelude::*;

use crate::icon::{ALERT, CHECK, icon};
use crate::lang::Lang;
use crate::text::{self, Text};

/// One row of the list: several tasks may stand in one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    title: String,
    detail: String,
    state: TaskState,
}

/// The page of a link, good or bad.
#[component]
pub fn Guide(
    /// The link.
    guide: GuideData,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let switch = lang.other();
    let body = match (guide.problem, guide.suite) {
        (None, Some(suite)) => good(guide.link, suite, lang).into_any(),
        (problem, suite) => bad(problem.unwrap_or(LinkProblem::Unknown), suite, lang).into_any(),
    };
    view! {
        <header class="bar">
            <span></span>
            <a class="lang" href=format!("?lang={}", switch.word()) lang=switch.html()>
                {text::of(lang).switch}
            </a>
        </header>
        {body}
    }
}

fn good(link: String, suite: Suite, lang: Lang) -> impl IntoView {
    let t = text::of(lang);
    let due = suite
        .tasks
        .iter()
        .find(|step| step.state == TaskState::Now)
        .map(|step| step.task);
    let (href, label) = match due {
        None => ("/workbench".to_owned(), t.to_workbench),
        Some(task) => {
            let label = if matches!(task, Task::SignIn | Task::Team) {
                t.begin
            } else {
                t.go_on
            };
            (format!("/d/{link}/{}", task.word()), label)
        }
    };
    let rows = rows(&suite, lang);
    let mut number = 0;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            number += 1;
            task_row(row, number, t)
        })
        .collect();
    view! {
        <main class="page guide">
            <div class="suite">
                <img src=suite.icon alt="" width="84" height="84" decoding="sync" />
                <div>
                    <h1 tabindex="-1">{suite.name}</h1>
                    <p class="vendor">
                        <span>{suite.vendor}</span>
                        {suite.certified.then(|| view! { <span class="chip">{t.certified}</span> })}
                    </p>
                </div>
            </div>
            <p class="tagline">{lang.of(&suite.tagline)}</p>
            <ol class="card tasks">{rows}</ol>
        </main>
        <footer class="foot">
            <a class="button" href=href>{label}</a>
            <p class="hint">{t.guide_hint}</p>
        </footer>
    }
}

fn task_row(row: Row, number: u32, t: &'static Text) -> impl IntoView {
    let state = row.state.word();
    let (mark, said) = match row.state {
        TaskState::Done => (icon(CHECK).into_any(), t.done),
        TaskState::Now => (number.into_any(), t.now),
        TaskState::Later => (number.into_any(), t.later),
    };
    view! {
        <li class=format!("row {state}") aria-current=(row.state == TaskState::Now).then_some("step")>
            <span class="mark" aria-hidden="true">{mark}</span>
            <span class="what">
                <span>{row.title}</span>
                <small>{row.detail}</small>
            </span>
            <span class="unseen">{said}</span>
        </li>
    }
}

/// The tasks as the page groups them: the team, opening the app, the vendor's own, the start.
fn rows(suite: &Suite, lang: Lang) -> Vec<Row> {
    let t = text::of(lang);
    let mut rows: Vec<Row> = Vec::new();
    let mut open: Vec<&TaskStep> = Vec::new();
    for step in &suite.tasks {
        match step.task {
            Task::SignIn => {}
            Task::Serial | Task::Authorize | Task::Scope => open.push(step),
            Task::Team => rows.push(Row {
                title: t.team.to_owned(),
                detail: match suite.team_modes {
                    TeamModes::Solo => t.team_solo,
                    TeamModes::Group => t.team_group,
                    TeamModes::Either => t.team_either,
                }
                .to_owned(),
                state: step.state,
            }),
            Task::Start => {
                rows.extend(opening(&open, lang));
                open.clear();
                rows.push(Row {
                    title: t.start.to_owned(),
                    detail: t.start_detail.to_owned(),
                    state: step.state,
                });
            }
            Task::Custom(place) => {
                rows.extend(opening(&open, lang));
                open.clear();
                let task = suite.custom_tasks.get(usize::from(place));
                rows.push(Row {
                    title: task.map(|task| lang.of(&task.title)).unwrap_or_default(),
                    detail: task.map(|task| lang.of(&task.text)).unwrap_or_default(),
                    state: step.state,
                });
            }
        }
    }
    // While signing in is due, the first row is what one begins with.
    if let Some(first) = rows.first_mut().filter(|row| row.state == TaskState::Later)
        && suite
            .tasks
            .first()
            .is_some_and(|step| step.state == TaskState::Now)
    {
        first.state = TaskState::Now;
    }
    rows
}

fn opening(steps: &[&TaskStep], lang: Lang) -> Option<Row> {
    let t = text::of(lang);
    let parts: Vec<&str> = steps
        .iter()
        .filter_map(|step| match step.task {
            Task::Serial => Some(t.open_serial),
            Task::Authorize => Some(t.open_authorize),
            Task::Scope => Some(t.open_scope),
            _ => None,
        })
        .collect();
    let is = |state| move |step: &&TaskStep| step.state == state;
    let state = if steps.iter().all(is(TaskState::Done)) {
        TaskState::Done
    } else if steps.iter().any(is(TaskState::Now)) {
        TaskState::Now
    } else {
        TaskState::Later
    };
    let detail = parts.join(lang.pick("、", ", "));
    (!steps.is_empty()).then(|| Row {
        title: t.open.to_owned(),
        detail,
        state,
    })
}

fn bad(problem: LinkProblem, suite: Option<Suite>, lang: Lang) -> impl IntoView {
    let t = text::of(lang);
    let (title, next) = text::link_problem(lang, problem);
    let contact = suite.and_then(|suite| suite.contact);
    view! {
        <main class="page middle">
            <span class="bigmark bad">{icon(ALERT)}</span>
            <h1 tabindex="-1">{title}</h1>
            <p class="second">{next}</p>
        </main>
        <footer class="foot">
            {contact.map(|url| view! { <a class="button" href=url>{t.contact}</a> })}
        </footer>
    }
}
