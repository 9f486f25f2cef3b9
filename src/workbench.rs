//! The team after the start: the workbench, everything that is managed from it, and joining by an invite.

mod pages;
mod state;

use api::team::TeamBoot;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
use ui::text::team as text;

use self::pages::account::AccountPage;
use self::pages::home::HomePage;
use self::pages::invite::InvitePage;
use self::pages::join::JoinPage;
use self::pages::notices::NoticesPage;
use self::pages::people::PeoplePage;
use self::pages::requests::RequestsPage;
use self::pages::scope::ScopePage;
use self::pages::suite::SuitePage;
use self::pages::suites::SuitesPage;
use self::pages::{Title, team_page};
use self::state::Team;
use crate::browser::{history, install, page, report};
use crate::components::{LoadDocument, Network, NotFoundPage};
use crate::session::Session;

/// Runs the program: on a page of its own at once, on an invite once the link that joins is tapped.
pub fn run() {
    report::install_panic_hook();
    if !page::is_document() {
        history::mark_start();
        return mount();
    }
    page::on_link(|href| {
        let begins = page::is_document() && joins(href);
        if begins {
            if page::address() != href {
                history::push(Some(href));
            }
            mount();
        }
        begins
    });
    // Forward, to a page of the program that went when Back loaded the document again.
    page::on_window("popstate", || {
        if page::is_document() && !is_invite(&page::address()) {
            mount();
        }
    });
}

/// Whether an address is that of joining by an invite.
fn joins(href: &str) -> bool {
    let mut parts = href.trim_start_matches('/').split('/');
    let parts = (parts.next(), parts.next(), parts.next(), parts.next());
    matches!(parts, (Some("join"), Some(_), Some("go"), None))
}

/// Whether an address is an invite's, which is a document.
fn is_invite(address: &str) -> bool {
    address.starts_with("/join/") && !joins(address)
}

/// Takes the place of what the server painted, with the data that came with it.
fn mount() {
    let Some(root) = page::clear_root() else {
        return;
    };
    let boot: TeamBoot = page::boot()
        .and_then(|boot| serde_json::from_str(&boot).ok())
        .unwrap_or_default();
    mount_to(root, move || view! { <App boot/> }).forget();
    install::keep();
}

#[component]
fn App(boot: TeamBoot) -> impl IntoView {
    let session = Session::new(&boot.lang, boot.person.clone(), text::refusal);
    provide_context(session);
    view! {
        <Router>
            <Program boot/>
        </Router>
    }
}

#[component]
fn Program(boot: TeamBoot) -> impl IntoView {
    let team = Team::new(boot);
    provide_context(team);
    page::on_restored(move || team.reload());
    view! {
        <div class="contents">
            <Network/>
            <FlatRoutes fallback=|| view! { <NotFoundPage/> }>
                <Route path=path!("/join/:code/go") view=JoinPage/>
                <Route path=path!("/join/:code") view=LoadDocument/>
                <Route path=path!("/workbench") view=|| team_page(Title::Team, HomePage)/>
                <Route path=path!("/workbench/invite") view=|| team_page(Title::Of(|t| t.invite), InvitePage)/>
                <Route path=path!("/workbench/people") view=|| team_page(Title::Of(|t| t.people), PeoplePage)/>
                <Route path=path!("/workbench/suites") view=|| team_page(Title::Of(|t| t.suites), SuitesPage)/>
                <Route path=path!("/workbench/suites/:suite") view=|| team_page(Title::Of(|t| t.suites), SuitePage)/>
                <Route path=path!("/workbench/scope/:suite") view=|| team_page(Title::Of(|t| t.scope), ScopePage)/>
                <Route path=path!("/workbench/requests") view=|| team_page(Title::Of(|t| t.requests), RequestsPage)/>
                <Route path=path!("/workbench/notices") view=|| team_page(Title::OfPerson(|t| t.notices), NoticesPage)/>
                <Route path=path!("/workbench/account") view=|| team_page(Title::OfPerson(|t| t.account), AccountPage)/>
            </FlatRoutes>
        </div>
    }
}
