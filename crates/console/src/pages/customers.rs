//! A suite's customers: searched by name or id, filtered by how their authorization stands.

mod one;

use api::console::customer::CustomerRow;
use api::console::list::Page;
use api::console::vendor_path::CUSTOMERS;
use domain::authorization::AuthorizationState;
use domain::word::Word;
use leptos::prelude::*;
use ui::lang::Lang;

pub use self::one::CustomerPage;
use crate::components::card::{Badge, Card, Tone};
use crate::components::list::Listing;
use crate::components::load::{load, show_words};
use crate::components::page::Page as Frame;
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::table::Time;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{use_session, use_texts};
use crate::text::{common, customers as text};

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let suite = use_suite();
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "state", "sort"]);
    let page = load::<Page<CustomerRow>>(move || listing.request(&suite.tracked_path(CUSTOMERS)));
    let by = Narrowing {
        help: text::search_help,
        states: text::STATES,
        state: text::state,
    };
    view! {
        <Frame title=move || t().title detail=move || t().detail>
            <RowFilter listing by/>
            <Card title=move || t().title>
                {show_words(page, move |page| {
                    rows(listing, page, [t().none, t().none_detail], move |rows| view! { <Table rows suite/> })
                })}
            </Card>
        </Frame>
    }
}

/// How an authorization stands, in a word and a color.
fn badge(lang: Lang, state: AuthorizationState) -> impl IntoView + use<> {
    let tone = match state {
        AuthorizationState::Active => Tone::Good,
        AuthorizationState::AwaitingActivation | AuthorizationState::Refused => Tone::Due,
        AuthorizationState::Disabled | AuthorizationState::Withdrawn => Tone::Plain,
    };
    view! { <Badge text=text::state(lang, &state.word()) tone/> }
}

/// A moment, or that it hasn't come.
fn moment(at: Option<i64>, not_yet: &'static str) -> AnyView {
    match at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span class="third">{not_yet}</span> }.into_any(),
    }
}

#[component]
fn Table(rows: Vec<CustomerRow>, suite: TheSuite) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = rows.into_iter().map(|row| view! { <Row row suite/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().team}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col">{t().serial}</th>
                    <th scope="col">{t().authorized_at}</th>
                    <th scope="col">{t().active_at}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(row: CustomerRow, suite: TheSuite) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let href = untrack(|| suite.address(&format!("customers/{}", row.id)));
    view! {
        <tr>
            <td class="first">
                <a class="two" href=href>
                    <span class="strong typed">{row.team.name}</span>
                    <small class="mono">{row.team.corpid}</small>
                </a>
            </td>
            <td data-label=c().state>{badge(session.lang.get(), row.state)}</td>
            <td class="mono" data-label=t().serial>{row.serial}</td>
            <td data-label=t().authorized_at>
                <Time at=row.authorized_at/>
            </td>
            <td data-label=t().active_at>{moment(row.active_at, t().not_yet)}</td>
        </tr>
    }
}
