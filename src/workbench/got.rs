//! What a page shows of the team, got anew whenever the team changes.

use api::problem::{Code, Problem};
use api::read::Read;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::{Child, Node, el};

use crate::api::{self as client, Request};
use crate::browser::{json, page};
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
    /// How often it was asked for: only the answer to the last time counts.
    turn: StoredValue<u32>,
}

impl Got {
    /// Gets it from the path that a team's id makes, now and whenever the team changes.
    pub fn new(app: App, path: impl Fn(&str) -> String + 'static) -> Self {
        let got = Self {
            app,
            answer: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            path: StoredValue::new_local(Box::new(path)),
            turn: StoredValue::new(0),
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
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        let wanted = move || self.turn.try_get_value() == Some(turn);
        spawn_local(async move {
            let request = Request::get(path);
            let found = client::send_while(self.app.offline, request, &wanted).await;
            if wanted() {
                self.take(found);
            }
        });
    }

    fn take(self, found: Result<String, Problem>) {
        let problem = found.as_ref().err().cloned();
        match found {
            // The same again is nothing to be drawn anew.
            Ok(answer) if self.answer.with_untracked(|before| *before == answer) => {}
            Ok(answer) => self.answer.set(answer),
            Err(problem) => match problem.code {
                Code::NotSignedIn => return self.app.session_over(),
                // No longer theirs to see.
                Code::NotAllowed | Code::NotFound | Code::NotInTeam => {
                    self.answer.set(String::new());
                }
                _ => {}
            },
        }
        self.problem.set(problem);
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
        let app = self.app;
        self.problem.with(|problem| match problem {
            Some(problem) => trouble(app, problem, move || self.again()),
            // Not an answer of this version's: a network's own page, or a newer server.
            None if self.there() => trouble(app, &Problem::new(Code::Internal), page::reload),
            None => view::loading(app.lang.get()).node(),
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
