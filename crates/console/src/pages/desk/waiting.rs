//! What waits for an operator, on the first page: with numbers, and links to it.

use api::console::desk::Waiting;
use api::console::review_path::DESK_WAITING;
use leptos::prelude::*;

use super::{complaints, queue};
use crate::browser::time;
use crate::components::card::Card;
use crate::components::list::with_query;
use crate::components::load::{load, show_words};
use crate::pages::acceptance;
use crate::session::{use_session, use_texts};
use crate::text::number::number;
use crate::text::{desk, home};

/// The card.
#[component]
pub fn WaitingCard() -> impl IntoView {
    let session = use_session();
    let t = use_texts(home::of);
    let waiting = load::<Waiting>(|| DESK_WAITING.to_owned());
    view! {
        <Card title=move || t().waiting>
            {show_words(waiting, move |waiting| {
                let (lang, t) = (session.lang.get(), t());
                let of = |path, state: &str| with_query(path, [("state", state.to_owned())]);
                let waited = |since| home::oldest(lang, &desk::waited(lang, time::now() - since));
                let overdue = |since| home::overdue(lang, &desk::span(lang, time::now() - since));
                view! {
                    <ul class="waits">
                        <Waits
                            href=of(queue::ADDRESS, "submitted")
                            count=waiting.submitted
                            name=t.waiting_applications
                            since=waiting.submitted_since.map(waited)
                        />
                        <Waits
                            href=of(complaints::ADDRESS, "open")
                            count=waiting.complaints
                            name=t.waiting_complaints
                            since=waiting.complaints_since.map(waited)
                        />
                        <Waits
                            href=of(acceptance::ACCEPTANCES, "submitted")
                            count=waiting.acceptances
                            name=t.waiting_acceptances
                            since=waiting.acceptances_since.map(waited)
                        />
                        <Waits
                            href=of(acceptance::DEFECTS, "overdue")
                            count=waiting.overdue
                            name=t.overdue_defects
                            since=waiting.overdue_since.map(overdue)
                        />
                    </ul>
                }
            })}
        </Card>
    }
}

/// How many of something wait, and since when the oldest does.
#[component]
fn Waits(href: String, count: u64, name: &'static str, since: Option<String>) -> impl IntoView {
    let t = use_texts(home::of);
    let since = since.unwrap_or_else(|| t().nothing_waits.to_owned());
    let class = if count > 0 {
        "waits-link due"
    } else {
        "waits-link"
    };
    view! {
        <li>
            <a class=class href=href>
                <span class="waits-count">{number(count)}</span>
                <span class="two">
                    <span class="strong">{name}</span>
                    <small>{since}</small>
                </span>
            </a>
        </li>
    }
}
