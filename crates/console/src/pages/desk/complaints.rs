//! Problems that customers reported: searched, filtered by how they stand.

use api::console::desk::ComplaintRow;
use api::console::list::Page as Rows;
use api::console::review_path::COMPLAINTS;
use domain::account::Permission;
use leptos::prelude::*;
use ui::lang::Lang;

use crate::components::card::{Badge, Card, Tone};
use crate::components::list::Listing;
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::table::Time;
use crate::pages::Allowed;
use crate::session::{use_session, use_texts};
use crate::text::{common, complaints as text};

/// The page's address.
pub const ADDRESS: &str = "/console/complaints";

/// The page.
#[component]
pub fn ComplaintsPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::AnswerComplaints>
            <List/>
        </Allowed>
    }
}

#[component]
fn List() -> impl IntoView {
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "state", "sort"]);
    let complaints = load::<Rows<ComplaintRow>>(move || listing.request(COMPLAINTS));
    let by = Narrowing {
        help: text::search_help,
        states: text::STATES,
        state: text::state,
    };
    view! {
        <Page title=move || t().title detail=move || t().detail>
            <RowFilter listing by/>
            <Card title=move || t().title>
                {show_words(complaints, move |page| {
                    rows(listing, page, [t().none, t().none_detail], move |rows| view! { <Table rows/> })
                })}
            </Card>
        </Page>
    }
}

/// How a complaint stands, in a word and a color.
pub fn badge(lang: Lang, state: &str) -> impl IntoView + use<> {
    let tone = match state {
        "open" => Tone::Due,
        "answered" => Tone::Good,
        _ => Tone::Plain,
    };
    view! { <Badge text=text::state(lang, state) tone/> }
}

#[component]
fn Table(rows: Vec<ComplaintRow>) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = rows.into_iter().map(|row| view! { <Row row/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().text}</th>
                    <th scope="col">{t().suite}</th>
                    <th scope="col">{t().team}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col">{t().at}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(row: ComplaintRow) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let href = format!("{ADDRESS}/{}", row.id);
    view! {
        <tr>
            <td class="first">
                <a class="clamped typed" href=href>
                    {row.text}
                </a>
            </td>
            <td data-label=t().suite>
                <span class="two">
                    <span class="typed">{row.suite}</span>
                    <small class="typed">{row.vendor}</small>
                </span>
            </td>
            <td class="typed" data-label=t().team>
                {row.team}
            </td>
            <td data-label=c().state>{badge(session.lang.get(), &row.state)}</td>
            <td data-label=t().at>
                <Time at=row.at/>
            </td>
        </tr>
    }
}
