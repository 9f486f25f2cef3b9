//! A suite's sandbox: test links, test teams and test serials, to try it with.

mod links;
mod serials;
mod teams;

use api::console::sandbox::Sandbox;
use api::console::vendor_path::SANDBOX;
use leptos::prelude::*;

use self::links::LinksCard;
use self::serials::SerialsCard;
use self::teams::TeamsCard;
use super::frame::use_suite;
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::session::use_texts;
use crate::text::sandbox as text;

/// The page.
#[component]
pub fn SandboxPage() -> impl IntoView {
    let suite = use_suite();
    let t = use_texts(text::of);
    let loaded = load::<Sandbox>(move || suite.tracked_path(SANDBOX));
    view! {
        <Page title=move || t().title detail=move || t().detail>
            {show_words(loaded, move |sandbox| {
                let Sandbox { links, most_links, serials, most_serials, serial_rule, teams, most_teams } = sandbox;
                view! {
                    <div class="stack">
                        <LinksCard links most=most_links/>
                        <TeamsCard teams most=most_teams/>
                        <SerialsCard serials most=most_serials rule=serial_rule/>
                    </div>
                }
            })}
        </Page>
    }
}
