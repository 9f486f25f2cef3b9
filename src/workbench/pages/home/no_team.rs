//! The workbench of a person who is in no team, or not in the one that was asked for.

use leptos::prelude::*;
use ui::component::{Avatar, Heading, RowText};
use ui::icon::{Icon, PEOPLE};
use ui::text;

use super::AccountRow;
use super::invitations::Invitations;
use crate::workbench::pages::bar::PlainBar;
use crate::workbench::state::{Team, page_of, use_team};

/// The page.
#[component]
pub fn NoTeamPage() -> impl IntoView {
    let team = use_team();
    let in_teams = Memo::new(move |_| {
        team.home
            .with(|home| home.as_ref().is_some_and(|home| !home.teams.is_empty()))
    });
    let head = move || {
        let t = team.t();
        let lang = team.lang.get();
        let (is_invited, wishes) = team.home.with(|home| match home {
            Some(home) => (
                !home.invitations.is_empty(),
                text::team::list(lang, &home.wishes),
            ),
            None => (false, String::new()),
        });
        let waits = (!wishes.is_empty()).then(|| text::team::asked_to_join(lang, &wishes));
        let (title, hint) = match (in_teams.get(), is_invited, waits) {
            (true, ..) => (t.not_your_team, None),
            (false, true, waits) => (t.invited_title, waits),
            (false, false, Some(waits)) => (t.join_waiting, Some(waits)),
            (false, false, None) => (t.no_team, Some(t.no_team_hint.to_owned())),
        };
        view! {
            <span class="bigmark plain">
                <Icon path=PEOPLE/>
            </span>
            <Heading text=title/>
            {hint.map(|hint| view! { <p class="second">{hint}</p> })}
        }
    };
    let rest = move || {
        let teams = || view! { <div class="card">{team_rows(team, false)}</div> };
        view! {
            {in_teams.get().then(teams)}
            <div class="card">
                <AccountRow text=team.t().account/>
            </div>
        }
    };
    view! {
        <PlainBar/>
        <main class="page middle">
            {move || head()}
            <Invitations/>
            {move || rest()}
        </main>
    }
}

/// The person's teams as links. In a sheet a link takes the place of the sheet's entry in the history.
pub fn team_rows(team: Team, in_sheet: bool) -> Vec<impl IntoView + use<>> {
    let lang = team.lang.get();
    let teams = team.home.get().map(|home| home.teams);
    let row = |membership: api::team::Membership| {
        view! {
            <a class="row" href=page_of("", Some(&membership.corpid)) prop:replace=in_sheet>
                <Avatar name=membership.name.clone()/>
                <RowText line=membership.name small=text::team::role(lang, membership.role)/>
                <span class="end">{text::people(lang, membership.people)}</span>
            </a>
        }
    };
    teams.unwrap_or_default().into_iter().map(row).collect()
}
