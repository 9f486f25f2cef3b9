//! A suite of the team: how it stands, what may be changed, what members tell the vendor.

mod about;
mod changes;
mod feedback_sheets;
mod sheets;

use api::path::{SUITE, SUITE_AGAIN};
use api::team::{self, Onward};
use domain::authorization::Change;
use domain::role::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::de::IgnoredAny;
use ui::component::Picture;
use ui::text::team as text;

use self::about::{About, Feedback, History};
use self::changes::Changes;
use self::sheets::{OpenSheet, SheetKind};
use super::bar::Bar;
use crate::api::Request;
use crate::browser::page;
use crate::components::{ErrorText, show};
use crate::form::Form;
use crate::workbench::state::{Team, use_team};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Suite {
    team: Team,
    key: StoredValue<String>,
    /// What the server holds.
    found: RwSignal<team::SuitePage>,
    /// Which sheet is open.
    open: RwSignal<Option<SheetKind>>,
    /// What was done last, to be read out.
    done: RwSignal<&'static str>,
    /// What is done without a sheet.
    form: Form,
}

impl Suite {
    fn path(self, path: &str) -> String {
        self.key.with_value(|key| self.team.suite_path(path, key))
    }

    fn show(self, sheet: SheetKind) {
        self.done.set("");
        self.open.set(Some(sheet));
    }
}

/// The page.
#[component]
pub fn SuitePage() -> impl IntoView {
    let team = use_team();
    let key = use_params_map().with_untracked(|params| params.get("suite"));
    let key = StoredValue::new(key.unwrap_or_default());
    let path = move || key.with_value(|key| team.suite_path(SUITE, key));
    let found = team.load::<team::SuitePage>(path);
    let open = RwSignal::new(None);
    let done = RwSignal::new("");
    let form = Form::new(move |_: IgnoredAny| team.reload());
    let draw = move |found| {
        let suite = Suite {
            team,
            key,
            found,
            open,
            done,
            form,
        };
        view! {
            {move || view! { <Content suite found=found.get()/> }}
            <OpenSheet suite/>
        }
    };
    view! {
        {move || view! { <Bar title=team.t().about/> }}
        {show(found, draw)}
    }
}

#[component]
fn Content(suite: Suite, found: team::SuitePage) -> impl IntoView {
    let may_authorize = found.role.may(Permission::Authorize)
        && found.suite.state.changed(Change::Authorize).is_ok();
    view! {
        <main class="page">
            <Head found=found.clone()/>
            <Changes suite found=found.clone()/>
            <About found=found.clone()/>
            <h2>{suite.team.t().feedback}</h2>
            <Feedback suite found=found.clone()/>
            <p class="said" role="status">
                {suite.done}
            </p>
            <History found/>
            <ErrorText form=suite.form/>
        </main>
        {may_authorize.then(|| view! { <AuthorizeAgain suite/> })}
    }
}

#[component]
fn Head(found: team::SuitePage) -> impl IntoView {
    let team = use_team();
    let state = found.suite.state;
    let chip = if state.usable() { "chip" } else { "chip off" };
    view! {
        <div class="suite">
            <Picture src=found.suite.icon size="64"/>
            <div>
                <h2 class="name">{found.suite.name}</h2>
                <p class="vendor">
                    <span>{found.vendor}</span>
                    <span class=chip>{text::state(team.lang.get(), state)}</span>
                </p>
            </div>
        </div>
    }
}

#[component]
fn AuthorizeAgain(suite: Suite) -> impl IntoView {
    let mounted = RwSignal::new(());
    let form = Form::beside(suite.form, move |on: Onward| {
        if mounted.try_get_untracked().is_some() {
            page::leave(&format!("/d/{}/authorize", on.link));
        }
    });
    let tapped = move |_| form.submit(Request::post(suite.path(SUITE_AGAIN), &()));
    view! {
        <footer class="foot">
            <button class="button" type="button" on:click=tapped>
                {suite.team.t().again}
            </button>
        </footer>
    }
}
