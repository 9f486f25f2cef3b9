//! The workbench of a person who is in no team, or not in the one that was asked for.

use leptos::prelude::*;
use ui::component::{Avatar, Heading, RowText};
use ui::icon::{Icon, PEOPLE};
use ui::text;

use super::AccountRow;
use crate::workbench::pages::bar::PlainBar;
use crate::workbench::state::{Team, page_of, use_team};

/// The page.
#[component]
pub fn NoTeamPage() -> impl IntoView {
    let team = use_team();
    let content = move || {
        let t = team.t();
        let lang = team.lang.get();
        let (in_teams, wishes) = team.home.with(|home| match home {
            Some(home) => (!home.teams.is_empty(), text::team::list(lang, &home.wishes)),
            None => (false, String::new()),
        });
        let (title, hint) = match (in_teams, wishes.as_str()) {
            (true, _) => (t.not_your_team, String::new()),
            (false, "") => (t.no_team, t.no_team_hint.to_owned()),
            (false, teams) => (t.join_waiting, text::team::asked_to_join(lang, teams)),
        };
        let teams = in_teams.then(|| view! { <div class="card">{team_rows(team, false)}</div> });
        view! {
            <span class="bigmark plain">
                <Icon path=PEOPLE/>
            </span>
            <Heading text=title/>
            <p class="second">{hint}</p>
            {teams}
            <div class="card">
                <AccountRow text=t.account/>
            </div>
        }
    };
    view! {
        <PlainBar/>
        <main class="page middle">{move || content()}</main>
    }
}

/// The person's teams as links. In a sheet a link takes the place of the sheet's entry in the history.
pub fn team_rows(team: Team, in_sheet: bool) -> Vec<impl IntoView + use<>> {
    let lang = team.lang.get();
    let teams = team.home.get().map(|home| home.teams);
    let row = |seat: api::team::Seat| {
        view! {
            <a class="row" href=page_of("", Some(&seat.corpid)) prop:replace=in_sheet>
                <Avatar name=seat.name.clone()/>
                <RowText line=seat.name small=text::team::role(lang, seat.role)/>
                <span class="end">{text::people(lang, seat.people)}</span>
            </a>
        }
    };
    teams.unwrap_or_default().into_iter().map(row).collect()
}
