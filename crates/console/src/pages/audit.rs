//! The audit log: searched by a word and by days, a page at a time. What is looked for stands in the address.

use api::console::audit::{Audit, AuditEntry};
use api::console::path;
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use super::Allowed;
use crate::browser::{page, time};
use crate::components::card::{Card, Empty};
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::table::Time;
use crate::session::{use_session, use_texts};
use crate::text::audit as text;

/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The page.
#[component]
pub fn AuditPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::SeeAudit>
            <Log/>
        </Allowed>
    }
}

/// What is looked for.
#[derive(Clone, Default, PartialEq)]
struct Sought {
    q: String,
    from: String,
    to: String,
    before: String,
}

impl Sought {
    fn of(query: &ParamsMap) -> Self {
        let value = |name| query.get(name).unwrap_or_default();
        Self {
            q: value("q"),
            from: value("from"),
            to: value("to"),
            before: value("before"),
        }
    }

    /// A path with those of its parts that are given, in these words.
    fn at(&self, path: &str, from: &str, to: &str) -> String {
        let parts = [
            ("q", self.q.as_str()),
            ("from", from),
            ("to", to),
            ("before", &self.before),
        ];
        let given = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let given = given.map(|(name, value)| format!("{name}={}", page::encode(value)));
        match given.collect::<Vec<_>>().join("&") {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }

    /// The page's address.
    fn address(&self) -> String {
        self.at("/console/audit", &self.from, &self.to)
    }

    /// What the server is asked.
    fn request(&self) -> String {
        let ms = |day: &str, more: i64| {
            let start = time::start_of(day);
            start.map_or_else(String::new, |start| (start + more).to_string())
        };
        self.at(path::AUDIT, &ms(&self.from, 0), &ms(&self.to, DAY))
    }
}

#[component]
fn Log() -> impl IntoView {
    let t = use_texts(text::of);
    let query = use_query_map();
    let sought = Memo::new(move |_| query.with(Sought::of));
    let audit = load::<Audit>(move || sought.with(Sought::request));
    view! {
        <Page title=move || t().title detail=move || t().detail>
            <Filter sought/>
            <Card title=move || t().title>
                {show_words(audit, move |audit| {
                    let sought = sought.get_untracked();
                    match audit.entries.is_empty() {
                        true => view! { <Empty title=t().none detail=t().none_detail/> }.into_any(),
                        false => view! {
                            <Entries entries=audit.entries/>
                            <Pager sought next=audit.next/>
                        }
                        .into_any(),
                    }
                })}
            </Card>
        </Page>
    }
}

/// The fields of what is looked for.
#[component]
fn Filter(sought: Memo<Sought>) -> impl IntoView {
    let t = use_texts(text::of);
    let navigate = use_navigate();
    let (q, from, to) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    // Back and Forward change what is looked for, too.
    Effect::new(move |_| {
        let Sought {
            q: word,
            from: first,
            to: last,
            ..
        } = sought.get();
        q.set(word);
        from.set(first);
        to.set(last);
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sought = Sought {
            q: q.get_untracked(),
            from: from.get_untracked(),
            to: to.get_untracked(),
            before: String::new(),
        };
        navigate(&sought.address(), NavigateOptions::default());
    };
    let narrowed = move || sought.get() != Sought::default();
    view! {
        <form class="filter" role="search" on:submit=submit>
            <div class="field grow">
                <label for="audit-q">{move || t().search}</label>
                <input class="input" id="audit-q" type="search" placeholder=move || t().search_help bind:value=q/>
            </div>
            <div class="field">
                <label for="audit-from">{move || t().from}</label>
                <input class="input" id="audit-from" type="date" bind:value=from/>
            </div>
            <div class="field">
                <label for="audit-to">{move || t().to}</label>
                <input class="input" id="audit-to" type="date" bind:value=to/>
            </div>
            <button class="button primary" type="submit">
                {move || t().find}
            </button>
            <Show when=narrowed>
                <a class="button" href="/console/audit">
                    {move || t().clear}
                </a>
            </Show>
        </form>
    }
}

/// Entries of the log.
#[component]
pub fn Entries(
    /// The entries.
    entries: Vec<AuditEntry>,
) -> impl IntoView {
    let t = use_texts(text::of);
    let rows: Vec<_> = entries
        .into_iter()
        .map(|entry| view! { <Entry entry/> })
        .collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().at}</th>
                    <th scope="col">{t().act}</th>
                    <th scope="col">{t().who}</th>
                    <th scope="col">{t().target}</th>
                    <th scope="col">{t().address}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Entry(entry: AuditEntry) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get();
    let detail: Vec<_> = entry
        .detail
        .iter()
        .map(|(name, value)| text::detail(lang, name, value))
        .collect();
    let detail = (!detail.is_empty()).then(|| view! { <small>{detail.join(" · ")}</small> });
    // Those of IPv4 stay on one line.
    let address = match entry.address.contains(':') {
        true => "typed",
        false => "nowrap",
    };
    view! {
        <tr>
            <td class="first nowrap">
                <Time at=entry.at/>
            </td>
            <td data-label=t().act>
                <span>
                    <span class="strong">{text::act(lang, entry.act)}</span>
                    {detail}
                </span>
            </td>
            <td data-label=t().who class="of-audit">
                {who(entry.who)}
            </td>
            <td data-label=t().target class="typed of-audit">
                {entry.target}
            </td>
            <td data-label=t().address class=address>
                {entry.address}
            </td>
        </tr>
    }
}

/// Somebody's name, with the e-mail address below it.
fn who(who: String) -> AnyView {
    let parts = who
        .strip_suffix('>')
        .and_then(|rest| rest.rsplit_once(" <"));
    match parts.map(|(name, email)| (name.to_owned(), email.to_owned())) {
        None => view! { <span class="typed">{who}</span> }.into_any(),
        Some((name, email)) => view! {
            <span class="two">
                <span>{name}</span>
                <small class="typed">{email}</small>
            </span>
        }
        .into_any(),
    }
}

/// To the older ones, and back to the newest.
#[component]
fn Pager(sought: Sought, next: Option<i64>) -> impl IntoView {
    let t = use_texts(text::of);
    let page_of = |before: String| {
        Sought {
            before,
            ..sought.clone()
        }
        .address()
    };
    let first = (!sought.before.is_empty()).then(|| {
        view! {
            <a class="button" href=page_of(String::new())>
                {t().first}
            </a>
        }
    });
    let next = next.map(|next| {
        view! {
            <a class="button" href=page_of(next.to_string())>
                {t().more}
            </a>
        }
    });
    view! { <nav class="pager" aria-label=t().title>{first} {next}</nav> }
}
