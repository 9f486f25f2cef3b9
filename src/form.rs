//! A form: what it sends, whether it is pending, and the error beside its field.

use std::sync::Arc;

use api::problem::{Code, Problem};
use leptos::prelude::*;
use leptos::reactive::actions::ActionAbortHandle;
use serde::de::DeserializeOwned;

use crate::api::{self as client, Request};
use crate::browser::page;
use crate::session::{Session, use_session};

/// Takes an answer's text.
type Take = Arc<dyn Fn(&str) -> Result<(), Problem> + Send + Sync>;

/// What a program does about a refusal before the form shows it; `true` if nothing is left to show.
type Handler = Arc<dyn Fn(&Problem) -> bool + Send + Sync>;

/// A form that sends one request at a time. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Form {
    session: Session,
    action: Action<Request, ()>,
    /// Why it was refused; the field at fault is in it.
    error: RwSignal<Option<Problem>>,
    handler: StoredValue<Option<Handler>>,
    abort: StoredValue<Option<ActionAbortHandle>>,
}

impl Form {
    /// A form that does `then` with each answer, also with one that comes after its page has gone.
    pub fn new<T: DeserializeOwned + 'static>(then: impl Fn(T) + Send + Sync + 'static) -> Self {
        let take: Take = Arc::new(move |answer| client::read(answer).map(&then));
        Self::with_take(RwSignal::new(None), take)
    }

    /// A form beside another, whose errors are shown where that one's are.
    pub fn beside<T: DeserializeOwned + 'static>(
        other: Self,
        then: impl Fn(T) + Send + Sync + 'static,
    ) -> Self {
        let take: Take = Arc::new(move |answer| client::read(answer).map(&then));
        Self::with_take(other.error, take)
    }

    fn with_take(error: RwSignal<Option<Problem>>, take: Take) -> Self {
        let session = use_session();
        let handler = StoredValue::new(None::<Handler>);
        let action = Action::new_unsync(move |request: &Request| {
            send(
                session,
                error,
                handler.get_value(),
                request.clone(),
                take.clone(),
            )
        });
        Self {
            session,
            action,
            error,
            handler,
            abort: StoredValue::new(None),
        }
    }

    /// The same form, whose refusals go to `handler` first; it answers `true` if nothing is left to show.
    pub fn with_error_handler(
        self,
        handler: impl Fn(&Problem) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.handler.set_value(Some(Arc::new(handler)));
        self
    }

    /// Sends, unless something is pending: a double tap is one tap.
    pub fn submit(self, request: Request) {
        if self.is_mounted() && !self.action.pending().get_untracked() {
            self.clear();
            let abort = self.action.dispatch_local(request);
            self.abort.set_value(Some(abort));
        }
    }

    /// Gives up what is pending: the request is aborted, it isn't sent again, and its answer leads nowhere.
    pub fn cancel(self) {
        if let Some(Some(abort)) = self.abort.try_update_value(Option::take) {
            abort.abort();
        }
        self.clear();
    }

    /// Something was sent and isn't answered yet.
    pub fn pending(self) -> Memo<bool> {
        self.action.pending()
    }

    /// Shows what is wrong, and leads to the field at fault.
    pub fn set_error(self, problem: Problem) {
        set_error(self.error, problem);
    }

    /// Shows what is wrong with a field, or with an empty name with the whole form.
    pub fn set_field_error(self, field: &str, code: Code) {
        set_error(
            self.error,
            Problem {
                field: Some(field.to_owned()),
                ..Problem::new(code)
            },
        );
    }

    /// Takes the error back.
    pub fn clear(self) {
        if self.error.try_with_untracked(Option::is_some) == Some(true) {
            self.error.set(None);
        }
    }

    /// Whether its page is still there: a late answer leads nobody anywhere who has left it.
    pub fn is_mounted(self) -> bool {
        self.error.try_with_untracked(|_| ()).is_some()
    }

    /// Whether this field is at fault.
    pub fn is_wrong(self, field: &str) -> bool {
        self.error.with(|error| is_of(error.as_ref(), field))
    }

    /// Why it was refused.
    pub fn problem(self) -> Option<Problem> {
        self.error.get()
    }

    /// What is probably meant instead of what was typed into this field.
    pub fn suggestion(self, field: &str) -> Option<String> {
        self.error.with(|error| {
            let error = error.as_ref().filter(|error| is_of(Some(error), field))?;
            error.suggestion.clone()
        })
    }

    /// The ids that the server doesn't know, of what was refused for them.
    pub fn unknown(self) -> Option<Vec<i64>> {
        self.error.with(|error| error.as_ref()?.unknown.clone())
    }

    /// The message beside this field.
    pub fn message(self, field: &str) -> Option<String> {
        self.error.with(|error| {
            let error = error.as_ref().filter(|error| is_of(Some(error), field))?;
            Some(self.session.message(error))
        })
    }
}

async fn send(
    session: Session,
    error: RwSignal<Option<Problem>>,
    handler: Option<Handler>,
    request: Request,
    take: Take,
) {
    let _pending = Pending::new(session);
    let outcome = client::send(session, request).await;
    let Err(problem) = outcome.and_then(|answer| take(&answer)) else {
        return;
    };
    if problem.code == Code::NotSignedIn {
        session.expire();
    } else if !handler.is_some_and(|handler| handler(&problem)) {
        set_error(error, problem);
    }
}

/// Shows an error and leads to its field, if its page is still there.
fn set_error(error: RwSignal<Option<Problem>>, problem: Problem) {
    let field = problem.field.clone().unwrap_or_default();
    if error.try_set(Some(problem)).is_none() {
        page::focus(&format!("#{field}"));
    }
}

/// Whether a problem is of this field: `colleagues` for `colleagues.3.phone`, and the form itself for none.
fn is_of(problem: Option<&Problem>, field: &str) -> bool {
    problem.is_some_and(|problem| {
        let of = problem.field.as_deref().unwrap_or_default();
        of.split('.').next().unwrap_or_default() == field
    })
}

/// Counts a request as pending until it is dropped, also by an abort.
struct Pending(Session);

impl Pending {
    fn new(session: Session) -> Self {
        session.pending.update(|pending| *pending += 1);
        Self(session)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.0
            .pending
            .update(|pending| *pending = pending.saturating_sub(1));
    }
}
