//! The pages for those who aren't signed in, and what stands around them.

pub mod confirm;
pub mod forgotten;
pub mod invitation;
pub mod reset;
pub mod sign_in;
pub mod sign_up;

use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_query_map;
use ui::icon::{ALERT, CHECK, Icon};

use super::shell::{Brand, LangSwitch, ThemeSwitch};
use crate::components::page::announce;
use crate::session::use_texts;
use crate::text::entrance;

/// What stands around them: on a wide screen, beside what the product is about.
#[component]
pub fn Entrance() -> impl IntoView {
    view! {
        <Frame>
            <Outlet/>
        </Frame>
    }
}

/// The frame of a page that has no sidebar.
#[component]
pub fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    let t = use_texts(entrance::of);
    let points = [
        |t: &entrance::Text| t.pitch_1,
        |t: &entrance::Text| t.pitch_2,
        |t: &entrance::Text| t.pitch_3,
    ];
    let points = points.map(|point| {
        view! {
            <li>
                <Icon path=CHECK/>
                <span>{move || point(t())}</span>
            </li>
        }
    });
    view! {
        <div class="entrance">
            <aside class="pitch">
                <Brand/>
                <div>
                    <p class="pitch-title">{move || t().pitch_title}</p>
                    <ul>{points.into_iter().collect_view()}</ul>
                </div>
            </aside>
            <div class="entry">
                <header class="entry-top">
                    <Brand/>
                    <div class="switches">
                        <ThemeSwitch/>
                        <LangSwitch/>
                    </div>
                </header>
                <main id="main">{children()}</main>
            </div>
        </div>
    }
}

/// A page of a few things in the middle.
#[component]
pub fn Door(
    /// Its title.
    #[prop(into)]
    title: TextProp,
    /// A sentence below it.
    #[prop(optional, into)]
    detail: Option<TextProp>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let heading = announce(title.clone());
    let detail = detail.map(|detail| view! { <p class="second">{move || detail.get()}</p> });
    view! {
        <div class="door">
            <h1 tabindex="-1" node_ref=heading>{move || title.get()}</h1>
            {detail}
            {children()}
        </div>
    }
}

/// A page that says how something went.
#[component]
pub fn Outcome(
    /// Its title.
    #[prop(into)]
    title: TextProp,
    /// What it means.
    #[prop(into)]
    detail: TextProp,
    /// It went wrong.
    #[prop(optional)]
    bad: bool,
    /// Where one goes on.
    href: &'static str,
    /// The words for that.
    #[prop(into)]
    link: TextProp,
) -> impl IntoView {
    let (class, path) = match bad {
        true => ("outcome bad", ALERT),
        false => ("outcome", CHECK),
    };
    view! {
        <span class=class>
            <Icon path/>
        </span>
        <Door title detail>
            <a class="button primary wide" href=href>
                {move || link.get()}
            </a>
        </Door>
    }
}

/// The token of the link that led here.
pub fn token() -> String {
    use_query_map()
        .get_untracked()
        .get("token")
        .unwrap_or_default()
}
