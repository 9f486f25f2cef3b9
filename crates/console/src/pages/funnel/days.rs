//! The days of a funnel: scans and starts side by side, with the same as a table.

use api::console::funnel::FunnelDay;
use leptos::prelude::*;

use crate::session::{use_session, use_texts};
use crate::text::funnel as text;
use crate::text::number::number;

/// The chart's height, in its own units.
const HIGH: f64 = 150.0;

/// A day's width.
const WIDE: f64 = 10.0;

#[expect(
    clippy::cast_precision_loss,
    reason = "what is counted in a day is far less than 2^52"
)]
fn high(count: u64, most: u64) -> f64 {
    count as f64 * HIGH / most.max(1) as f64
}

/// The days.
#[component]
pub fn Days(
    /// In order.
    days: Vec<FunnelDay>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get();
    let most = days.iter().map(|day| day.scans.max(day.started)).max();
    let most = most.unwrap_or(0);
    let totals = days
        .iter()
        .fold((0, 0, 0), |(scans, signed_in, started), day| {
            (
                scans + day.scans,
                signed_in + day.signed_in,
                started + day.started,
            )
        });
    let label = text::summary(lang, totals.0, totals.1, totals.2);
    let ends = [days.first(), days.get(days.len() / 2), days.last()];
    let ends = ends.map(|day| day.map(|day| view! { <span>{day.day.clone()}</span> }));
    let columns = days.iter().zip(0_u32..).map(|(day, at)| {
        let left = f64::from(at) * WIDE;
        let (scans, started) = (high(day.scans, most), high(day.started, most));
        view! {
            <g>
                <title>{text::of_day(lang, &day.day, day.scans, day.started)}</title>
                <rect class="bar-hover" x=left y="0" width=WIDE height=HIGH></rect>
                <rect class="bar scans" x=left + 1.0 y=HIGH - scans width=WIDE - 2.0 height=scans></rect>
                <rect class="bar" x=left + 3.0 y=HIGH - started width=WIDE - 6.0 height=started></rect>
            </g>
        }
    });
    let columns = columns.collect_view();
    let count = u32::try_from(days.len()).unwrap_or(u32::MAX);
    let view_box = format!("0 0 {} {HIGH}", f64::from(count) * WIDE);
    view! {
        <p class="legend">
            <span class="key scans">{t().scanned}</span>
            <span class="key">{t().started}</span>
            <span class="second">{text::peak(lang, most)}</span>
        </p>
        <svg class="day-chart" viewBox=view_box preserveAspectRatio="none" role="img" aria-label=label>
            {columns}
        </svg>
        <p class="day-ends" aria-hidden="true">{ends.into_iter().collect_view()}</p>
        <details class="behind">
            <summary>{t().days_table}</summary>
            <DayTable days/>
        </details>
    }
}

#[component]
fn DayTable(days: Vec<FunnelDay>) -> impl IntoView {
    let t = use_texts(text::of);
    let rows = days.into_iter().rev().map(|day| {
        view! {
            <tr>
                <th class="first" scope="row">{day.day}</th>
                <td class="num" data-label=t().scanned>{number(day.scans)}</td>
                <td class="num" data-label=t().signed_in>{number(day.signed_in)}</td>
                <td class="num" data-label=t().started>{number(day.started)}</td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().day}</th>
                    <th scope="col" class="num">{t().scanned}</th>
                    <th scope="col" class="num">{t().signed_in}</th>
                    <th scope="col" class="num">{t().started}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
