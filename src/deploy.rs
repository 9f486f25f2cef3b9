//! From the scan to the start: a view of the onboarding that the server holds.

mod draft;
mod frame;
mod pages;
mod state;

use std::cell::Cell;

use api::answer::Boot;
use domain::task::Task;
use domain::word::Word;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
use ui::text::deploy as text;

use self::pages::StepPage;
use self::state::Flow;
use crate::browser::{history, page, report};
use crate::components::{LoadDocument, Network, NotFoundPage};
use crate::session::Session;

/// Runs the program: on a step's page at once, on a document once a step's link is tapped.
pub fn run() {
    report::install_panic_hook();
    if !page::is_document() {
        history::mark_start();
        return mount();
    }
    let mounted = Cell::new(false);
    page::on_link(move |href| {
        let takes = is_step(href) && !mounted.replace(true);
        if takes {
            history::push(Some(href));
            mount();
        }
        takes
    });
}

/// Whether an address is a step's.
fn is_step(href: &str) -> bool {
    let mut parts = href.trim_start_matches('/').split('/');
    let (Some("d"), Some(_), Some(task), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    Task::from_word(task).is_some()
}

/// Takes the place of what the server painted, with the data that came with it.
fn mount() {
    let Some(root) = page::clear_root() else {
        return;
    };
    let boot: Boot = page::boot()
        .and_then(|boot| serde_json::from_str(&boot).ok())
        .unwrap_or_default();
    mount_to(root, move || view! { <App boot/> }).forget();
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
    view! {
        <div class="contents">
            <Network/>
            <FlatRoutes fallback=|| view! { <NotFoundPage/> }>
                <Route path=path!("/d/:link/:task") view=StepPage/>
                <Route path=path!("/d/:link") view=LoadDocument/>
            </FlatRoutes>
        </div>
    }
}
