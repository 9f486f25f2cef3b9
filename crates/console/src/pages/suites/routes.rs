//! The addresses of suites and of their pages.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route};
use leptos_router::path;

use super::frame::SuiteFrame;
use super::overview::OverviewPage;
use crate::pages::serials::{SerialBatchesPage, SerialImportPage, SerialsPage};

/// The pages of one suite, below its frame.
#[component(transparent)]
pub fn SuiteRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("suites/:suite") view=SuiteFrame>
            <Route path=path!("") view=OverviewPage/>
            <Route path=path!("serials") view=SerialsPage/>
            <Route path=path!("serials/batches") view=SerialBatchesPage/>
            <Route path=path!("serials/import") view=SerialImportPage/>
        </ParentRoute>
    }
    .into_inner()
}
