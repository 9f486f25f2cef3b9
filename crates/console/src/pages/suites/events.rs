//! What was pushed to the vendor's server.

mod event;

use api::console::customer::CallbackRow;
use api::console::list::Page as Rows;
use api::console::vendor_path as path;
use domain::callback::OutboxState;
use domain::word::Word;
use leptos::prelude::*;

pub use self::event::EventPage;
use super::frame::{TheSuite, use_suite};
use crate::components::card::{Badge, Card, Empty, Tone};
use crate::components::list::{Filter, FilterSelect, Listing, Pager, filter_field};
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::table::Time;
use crate::session::{use_session, use_texts};
use crate::text::event as text;

/// The page.
#[component]
pub fn EventsPage() -> impl IntoView {
    let suite = use_suite();
    let t = use_texts(text::of);
    let listing = Listing::new(&["state", "sort"]);
    let events = load::<Rows<CallbackRow>>(move || {
        listing.request(&path::of_suite(path::CALLBACKS, &suite.key.get()))
    });
    view! {
        <Page title=move || t().events detail=move || t().events_detail>
            <EventFilter listing/>
            <Card title=move || t().events>
                {show_words(events, move |events| match (events.rows.is_empty(), listing.is_narrowed()) {
                    (true, false) => {
                        let hosted = suite.get().callback_url.is_none();
                        let detail = if hosted { t().none_hosted } else { t().none_detail };
                        view! { <Empty title=t().none detail/> }.into_any()
                    }
                    (true, true) => view! { <Empty title=t().none_found detail=t().none_found_detail/> }.into_any(),
                    (false, _) => view! {
                        <Table rows=events.rows suite/>
                        <Pager listing next=events.next/>
                    }
                    .into_any(),
                })}
            </Card>
        </Page>
    }
}

#[component]
fn EventFilter(listing: Listing) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let [state, sort] = ["state", "sort"].map(|name| filter_field(listing, name));
    let any: (_, TextProp) = ("", (move || t().any_state).into());
    let words = ["waiting", "delivered", "given_up", "dropped"].map(|word| {
        let name = move || {
            let state = OutboxState::from_word(word).unwrap_or(OutboxState::Waiting);
            text::state(session.lang.get(), state)
        };
        (word, TextProp::from(name))
    });
    let orders: Vec<(_, TextProp)> = vec![
        ("", (move || t().newest).into()),
        ("oldest", (move || t().oldest).into()),
    ];
    let states = std::iter::once(any).chain(words).collect();
    view! {
        <Filter listing fields=vec![("state", state), ("sort", sort)]>
            <FilterSelect id="events-state" label=move || t().state options=states value=state/>
            <FilterSelect id="events-sort" label=move || t().sort options=orders value=sort/>
        </Filter>
    }
}

#[component]
fn Table(rows: Vec<CallbackRow>, suite: TheSuite) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get();
    let rows = rows.into_iter().map(|row| {
        view! {
            <tr>
                <td class="first">
                    <a href=suite.address(&format!("events/{}", row.id))>{text::kind(lang, row.kind)}</a>
                    <small>{row.kind.word().into_owned()}</small>
                </td>
                <td data-label=t().state>
                    <StateBadge state=row.state/>
                </td>
                <td data-label=t().team class="typed">
                    {row.corpid}
                </td>
                <td data-label=t().attempts>{row.attempts}</td>
                <td data-label=t().created>
                    <Time at=row.created_at/>
                </td>
                <td data-label=t().next_at>{row.next_at.map(|at| view! { <Time at/> })}</td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().event}</th>
                    <th scope="col">{t().state}</th>
                    <th scope="col">{t().team}</th>
                    <th scope="col">{t().attempts}</th>
                    <th scope="col">{t().created}</th>
                    <th scope="col">{t().next_at}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// How an event stands, as a badge.
#[component]
fn StateBadge(state: OutboxState) -> impl IntoView {
    let session = use_session();
    let tone = match state {
        OutboxState::Delivered => Tone::Good,
        OutboxState::GivenUp => Tone::Due,
        OutboxState::Waiting | OutboxState::Dropped => Tone::Plain,
    };
    view! { <Badge text=text::state(session.lang.get(), state) tone/> }
}
