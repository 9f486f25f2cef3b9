//! A form's state: busy or not, and the error beside its field.

use api::answer::Onboarding;
use api::problem::{Code, Problem};
use api::read::Read;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use view::text;

use crate::api as client;
use crate::api::Request;
use crate::browser::{json, page};
use crate::state::App;

/// A form being filled in or sent.
#[derive(Clone, Copy)]
pub struct Form {
    app: App,
    /// Sent, and not answered yet.
    pub busy: RwSignal<bool>,
    /// Why it was refused; the field at fault is in it.
    error: RwSignal<Option<Problem>>,
}

impl Form {
    /// An untouched form.
    pub fn new(app: App) -> Self {
        Self {
            app,
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }

    /// Says what is wrong with a field, or with an empty name with the whole form.
    pub fn refuse(self, field: &str, code: Code) {
        self.blame(Problem {
            field: Some(field.to_owned()),
            ..Problem::new(code)
        });
    }

    /// Says what is wrong, and leads to the field.
    fn blame(self, problem: Problem) {
        let field = problem.field.clone().unwrap_or_default();
        // The page may have gone while the answer was on its way.
        self.error.try_set(Some(problem));
        page::focus(&format!("#{field}"));
    }

    /// Takes the error back.
    pub fn clear(self) {
        if self.error.with_untracked(Option::is_some) {
            self.error.set(None);
        }
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
        let vendor = self.app.suite(|suite| suite.vendor_short.clone());
        self.error.with(|error| {
            let problem = error.as_ref()?;
            Some(text::refusal(self.app.lang.get(), problem, &vendor))
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

    /// Posts a step of the onboarding and goes to what is due then.
    pub fn step(self, path: &str, body: &impl Serialize) {
        let app = self.app;
        self.post(app.path(path), body, move |found| app.advance(found));
    }

    /// Deletes; there is no answer.
    pub fn delete(self, path: String, then: impl FnOnce() + 'static) {
        let then = move |_: &str| {
            then();
            true
        };
        self.send(Request::delete(path), Box::new(then));
    }

    /// Sends, unless it is being sent already: a double tap is one tap.
    fn send(self, request: Request, then: Then) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.clear();
        spawn_local(async move {
            let outcome = client::send(self.app.offline, request).await;
            // The page may have gone while the answer was on its way.
            self.busy.try_set(false);
            match outcome {
                Ok(answer) if then(&answer) => {}
                Ok(_) => self.fail(Problem::new(Code::Internal)).await,
                Err(problem) => self.fail(problem).await,
            }
        });
    }

    async fn fail(self, problem: Problem) {
        match problem.code {
            Code::NotSignedIn => self.app.signed_out(),
            Code::TaskNotDue => {
                // The server knows better: another phone, or another tab, went on.
                let path = self.app.onboarding_path();
                match client::get::<Onboarding>(self.app.offline, path).await {
                    Ok(found) => self.app.advance(found),
                    Err(problem) => self.blame(problem),
                }
            }
            _ => {
                if problem.field.as_deref() == Some("serial") {
                    self.app.serial_refused(&problem);
                }
                self.blame(problem);
            }
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
