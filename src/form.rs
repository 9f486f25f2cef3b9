//! A form's state: busy or not, and the error beside its field.

use std::cell::Cell;
use std::rc::Rc;

use api::problem::{Code, Problem};
use api::read::Read;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

use crate::api as client;
use crate::api::Request;
use crate::browser::{json, page};
use crate::shell::Shell;

/// What a program does about a refusal before it is said; `true` if nothing is left to say.
pub type Heed = Box<dyn Fn(Form, &Problem) -> bool>;

/// A form being filled in or sent.
#[derive(Clone, Copy)]
pub struct Form {
    shell: Shell,
    heed: StoredValue<Option<Heed>, LocalStorage>,
    /// Sent, and not answered yet.
    pub busy: RwSignal<bool>,
    /// Why it was refused; the field at fault is in it.
    error: RwSignal<Option<Problem>>,
    /// Grows when what was sent is given up; it outlives the page, so that the sending sees it.
    turn: StoredValue<Rc<Cell<u32>>, LocalStorage>,
}

impl Form {
    /// An untouched form.
    pub fn new(shell: Shell) -> Self {
        Self {
            shell,
            heed: StoredValue::new_local(None),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            turn: StoredValue::new_local(Rc::default()),
        }
    }

    /// An untouched form whose refusals go through `heed` first.
    pub fn heeding(shell: Shell, heed: Heed) -> Self {
        let form = Self::new(shell);
        form.heed.set_value(Some(heed));
        form
    }

    /// What both programs share.
    pub fn shell(self) -> Shell {
        self.shell
    }

    /// Says what is wrong with a field, or with an empty name with the whole form.
    pub fn refuse(self, field: &str, code: Code) {
        self.blame(Problem {
            field: Some(field.to_owned()),
            ..Problem::new(code)
        });
    }

    /// Says what is wrong, and leads to the field.
    pub fn blame(self, problem: Problem) {
        let field = problem.field.clone().unwrap_or_default();
        // The page may have gone while the answer was on its way.
        self.error.try_set(Some(problem));
        page::focus(&format!("#{field}"));
    }

    /// Takes the error back.
    pub fn clear(self) {
        if self.error.try_with_untracked(Option::is_some) == Some(true) {
            self.error.set(None);
        }
    }

    /// Whether its page is still there; whoever has left it isn't led anywhere by a late answer.
    pub fn there(self) -> bool {
        self.error.try_with_untracked(|_| ()).is_some()
    }

    /// Gives up what is being sent: it isn't sent again, and its answer leads nowhere.
    pub fn give_up(self) {
        self.turn.with_value(|turn| turn.set(turn.get() + 1));
        self.busy.set(false);
        self.clear();
    }

    /// Whether this field is at fault.
    pub fn is_wrong(self, field: &str) -> bool {
        self.error.with(|error| {
            error
                .as_ref()
                .is_some_and(|problem| top(problem.field.as_deref()) == field)
        })
    }

    /// Whether anything is wrong.
    pub fn failed(self) -> bool {
        self.error.with(Option::is_some)
    }

    /// What is said beside this field.
    pub fn said(self, field: &str) -> Option<String> {
        if !self.is_wrong(field) {
            return None;
        }
        let Shell {
            lang,
            vendor,
            refusal,
            ..
        } = self.shell;
        self.error.with(|error| {
            let problem = error.as_ref()?;
            Some(vendor.with_untracked(|vendor| refusal(lang.get(), problem, vendor)))
        })
    }

    /// Gets an answer.
    pub fn get<T: Read>(self, path: String, then: impl FnOnce(T) + 'static) {
        self.send(Request::get(path), read(then));
    }

    /// Posts a body and goes on with the answer.
    pub fn post<T: Read>(
        self,
        path: String,
        body: &impl Serialize,
        then: impl FnOnce(T) + 'static,
    ) {
        self.send(Request::post(path, body), read(then));
    }

    /// Deletes and goes on with the answer.
    pub fn delete<T: Read>(self, path: String, then: impl FnOnce(T) + 'static) {
        self.send(Request::delete(path), read(then));
    }

    /// Sends what has no answer.
    pub fn tell(self, request: Request, then: impl FnOnce() + 'static) {
        let then = move |_: &str| {
            then();
            true
        };
        self.send(request, Box::new(then));
    }

    /// Sends, unless it is being sent already: a double tap is one tap.
    fn send(self, request: Request, then: Then) {
        // Without a page there is nothing to be sent from.
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        self.busy.set(true);
        self.clear();
        let turn = self.turn.get_value();
        let now = turn.get();
        let wanted = move || turn.get() == now;
        self.shell.sending.update(|n| *n += 1);
        spawn_local(async move {
            let outcome = client::send_while(self.shell.offline, request, &wanted).await;
            self.shell.sending.update(|n| *n -= 1);
            if !wanted() {
                return;
            }
            // The page may have gone while the answer was on its way.
            self.busy.try_set(false);
            match outcome {
                Ok(answer) if then(&answer) => {}
                Ok(_) => self.fail(Problem::new(Code::Internal)),
                Err(problem) => self.fail(problem),
            }
        });
    }

    fn fail(self, problem: Problem) {
        if problem.code == Code::NotSignedIn {
            return self.shell.session_over();
        }
        let heeded = self
            .heed
            .try_with_value(|heed| heed.as_ref().is_some_and(|heed| heed(self, &problem)));
        if heeded != Some(true) {
            self.blame(problem);
        }
    }
}

/// The field on the page: `colleagues` of `colleagues.3.phone`, and the form itself of none.
fn top(field: Option<&str>) -> &str {
    field
        .and_then(|field| field.split('.').next())
        .unwrap_or_default()
}

/// Takes an answer; `false` if it can't be read.
type Then = Box<dyn FnOnce(&str) -> bool>;

fn read<T: Read>(then: impl FnOnce(T) + 'static) -> Then {
    Box::new(move |answer| json::read(answer).map(then).is_some())
}
