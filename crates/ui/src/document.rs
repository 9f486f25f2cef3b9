//! Documents: complete pages that the server paints and that need no program.

pub mod guide;
pub mod invite;
pub mod landing;
pub mod share;

use api::answer::Suite;
use domain::device::{Device, InApp};
use leptos::prelude::*;

pub use guide::Guide;
pub use invite::Invite;
pub use landing::Landing;
pub use share::Share;

use crate::component::{BigMark, Heading};
use crate::icon::{ALERT, Icon};
use crate::lang::Lang;
use crate::text;
use crate::text::share as words;

/// What a visitor looks from.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// The device.
    pub device: Device,
    /// The chat app whose web view it is.
    pub in_app: Option<InApp>,
}

/// Why a link is closed, where its page says more than the link's problem does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Its suite isn't approved yet.
    NotOpenYet,
    /// It is a test link, and other test teams have all places.
    NoPlace,
}

/// In a chat app's web view: how to go on in a real browser where something doesn't work.
#[component]
fn InAppHint(visit: Visit, lang: Lang) -> impl IntoView {
    visit.in_app.map(|app| {
        let (title, detail) = words::in_app(lang, app, visit.device.is_phone());
        view! {
            <div class="notice outside" role="note">
                <Icon path=ALERT/>
                <div>
                    <b>{title}</b>
                    <p>{detail}</p>
                </div>
            </div>
        }
    })
}

/// A link's code, with what to do with it.
#[component]
fn CodeCard(
    link: String,
    suite: Suite,
    phone: bool,
    lang: Lang,
    /// What the code is for; by default to begin.
    #[prop(optional)]
    call: Option<&'static str>,
) -> impl IntoView {
    let t = words::of(lang);
    let src = format!("/d/{link}.png?size=600&icon=1");
    view! {
        <figure class="card code-card">
            <img class="qr" src=src alt=words::code_of(lang, &suite.name) width="240" height="240"/>
            <figcaption>
                <b>{call.unwrap_or(t.call)}</b>
                <small>{if phone { t.hold } else { t.scan_here }}</small>
            </figcaption>
        </figure>
    }
}

/// A page of one sentence: what is wrong or done, what to do next, and perhaps a button.
#[component]
fn Message(
    title: &'static str,
    #[prop(into)] detail: String,
    #[prop(optional)] bad: bool,
    #[prop(optional_no_strip)] button: Option<AnyView>,
) -> impl IntoView {
    view! {
        <main class="page middle">
            <BigMark bad/>
            <Heading text=title/>
            <p class="second">{detail}</p>
        </main>
        <footer class="foot">{button}</footer>
    }
}

/// The page of a request that the server couldn't answer; loading it again may help.
#[component]
pub fn Failed(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let t = text::of(lang);
    view! {
        <main class="page middle">
            <BigMark bad=true/>
            <Heading text=t.failed/>
        </main>
        <footer class="foot">
            <a class="button" href="" rel="external">
                {t.retry}
            </a>
        </footer>
    }
}

/// No such page.
#[component]
pub fn NotFound(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let t = text::of(lang);
    let button = view! {
        <a class="button" href="/workbench" rel="external">
            {t.home}
        </a>
    };
    view! { <Message bad=true title=t.not_found detail=t.not_found_detail button=Some(button.into_any())/> }
}
