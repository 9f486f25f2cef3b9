//! The addresses of suites and of their pages.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route};
use leptos_router::path;

use super::apps::AppsPage;
use super::edit::EditSuitePage;
use super::events::{EventPage, EventsPage};
use super::frame::SuiteFrame;
use super::overview::OverviewPage;
use super::sandbox::SandboxPage;
use super::server::ServerPage;
use crate::pages::acceptance::{OwnAcceptancePage, OwnDefectsPage};
use crate::pages::application::{ApplicationFrame, ApplicationPage, HistoryPage, SheetPage};
use crate::pages::customers::{CustomerPage, CustomersPage};
use crate::pages::funnel::FunnelPage;
use crate::pages::links::{LinkBatchesPage, LinkPage, LinksFromListPage, LinksPage};
use crate::pages::serials::{SerialBatchesPage, SerialImportPage, SerialsPage};

/// The pages of one suite, below its frame.
#[component(transparent)]
pub fn SuiteRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("suites/:suite") view=SuiteFrame>
            <Route path=path!("") view=OverviewPage/>
            <ParentRoute path=path!("application") view=ApplicationFrame>
                <Route path=path!("") view=ApplicationPage/>
                <Route path=path!("sheet") view=SheetPage/>
                <Route path=path!("history") view=HistoryPage/>
            </ParentRoute>
            <Route path=path!("acceptance") view=OwnAcceptancePage/>
            <Route path=path!("acceptance/defects") view=OwnDefectsPage/>
            <Route path=path!("serials") view=SerialsPage/>
            <Route path=path!("serials/batches") view=SerialBatchesPage/>
            <Route path=path!("serials/import") view=SerialImportPage/>
            <Route path=path!("links") view=LinksPage/>
            <Route path=path!("links/batches") view=LinkBatchesPage/>
            <Route path=path!("links/from-list") view=LinksFromListPage/>
            <Route path=path!("links/:link") view=LinkPage/>
            <Route path=path!("sandbox") view=SandboxPage/>
            <Route path=path!("funnel") view=FunnelPage/>
            <Route path=path!("customers") view=CustomersPage/>
            <Route path=path!("customers/:id") view=CustomerPage/>
            <Route path=path!("edit") view=EditSuitePage/>
            <Route path=path!("events") view=EventsPage/>
            <Route path=path!("events/:id") view=EventPage/>
            <Route path=path!("apps") view=AppsPage/>
            <Route path=path!("server") view=ServerPage/>
        </ParentRoute>
    }
    .into_inner()
}
