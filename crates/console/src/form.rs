//! A form: what it sends, whether it is pending, and the error beside its field.

use std::sync::Arc;

use api::problem::{Code, Problem};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::api::{self as client, Request};
use crate::browser::page;
use crate::session::{Session, use_session};

/// Does something about a refusal before the form shows it; `true` if nothing is left to show.
type Handler = Arc<dyn Fn(&Problem) -> bool + Send + Sync>;

/// Reads an answer's text and does what follows. All forms share the code around it, whatever they are answered.
type Then = Arc<dyn Fn(&str) -> Result<(), Problem> + Send + Sync>;

/// A form that sends one request at a time. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Form {
    session: Session,
    name: &'static str,
    action: Action<Request, ()>,
    error: RwSignal<Option<Problem>>,
    handler: StoredValue<Option<Handler>>,
    abort: StoredValue<Option<ActionAbortHandle>>,
}

impl Form {
    /// A form of this name, with which the ids of its elements begin. It does `then` with each answer.
    pub fn new<T: DeserializeOwned + 'static>(
        name: &'static str,
        then: impl Fn(T) + Send + Sync + 'static,
    ) -> Self {
        Self::of_text(
            name,
            Arc::new(move |answer| client::read(answer).map(&then)),
        )
    }

    fn of_text(name: &'static str, then: Then) -> Self {
        let session = use_session();
        let error = RwSignal::new(None);
        let handler = StoredValue::new(None::<Handler>);
        let action = Action::new_unsync(move |request: &Request| {
            let (request, then) = (request.clone(), then.clone());
            async move {
                let outcome = client::send(session, request).await;
                match outcome.and_then(|answer| then(&answer)) {
                    Ok(()) => {}
                    // One signs in over the page, and sends again.
                    Err(problem) if problem.code == Code::NotSignedIn => {}
                    Err(problem) => {
                        let handler = handler.try_get_value().flatten();
                        if !handler.is_some_and(|handler| handler(&problem)) {
                            show(name, error, problem);
                        }
                    }
                }
            }
        });
        Self {
            session,
            name,
            action,
            error,
            handler,
            abort: StoredValue::new(None),
        }
    }

    /// The same form, whose refusals go to `handler` first; it answers `true` if nothing is left to show.
    pub fn with_handler(self, handler: impl Fn(&Problem) -> bool + Send + Sync + 'static) -> Self {
        self.handler.set_value(Some(Arc::new(handler)));
        self
    }

    /// Sends, unless something is pending: a double click is one click.
    pub fn submit(self, request: Request) {
        if !self.pending().get_untracked() {
            self.clear();
            let abort = self.action.dispatch_local(request);
            self.abort.set_value(Some(abort));
        }
    }

    /// Gives up what was sent and isn't answered yet.
    pub fn cancel(self) {
        if let Some(abort) = self.abort.try_update_value(Option::take).flatten() {
            abort.abort();
        }
    }

    /// Refuses what is typed before it is sent.
    pub fn refuse(self, problem: Problem) {
        show(self.name, self.error, problem);
    }

    /// Something was sent and isn't answered yet.
    pub fn pending(self) -> Memo<bool> {
        self.action.pending()
    }

    /// The id of a field's element.
    pub fn id(self, field: &str) -> String {
        format!("{}-{field}", self.name)
    }

    /// Refuses what is typed in a field before it is sent.
    pub fn refuse_field(self, code: Code, field: &str) {
        let field = Some(field.to_owned());
        self.refuse(Problem {
            field,
            ..Problem::new(code)
        });
    }

    /// The whole number that was typed, which may be none; refuses what isn't one with `code`, and answers `None`.
    pub fn whole(self, field: &str, typed: RwSignal<String>, code: Code) -> Option<Option<u32>> {
        let typed = typed.get_untracked();
        let typed = typed.trim().replace([',', '，'], "");
        if typed.is_empty() {
            return Some(None);
        }
        let number = typed.parse().ok();
        if number.is_none() {
            self.refuse_field(code, field);
        }
        number.map(Some)
    }

    /// Takes the error back.
    pub fn clear(self) {
        if self.error.with_untracked(Option::is_some) {
            self.error.set(None);
        }
    }

    /// Whether this field is at fault.
    pub fn is_wrong(self, field: &str) -> bool {
        self.error.with(|error| is_of(error.as_ref(), field))
    }

    /// The message beside this field; with an empty name that of the form.
    pub fn message(self, field: &str) -> Option<String> {
        self.error.with(|error| {
            let error = error.as_ref().filter(|error| is_of(Some(error), field))?;
            Some(self.session.message(error))
        })
    }
}

/// Shows an error and leads to its field, if its page is still there.
fn show(name: &str, error: RwSignal<Option<Problem>>, mut problem: Problem) {
    let field = problem.field.take().filter(|field| {
        let id = format!("[id=\"{name}-{field}\"]");
        // A field that this form doesn't show: the form says it.
        page::focus(&id)
    });
    problem.field = field;
    error.try_set(Some(problem));
}

/// Whether a problem is of this field, and of the form itself for none.
fn is_of(problem: Option<&Problem>, field: &str) -> bool {
    problem.is_some_and(|problem| problem.field.as_deref().unwrap_or_default() == field)
}
