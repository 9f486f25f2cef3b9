//! The funnel as bars. The figures stand in a table of their own, so the chart is one picture for those who don't see it.

use api::console::funnel::FunnelStep;
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::funnel as text;
use crate::text::number::{number, percent};

/// A bar: its name, how long it is in percent, what stands beside it.
struct Bar {
    name: &'static str,
    long: f64,
    count: String,
    share: String,
    class: &'static str,
}

/// A part of the largest, in percent.
#[expect(
    clippy::cast_precision_loss,
    reason = "people are far fewer than 2^52, and a bar's length is rounded anyway"
)]
fn length(part: u64, most: u64) -> f64 {
    match most {
        0 => 0.0,
        _ => part as f64 * 100.0 / most as f64,
    }
}

/// The scans, then the steps.
#[component]
pub fn Chart(
    /// How often links were opened.
    scans: u64,
    /// The steps, in order.
    steps: Vec<FunnelStep>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang.get();
    let first = steps.first().map_or(0, |step| step.people);
    let last = steps.last().map_or(0, |step| step.people);
    let most = steps.iter().map(|step| step.people).fold(scans, u64::max);
    let scanned = Bar {
        name: text::of(lang).scanned,
        long: length(scans, most),
        count: text::times(lang, scans),
        share: String::new(),
        class: "bar scans",
    };
    let of_step = |step: FunnelStep| Bar {
        name: text::step(lang, &step.step),
        long: length(step.people, most),
        count: number(step.people),
        share: format!("{}%", percent(step.people, first)),
        class: "bar",
    };
    let bars = std::iter::once(scanned).chain(steps.into_iter().map(of_step));
    let bars = bars.map(|bar| {
        view! {
            <div class="bar-row">
                <span class="bar-name">{bar.name}</span>
                <svg class="bar-line" height="28" aria-hidden="true">
                    <rect class="bar-ground" width="100%" height="28" rx="7"></rect>
                    <rect class=bar.class width=format!("{:.2}%", bar.long) height="28" rx="7"></rect>
                </svg>
                <span class="bar-count">{bar.count}</span>
                <span class="bar-share">{bar.share}</span>
            </div>
        }
    });
    view! {
        <div class="bars" role="img" aria-label=text::summary(lang, scans, first, last)>
            {bars.collect_view()}
        </div>
    }
}
