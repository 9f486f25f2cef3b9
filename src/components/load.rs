//! What a page shows of the server's: on its way, there, or not to be had.

use api::problem::{Code, Problem};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use ui::component::Heading;
use ui::shell::Loading;

use crate::api as client;
use crate::session::{Session, use_session};

/// What the server holds at a path that a closure makes: loaded again whenever a signal that it reads changes.
pub fn load<T>(path: impl Fn() -> String + 'static) -> LocalResource<Result<T, Problem>>
where
    T: DeserializeOwned + 'static,
{
    let session = use_session();
    LocalResource::new(move || fetch(session, path()))
}

async fn fetch<T: DeserializeOwned>(session: Session, path: String) -> Result<T, Problem> {
    let answer = client::get(session, path).await;
    if answer
        .as_ref()
        .is_err_and(|problem| problem.code == Code::NotSignedIn)
    {
        session.expire();
    }
    answer
}

/// Shows what a resource holds once it is there, drawn by `draw` from a signal that follows it; before, that it is on its
/// way, or why it isn't to be had.
pub fn show<T, V>(
    resource: LocalResource<Result<T, Problem>>,
    draw: impl Fn(RwSignal<T>) -> V + Send + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let session = use_session();
    let latest = RwSignal::new(None::<ArcRwSignal<T>>);
    let problem = RwSignal::new(None::<Problem>);
    Effect::new(move |_| match resource.get() {
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
                view! { <Trouble problem retry=Callback::new(move |()| resource.refetch())/> }
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
