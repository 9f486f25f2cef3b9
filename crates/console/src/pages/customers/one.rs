//! A customer: how its authorization stands, what it came by, and what has happened.

use api::console::customer::{Customer, TimelineEntry};
use api::console::vendor_path::{CUSTOMER, of_item};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{badge, moment};
use crate::components::card::Card;
use crate::components::copy::CopyButton;
use crate::components::list::with_query;
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::table::Time;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{use_session, use_texts};
use crate::text::{common, customers as text};

/// The page.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let t = use_texts(text::of);
    let suite = use_suite();
    let params = use_params_map();
    // What isn't a number names no customer.
    let id = Memo::new(move |_| {
        let id = params.with(|params| params.get("id"));
        id.and_then(|id| id.parse().ok()).unwrap_or(0)
    });
    let customer = load::<Customer>(move || of_item(CUSTOMER, &suite.key.get(), id.get()));
    let title = move || {
        let found = customer.get().and_then(Result::ok);
        found.map_or_else(|| t().title.to_owned(), |it| it.row.team.name)
    };
    let back = move || {
        view! {
            <a class="button" href=move || suite.address("customers")>
                {move || t().back}
            </a>
        }
    };
    view! {
        <Page title action=back>
            {show_words(customer, move |customer| {
                let timeline = customer.timeline.clone();
                view! {
                    <div class="stack">
                        <Facts customer suite/>
                        <Card title=t().timeline>
                            <Timeline timeline/>
                        </Card>
                    </div>
                }
            })}
        </Page>
    }
}

#[component]
fn Facts(customer: Customer, suite: TheSuite) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get();
    let Customer {
        row,
        industry,
        scope,
        scope_size,
        link,
        link_label,
        reason,
        invite_url,
        ..
    } = customer;
    let serial = match row.serial {
        None => view! { <span class="third">{t().no_serial}</span> }.into_any(),
        Some(serial) => {
            let href = untrack(|| with_query(&suite.address("serials"), [("q", serial.clone())]));
            view! { <a class="mono" href=href>{serial}</a> }.into_any()
        }
    };
    let by = untrack(|| suite.address(&format!("links/{link}")));
    let by_label = match link_label.is_empty() {
        true => link,
        false => link_label,
    };
    let invite = match invite_url {
        None => view! { <span class="third">{t().no_invite}</span> }.into_any(),
        Some(url) => view! {
            <code class="mono typed">{url.clone()}</code>
            <CopyButton text=url of=t().invite/>
        }
        .into_any(),
    };
    let reason = reason.map(|reason| {
        view! {
            <div>
                <dt>{t().reason}</dt>
                <dd>{reason}</dd>
            </div>
        }
    });
    view! {
        <Card title=t().facts>
            <dl class="facts wide">
                <div>
                    <dt>{c().state}</dt>
                    <dd>{badge(lang, row.state)}</dd>
                </div>
                {reason}
                <div>
                    <dt>{t().authorized_at}</dt>
                    <dd>
                        <Time at=row.authorized_at/>
                    </dd>
                </div>
                <div>
                    <dt>{t().active_at}</dt>
                    <dd>{moment(row.active_at, t().not_yet)}</dd>
                </div>
                <div>
                    <dt>{t().industry}</dt>
                    <dd>{text::industry(lang, &industry)}</dd>
                </div>
                <div>
                    <dt>{t().scope}</dt>
                    <dd>{text::scope(lang, scope.as_deref(), scope_size)}</dd>
                </div>
                <div>
                    <dt>{t().serial}</dt>
                    <dd>{serial}</dd>
                </div>
                <div>
                    <dt>{t().link}</dt>
                    <dd>
                        <a href=by>{by_label}</a>
                    </dd>
                </div>
            </dl>
            <dl class="facts addresses">
                <div>
                    <dt>"corpid"</dt>
                    <dd class="line">
                        <code class="mono typed">{row.team.corpid.clone()}</code>
                        <CopyButton text=row.team.corpid of="corpid"/>
                    </dd>
                </div>
                <div>
                    <dt>{t().invite}</dt>
                    <dd class="line">{invite}</dd>
                </div>
            </dl>
        </Card>
    }
}

#[component]
fn Timeline(timeline: Vec<TimelineEntry>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get();
    if timeline.is_empty() {
        return view! { <p class="second">{t().no_timeline}</p> }.into_any();
    }
    let entries = timeline
        .into_iter()
        .map(|TimelineEntry { at, what, detail }| {
            let class = match &*what {
                "error" | "withdraw" | "disable" => "event bad",
                "active" | "started" => "event good",
                _ => "event",
            };
            let detail = detail.map(|detail| {
                view! { <small>{text::happened_detail(lang, &what, &detail)}</small> }
            });
            view! {
                <li class=class>
                    <Time at/>
                    <span class="two">
                        <span>{text::happened(lang, &what)}</span>
                        {detail}
                    </span>
                </li>
            }
        });
    view! { <ol class="timeline">{entries.collect_view()}</ol> }.into_any()
}
