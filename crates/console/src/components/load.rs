//! What a page shows of the server's: on its way, there, or not to be had.

use api::problem::{Code, Problem};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use ui::icon::{ALERT, Icon};

use crate::api as client;
use crate::session::{use_session, use_texts};
use crate::text::common;

/// What the server holds at a path.
pub type Loaded<T> = LocalResource<Result<T, Problem>>;

/// Loads what the server holds at a path that a closure makes: again whenever a signal that it reads changes, and after a
/// sign-in.
pub fn load<T: DeserializeOwned + 'static>(path: impl Fn() -> String + 'static) -> Loaded<T> {
    let session = use_session();
    LocalResource::new(move || {
        session.epoch.track();
        client::get(session, path())
    })
}

/// Shows what was loaded, drawn by `draw`; before, its outlines; or why it isn't to be had, with a way to try again. While it
/// is loaded again, what was there stays.
pub fn show<T, V>(loaded: Loaded<T>, draw: impl Fn(T) -> V + Send + Sync + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let shown = move || {
        loaded.get().map(|answer| match answer {
            Ok(answer) => draw(answer).into_any(),
            Err(problem) => {
                let retry = Callback::new(move |()| loaded.refetch());
                view! { <Trouble problem retry/> }.into_any()
            }
        })
    };
    view! { <Transition fallback=|| view! { <Skeleton/> }>{shown}</Transition> }
}

/// The same for what holds words and no fields: it is drawn again when the language is switched.
pub fn show_words<T, V>(
    loaded: Loaded<T>,
    draw: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let session = use_session();
    show(loaded, move |it| {
        session.lang.track();
        draw(it)
    })
}

/// The outlines of what is coming.
#[component]
pub fn Skeleton() -> impl IntoView {
    let t = use_texts(common::of);
    view! {
        <div class="skeleton" role="status">
            <span class="unseen">{move || t().loading}</span>
            <span class="bone"></span>
            <span class="bone"></span>
            <span class="bone short"></span>
        </div>
    }
}

/// Why something isn't to be had, with a way to try again where that may help.
#[component]
pub fn Trouble(
    /// Why.
    problem: Problem,
    /// Tries again.
    retry: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(common::of);
    let can_retry = !matches!(problem.code, Code::NotAllowed | Code::NotFound);
    view! {
        <div class="trouble" role="alert">
            <Icon path=ALERT/>
            <p>{move || session.message(&problem)}</p>
            <Show when=move || can_retry>
                <button class="button" type="button" on:click=move |_| retry.run(())>
                    {move || t().retry}
                </button>
            </Show>
        </div>
    }
}
