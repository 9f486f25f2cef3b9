//! The queue of applications: those that wait first, the oldest of them first.

use api::console::desk::{ApplicationRow, Waiting};
use api::console::list::Page as Rows;
use api::console::review_path::{APPLICATIONS, DESK_WAITING};
use domain::account::Permission;
use domain::application::ApplicationState;
use domain::word::Word;
use leptos::prelude::*;
use ui::component::Picture;
use ui::lang::Lang;

use crate::browser::time;
use crate::components::card::{Badge, Card, Empty, Tone};
use crate::components::list::{Filter, Listing, filter_field, with_query};
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::rows::rows;
use crate::components::table::Time;
use crate::pages::Allowed;
use crate::session::{use_session, use_texts};
use crate::text::{common, desk as text, judged, list, number::number};

/// The page's address.
pub const ADDRESS: &str = "/console/applications";

/// The states that applications are listed by.
const STATES: [ApplicationState; 4] = [
    ApplicationState::Submitted,
    ApplicationState::Rejected,
    ApplicationState::Approved,
    ApplicationState::Replaced,
];

/// The page.
#[component]
pub fn QueuePage() -> impl IntoView {
    view! {
        <Allowed to=Permission::SeeAllVendors>
            <Queue/>
        </Allowed>
    }
}

/// The list with what its address asks for, here and for one application of it.
pub fn queue_listing() -> Listing {
    Listing::new(&["q", "state"])
}

#[component]
fn Queue() -> impl IntoView {
    let (l, t) = (use_texts(list::of), use_texts(text::of));
    let listing = queue_listing();
    let page = load::<Rows<ApplicationRow>>(move || listing.request(APPLICATIONS));
    let [q, state] = ["q", "state"].map(|name| (name, filter_field(listing, name)));
    let none = move || match listing.value("state").as_str() {
        "submitted" => [t().none_waiting, t().none_waiting_detail],
        _ => [t().none, t().none_detail],
    };
    // Nothing that waits is no reason to search in another way.
    let is_bare = move || listing.value("q").is_empty() && listing.value("state") == "submitted";
    view! {
        <Page title=move || t().title detail=move || t().detail>
            <States listing/>
            <Filter listing fields=vec![q, state]>
                <div class="field grow">
                    <label for="queue-q">{move || l().search}</label>
                    <input class="input" id="queue-q" type="search" placeholder=move || t().search_help bind:value=q.1/>
                </div>
            </Filter>
            <Card title=move || t().title>
                {show_words(page, move |page| {
                    let none = untrack(none);
                    match page.rows.is_empty() && untrack(is_bare) {
                        true => {
                            let [title, detail] = none;
                            view! { <Empty title detail/> }.into_any()
                        }
                        false => rows(listing, page, none, move |rows| view! { <Table rows listing/> }),
                    }
                })}
            </Card>
        </Page>
    }
}

/// The states with how many stand so, as links.
#[component]
fn States(listing: Listing) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let waiting = load::<Waiting>(|| DESK_WAITING.to_owned());
    let counts = Memo::new(move |_| waiting.get().and_then(Result::ok));
    let link = move |state: Option<ApplicationState>| {
        let word = move || state.map_or_else(String::new, |state| state.word().into_owned());
        let href = move || with_query(ADDRESS, [("state", word()), ("q", listing.value("q"))]);
        let current = move || (listing.value("state") == word()).then_some("page");
        let name = move || match state {
            Some(state) => judged::state(session.lang.get(), state),
            None => t().all,
        };
        let count = move || {
            let counts = counts.get()?;
            let n = match state? {
                ApplicationState::Submitted => counts.submitted,
                ApplicationState::Rejected => counts.rejected,
                ApplicationState::Approved => counts.approved,
                ApplicationState::Replaced => counts.replaced,
                ApplicationState::Draft => return None,
            };
            Some(view! { <span class="count">{number(n)}</span> })
        };
        view! {
            <a class="view-link" href=href aria-current=current>
                {name}
                {count}
            </a>
        }
    };
    let states = STATES.map(|state| link(Some(state)));
    view! {
        <nav class="views" aria-label=move || t().states>
            {link(None)}
            {states.into_iter().collect_view()}
        </nav>
    }
}

/// How an application stands, in a word and a color.
pub fn badge(lang: Lang, state: ApplicationState) -> impl IntoView + use<> {
    let tone = match state {
        ApplicationState::Submitted => Tone::Due,
        ApplicationState::Approved => Tone::Good,
        _ => Tone::Plain,
    };
    view! { <Badge text=judged::state(lang, state) tone/> }
}

/// The address of an application, with what the list is asked for.
pub fn address(listing: Listing, id: i64) -> String {
    let parts = ["q", "state"].map(|name| (name, listing.value(name)));
    with_query(&format!("{ADDRESS}/{id}"), parts)
}

#[component]
fn Table(rows: Vec<ApplicationRow>, listing: Listing) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = rows.into_iter().map(|row| view! { <Row row listing/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().suite}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col">{t().submitted_at}</th>
                    <th scope="col">{t().rounds}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(row: ApplicationRow, listing: Listing) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get();
    let href = untrack(|| address(listing, row.id));
    let waits = row.state == ApplicationState::Submitted;
    let waited = waits.then(|| {
        let waited = text::waited(lang, time::now() - row.submitted_at);
        view! { <small>{waited}</small> }
    });
    view! {
        <tr>
            <td class="first">
                <a class="person" href=href>
                    <Picture src=row.icon size="36"/>
                    <span class="two">
                        <span class="strong typed">{row.suite}</span>
                        <small class="typed">{row.vendor}</small>
                    </span>
                </a>
            </td>
            <td data-label=c().state>{badge(lang, row.state)}</td>
            <td data-label=t().submitted_at>
                <span>
                    <Time at=row.submitted_at/>
                    {waited}
                </span>
            </td>
            <td data-label=t().rounds>{text::nth(lang, row.rounds)}</td>
        </tr>
    }
}
