//! The guide page (引导页): what the link deploys, the tasks with their state, one button.

use api::answer::{Guide as Shown, Suite, TaskStep};
use domain::link::LinkProblem;
use domain::task::{Task, TaskState};
use domain::team::TeamModes;
use domain::word::Word;
use leptos::prelude::*;

use super::{Closed, CodeCard, InAppHint, Message, Visit};
use crate::component::{PlainBar, RowText, SuiteHead};
use crate::icon::{CHECK, Icon};
use crate::lang::Lang;
use crate::text;
use crate::text::deploy::{self, Text};
use crate::text::share as words;

/// The page of a link, good or bad.
#[component]
pub fn Guide(
    /// The link, with what it deploys.
    guide: Shown,
    /// What the visitor looks from.
    visit: Visit,
    /// Why the link is closed, where that is more than its problem.
    #[prop(optional_no_strip)]
    closed: Option<Closed>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = match (guide.problem, guide.suite.clone()) {
        (None, Some(suite)) => view! { <Good guide suite visit lang/> }.into_any(),
        (problem, suite) => {
            let problem = problem.unwrap_or(LinkProblem::Unknown);
            view! { <Bad problem closed suite lang/> }.into_any()
        }
    };
    view! {
        <PlainBar lang/>
        {body}
    }
}

#[component]
fn Good(guide: Shown, suite: Suite, visit: Visit, lang: Lang) -> impl IntoView {
    let t = deploy::of(lang);
    let due = suite
        .tasks
        .iter()
        .find(|step| step.state == TaskState::Now)
        .map(|step| step.task);
    let begins = matches!(due, Some(Task::SignIn | Task::Team));
    let (href, label) = match due {
        None => ("/workbench".to_owned(), t.to_workbench),
        Some(task) => {
            let label = if begins { t.begin } else { t.go_on };
            (format!("/d/{}/{}", guide.link, task.word()), label)
        }
    };
    let rows: Vec<_> = (1..)
        .zip(rows(&suite, lang))
        .map(|(number, row)| view! { <TaskRow row number t/> })
        .collect();
    // A team is there from then on, and its client too.
    let client = guide.client.filter(|_| begins);
    let client = client.map(|client| {
        view! {
            <a class="button plain" href=client>
                {t.get_client}
            </a>
        }
    });
    // A desktop shows the code to a phone.
    let desktop = !visit.device.is_phone();
    let code = desktop.then(|| {
        view! { <CodeCard link=guide.link.clone() suite=suite.clone() phone=false lang/> }
    });
    view! {
        <main class="page guide">
            <InAppHint visit lang/>
            <SuiteHead suite=suite.clone() lang/>
            <p class="tagline">{lang.of(&suite.tagline)}</p>
            {code}
            <ol class="card tasks">{rows}</ol>
        </main>
        <footer class="foot">
            <a class="button" href=href data-wait=due.map(|_| text::of(lang).loading)>
                {label}
            </a>
            {due.map(|_| view! { <p class="hint">{t.guide_hint}</p> })}
            {client}
        </footer>
    }
}

#[component]
fn Bad(
    problem: LinkProblem,
    closed: Option<Closed>,
    suite: Option<Suite>,
    lang: Lang,
) -> impl IntoView {
    let t = deploy::of(lang);
    let (title, detail) = match closed {
        Some(closed) => words::closed(lang, closed),
        None => deploy::link_problem(lang, problem),
    };
    let contact = suite.and_then(|suite| suite.contact).map(|url| {
        let contact = view! {
            <a class="button" href=url>
                {t.contact}
            </a>
        };
        contact.into_any()
    });
    view! { <Message bad=true title detail button=contact/> }
}

/// One row of the list: several tasks may stand in one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    title: String,
    detail: String,
    state: TaskState,
}

#[component]
fn TaskRow(row: Row, number: u32, t: &'static Text) -> impl IntoView {
    let (class, state) = match row.state {
        TaskState::Done => ("row done", t.done),
        TaskState::Now => ("row now", t.now),
        TaskState::Later => ("row later", t.later),
    };
    let mark = match row.state {
        TaskState::Done => view! { <Icon path=CHECK/> }.into_any(),
        _ => number.to_string().into_any(),
    };
    view! {
        <li class=class aria-current=(row.state == TaskState::Now).then_some("step")>
            <span class="mark" aria-hidden="true">
                {mark}
            </span>
            <RowText line=row.title small=row.detail/>
            <span class="unseen">{state}</span>
        </li>
    }
}

/// The tasks as the page groups them: the team, opening the app, the vendor's own, the start.
fn rows(suite: &Suite, lang: Lang) -> Vec<Row> {
    let t = deploy::of(lang);
    let mut rows: Vec<Row> = Vec::new();
    let mut open: Vec<&TaskStep> = Vec::new();
    for step in &suite.tasks {
        match step.task {
            Task::SignIn => {}
            Task::Ask | Task::Serial | Task::Authorize | Task::Scope => open.push(step),
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
    let t = deploy::of(lang);
    let parts: Vec<&str> = steps
        .iter()
        .filter_map(|step| match step.task {
            Task::Ask => Some(t.ask),
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::device::Device;

    use super::*;
    use crate::paint::html;

    #[test]
    fn a_bad_link_is_painted_with_its_reason_in_both_languages() {
        let guide = Shown {
            client: None,
            link: "0".repeat(12),
            problem: Some(LinkProblem::Expired),
            suite: None,
        };
        let visit = Visit {
            device: Device::Android,
            in_app: None,
        };
        let painted = |lang| html(|| view! { <Guide guide=guide.clone() visit lang/> });
        assert!(painted(Lang::Zh).contains("已过期"));
        assert!(painted(Lang::En).contains("expired"));
    }
}
