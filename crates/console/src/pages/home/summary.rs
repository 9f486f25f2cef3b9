//! How a vendor's live suites did in the last days, each with the way to its funnel.

use api::console::funnel::{SuiteSummary, VendorSummary};
use api::console::vendor_path::SUMMARY;
use leptos::prelude::*;
use ui::component::Picture;

use crate::components::card::Card;
use crate::components::list::with_query;
use crate::components::load::{load, show_words};
use crate::pages::suites::frame::address;
use crate::session::use_texts;
use crate::text::number::number;
use crate::text::{funnel, home};

/// The card; nothing while no suite is live.
#[component]
pub fn SummaryCard() -> impl IntoView {
    let t = use_texts(home::of);
    let summary = load::<VendorSummary>(|| SUMMARY.to_owned());
    show_words(summary, move |summary| {
        let period = format!("{} – {}", summary.from, summary.to);
        (!summary.suites.is_empty()).then(|| {
            view! {
                <Card title=t().summary detail=period>
                    <Table summary/>
                </Card>
            }
        })
    })
}

#[component]
fn Table(summary: VendorSummary) -> impl IntoView {
    let (f, t) = (use_texts(funnel::of), use_texts(home::of));
    let from = summary.from;
    let rows = summary.suites.into_iter().map(|suite| {
        let SuiteSummary { suite_key, name, icon, scans, signed_in, started } = suite;
        let of_suite = with_query(&address(&suite_key, "funnel"), [("from", from.clone())]);
        view! {
            <tr>
                <td class="first">
                    <a class="person" href=address(&suite_key, "")>
                        <Picture src=icon size="36"/>
                        <span class="strong">{name.clone()}</span>
                    </a>
                </td>
                <td class="num" data-label=f().scanned>{number(scans)}</td>
                <td class="num" data-label=f().signed_in>{number(signed_in)}</td>
                <td class="num" data-label=f().started>{number(started)}</td>
                <td class="end">
                    <a class="button small" href=of_suite aria-label=format!("{}: {name}", t().to_funnel)>
                        {t().to_funnel}
                    </a>
                </td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().live_suite}</th>
                    <th scope="col" class="num">{f().scanned}</th>
                    <th scope="col" class="num">{f().signed_in}</th>
                    <th scope="col" class="num">{f().started}</th>
                    <th scope="col">
                        <span class="unseen">{t().to_funnel}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
