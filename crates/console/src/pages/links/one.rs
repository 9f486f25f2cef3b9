//! A link: its addresses, how it stands, and what is printed of it.

use api::console::link::LinkRow;
use api::console::vendor_path::{LINK, of_link};
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::studio::StudioCard;
use super::table::{Acts, RevokeButton, badge, last_day};
use crate::components::card::Card;
use crate::components::copy::CopyButton;
use crate::components::list::with_query;
use crate::components::load::{load, show};
use crate::components::page::Page;
use crate::components::table::Time;
use crate::pages::suites::frame::use_suite;
use crate::session::{use_session, use_texts};
use crate::text::number::number;
use crate::text::{common, links as text};

/// The page.
#[component]
pub fn LinkPage() -> impl IntoView {
    let t = use_texts(text::of);
    let suite = use_suite();
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("link").unwrap_or_default()));
    let link = load::<LinkRow>(move || of_link(LINK, &suite.key.get(), &token.get()));
    let acts = Acts::new(suite);
    let session = use_session();
    let title = move || {
        let found = link.get().and_then(Result::ok);
        let label = found.map(|link| link.label).unwrap_or_default();
        match label.is_empty() {
            true => token.get(),
            false => label,
        }
    };
    let back = move || {
        view! {
            <a class="button" href=move || suite.address("links")>
                {move || t().back}
            </a>
        }
    };
    view! {
        <Page title action=back>
            {show(link, move |link| {
                let state = link.state.clone();
                let token = link.token.clone();
                // Below stand fields, which are drawn once.
                let facts = move || {
                    session.lang.track();
                    view! { <Facts link=link.clone() acts/> }
                };
                view! {
                    <div class="stack">
                        {facts}
                        <StudioCard suite token state/>
                    </div>
                }
            })}
        </Page>
    }
}

#[component]
fn Facts(link: LinkRow, acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get();
    let suite = acts.suite;
    let funnel = untrack(|| with_query(&suite.address("funnel"), [("link", link.token.clone())]));
    let serial = link.serial.clone().map(|serial| {
        view! {
            <div>
                <dt>{t().serial}</dt>
                <dd class="mono">{serial}</dd>
            </div>
        }
    });
    let row = link.clone();
    let action = move || {
        let row = row.clone();
        view! {
            <Show when=move || session.may(Permission::EditLinks)>
                <RevokeButton row=row.clone() acts/>
            </Show>
        }
    };
    view! {
        <Card title=t().facts action>
            <dl class="facts wide">
                <div>
                    <dt>{c().state}</dt>
                    <dd>{badge(lang, suite, &link.state)}</dd>
                </div>
                <div>
                    <dt>{t().expires}</dt>
                    <dd>{last_day(link.expires_at, t().never)}</dd>
                </div>
                <div>
                    <dt>{t().uses}</dt>
                    <dd>{text::uses(link.uses, link.max_uses)}</dd>
                </div>
                <div>
                    <dt>{t().scans}</dt>
                    <dd>{number(link.scans)}</dd>
                </div>
                <div>
                    <dt>{t().starts}</dt>
                    <dd>{number(link.starts)} " " <a href=funnel>{t().see_funnel}</a></dd>
                </div>
                <div>
                    <dt>{t().created}</dt>
                    <dd>
                        <Time at=link.created_at/>
                    </dd>
                </div>
                {serial}
            </dl>
            <dl class="facts addresses">
                <div>
                    <dt>{t().address}</dt>
                    <dd class="line">
                        <code class="mono typed">{link.url.clone()}</code>
                        <CopyButton text=link.url of=t().address/>
                    </dd>
                </div>
                <div>
                    <dt>{t().share}</dt>
                    <dd class="line">
                        <code class="mono typed">{link.share_url.clone()}</code>
                        <CopyButton text=link.share_url of=t().share/>
                        <a class="button small" href=format!("/s/{}", link.token) target="_blank" rel="external noopener">
                            {t().open_share}
                        </a>
                    </dd>
                </div>
            </dl>
        </Card>
    }
}
