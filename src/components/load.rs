//! What a page shows of the server's: on its way, there, or not to be had.

use std::marker::PhantomData;
use std::pin::Pin;

use api::problem::{Code, Problem};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use ui::component::Heading;
use ui::shell::Loading;

use crate::api::{self as client, Request};
use crate::session::{Session, use_session};

/// An answer's text, or why it isn't to be had.
pub type Answer = Result<String, Problem>;

/// A resource that holds an answer as it came: one type for all that pages load, since each type is kilobytes more.
pub type AnswerResource = LocalResource<Answer>;

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
pub fn resource(
    fetch: impl Fn() -> Pin<Box<dyn Future<Output = Answer>>> + 'static,
) -> AnswerResource {
    let fetch: Box<dyn Fn() -> _> = Box::new(fetch);
    LocalResource::new(fetch)
}

async fn fetch(session: Session, path: String) -> Answer {
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
    let session = use_session();
    let latest = RwSignal::new(None::<ArcRwSignal<T>>);
    let problem = RwSignal::new(None::<Problem>);
    Effect::new(move |_| match loaded.get() {
        None => {}
        Some(Ok(found)) => {
            problem.set(None);
            follow(latest, found);
        }
        Some(Err(why)) => {
            // No longer theirs to see; any other failure leaves what was there.
            if matches!(
                why.code,
                Code::NotAllowed | Code::NotFound | Code::NotInTeam
            ) {
                latest.set(None);
            }
            problem.set(Some(why));
        }
    });
    move || match latest.get() {
        Some(found) => draw(RwSignal::from(found)).into_any(),
        None => match problem.get() {
            Some(problem) => {
                view! { <Trouble problem retry=Callback::new(move |()| loaded.refetch())/> }
                    .into_any()
            }
            None => view! { <Loading lang=session.lang.get()/> }.into_any(),
        },
    }
}

/// Takes what came; the same again changes nothing.
fn follow<T: PartialEq + Send + Sync + 'static>(
    latest: RwSignal<Option<ArcRwSignal<T>>>,
    found: T,
) {
    match latest.get_untracked() {
        None => latest.set(Some(ArcRwSignal::new(found))),
        Some(before) if before.with_untracked(|before| *before == found) => {}
        Some(before) => before.set(found),
    }
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
