//! What stands around every task's page: back, title, language, the line of tasks.

use domain::task::{Task, TaskState};
use view::icon::{BACK, icon};
use view::lang::Lang;
use view::{Child, El, Node, el};

use crate::browser::history;
use crate::screen::Screen;
use crate::state::App;

/// The bar and the progress line above a page.
pub fn frame(app: App, title: &'static str) -> Node {
    let t = app.t();
    let back = move |_| {
        if !history::back() {
            app.go(Screen::Guide(app.link()));
        }
    };
    // Signing in on the workbench is nobody's second page.
    let back = app.asked_link().map(|_| {
        el("button.back")
            .attr("type", "button")
            .attr("aria-label", t.back)
            .on("click", back)
            .child(icon(BACK))
    });
    let bar = el("header.bar").child((
        el("span").child(back),
        el("span.name").child(title),
        lang_link("a.lang", app.lang_now()),
    ));
    (bar, progress(app)).node()
}

/// The link to the other language.
pub fn lang_link(name: &'static str, lang: Lang) -> El {
    let other = lang.other();
    el(name)
        .attr("href", format!("?lang={}", other.word()))
        .attr("lang", other.html())
        .child(view::text::of(lang).switch)
}

/// A page's heading; it takes the focus when the page comes.
pub fn heading(text: impl Child) -> El {
    el("h1").attr("tabindex", "-1").child(text)
}

/// A form around a page and its foot.
pub fn form(submit: impl Fn() + 'static, page: El, foot: impl Child) -> El {
    el("form.contents")
        .attr("novalidate", true)
        .on("submit", move |event| {
            event.prevent_default();
            submit();
        })
        .child((page, el("footer.foot").child(foot)))
}

/// The line of tasks, where the page is one of them.
fn progress(app: App) -> Option<El> {
    let t = app.t();
    app.asked_link()?;
    let steps = app.suite(|suite| suite.tasks.clone());
    let items: Vec<_> = steps
        .into_iter()
        .filter(|step| step.task != Task::Start)
        .map(|step| {
            let (li, said) = match step.state {
                TaskState::Done => ("li.done", t.done),
                TaskState::Now => ("li.now", t.now),
                TaskState::Later => ("li.later", t.later),
            };
            el(li).child(el("span.unseen").child(said))
        })
        .collect();
    let line = el("ol.progress").child(items);
    Some(el("nav").attr("aria-label", t.steps).child(line))
}
