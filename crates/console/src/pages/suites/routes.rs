//! The addresses of suites and of their pages.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route};
use leptos_router::path;

use super::frame::SuiteFrame;
use super::overview::OverviewPage;

/// The pages of one suite, below its frame.
#[component(transparent)]
pub fn SuiteRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("suites/:suite") view=SuiteFrame>
            <Route path=path!("") view=OverviewPage/>
        </ParentRoute>
    }
    .into_inner()
}
