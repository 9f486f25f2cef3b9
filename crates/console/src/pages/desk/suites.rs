//! The suites of all vendors: searched, filtered by how they stand, suspended and resumed.

use api::console::desk::DeskSuiteRow;
use api::console::list::Page as Rows;
use api::console::review_path::DESK_SUITES;
use domain::account::Permission;
use domain::suite::SuiteState;
use domain::word::Word;
use leptos::prelude::*;
use ui::component::Picture;

use super::queue;
use super::suspend::{Acts, ResumeDialog, SuspendDialog};
use crate::components::card::Card;
use crate::components::list::{Listing, with_query};
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::table::Time;
use crate::pages::Allowed;
use crate::pages::suites::StateBadge;
use crate::session::{use_session, use_texts};
use crate::text::{all_suites as text, common};

/// The page's address.
pub const ADDRESS: &str = "/console/all-suites";

/// The page.
#[component]
pub fn AllSuitesPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::SeeAllVendors>
            <List/>
        </Allowed>
    }
}

#[component]
fn List() -> impl IntoView {
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "state", "sort"]);
    let suites = load::<Rows<DeskSuiteRow>>(move || listing.request(DESK_SUITES));
    let acts = Acts::default();
    let by = Narrowing {
        help: text::search_help,
        states: text::STATES,
        state: text::state,
    };
    view! {
        <Page title=move || t().title detail=move || t().detail>
            <RowFilter listing by/>
            <Card title=move || t().title>
                {show_words(suites, move |page| {
                    rows(listing, page, [t().none, t().none_detail], move |rows| view! { <Table rows acts/> })
                })}
            </Card>
        </Page>
        <SuspendDialog acts/>
        <ResumeDialog acts/>
    }
}

#[component]
fn Table(rows: Vec<DeskSuiteRow>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = rows.into_iter().map(|row| view! { <Row row acts/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().suite}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col">{t().approved_at}</th>
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
fn Row(row: DeskSuiteRow, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let approved = match row.approved_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span class="third">{t().not_yet}</span> }.into_any(),
    };
    let why = row.suspended_for.clone();
    let why = why.map(|why| view! { <small class="typed">{why}</small> });
    let applications = with_query(queue::ADDRESS, [("q", row.name.clone())]);
    let label = format!("{}: {}", t().applications, row.name);
    view! {
        <tr>
            <td class="first">
                <span class="person">
                    <Picture src=row.icon.clone() size="36"/>
                    <span class="two">
                        <span class="strong typed">{row.name.clone()}</span>
                        <small class="typed">{row.vendor.clone()}</small>
                    </span>
                </span>
            </td>
            <td data-label=c().state>
                <span>
                    <StateBadge state=row.state.clone()/>
                    {why}
                </span>
            </td>
            <td data-label=t().approved_at>{approved}</td>
            <td class="end">
                <a class="button small" href=applications aria-label=label>
                    {t().applications}
                </a>
                <SuspendButton row acts/>
            </td>
        </tr>
    }
}

/// Asks before a suite is suspended or resumed.
#[component]
fn SuspendButton(row: DeskSuiteRow, acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let is_suspended = row.state == SuiteState::Suspended.word();
    let (act, subject) = match is_suspended {
        true => (t().resume, acts.resuming),
        false => (t().suspend, acts.suspending),
    };
    let label = format!("{act}: {}", row.name);
    view! {
        <Show when=move || session.may(Permission::SuspendSuites)>
            <button
                class="button small"
                type="button"
                aria-label=label.clone()
                on:click={
                    let row = row.clone();
                    move |_| subject.set(Some(row.clone()))
                }
            >
                {act}
            </button>
        </Show>
    }
}
