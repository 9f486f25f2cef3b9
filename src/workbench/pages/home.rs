//! The workbench (工作台): what waits, the team's apps as a grid, what is managed.

mod apps;
mod header;
mod invitations;
mod no_team;

use api::team::Workbench;
use domain::role::Permission;
use leptos::prelude::*;
use ui::text;

use self::apps::{apps, duties};
use self::header::Header;
use self::invitations::Invitations;
pub use self::no_team::NoTeamPage;
use super::bar::{ButtonRow, LinkRow};
use crate::workbench::state::{Team, use_team};

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    let team = use_team();
    let content = move || {
        let t = team.t();
        let manages = Memo::new(move |_| team.may(Permission::SetScope));
        let manage = move || if manages.get() { t.manage } else { t.feedback };
        view! {
            {move || part(team, duties)}
            <h2>{t.apps}</h2>
            {move || part(team, apps)}
            <h2>{move || manage()}</h2>
            {move || view! { <Manage manages=manages.get()/> }}
            <h2>{t.mine}</h2>
            <Own/>
        }
    };
    view! {
        <Header/>
        <main class="page">
            <Invitations/>
            {move || content()}
        </main>
    }
}

/// What is drawn of the workbench, as it is now.
fn part(team: Team, draw: fn(Team, &Workbench) -> AnyView) -> Option<AnyView> {
    team.home
        .with(|home| home.as_ref().map(|home| draw(team, home)))
}

#[component]
fn Manage(manages: bool) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let people = team
        .membership(|membership| membership.people)
        .unwrap_or_default();
    let people = text::people(team.lang.get(), people);
    let suites = if manages { t.suites } else { t.suites_member };
    let invite = team
        .may(Permission::Invite)
        .then(|| view! { <LinkRow href=team.page_path("/invite") text=t.invite end=people/> });
    let members = team
        .may(Permission::SeePeople)
        .then(|| view! { <LinkRow href=team.page_path("/people") text=t.people/> });
    view! {
        <div class="card">
            {invite}
            {members}
            <LinkRow href=team.page_path("/suites") text=suites/>
        </div>
    }
}

#[component]
fn Own() -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let install = Callback::new(move |()| team.offer.take());
    let offer = move || {
        let row = || view! { <ButtonRow class="row more" text=team.t().install on_tap=install/> };
        team.offer.0.get().then(row)
    };
    view! {
        <div class="card">
            {move || offer()}
            {move || view! { <AccountRow text=t.account/> }}
        </div>
    }
}

/// The way to the account, with the number of who is signed in.
#[component]
fn AccountRow(text: &'static str) -> impl IntoView {
    let team = use_team();
    let phone = team.person.get().map(|person| person.phone);
    view! { <LinkRow href=team.page_path("/account") text end=phone.unwrap_or_default()/> }
}
