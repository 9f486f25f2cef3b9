//! One file a page; here, which one a task has.
//!
//! A page makes its signals once and draws itself in a closure that reads the language, so that a switch of the language keeps
//! what was typed and chosen.

mod ask;
mod authorize;
mod custom;
mod done;
mod scope;
mod serial;
mod start;
mod team;
mod waiting;

use api::answer::SignedIn;
use domain::task::Task;
use domain::word::Word;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::shell::Loading;
use ui::text::deploy as text;

use self::ask::AskPage;
use self::authorize::AuthorizePage;
use self::custom::CustomPage;
use self::done::DonePage;
use self::scope::ScopePage;
use self::serial::SerialPage;
use self::start::StartPage;
use self::team::TeamPage;
use crate::browser::page;
use crate::components::NotFoundPage;
use crate::components::sign_in::{self, sign_in_form};
use crate::deploy::frame::Frame;
use crate::deploy::state::{Flow, Page, use_flow};

/// The page of the task that the address names, or of the one that is due.
#[component]
pub fn StepPage() -> impl IntoView {
    let flow = use_flow();
    let params = use_params_map();
    let wanted = Memo::new(move |_| params.with(|params| params.get("task").unwrap_or_default()));
    let shown = Memo::new(move |_| flow.page(wanted.with(|word| Task::from_word(word))));
    Effect::new(move |before: Option<Page>| {
        let now = shown.get();
        describe(flow, &now);
        if before.as_ref() != Some(&now) {
            arrive(flow, &wanted.get(), &now);
        }
        now
    });
    view! { {move || match shown.get() {
        Page::Due(Task::SignIn) => view! { <SignInPage/> }.into_any(),
        Page::Due(Task::Team) => view! { <TeamPage/> }.into_any(),
        Page::Due(Task::Ask) => view! { <AskPage/> }.into_any(),
        Page::Due(Task::Serial) => view! { <SerialPage/> }.into_any(),
        Page::Due(Task::Authorize) => view! { <AuthorizePage/> }.into_any(),
        Page::Due(Task::Scope) => view! { <ScopePage/> }.into_any(),
        Page::Due(Task::Start) | Page::Done(Task::Start) => view! { <StartPage/> }.into_any(),
        Page::Due(Task::Custom(place)) => view! { <CustomPage place/> }.into_any(),
        Page::Done(task) => view! { <DonePage task/> }.into_any(),
        Page::Begin => view! { <Loading lang=flow.lang.get()/> }.into_any(),
        Page::NotFound => view! { <NotFoundPage/> }.into_any(),
    }} }
}

/// What a page does when it comes: the address names its task, its heading has the focus.
fn arrive(flow: Flow, wanted: &str, shown: &Page) {
    match shown {
        Page::Due(task) | Page::Done(task) => flow.settle(wanted, *task),
        Page::Begin => flow.begin(),
        Page::NotFound => {}
    }
    page::focus_in_place("h1");
}

/// The tab's title and the page's language.
fn describe(flow: Flow, shown: &Page) {
    let lang = flow.lang.get();
    let title = match shown {
        Page::Due(task) | Page::Done(task) => {
            format!(
                "{} · {}",
                title(flow, *task),
                flow.suite(|suite| suite.name.clone())
            )
        }
        Page::Begin => flow.suite(|suite| suite.name.clone()),
        Page::NotFound => flow.t().product.to_owned(),
    };
    page::describe(&title, lang.html());
}

/// What a task is called.
fn title(flow: Flow, task: Task) -> String {
    let lang = flow.lang.get();
    let own = match task {
        Task::Custom(place) => custom::of(flow, place).map(|task| lang.of(&task.title)),
        _ => None,
    };
    own.unwrap_or_else(|| text::task(lang, task).to_owned())
}

#[component]
fn SignInPage() -> impl IntoView {
    let flow = use_flow();
    let mounted = RwSignal::new(());
    let form = sign_in_form(move |who: SignedIn| {
        flow.person.set(Some(who.person));
        match who.onboarding {
            Some(found) if mounted.try_get_untracked().is_some() => flow.advance(found),
            Some(found) => flow.take(found),
            None => {}
        }
    });
    view! {
        <Frame/>
        <sign_in::SignInPage form link=Some(flow.link())/>
    }
}
