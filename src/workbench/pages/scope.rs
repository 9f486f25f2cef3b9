//! Who may use a suite, changed later.

use api::path::{SUITE, SUITE_DIRECTORY, SUITE_SCOPE};
use api::team;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::de::IgnoredAny;

use super::bar::Bar;
use crate::api::Request;
use crate::browser::history;
use crate::components::scope::ScopeForm;
use crate::components::show;
use crate::form::Form;
use crate::workbench::state::use_team;

/// The page. What was set is taken once: news of the team leaves what is being chosen.
#[component]
pub fn ScopePage() -> impl IntoView {
    let team = use_team();
    let key = use_params_map().with_untracked(|params| params.get("suite"));
    let key = StoredValue::new(key.unwrap_or_default());
    let path = move |path: &str| key.with_value(|key| team.suite_path(path, key));
    let suite = team.load::<team::SuitePage>(move || path(SUITE));
    let mounted = RwSignal::new(());
    let form = Form::new(move |_: IgnoredAny| {
        if mounted.try_get_untracked().is_none() {
            return;
        }
        match history::can_go_back() {
            true => history::back(),
            false => {
                let suite = key.with_value(|key| team.page_path(&format!("/suites/{key}")));
                team.navigate.replace(&suite);
            }
        }
    });
    let send = move |scope| form.submit(Request::put(path(SUITE_SCOPE), &scope));
    let draw = move |suite: RwSignal<team::SuitePage>| {
        let before = suite.get_untracked().suite.scope;
        view! {
            <ScopeForm
                form
                directory=path(SUITE_DIRECTORY)
                before
                on_submit=Callback::new(send)
            />
        }
    };
    view! {
        {move || view! { <Bar title=team.t().scope plain=true/> }}
        {show(suite, draw)}
    }
}
