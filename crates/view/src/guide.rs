//! The guide page (引导页): what the link deploys, the tasks with their state, one button.

use api::answer::{Guide, Suite, TaskStep};
use domain::link::LinkProblem;
use domain::task::{Task, TaskState};
use domain::team::TeamModes;
use domain::word::Word;

use crate::icon::{ALERT, CHECK, icon};
use crate::lang::Lang;
use crate::node::{Child, El, Node, el};
use crate::text;
use crate::text::deploy::{self, Text};

/// One row of the list: several tasks may stand in one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    title: String,
    detail: String,
    state: TaskState,
}

/// What stands there until the phone has the app.
pub fn loading(lang: Lang) -> El {
    let words = el("h1")
        .attr("tabindex", "-1")
        .child(text::of(lang).loading);
    let wait = el("div.wait").attr("role", "status");
    el("main.page middle").child(wait.child((el("span.spin"), words)))
}

/// What stands there when the server couldn't make the page.
pub fn failed(lang: Lang) -> Node {
    let t = text::of(lang);
    let page = el("main.page middle").child((
        el("span.bigmark bad").child(icon(ALERT)),
        el("h1").attr("tabindex", "-1").child(t.failed),
    ));
    let again = el("a.button").attr("href", "").child(t.retry);
    (page, el("footer.foot").child(again)).node()
}

/// The page of a link, good or bad.
pub fn guide(guide: &Guide, lang: Lang) -> Node {
    let switch = lang.other();
    let body = match (guide.problem, &guide.suite) {
        (None, Some(suite)) => good(guide, suite, lang),
        (problem, suite) => bad(
            problem.unwrap_or(LinkProblem::Unknown),
            suite.as_ref(),
            lang,
        ),
    };
    let switch = el("a.lang")
        .attr("href", format!("?lang={}", switch.word()))
        .attr("lang", switch.html())
        .child(deploy::of(lang).switch);
    (el("header.bar").child((el("span"), switch)), body).node()
}

fn good(guide: &Guide, suite: &Suite, lang: Lang) -> Node {
    let t = deploy::of(lang);
    let link = &guide.link;
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
    let rows: Vec<_> = (1..)
        .zip(rows(suite, lang))
        .map(|(number, row)| task_row(row, number, t))
        .collect();
    let page = el("main.page guide").child((head(suite, lang), el("ol.card tasks").child(rows)));
    let foot = el("footer.foot").child((
        el("a.button").attr("href", href).child(label),
        due.map(|_| el("p.hint").child(t.guide_hint)),
        // Whoever has a team has come this far without one.
        due.filter(|task| matches!(task, Task::SignIn | Task::Team))
            .and(guide.client.clone())
            .map(|client| {
                el("a.button plain")
                    .attr("href", client)
                    .child(t.get_client)
            }),
    ));
    (page, foot).node()
}

/// The suite with its vendor, and what it does.
pub(crate) fn head(suite: &Suite, lang: Lang) -> Node {
    let t = deploy::of(lang);
    let icon = el("img")
        .attr("src", suite.icon.clone())
        .attr("alt", "")
        .attr("width", "84")
        .attr("height", "84")
        .attr("decoding", "sync");
    let name = el("h1").attr("tabindex", "-1").child(suite.name.clone());
    let certified = suite.certified.then(|| el("span.chip").child(t.certified));
    let vendor = el("p.vendor").child((el("span").child(suite.vendor.clone()), certified));
    (
        el("div.suite").child((icon, el("div").child((name, vendor)))),
        el("p.tagline").child(lang.of(&suite.tagline)),
    )
        .node()
}

fn task_row(row: Row, number: u32, t: &'static Text) -> El {
    let (li, said) = match row.state {
        TaskState::Done => ("li.row done", t.done),
        TaskState::Now => ("li.row now", t.now),
        TaskState::Later => ("li.row later", t.later),
    };
    let mark = match row.state {
        TaskState::Done => icon(CHECK).node(),
        _ => number.to_string().node(),
    };
    el(li)
        .attr(
            "aria-current",
            (row.state == TaskState::Now).then_some("step"),
        )
        .child((
            el("span.mark").attr("aria-hidden", "true").child(mark),
            el("span.what").child((el("span").child(row.title), el("small").child(row.detail))),
            el("span.unseen").child(said),
        ))
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

fn bad(problem: LinkProblem, suite: Option<&Suite>, lang: Lang) -> Node {
    let t = deploy::of(lang);
    let (title, next) = deploy::link_problem(lang, problem);
    let contact = suite
        .and_then(|suite| suite.contact.clone())
        .map(|url| el("a.button").attr("href", url).child(t.contact));
    let page = el("main.page middle").child((
        el("span.bigmark bad").child(icon(ALERT)),
        el("h1").attr("tabindex", "-1").child(title),
        el("p.second").child(next),
    ));
    (page, el("footer.foot").child(contact)).node()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_link_is_painted_with_its_reason_in_both_languages() {
        let link = Guide {
            client: None,
            link: "0".repeat(12),
            problem: Some(LinkProblem::Expired),
            suite: None,
        };
        let html = |lang| guide(&link, lang).html();
        assert!(html(Lang::Zh).contains("已过期"));
        assert!(html(Lang::En).contains("expired"));
    }
}
