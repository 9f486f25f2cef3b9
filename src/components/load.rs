//! What a page shows of the server's: on its way, there, or not to be had.

use std::marker::PhantomData;

use api::problem::{Code, Problem};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use ui::component::Heading;
use ui::shell::Loading;

use crate::api::{self as client, Answer, Request};
use crate::session::{Session, use_session};

/// A resource that holds an answer as it came: one type for all that pages load, since each type is kilobytes more.
pub type AnswerResource = LocalResource<Result<String, Problem>>;

/// What a page shows of the server's. Cheap to copy.
pub struct Loaded<T> {
    answer: AnswerResource,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loaded<T> {}

impl<T: DeserializeOwned> Loaded<T> {
    /// What came last; `None` before anything has.
    pub fn get(self) -> Option<Result<T, Problem>> {
        Some(self.answer.get()?.and_then(|answer| client::read(&answer)))
    }

    /// Loads it again.
    pub fn refetch(self) {
        self.answer.refetch();
    }
}

/// What the server holds at a path that a closure makes: loaded again whenever a signal that it reads changes.
pub fn load<T>(path: impl Fn() -> String + 'static) -> Loaded<T> {
    let session = use_session();
    Loaded {
        answer: resource(move || Box::pin(fetch(session, path()))),
        of: PhantomData,
    }
}

/// A resource of the answer that a closure fetches.
pub fn resource(fetch: impl Fn() -> Answer + 'static) -> AnswerResource {
    let fetch: Box<dyn Fn() -> _> = Box::new(fetch);
    LocalResource::new(fetch)
}

async fn fetch(session: Session, path: String) -> Result<String, Problem> {
    let answer = client::send(session, Request::get(path)).await;
    if answer
        .as_ref()
        .is_err_and(|problem| problem.code == Code::NotSignedIn)
    {
        session.expire();
    }
    answer
}

/// Shows what was loaded once it is there, drawn by `draw` from a signal that follows it; before, that it is on its
/// way, or why it isn't to be had.
pub fn show<T, V>(
    loaded: Loaded<T>,
    draw: impl Fn(RwSignal<T>) -> V + Send + 'static,
) -> impl IntoView
where
    T: DeserializeOwned + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let latest = StoredValue::new(None::<ArcRwSignal<T>>);
    let take = move |answer: &str| {
        let found = client::read(answer)?;
        match latest.get_value() {
            None => latest.set_value(Some(ArcRwSignal::new(found))),
            // The same again changes nothing.
            Some(before) if before.with_untracked(|before| *before == found) => {}
            Some(before) => before.set(found),
        }
        Ok(())
    };
    let draw = move || {
        let latest = latest.get_value();
        latest.map(|latest| draw(RwSignal::from(latest))).into_any()
    };
    show_answer(loaded.answer, Box::new(take), Box::new(draw))
}

/// Takes an answer's text.
type Take = Box<dyn Fn(&str) -> Result<(), Problem>>;

/// The part of it that is the same for all that is loaded.
fn show_answer(
    answer: AnswerResource,
    take: Take,
    draw: Box<dyn Fn() -> AnyView + Send>,
) -> impl IntoView {
    let session = use_session();
    let state = RwSignal::new(None::<Result<(), Problem>>);
    Effect::new(move |_| {
        let Some(answer) = answer.get() else { return };
        let is_there = matches!(state.get_untracked(), Some(Ok(())));
        match answer.and_then(|answer| take(&answer)) {
            Ok(()) if is_there => {}
            // What is no longer theirs to see goes; any other failure leaves what was there.
            Err(problem) if is_there && !is_forbidden(&problem) => {}
            now => state.set(Some(now)),
        }
    });
    move || match state.get() {
        Some(Ok(())) => draw(),
        Some(Err(problem)) => {
            let retry = Callback::new(move |()| answer.refetch());
            view! { <Trouble problem retry/> }.into_any()
        }
        None => view! { <Loading lang=session.lang.get()/> }.into_any(),
    }
}

fn is_forbidden(problem: &Problem) -> bool {
    matches!(
        problem.code,
        Code::NotAllowed | Code::NotFound | Code::NotInTeam
    )
}

/// Why something isn't to be had, with a way to try again.
#[component]
pub fn Trouble(problem: Problem, retry: Callback<()>) -> impl IntoView {
    let session = use_session();
    view! {
        <main class="page middle">
            <Heading text=session.message(&problem)/>
        </main>
        <footer class="foot">
            <button class="button" type="button" on:click=move |_| retry.run(())>
                {session.t().retry}
            </button>
        </footer>
    }
}
