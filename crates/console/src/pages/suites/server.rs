//! Where a suite's vendor's server is: secrets, callback URL, whitelist, and the check of it all.

mod callback;
pub mod check;
mod secrets;
mod whitelist;

use leptos::prelude::*;

use self::callback::CallbackCard;
use self::check::CheckCard;
use self::secrets::SecretsCard;
use self::whitelist::WhitelistCard;
use super::frame::use_suite;
use crate::components::page::Page;
use crate::session::use_texts;
use crate::text::server;

/// The page.
#[component]
pub fn ServerPage() -> impl IntoView {
    let suite = use_suite();
    let t = use_texts(server::of);
    let detail = move || match suite.get().callback_url.is_some() {
        true => t().page_own,
        false => t().page_hosted,
    };
    view! {
        <Page title=move || t().page detail>
            <div class="stack">
                <SecretsCard/>
                <CallbackCard/>
                <WhitelistCard/>
                <CheckCard/>
            </div>
        </Page>
    }
}
