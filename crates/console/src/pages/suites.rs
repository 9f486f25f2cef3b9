//! The vendor's suites.

mod apps;
pub mod draft;
mod edit;
mod entries;
mod events;
mod fields;
pub mod frame;
mod overview;
mod routes;
mod sandbox;
pub mod server;
pub mod workshop;

use api::console::list::Page as Rows;
use api::console::suite::SuiteRow;
use api::console::vendor_path as path;
use domain::account::Permission;
use domain::suite::SuiteState;
use domain::word::Word;
use leptos::prelude::*;
use ui::component::Picture;
use ui::icon::{Icon, PLUS};

pub use self::edit::NewSuitePage;
pub use self::routes::SuiteRoutes;
use super::Allowed;
use crate::components::card::{Badge, Card, Empty, Tone};
use crate::components::list::{Filter, FilterSelect, Listing, Pager, filter_field};
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::table::Time;
use crate::session::{use_session, use_texts};
use crate::text::suite;

/// The page.
#[component]
pub fn SuitesPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::SeeVendor>
            <List/>
        </Allowed>
    }
}

#[component]
fn List() -> impl IntoView {
    let session = use_session();
    let t = use_texts(suite::of);
    let listing = Listing::new(&["q", "state", "sort"]);
    let suites = load::<Rows<SuiteRow>>(move || listing.request(path::SUITES));
    let new = move || view! { <NewButton/> };
    let title = move || {
        let total = suites.get().and_then(Result::ok).and_then(|it| it.total);
        match total {
            Some(total) => suite::count(session.lang.get(), total),
            None => t().suites.to_owned(),
        }
    };
    view! {
        <Page title=move || t().suites detail=move || t().suites_detail action=new>
            <SuiteFilter listing/>
            <Card title>
                {show_words(suites, move |suites| match (suites.rows.is_empty(), listing.is_narrowed()) {
                    (true, false) => view! {
                        <Empty title=t().none detail=t().none_detail/>
                    }
                    .into_any(),
                    (true, true) => view! { <Empty title=t().none_found detail=t().none_found_detail/> }.into_any(),
                    (false, _) => view! {
                        <Table rows=suites.rows/>
                        <Pager listing next=suites.next/>
                    }
                    .into_any(),
                })}
            </Card>
        </Page>
    }
}

/// Leads to a new suite, for those who may make one.
#[component]
fn NewButton() -> impl IntoView {
    let session = use_session();
    let t = use_texts(suite::of);
    view! {
        <Show when=move || session.may(Permission::EditSuites)>
            <a class="button primary" href="/console/suites/new">
                <Icon path=PLUS/>
                {move || t().new}
            </a>
        </Show>
    }
}

#[component]
fn SuiteFilter(listing: Listing) -> impl IntoView {
    let session = use_session();
    let t = use_texts(suite::of);
    let [q, state, sort] = ["q", "state", "sort"].map(|name| filter_field(listing, name));
    let word = |word| {
        let name = move || {
            let state = SuiteState::from_word(word).unwrap_or(SuiteState::Draft);
            suite::state(session.lang.get(), state)
        };
        (word, name.into())
    };
    let any: (_, TextProp) = ("", (move || t().any_state).into());
    let states = vec![any, word("draft"), word("approved"), word("suspended")];
    let orders: Vec<(_, TextProp)> = vec![
        ("", (move || t().newest).into()),
        ("oldest", (move || t().oldest).into()),
    ];
    view! {
        <Filter listing fields=vec![("q", q), ("state", state), ("sort", sort)]>
            <div class="field grow">
                <label for="suites-q">{move || t().search}</label>
                <input class="input" id="suites-q" type="search" placeholder=move || t().search_help bind:value=q/>
            </div>
            <FilterSelect id="suites-state" label=move || t().state options=states value=state/>
            <FilterSelect id="suites-sort" label=move || t().sort options=orders value=sort/>
        </Filter>
    }
}

#[component]
fn Table(rows: Vec<SuiteRow>) -> impl IntoView {
    let t = use_texts(suite::of);
    let rows = rows.into_iter().map(|row| {
        view! {
            <tr>
                <td class="first">
                    <a class="person" href=frame::address(&row.suite_key, "")>
                        <Picture src=row.icon size="36"/>
                        <span class="strong">{row.name}</span>
                    </a>
                </td>
                <td data-label=t().state>
                    <StateBadge state=row.state/>
                </td>
                <td data-label=t().apps>{row.apps}</td>
                <td data-label=t().created>
                    <Time at=row.created_at/>
                </td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().name}</th>
                    <th scope="col">{t().state}</th>
                    <th scope="col">{t().apps}</th>
                    <th scope="col">{t().created}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// How a suite stands, as a badge.
#[component]
pub fn StateBadge(
    /// The word of its state.
    state: String,
) -> impl IntoView {
    let session = use_session();
    SuiteState::from_word(&state).map(|state| {
        let tone = match state {
            SuiteState::Draft => Tone::Plain,
            SuiteState::Approved => Tone::Good,
            SuiteState::Suspended => Tone::Due,
        };
        view! { <Badge text=suite::state(session.lang.get(), state) tone/> }
    })
}
