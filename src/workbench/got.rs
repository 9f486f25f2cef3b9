//! What a page shows of the team, got anew whenever the team changes.

use api::problem::{Code, Problem};
use api::read::Read;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::{Child, Node, el};

use crate::api as client;
use crate::workbench::state::App;

/// Makes a path of a team's id.
type Path = Box<dyn Fn(&str) -> String>;

/// An answer, once it is there, or why it isn't.
pub struct Got<T: Send + Sync + 'static> {
    app: App,
    /// The answer.
    pub value: RwSignal<Option<T>>,
    problem: RwSignal<Option<Problem>>,
    path: StoredValue<Path, LocalStorage>,
}

impl<T: Send + Sync + 'static> Clone for Got<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Got<T> {}

impl<T: Read + Send + Sync + 'static> Got<T> {
    /// Gets it from the path that a team's id makes, now and whenever the team changes.
    pub fn new(app: App, path: impl Fn(&str) -> String + 'static) -> Self {
        let got = Self {
            app,
            value: RwSignal::new(None),
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
        let path = untrack(|| self.app.corpid());
        let path = path.and_then(|corpid| self.path.try_with_value(|path| path(&corpid)));
        let Some(path) = path else { return };
        spawn_local(async move {
            match client::get::<T>(self.app.offline, path).await {
                Ok(found) => {
                    self.problem.try_set(None);
                    self.value.try_set(Some(found));
                }
                Err(problem) if problem.code == Code::NotSignedIn => self.app.leave(),
                Err(problem) => drop(self.problem.try_set(Some(problem))),
            }
        });
    }

    /// Draws it; before it is there, that it is on its way, or why it couldn't be had.
    pub fn draw(self, draw: impl Fn(&T) -> Node + 'static) -> Node {
        let page = move || {
            self.value.with(|value| match value {
                Some(value) => draw(value),
                None => self.problem.with(|problem| match problem {
                    Some(problem) => trouble(self.app, problem, move || self.again()),
                    None => view::loading(self.app.lang.get()).node(),
                }),
            })
        };
        page.node()
    }
}

/// Says why something couldn't be had, with a way to try again.
pub fn trouble(app: App, problem: &Problem, again: impl Fn() + 'static) -> Node {
    let said = view::text::team::refusal(app.lang.get(), problem, "");
    let again = el("button.button")
        .attr("type", "button")
        .on("click", move |_| again())
        .child(app.t().retry);
    let page =
        el("main.page middle").child((el("h1").attr("tabindex", "-1").child(said), el("span")));
    (page, el("footer.foot").child(again)).node()
}
