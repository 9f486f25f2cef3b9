//! The operators' queue of acceptances.

use api::console::acceptance::AcceptanceRow;
use api::console::acceptance_path as path;
use api::console::list::Page as Rows;
use domain::account::Permission;
use leptos::prelude::*;
use ui::component::Picture;

use super::round::state_badge;
use crate::components::card::{Card, Empty};
use crate::components::list::{Filter, FilterSelect, Listing, Pager, filter_field};
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::table::Time;
use crate::pages::Allowed;
use crate::session::{use_session, use_texts};
use crate::text::{acceptance as text, common, list, suite};

/// The page.
#[component]
pub fn AcceptancesPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::SeeAllVendors>
            <List/>
        </Allowed>
    }
}

#[component]
fn List() -> impl IntoView {
    let (l, t) = (use_texts(list::of), use_texts(text::of));
    let listing = Listing::new(&["q", "state"]);
    let found = load::<Rows<AcceptanceRow>>(move || listing.request(path::ACCEPTANCES));
    view! {
        <Page title=move || t().title detail=move || t().queue_detail>
            <QueueFilter listing/>
            <Card title=move || t().all>
                {show_words(found, move |page| match (page.rows.is_empty(), listing.is_narrowed()) {
                    (true, false) => view! { <Empty title=t().none detail=t().none_detail/> }.into_any(),
                    (true, true) => view! { <Empty title=l().nothing detail=l().nothing_detail/> }.into_any(),
                    (false, _) => view! {
                        <Table rows=page.rows/>
                        <Pager listing next=page.next/>
                    }
                    .into_any(),
                })}
            </Card>
        </Page>
    }
}

#[component]
fn QueueFilter(listing: Listing) -> impl IntoView {
    let session = use_session();
    let (s, t) = (use_texts(suite::of), use_texts(text::of));
    let [q, state] = ["q", "state"].map(|name| filter_field(listing, name));
    let mut states: Vec<(&'static str, TextProp)> = vec![("", (move || s().any_state).into())];
    states.extend(text::STATES.iter().map(|word| {
        let name = move || text::state_word(session.lang.get(), word);
        (*word, name.into())
    }));
    view! {
        <Filter listing fields=vec![("q", q), ("state", state)]>
            <div class="field grow">
                <label for="acceptances-q">{move || s().search}</label>
                <input class="input" id="acceptances-q" type="search" placeholder=move || t().search_help bind:value=q/>
            </div>
            <FilterSelect id="acceptances-state" label=move || s().state options=states value=state/>
        </Filter>
    }
}

#[component]
fn Table(rows: Vec<AcceptanceRow>) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get_untracked();
    let rows = rows.into_iter().map(|row| {
        view! {
            <tr>
                <td class="first">
                    <a class="person" href=format!("/console/acceptances/{}", row.id)>
                        <Picture src=row.icon size="36"/>
                        <span class="two">
                            <span class="strong">{row.suite}</span>
                            <small>{row.vendor}</small>
                        </span>
                    </a>
                </td>
                <td data-label=t().round>{text::round_of(lang, &row.version, row.round)}</td>
                <td data-label=c().state>{state_badge(row.state, text::state(lang, row.state))}</td>
                <td data-label=t().submitted_at>
                    <Time at=row.submitted_at/>
                </td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{c().suites}</th>
                    <th scope="col">{t().round}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col">{t().submitted_at}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
