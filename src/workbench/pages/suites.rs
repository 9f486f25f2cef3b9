//! The suites of a team.

use api::path::SUITES;
use api::team::{SuiteRow, Suites};
use domain::role::Permission;
use leptos::prelude::*;
use ui::component::{Picture, RowText};
use ui::text::team as text;

use super::bar::Bar;
use super::scope_line;
use crate::components::show;
use crate::workbench::state::{Team, use_team};

/// The page.
#[component]
pub fn SuitesPage() -> impl IntoView {
    let team = use_team();
    let suites = team.load::<Suites>(move || team.path(SUITES));
    let title = move || match team.may(Permission::SetScope) {
        true => team.t().suites,
        false => team.t().suites_member,
    };
    view! {
        {move || view! { <Bar title=title()/> }}
        {show(suites, move |suites| list(team, suites))}
    }
}

fn list(team: Team, suites: RwSignal<Suites>) -> impl IntoView {
    let rows = move || {
        let rows: Vec<_> = suites
            .get()
            .suites
            .into_iter()
            .map(|suite| view! { <Row suite/> })
            .collect();
        match rows.is_empty() {
            false => view! { <div>{rows}</div> }.into_any(),
            true => view! {
                <p class="row">
                    <RowText line=team.t().no_suites small=team.t().no_apps_hint/>
                </p>
            }
            .into_any(),
        }
    };
    view! {
        <main class="page">
            <div class="card">{rows}</div>
        </main>
    }
}

#[component]
fn Row(suite: SuiteRow) -> impl IntoView {
    let team = use_team();
    let detail = match &suite.scope {
        Some(scope) => scope_line(team, scope),
        None => suite.vendor,
    };
    let state = (!suite.state.usable()).then(|| text::state(team.lang.get(), suite.state));
    view! {
        <a class="row more" href=team.page_path(&format!("/suites/{}", suite.key))>
            <Picture src=suite.icon size="40"/>
            <RowText line=suite.name small=detail/>
            <span class="end">{state}</span>
        </a>
    }
}
