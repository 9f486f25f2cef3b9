//! One file a page; here, what pages have in common.

pub mod acceptance;
pub mod account;
pub mod application;
pub mod audit;
pub mod customers;
pub mod desk;
pub mod entrance;
pub mod factor;
pub mod funnel;
pub mod home;
pub mod links;
pub mod road;
pub mod serials;
pub mod shell;
pub mod suites;
pub mod team;
pub mod vendor;

use domain::account::Permission;
use leptos::prelude::*;

use crate::components::page::Page;
use crate::session::{use_session, use_texts};
use crate::text::common;

/// What only those see who may do something; for others there is no such page.
#[component]
pub fn Allowed(
    /// What it takes.
    to: Permission,
    /// What is seen.
    children: ChildrenFn,
) -> impl IntoView {
    let session = use_session();
    view! {
        <Show when=move || session.may(to) fallback=NotFoundPage>
            {children()}
        </Show>
    }
}

/// No such page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let t = use_texts(common::of);
    view! {
        <Page title=move || t().not_found detail=move || t().not_found_detail>
            <p>
                <a class="button" href="/console">
                    {move || t().to_home}
                </a>
            </p>
        </Page>
    }
}
