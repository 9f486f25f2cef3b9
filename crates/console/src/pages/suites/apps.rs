//! The apps of a suite.

mod dialogs;

use api::console::suite::App;
use domain::account::Permission;
use domain::offer::MOST;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::component::Picture;
use ui::icon::{Icon, PLUS};

use self::dialogs::{AddDialog, ChangeDialog, RemoveDialog};
use super::frame::{TheSuite, use_suite};
use crate::components::card::{Card, Empty};
use crate::components::page::Page;
use crate::session::{use_session, use_texts};
use crate::text::app;

/// What the page is doing. Cheap to copy.
#[derive(Clone, Copy)]
struct Acts {
    suite: TheSuite,
    add: RwSignal<bool>,
    /// It is a step of making the suite, which goes on from its overview.
    is_step: bool,
    change: RwSignal<Option<App>>,
    remove: RwSignal<Option<App>>,
    may_edit: bool,
}

/// The page.
#[component]
pub fn AppsPage() -> impl IntoView {
    let session = use_session();
    let t = use_texts(app::of);
    let may_edit = session.may(Permission::EditSuites);
    let asked = use_query_map().with_untracked(|query| query.get("add").is_some());
    let acts = Acts {
        suite: use_suite(),
        add: RwSignal::new(asked && may_edit),
        is_step: asked,
        change: RwSignal::new(None),
        remove: RwSignal::new(None),
        may_edit,
    };
    let has_room = move || may_edit && acts.suite.get().apps.len() < MOST;
    let add = move || {
        view! {
            <Show when=has_room>
                <button class="button primary" type="button" on:click=move |_| acts.add.set(true)>
                    <Icon path=PLUS/>
                    {move || t().add}
                </button>
            </Show>
        }
    };
    let apps = move || {
        session.lang.track();
        let apps = acts.suite.get().apps;
        match apps.is_empty() {
            true => view! { <Empty title=t().none detail=t().none_detail/> }.into_any(),
            false => {
                let rows = apps.into_iter().map(|app| view! { <AppRow app acts/> });
                view! { <ul class="apps">{rows.collect_view()}</ul> }.into_any()
            }
        }
    };
    view! {
        <Page title=move || t().apps detail=move || t().apps_detail action=add>
            <Card title=move || app::count(session.lang.get(), acts.suite.get().apps.len())>{apps}</Card>
        </Page>
        <AddDialog acts/>
        <ChangeDialog acts/>
        <RemoveDialog acts/>
    }
}

#[component]
fn AppRow(app: App, acts: Acts) -> impl IntoView {
    let t = use_texts(app::of);
    let label = |act: &str| format!("{act}: {}", app.name);
    let (change, remove) = (label(t().change), label(t().remove));
    let (of_change, of_remove) = (app.clone(), app.clone());
    let buttons = acts.may_edit.then(|| {
        view! {
            <span class="buttons">
                <button
                    class="button small"
                    type="button"
                    aria-label=change
                    on:click=move |_| acts.change.set(Some(of_change.clone()))
                >
                    {t().change}
                </button>
                <button
                    class="button small"
                    type="button"
                    aria-label=remove
                    on:click=move |_| acts.remove.set(Some(of_remove.clone()))
                >
                    {t().remove}
                </button>
            </span>
        }
    });
    view! {
        <li class="app">
            <Picture src=app.icon size="48"/>
            <span class="app-text">
                <span class="strong">{app.name}</span>
                <span class="second">{app.description}</span>
                <small class="typed">{app.home_url}</small>
            </span>
            {buttons}
        </li>
    }
}
