//! The vendor's application for quick deployment (线下快速部署申请表): typed, submitted, mended, and what became of it.

mod bar;
mod choices;
mod editor;
mod editors;
mod elsewhere;
mod field;
mod form;
mod history;
mod icon;
mod notices;
mod place;
mod saving;
mod sheet;
mod sheet_preview;
mod standing;
mod summary;
mod tasks;

use api::console::application::Application;
use api::console::review_path as path;
use api::problem::Problem;
use domain::account::Permission;
use domain::application::ApplicationState;
use leptos::prelude::*;
use leptos_router::components::Outlet;

use self::editor::Editor;
pub use self::editors::Editors;
use self::form::{ApplicationForm, Beside};
pub use self::history::HistoryPage;
pub use self::sheet::SheetPage;
use self::standing::{Content, InForce, Waiting};
use super::suites::frame::use_suite;
use crate::components::load::{Skeleton, Trouble, load};
use crate::components::page::Page;
use crate::components::views::ViewLink;
use crate::session::{use_session, use_texts};
use crate::text::application as text;

/// How the application stands: before it is loaded, there, or not to be had.
#[derive(Clone, PartialEq)]
enum Standing {
    Coming,
    There,
    Trouble(Problem),
}

/// The application that is edited.
fn use_editor() -> Editor {
    expect_context()
}

/// What stands around the views of an application: it is loaded, and what was typed in it is found again.
#[component]
pub fn ApplicationFrame() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let account = untrack(|| session.me()).map_or(0, |me| me.id);
    let editor = expect_context::<Editors>().of(account, &suite.key.get_untracked());
    provide_context(editor);
    // Another suite has another frame.
    let application = suite.path(path::APPLICATION);
    let loaded = load::<Application>(move || application.clone());
    Effect::new(move |_| {
        if let Some(Ok(now)) = loaded.get() {
            untrack(|| editor.loaded(now));
        }
    });
    let standing = Memo::new(move |_| match editor.known.with(Option::is_some) {
        true => Standing::There,
        false => match loaded.get() {
            Some(Err(problem)) => Standing::Trouble(problem),
            _ => Standing::Coming,
        },
    });
    move || match standing.get() {
        Standing::Coming => view! { <Skeleton/> }.into_any(),
        Standing::There => view! { <Outlet/> }.into_any(),
        Standing::Trouble(problem) => {
            let retry = Callback::new(move |()| loaded.refetch());
            view! { <Trouble problem retry/> }.into_any()
        }
    }
}

/// What stands above each view.
#[component]
fn Head(children: Children) -> impl IntoView {
    let t = use_texts(text::of);
    let suite = use_suite();
    let [form, sheet, history] = ["application", "application/sheet", "application/history"]
        .map(|page| Signal::derive(move || suite.address(page)));
    view! {
        <Page title=move || t().title detail=move || t().detail>
            <nav class="views" aria-label=move || t().views>
                <ViewLink href=form name=move || t().form/>
                <ViewLink href=sheet name=move || t().sheet/>
                <ViewLink href=history name=move || t().history/>
            </nav>
            {children()}
        </Page>
    }
}

/// What can be done with an application now.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// It is filled in.
    Open,
    /// It waits for an operator.
    Waiting,
    /// It is in force, and nothing is changed.
    InForce,
    /// It can only be read.
    Read,
}

/// The page.
#[component]
pub fn ApplicationPage() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let editor = use_editor();
    let mode = Memo::new(move |_| {
        let (version, is_in_force) = editor.known.with(|known| {
            let known = known.as_ref();
            let version = known.map_or(0, |known| known.version);
            (
                version,
                known.is_some_and(|known| known.in_force_since.is_some()),
            )
        });
        let is_untouched = version == 0 && !editor.again.get() && !editor.is_dirty();
        match editor.state() {
            ApplicationState::Submitted => Mode::Waiting,
            _ if is_in_force && is_untouched => Mode::InForce,
            _ if session.may(Permission::Apply) => Mode::Open,
            _ => Mode::Read,
        }
    });
    let shown = move || match mode.get() {
        Mode::Open => view! { <ApplicationForm editor suite/> }.into_any(),
        Mode::Waiting => view! {
            <Beside editor suite>
                <div class="stack">
                    <Waiting editor suite/>
                </div>
            </Beside>
        }
        .into_any(),
        Mode::InForce => view! {
            <Beside editor suite>
                <div class="stack">
                    <InForce editor suite/>
                </div>
            </Beside>
        }
        .into_any(),
        Mode::Read => view! {
            <Beside editor suite>
                <Content editor/>
            </Beside>
        }
        .into_any(),
    };
    view! { <Head>{shown}</Head> }
}
