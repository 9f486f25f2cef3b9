//! From the scan to the start: a view of the onboarding that the server holds.

mod draft;
mod frame;
mod pages;
mod state;

use api::answer::Boot;
use domain::task::Task;
use domain::word::Word;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
use ui::text::deploy as text;

use self::pages::StepPage;
use self::state::Flow;
use crate::browser::{page, scroll};
use crate::components::{LoadDocument, Network, NotFoundPage};
use crate::program;
use crate::session::Session;

/// Runs the program.
pub fn run() {
    program::run(is_step, |boot| view! { <App boot/> });
}

/// Whether an address is a step's.
fn is_step(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let mut parts = path.trim_start_matches('/').split('/');
    let (Some("d"), Some(_), Some(task), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    Task::from_word(task).is_some()
}

#[component]
fn App(boot: Boot) -> impl IntoView {
    let session = Session::new(&boot.lang, boot.person.clone(), text::refusal);
    provide_context(session);
    view! {
        <Router>
            <Program boot/>
        </Router>
    }
}

#[component]
fn Program(boot: Boot) -> impl IntoView {
    let flow = Flow::new(boot);
    provide_context(flow);
    page::on_restored(move || flow.reload());
    scroll::restore_on_back();
    view! {
        <div class="contents">
            <Network/>
            <FlatRoutes fallback=|| view! { <NotFoundPage/> }>
                <Route path=path!("/d/:link/:task") view=StepPage/>
                <Route path=path!("/d/:link") view=LoadDocument/>
                // A code's address is in upper case.
                <Route path=path!("/D/:link") view=LoadDocument/>
            </FlatRoutes>
        </div>
    }
}
