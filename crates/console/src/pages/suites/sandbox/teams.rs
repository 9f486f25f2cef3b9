//! Test teams with their state, and how one is removed.

use api::console::sandbox::{Sandbox, TestTeam};
use api::console::vendor_path::{TEST_TEAM, of_item};
use api::problem::Problem;
use domain::account::Permission;
use leptos::prelude::*;

use crate::api::Request;
use crate::components::card::{Badge, Card, Empty, Tone};
use crate::components::dialog::{Confirm, open_for};
use crate::components::table::Time;
use crate::form::Form;
use crate::pages::suites::frame::use_suite;
use crate::session::{use_session, use_texts};
use crate::text::{common, customers, sandbox as text};

/// The card.
#[component]
pub fn TeamsCard(teams: Vec<TestTeam>, most: u32) -> impl IntoView {
    let t = use_texts(text::of);
    let removing = RwSignal::new(None::<TestTeam>);
    let count = teams.len();
    let action = move || view! { <span class="second num">{text::of_most(count, most)}</span> };
    let is_full = u32::try_from(count).is_ok_and(|count| count >= most);
    let full = is_full.then(|| view! { <p class="note">{t().full}</p> });
    let body = match teams.is_empty() {
        true => view! { <Empty title=t().no_teams detail=t().no_teams_detail/> }.into_any(),
        false => view! { <Table teams removing/> }.into_any(),
    };
    view! {
        <Card title=move || t().teams detail=move || t().teams_detail action>
            {full}
            {body}
        </Card>
        <RemoveDialog removing/>
    }
}

#[component]
fn Table(teams: Vec<TestTeam>, removing: RwSignal<Option<TestTeam>>) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = teams.into_iter().map(|team| view! { <Row team removing/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().team}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col" class="num">{t().people}</th>
                    <th scope="col">{t().created}</th>
                    <th scope="col">
                        <span class="unseen">{c().actions}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(team: TestTeam, removing: RwSignal<Option<TestTeam>>) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let tone = match team.state.as_deref() {
        Some("active") => Tone::Good,
        Some("awaiting" | "refused") => Tone::Due,
        _ => Tone::Plain,
    };
    let state = match &team.state {
        Some(state) => customers::state(session.lang.get(), state),
        None => t().not_authorized,
    };
    let label = format!("{}: {}", t().remove, team.name);
    let (name, corpid) = (team.name.clone(), team.corpid.clone());
    let (people, at) = (team.people, team.created_at);
    view! {
        <tr>
            <td class="first">
                <span class="two">
                    <span class="strong typed">{name}</span>
                    <small class="mono">{corpid}</small>
                </span>
            </td>
            <td data-label=c().state>
                <Badge text=state tone/>
            </td>
            <td class="num" data-label=t().people>
                {people}
            </td>
            <td data-label=t().created>
                <Time at/>
            </td>
            <td class="end">
                <Show when=move || session.may(Permission::EditLinks)>
                    <button
                        class="button small"
                        type="button"
                        aria-label=label.clone()
                        on:click={
                            let team = team.clone();
                            move |_| removing.set(Some(team.clone()))
                        }
                    >
                        {t().remove}
                    </button>
                </Show>
            </td>
        </tr>
    }
}

/// Asks before a test team is removed.
#[component]
fn RemoveDialog(removing: RwSignal<Option<TestTeam>>) -> impl IntoView {
    let (session, suite) = (use_session(), use_suite());
    let t = use_texts(text::of);
    let open = open_for(removing);
    let form = Form::new("remove-test-team", move |_: Sandbox| {
        open.set(false);
        session.say(t().team_removed);
        session.reload();
    });
    let form = form.with_handler(move |problem: &Problem| {
        // Somebody else has removed it.
        let gone = problem.code == api::Code::NotFound;
        if gone {
            open.set(false);
            session.reload();
        }
        gone
    });
    let confirm = Callback::new(move |()| {
        if let Some(team) = removing.get_untracked() {
            let path = of_item(TEST_TEAM, &suite.key.get_untracked(), team.id);
            form.submit(Request::delete(path));
        }
    });
    let title = move || {
        let name = removing.with(|team| team.as_ref().map(|team| team.name.clone()));
        text::remove_team_title(session.lang.get(), &name.unwrap_or_default())
    };
    view! {
        <Confirm
            open
            form
            title
            detail=move || t().remove_team_detail
            action=move || t().remove
            on_confirm=confirm
        />
    }
}
