//! The first page: for a vendor how its suites do and what to do next, for an operator what waits and what happened.

mod steps;
mod summary;

use api::console::audit::Audit;
use api::console::path;
use domain::account::Permission;
use leptos::prelude::*;

use self::steps::VendorSteps;
use self::summary::SummaryCard;
use super::audit::Entries;
use super::desk::waiting::WaitingCard;
use crate::components::card::Card;
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::session::{use_session, use_texts};
use crate::text::{audit, home};

/// How many entries an operator sees here.
const RECENT: usize = 5;

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    let session = use_session();
    let hello = move || {
        let name = session.me().map(|me| me.name).unwrap_or_default();
        home::hello(session.lang.get(), &name)
    };
    view! {
        <Page title=hello>
            <div class="stack">
                <Show when=move || session.may(Permission::SeeVendor)>
                    <SummaryCard/>
                    <VendorSteps/>
                </Show>
                <Show when=move || session.may(Permission::SeeAllVendors)>
                    <WaitingCard/>
                </Show>
                <Show when=move || session.may(Permission::SeeAudit)>
                    <Recent/>
                </Show>
            </div>
        </Page>
    }
}

/// The latest entries of the audit log.
#[component]
fn Recent() -> impl IntoView {
    let (a, t) = (use_texts(audit::of), use_texts(home::of));
    let audit = load::<Audit>(|| path::AUDIT.to_owned());
    let all = move || {
        view! {
            <a class="button" href="/console/audit">
                {move || t().all_entries}
            </a>
        }
    };
    view! {
        <Card title=move || t().recent detail=move || t().recent_detail action=all>
            {show_words(audit, move |mut audit| {
                audit.entries.truncate(RECENT);
                match audit.entries.is_empty() {
                    true => view! { <p class="second">{a().none}</p> }.into_any(),
                    false => view! { <Entries entries=audit.entries/> }.into_any(),
                }
            })}
        </Card>
    }
}
