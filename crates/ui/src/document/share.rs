//! The share page (H5): what the suite is, how one gets it, its code; made to be forwarded.

use api::answer::Suite;
use domain::device::Device;
use leptos::prelude::*;

use super::{CodeCard, InAppHint, Visit};
use crate::component::{PlainBar, RowText, SuiteHead};
use crate::lang::Lang;
use crate::text::share;

/// The link that a page shares.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The link's token.
    pub link: String,
    /// The page's own address, to be copied.
    pub url: String,
    /// The suite.
    pub suite: Suite,
    /// Where this device gets the client app.
    pub client: Vec<(Device, String)>,
}

/// The page of a good link.
#[component]
pub fn Share(
    /// The link.
    shared: Shared,
    /// What the visitor looks from.
    visit: Visit,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let phone = visit.device.is_phone();
    let suite = shared.suite.clone();
    view! {
        <PlainBar lang/>
        <main class="page guide share">
            <InAppHint visit lang/>
            <SuiteHead suite=suite.clone() lang/>
            <p class="tagline">{lang.of(&suite.tagline)}</p>
            <CodeCard link=shared.link.clone() suite phone lang/>
            <Steps client=shared.client.clone() phone lang/>
        </main>
        <Foot shared phone lang/>
        <script src="/share.js" defer></script>
    }
}

/// The two steps: the client app, if there is one, and the scan.
#[component]
fn Steps(client: Vec<(Device, String)>, phone: bool, lang: Lang) -> impl IntoView {
    let t = share::of(lang);
    let (title, detail) = match client.is_empty() {
        true => (t.ready, t.ready_detail),
        false => (t.get_client, t.get_client_detail),
    };
    // A phone gets its own client; a desktop shows where each is.
    let own = client.first().filter(|_| phone).map(|(_, place)| {
        view! {
            <a class="get" href=place.clone() rel="noopener">
                {t.download}
            </a>
        }
    });
    let all = (!phone && !client.is_empty()).then(|| {
        let links: Vec<_> = client
            .iter()
            .map(|(device, place)| {
                view! {
                    <li>
                        <a class="get" href=place.clone() rel="noopener">
                            {share::device(lang, *device)}
                        </a>
                    </li>
                }
            })
            .collect();
        view! {
            <ul class="gets" aria-label=t.download>
                {links}
            </ul>
        }
    });
    view! {
        <ol class="card tasks">
            <li class="row">
                <span class="mark" aria-hidden="true">
                    "1"
                </span>
                <div class="what">
                    <span>{title}</span>
                    <small>{detail}</small>
                    {all}
                </div>
                {own}
            </li>
            <li class="row">
                <span class="mark" aria-hidden="true">
                    "2"
                </span>
                <RowText line=t.scan small=t.scan_detail/>
            </li>
        </ol>
    }
}

#[component]
fn Foot(shared: Shared, phone: bool, lang: Lang) -> impl IntoView {
    let t = share::of(lang);
    let Shared {
        link, url, suite, ..
    } = shared;
    // It works by the page's script, which shows it.
    let copy = view! {
        <button
            class=if phone { "button plain" } else { "button" }
            type="button"
            id="copy"
            hidden
            data-text=url
            data-done=t.copied
            data-failed=t.not_copied
        >
            {t.copy}
        </button>
    };
    let status = view! { <p class="hint" id="said" role="status"></p> };
    let guide = format!("/d/{link}");
    if phone {
        // A chat app's web view saves no files: the picture is opened, and kept by pressing on it.
        let poster = format!("/d/{link}/poster.png?paper=phone&lang={}", lang.word());
        let foot = view! {
            <footer class="foot">
                {status}
                <a class="button" href=guide>
                    {t.begin}
                </a>
                <div class="pair">
                    {copy}
                    <a class="button plain" href=poster>
                        {t.open_poster}
                    </a>
                </div>
            </footer>
        };
        return foot.into_any();
    }
    // Files are named after the suite: they lie in a folder among others.
    let code = format!("/d/{link}.png?size=1200&icon=1");
    let poster = format!("/d/{link}/poster.pdf?lang={}", lang.word());
    // A tablet may call itself a desktop: its way on must not end here.
    let foot = view! {
        <footer class="foot">
            {status}
            {copy}
            <p class="files">
                <a href=code download=format!("{}.png", suite.name)>
                    {t.save}
                </a>
                <a href=poster download=format!("{}.pdf", suite.name)>
                    {t.poster}
                </a>
                <a href=guide>{t.begin_here}</a>
            </p>
        </footer>
    };
    foot.into_any()
}
