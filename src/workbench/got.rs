//! What a page shows of the team, got anew whenever the team changes.

use api::problem::{Code, Problem};
use api::read::Read;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::{Child, Node, el};

use crate::api::{self as client, Request};
use crate::browser::json;
use crate::workbench::state::App;

/// Makes a path of a team's id.
type Path = Box<dyn Fn(&str) -> String>;

/// An answer, once it is there, or why it isn't. It is kept as it came, so that one type holds every
/// page's: a type for each would be kilobytes more on the phone.
#[derive(Clone, Copy)]
pub struct Got {
    app: App,
    answer: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
    path: StoredValue<Path, LocalStorage>,
}

impl Got {
    /// Gets it from the path that a team's id makes, now and whenever the team changes.
    pub fn new(app: App, path: impl Fn(&str) -> String + 'static) -> Self {
        let got = Self {
            app,
            answer: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            path: StoredValue::new_local(Box::new(path)),
        };
        Effect::new(move |_| {
            app.changed.track();
            got.again();
        });
        got
    }

    /// Gets it anew.
    pub fn again(self) {
        let corpid = untrack(|| self.app.corpid()).unwrap_or_default();
        let Some(path) = self.path.try_with_value(|path| path(&corpid)) else {
            return;
        };
        spawn_local(async move {
            match client::send(self.app.offline, Request::get(path)).await {
                Ok(answer) => {
                    self.problem.try_set(None);
                    // The same again is nothing to be drawn anew.
                    if self.answer.try_with_untracked(|before| *before != answer) == Some(true) {
                        self.answer.set(answer);
                    }
                }
                Err(problem) if problem.code == Code::NotSignedIn => self.app.leave(),
                Err(problem) => drop(self.problem.try_set(Some(problem))),
            }
        });
    }

    /// It, as it is now; a closure that reads it is called anew with every news.
    pub fn read<T: Read>(self) -> Option<T> {
        self.answer.with(|answer| json::read(answer))
    }

    /// It is there.
    pub fn there(self) -> bool {
        self.answer.with(|answer| !answer.is_empty())
    }

    /// Draws it; before it is there, that it is on its way, or why it couldn't be had.
    pub fn draw<T: Read>(self, draw: impl Fn(T) -> Node + 'static) -> Node {
        let page = move || match self.read::<T>() {
            Some(value) => draw(value),
            None => self.missing(),
        };
        page.node()
    }

    fn missing(self) -> Node {
        self.problem.with(|problem| match problem {
            Some(problem) => trouble(self.app, problem, move || self.again()),
            None => view::loading(self.app.lang.get()).node(),
        })
    }
}

/// Says why something couldn't be had, with a way to try again.
pub fn trouble(app: App, problem: &Problem, again: impl Fn() + 'static) -> Node {
    let said = view::text::team::refusal(app.lang.get(), problem, "");
    let again = el("button.button")
        .attr("type", "button")
        .on("click", move |_| again())
        .child(app.t().retry);
    let title = el("h1").attr("tabindex", "-1").child(said);
    let page = el("main.page middle").child(title);
    (page, el("footer.foot").child(again)).node()
}
