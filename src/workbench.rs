//! The team after the start: the workbench, everything that is managed from it, and joining by an invite.

mod pages;
mod state;

use api::team::TeamBoot;
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
use crate::browser::{install, page, scroll};
use crate::components::{LoadDocument, Network, NotFoundPage};
use crate::program;
use crate::session::Session;

/// Runs the program.
pub fn run() {
    program::run(is_own, |boot| {
        install::keep();
        view! { <App boot/> }
    });
}

/// Whether an address is of a page of this program's: an invite is a document, joining by it is not.
fn is_own(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let mut parts = path.trim_start_matches('/').split('/');
    let parts = (parts.next(), parts.next(), parts.next(), parts.next());
    matches!(
        parts,
        (Some("workbench"), ..) | (Some("join"), Some(_), Some("go"), None)
    )
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
    scroll::restore_on_back();
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
