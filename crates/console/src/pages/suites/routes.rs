//! The addresses of suites and of their pages.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route};
use leptos_router::path;

use super::apps::AppsPage;
use super::edit::EditSuitePage;
use super::events::{EventPage, EventsPage};
use super::frame::SuiteFrame;
use super::overview::OverviewPage;
use super::server::ServerPage;

/// The pages of one suite, below its frame.
#[component(transparent)]
pub fn SuiteRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("suites/:suite") view=SuiteFrame>
            <Route path=path!("") view=OverviewPage/>
            <Route path=path!("edit") view=EditSuitePage/>
            <Route path=path!("events") view=EventsPage/>
            <Route path=path!("events/:id") view=EventPage/>
            <Route path=path!("apps") view=AppsPage/>
            <Route path=path!("server") view=ServerPage/>
        </ParentRoute>
    }
    .into_inner()
}
