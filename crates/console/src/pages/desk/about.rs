//! What an application is judged by besides its form: the suite, the check of its server, the vendor, what happened before.

use api::console::application::HistoryEntry;
use api::console::desk::ApplicationToJudge;
use api::path as page_path;
use domain::application::{ApplicationState, Round};
use leptos::prelude::*;
use ui::icon::{ALERT, Icon};
use ui::lang::Lang;

use super::queue::ADDRESS;
use crate::components::card::{Badge, Card, Tone};
use crate::components::list::with_query;
use crate::components::table::Time;
use crate::pages::suites::server::check::Report;
use crate::session::{use_session, use_texts};
use crate::text::{application, desk as text, judged};

/// The application, which changes when it is decided.
type Found = RwSignal<ApplicationToJudge>;

/// A fact: what it is of, and what it is.
fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd class="typed">{value}</dd>
        </div>
    }
    .into_any()
}

/// That the suite is suspended, and where customers get once it is approved.
#[component]
pub fn Standing(found: Found) -> impl IntoView {
    let t = use_texts(text::of);
    let suspended = move || {
        let why = found.with(|it| it.suspended_for.clone())?;
        Some(view! {
            <div class="note bad">
                <p class="line">
                    <Icon path=ALERT/>
                    <span class="strong">{t().suspended_for}</span>
                </p>
                <p class="typed">{why}</p>
            </div>
        })
    };
    let links = move || {
        let is_approved = found.with(|it| it.row.state == ApplicationState::Approved);
        let link = found.with(|it| it.link.clone()).filter(|_| is_approved)?;
        let to = |path: &str| page_path::of_link(path, &link);
        Some(view! {
            <div class="note">
                <p class="strong">{t().link}</p>
                <p class="buttons">
                    <a class="button" href=to("/d/{link}") target="_blank" rel="external">
                        {t().open_link}
                    </a>
                    <a class="button" href=to("/s/{link}") target="_blank" rel="external">
                        {t().open_share}
                    </a>
                </p>
            </div>
        })
    };
    view! {
        {suspended}
        {links}
    }
}

/// The suite as it stands.
#[component]
pub fn About(found: Found) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let inside = move || {
        let (t, lang) = (t(), session.lang.get());
        found.with(|it| {
            let suite = &it.suite;
            let tagline = bilingual(lang, &suite.fields.tagline);
            let server = match &suite.callback_url {
                Some(url) => view! { <code class="mono">{url.clone()}</code> }.into_any(),
                None => t.hosted.into_any(),
            };
            let whitelist = match suite.whitelist.is_empty() {
                true => t.no_whitelist.into_any(),
                false => view! { <code class="mono">{suite.whitelist.clone()}</code> }.into_any(),
            };
            let key = view! { <code class="mono">{suite.suite_key.clone()}</code> };
            let apps = suite.apps.iter().map(|app| {
                view! {
                    <li>
                        <span class="strong">{app.name.clone()}</span>
                        <span>{app.description.clone()}</span>
                        <small class="typed">{app.home_url.clone()}</small>
                    </li>
                }
            });
            let asked = suite.fields.permissions.iter().map(|asked| {
                view! {
                    <li>
                        <span class="strong">{bilingual(lang, &asked.title)}</span>
                        <span>{bilingual(lang, &asked.text)}</span>
                    </li>
                }
            });
            view! {
                <dl class="facts two">
                    {fact(t.tagline, tagline)}
                    {fact(t.key, key)}
                    {fact(t.server, server)}
                    {fact(t.whitelist, whitelist)}
                </dl>
                <h3>{t.apps}</h3>
                {listed(apps.collect(), t.no_apps)}
                <h3>{t.asked}</h3>
                {listed(asked.collect(), t.no_asked)}
            }
        })
    };
    view! {
        <Card title=move || t().about>
            <div class="about">{inside}</div>
        </Card>
    }
}

/// A text in the language, else in Chinese.
fn bilingual(lang: Lang, text: &api::console::suite::Bilingual) -> String {
    let english = text.en.clone().filter(|_| lang == Lang::En);
    english.unwrap_or_else(|| text.zh.clone())
}

fn listed(rows: Vec<impl IntoView + 'static>, none: &'static str) -> AnyView {
    match rows.is_empty() {
        true => view! { <p class="second">{none}</p> }.into_any(),
        false => view! { <ul class="applied-tasks">{rows}</ul> }.into_any(),
    }
}

/// The last check of the vendor's server.
#[component]
pub fn CheckOf(found: Found) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let has_server = move || found.with(|it| it.suite.callback_url.is_some());
    let report = move || {
        session.lang.track();
        found.with(|it| it.check.clone())
    };
    view! {
        <Show when=has_server>
            <Card title=move || t().check detail=move || t().check_detail>
                {move || view! { <Report report=report()/> }}
            </Card>
        </Show>
    }
}

/// The vendor.
#[component]
pub fn VendorCard(found: Found) -> impl IntoView {
    let t = use_texts(text::of);
    let inside = move || {
        let t = t();
        let vendor = found.with(|it| it.vendor.clone());
        let certified = match vendor.certified {
            true => view! { <Badge text=t.certified tone=Tone::Good/> }.into_any(),
            false => t.not_certified.into_any(),
        };
        let contact = vendor.contact.unwrap_or_else(|| t.no_contact.to_owned());
        let others = with_query(ADDRESS, [("q", vendor.name.clone())]);
        view! {
            <p class="line">
                <span class="strong typed">{vendor.name}</span>
                {certified}
            </p>
            <dl class="facts two">
                {fact(t.short_name, vendor.short_name)}
                {fact(t.contact, contact)}
                {fact(t.since, view! { <Time at=vendor.created_at/> })}
            </dl>
            <p>
                <a href=others>{t.others}</a>
            </p>
        }
    };
    view! {
        <Card title=move || t().vendor>
            <div class="about">{inside}</div>
        </Card>
    }
}

/// What happened to the suite's applications.
#[component]
pub fn History(found: Found) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let entries = move || {
        let lang = session.lang.get();
        let history = found.with(|it| it.history.clone()).into_iter();
        let entries = history.map(|entry| view! { <Happened entry lang/> });
        entries.collect_view()
    };
    view! {
        <Card title=move || t().history>
            <ol class="timeline">{entries}</ol>
        </Card>
    }
}

#[component]
fn Happened(entry: HistoryEntry, lang: Lang) -> impl IntoView {
    let class = match entry.what {
        Round::Approved => "event good",
        Round::Rejected => "event bad",
        _ => "event",
    };
    let reasons = entry.reasons.into_iter().map(|reason| {
        let field = judged::field(lang, reason.field);
        let text = lang.pick(
            format!("{field}：{}", reason.text),
            format!("{field}: {}", reason.text),
        );
        view! { <small class="typed lines">{text}</small> }
    });
    view! {
        <li class=class>
            <Time at=entry.at/>
            <span class="two">
                <span>
                    <span class="strong">{application::happened(lang, entry.what)}</span>
                    " "
                    <span class="second">{entry.who}</span>
                </span>
                {reasons.collect_view()}
            </span>
        </li>
    }
}
