//! What stands around the pages of who is signed in: the sidebar, on a narrow screen a bar with a menu.

mod nav;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_navigate};
use ui::icon::Icon;

pub use self::nav::{Brand, LangSwitch, ThemeSwitch};
use self::nav::{Navigation, SignOut};
use super::entrance::sign_in::SignInForm;
use super::entrance::{Door, Frame};
use super::factor::FactorSetup;
use crate::browser::page;
use crate::components::dialog::Dialog;
use crate::components::icons::MENU;
use crate::components::load::{Skeleton, Trouble};
use crate::session::{Who, use_session, use_texts};
use crate::text::{account, common, entrance};

/// What can be shown to who is signed in.
#[derive(Clone, PartialEq)]
enum Standing {
    /// It isn't known yet.
    Unknown,
    /// It can't be known for now.
    Trouble,
    /// Nobody is signed in.
    Nobody,
    /// The second factor has to be set up first.
    Bound,
    /// This account's pages.
    Free(i64),
}

impl Standing {
    fn of(who: &Who) -> Self {
        match who {
            Who::Unknown => Self::Unknown,
            Who::Trouble(_) => Self::Trouble,
            Who::Nobody => Self::Nobody,
            Who::Somebody(me) if me.totp_required => Self::Bound,
            Who::Somebody(me) => Self::Free(me.id),
        }
    }
}

/// The pages of who is signed in. Anybody else is led to the sign-in, and back from there.
#[component]
pub fn Shell() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let standing = Memo::new(move |_| session.who.with(Standing::of));
    Effect::new(move |_| {
        if standing.get() == Standing::Nobody {
            let next = page::encode(&page::address());
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&format!("/console/sign-in?next={next}"), options);
        }
    });
    move || match standing.get() {
        Standing::Unknown | Standing::Nobody => view! {
            <div class="opening">
                <Skeleton/>
            </div>
        }
        .into_any(),
        Standing::Trouble => view! { <Unreachable/> }.into_any(),
        Standing::Bound => view! { <BoundPage/> }.into_any(),
        Standing::Free(_) => view! { <Around/> }.into_any(),
    }
}

/// The server can't say who is signed in.
#[component]
fn Unreachable() -> impl IntoView {
    let session = use_session();
    let problem = move || match session.who.get() {
        Who::Trouble(problem) => Some(problem),
        _ => None,
    };
    let retry = Callback::new(move |()| session.look());
    view! {
        <main class="opening">
            {move || problem().map(|problem| view! { <Trouble problem retry/> })}
        </main>
    }
}

/// An operator who has to set up the second factor before anything else.
#[component]
fn BoundPage() -> impl IntoView {
    let t = use_texts(account::of);
    view! {
        <Frame>
            <Door title=move || t().factor detail=move || t().factor_must>
                <FactorSetup/>
                <SignOut class="button wide"/>
            </Door>
        </Frame>
    }
}

/// The sidebar, the bar, and the page.
#[component]
fn Around() -> impl IntoView {
    let t = use_texts(common::of);
    let menu = RwSignal::new(false);
    let location = use_location();
    Effect::new(move |_| {
        location.pathname.track();
        menu.set(false);
    });
    view! {
        <a class="skip" href="#main" rel="external">
            {move || t().skip}
        </a>
        <div class="around">
            <aside class="side">
                <Brand/>
                <Navigation/>
            </aside>
            <header class="top">
                <Brand/>
                <button class="icon-button" type="button" aria-label=move || t().menu on:click=move |_| menu.set(true)>
                    <Icon path=MENU/>
                </button>
            </header>
            <main id="main" tabindex="-1">
                <Outlet/>
            </main>
        </div>
        <Dialog open=menu title=move || t().menu class="dialog drawer">
            <Navigation/>
        </Dialog>
        <LostDialog/>
    }
}

/// Signs in over the page when the session has ended by itself: what was typed there is kept.
#[component]
fn LostDialog() -> impl IntoView {
    let session = use_session();
    let t = use_texts(entrance::of);
    let email = RwSignal::new(String::new());
    Effect::new(move |_| {
        if session.lost.get() {
            let me = session.me();
            email.set(me.map(|me| me.email).unwrap_or_default());
        }
    });
    view! {
        <Dialog open=session.lost title=move || t().lost_title>
            <p class="second">{move || t().lost_detail}</p>
            <SignInForm name="again" email/>
            <p>
                <a href="/console/sign-in" rel="external">
                    {move || t().other_account}
                </a>
            </p>
        </Dialog>
    }
}
