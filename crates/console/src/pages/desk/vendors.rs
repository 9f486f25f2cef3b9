//! All vendors.

use api::console::desk::VendorRow;
use api::console::list::Page as Rows;
use api::console::review_path::DESK_VENDORS;
use domain::account::Permission;
use leptos::prelude::*;

use super::make_code::named;
use super::{codes, queue, suites};
use crate::components::card::{Badge, Card, Tone};
use crate::components::list::{Listing, with_query};
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::table::Time;
use crate::pages::Allowed;
use crate::session::{use_session, use_texts};
use crate::text::{all_suites as text, common};

/// The page.
#[component]
pub fn VendorsPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::SeeAllVendors>
            <List/>
        </Allowed>
    }
}

#[component]
fn List() -> impl IntoView {
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "sort"]);
    let vendors = load::<Rows<VendorRow>>(move || listing.request(DESK_VENDORS));
    let by = Narrowing {
        help: text::vendor_help,
        states: &[],
        state: text::state,
    };
    view! {
        <Page title=move || t().vendors detail=move || t().vendors_detail>
            <RowFilter listing by/>
            <Card title=move || t().vendors>
                {show_words(vendors, move |page| {
                    let none = [t().no_vendors, t().no_vendors_detail];
                    rows(listing, page, none, move |rows| view! { <Table rows/> })
                })}
            </Card>
        </Page>
    }
}

#[component]
fn Table(rows: Vec<VendorRow>) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = rows.into_iter().map(|row| view! { <Row row/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().name}</th>
                    <th scope="col">{t().contact}</th>
                    <th scope="col">{t().since}</th>
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
fn Row(row: VendorRow) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let certified = row
        .certified
        .then(|| view! { <Badge text=t().certified tone=Tone::Good/> });
    let of = |path: &str| with_query(path, [("q", row.name.clone())]);
    let (suites, applications) = (of(suites::ADDRESS), of(queue::ADDRESS));
    let code = with_query(codes::ADDRESS, [("for", named(&row))]);
    let label = |act: &str| format!("{act}: {}", row.name);
    let labels = [t().suites, t().applications, t().give_code].map(label);
    let [of_suites, of_applications, of_code] = labels;
    view! {
        <tr>
            <td class="first">
                <span class="two">
                    <span class="line">
                        <span class="strong typed">{row.name.clone()}</span>
                        {certified}
                    </span>
                    <small class="typed">{row.short_name.clone()}</small>
                </span>
            </td>
            <td class="typed" data-label=t().contact>
                {row.contact.clone()}
            </td>
            <td data-label=t().since>
                <Time at=row.created_at/>
            </td>
            <td class="end">
                <a class="button small" href=suites aria-label=of_suites>
                    {t().suites}
                </a>
                <a class="button small" href=applications aria-label=of_applications>
                    {t().applications}
                </a>
                <Show when=move || session.may(Permission::IssueInviteCodes)>
                    <a class="button small" href=code.clone() aria-label=of_code.clone()>
                        {t().give_code}
                    </a>
                </Show>
            </td>
        </tr>
    }
}
