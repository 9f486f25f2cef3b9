//! The funnel of a suite: who gets how far, over a time and by a link. Both stand in the address.

mod chart;
mod days;
mod figures;

use api::console::funnel::Funnel;
use api::console::link::LinkRow;
use api::console::list::Page as Rows;
use api::console::vendor_path::{FUNNEL, FUNNEL_CSV, LINKS};
use leptos::prelude::*;

use self::chart::Chart;
use self::days::Days;
use self::figures::Figures;
use crate::browser::time;
use crate::components::card::{Card, Empty};
use crate::components::list::{Filter, FilterSelect, Listing, filter_field, with_query};
use crate::components::load::{Loaded, load, show_words};
use crate::components::page::Page;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::use_texts;
use crate::text::funnel as text;

/// The page.
#[component]
pub fn FunnelPage() -> impl IntoView {
    let t = use_texts(text::of);
    let suite = use_suite();
    let listing = Listing::new(&["link", "from", "to"]);
    let funnel = load::<Funnel>(move || listing.request(&suite.tracked_path(FUNNEL)));
    let csv = move || {
        view! {
            <a class="button" href=move || listing.request(&suite.tracked_path(FUNNEL_CSV)) download="funnel.csv" rel="external">
                {move || t().csv}
            </a>
        }
    };
    view! {
        <Page title=move || t().title detail=move || t().detail action=csv>
            <Choice suite listing funnel/>
            {show_words(funnel, |funnel| view! { <Drawn funnel/> })}
        </Page>
    }
}

#[component]
fn Drawn(funnel: Funnel) -> impl IntoView {
    let t = use_texts(text::of);
    let people: u64 = funnel.steps.iter().map(|step| step.people).sum();
    if funnel.scans == 0 && people == 0 {
        return view! {
            <Card title=t().steps>
                <Empty title=t().none detail=t().none_detail/>
            </Card>
        }
        .into_any();
    }
    let (scans, days) = (funnel.scans, funnel.days);
    let (bars, steps) = (funnel.steps.clone(), funnel.steps);
    let period = format!("{} – {}", funnel.from, funnel.to);
    view! {
        <div class="stack">
            <Card title=t().steps detail=period>
                <Chart scans steps=bars/>
            </Card>
            <Card title=t().table detail=t().table_detail>
                <Figures scans steps/>
            </Card>
            <Card title=t().days>
                <Days days/>
            </Card>
        </div>
    }
    .into_any()
}

/// One of the texts.
type Name = fn(&text::Text) -> &'static str;

/// The link and the time.
#[component]
fn Choice(suite: TheSuite, listing: Listing, funnel: Loaded<Funnel>) -> impl IntoView {
    let t = use_texts(text::of);
    let links = load::<Rows<LinkRow>>(move || {
        with_query(&suite.tracked_path(LINKS), [("limit", "200".to_owned())])
    });
    let [link, from, to] = ["link", "from", "to"].map(|name| filter_field(listing, name));
    // Where the address says nothing, the server says which days these are.
    Effect::new(move |_| {
        let Some(Ok(shown)) = funnel.get() else {
            return;
        };
        let filled = [("from", from, shown.from), ("to", to, shown.to)];
        untrack(|| {
            for (name, field, day) in filled {
                if listing.value(name).is_empty() && field.with(String::is_empty) {
                    field.set(day);
                }
            }
        });
    });
    let periods: [(i64, Name); 3] = [(7, |t| t.last_7), (30, |t| t.last_30), (90, |t| t.last_90)];
    let periods = periods.map(|(days, name)| {
        let href = move || {
            let from = time::china_day_before(days - 1);
            let parts = [("link", listing.value("link")), ("from", from)];
            with_query(&suite.address("funnel"), parts)
        };
        view! { <a class="button" href=href>{move || name(t())}</a> }
    });
    let by_link = move || {
        let found = links.get().and_then(Result::ok).map(|found| found.rows);
        let options = link_options(
            found.unwrap_or_default(),
            listing.value("link"),
            t().any_link,
        );
        view! { <FilterSelect id="funnel-link" label=move || t().link options value=link/> }
    };
    view! {
        <Filter listing fields=vec![("link", link), ("from", from), ("to", to)]>
            <div class="grow">{by_link}</div>
            <div class="field">
                <label for="funnel-from">{move || t().from}</label>
                <input class="input" id="funnel-from" type="date" bind:value=from/>
            </div>
            <div class="field">
                <label for="funnel-to">{move || t().to}</label>
                <input class="input" id="funnel-to" type="date" bind:value=to/>
            </div>
        </Filter>
        <nav class="buttons periods" aria-label=move || t().periods>
            {periods.into_iter().collect_view()}
        </nav>
    }
}

/// The links to choose among: all, the latest, and the chosen one wherever it stands.
fn link_options(found: Vec<LinkRow>, chosen: String, any: &'static str) -> Vec<(String, TextProp)> {
    let mut options = vec![(String::new(), TextProp::from(move || any))];
    let is_missing = !chosen.is_empty() && found.iter().all(|row| row.token != chosen);
    if is_missing {
        options.push((chosen.clone(), TextProp::from(move || chosen.clone())));
    }
    options.extend(found.into_iter().map(|row| {
        let name = match row.label.is_empty() {
            true => row.token.clone(),
            false => row.label,
        };
        (row.token, TextProp::from(move || name.clone()))
    }));
    options
}
