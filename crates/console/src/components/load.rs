//! What a page shows of the server's: on its way, there, or not to be had.

use std::marker::PhantomData;

use api::problem::{Code, Problem};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use ui::icon::{ALERT, Icon};

use crate::api::{self as client, Request};
use crate::session::{use_session, use_texts};
use crate::text::common;

/// What the server holds at a path. Cheap to copy.
///
/// The answer is kept as its text, and read where it is used: so all that is loaded shares the code that loads it, whatever its
/// type.
pub struct Loaded<T> {
    answer: LocalResource<Result<String, Problem>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loaded<T> {}

impl<T: DeserializeOwned> Loaded<T> {
    /// It, once it has come.
    pub fn get(self) -> Option<Result<T, Problem>> {
        let answer = self.answer.get()?;
        Some(answer.and_then(|text| client::read(&text)))
    }

    /// What reads it runs again once it has come.
    pub fn track(self) {
        self.answer.track();
    }

    /// Loads it again.
    pub fn refetch(self) {
        self.answer.refetch();
    }
}

/// Loads what the server holds at a path that a closure makes: again whenever a signal that it reads changes, and after a
/// sign-in.
pub fn load<T>(path: impl Fn() -> String + 'static) -> Loaded<T> {
    load_by(move || Request::get(path()))
}

/// The same by a request other than `GET`.
pub fn load_by<T>(request: impl Fn() -> Request + 'static) -> Loaded<T> {
    Loaded {
        answer: text(Box::new(request)),
        of: PhantomData,
    }
}

fn text(request: Box<dyn Fn() -> Request>) -> LocalResource<Result<String, Problem>> {
    let session = use_session();
    LocalResource::new(move || {
        session.epoch.track();
        client::send(session, request())
    })
}

/// Shows what was loaded, drawn by `draw`; before, its outlines; or why it isn't to be had, with a way to try again. While it
/// is loaded again, what was there stays.
pub fn show<T, V>(loaded: Loaded<T>, draw: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let draw = move |text: &str| Ok(draw(client::read(text)?).into_any());
    show_text(loaded.answer, Box::new(draw))
}

/// Draws an answer's text.
type Draw = Box<dyn Fn(&str) -> Result<AnyView, Problem> + Send + Sync>;

fn show_text(answer: LocalResource<Result<String, Problem>>, draw: Draw) -> AnyView {
    let shown = move || {
        let drawn = answer.get()?.and_then(|text| draw(&text));
        Some(drawn.unwrap_or_else(|problem| {
            let retry = Callback::new(move |()| answer.refetch());
            view! { <Trouble problem retry/> }.into_any()
        }))
    };
    view! { <Transition fallback=|| view! { <Skeleton/> }>{shown}</Transition> }.into_any()
}

/// The same for what holds words and no fields: it is drawn again when the language is switched.
pub fn show_words<T, V>(loaded: Loaded<T>, draw: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + 'static,
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
