//! From where the vendor's server may call.

use api::console::suite::{SetWhitelist, Suite};
use api::console::vendor_path as path;
use domain::account::Permission;
use leptos::prelude::*;

use super::super::frame::use_suite;
use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::{FormError, TextField};
use crate::components::submit::{FormView, Submit};
use crate::components::unsaved::{Unsaved, UnsavedNote};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{common, server};

/// The card.
#[component]
pub fn WhitelistCard() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let (c, t) = (use_texts(common::of), use_texts(server::of));
    let set = move || suite.get().whitelist;
    // What somebody else sets meanwhile isn't what was typed here.
    let saved = RwSignal::new(untrack(set));
    let unsaved = Unsaved::of(&format!("whitelist/{}", suite.key.get_untracked()));
    let whitelist = RwSignal::new(unsaved.or(saved.get_untracked()));
    unsaved.follow(move || saved.get(), move || whitelist.get());
    let discard = Callback::new(move |()| {
        saved.set(untrack(set));
        whitelist.set(untrack(set));
    });
    let form = Form::new("whitelist", move |changed: Suite| {
        whitelist.set(changed.whitelist.clone());
        saved.set(changed.whitelist.clone());
        suite.set(changed);
        session.say(c().saved);
    });
    let submit = Callback::new(move |()| {
        let request = SetWhitelist {
            whitelist: whitelist.get_untracked(),
        };
        form.submit(Request::put(suite.path(path::SUITE_WHITELIST), &request));
    });
    let body = move || match session.may(Permission::EditSuites) {
        true => view! {
            <UnsavedNote unsaved discard/>
            <FormView form on_submit=submit>
                <TextField
                    form
                    name="whitelist"
                    label=move || t().addresses
                    value=whitelist
                    help=move || t().addresses_help
                    placeholder="203.0.113.7, 198.51.100.*"
                />
                <FormError form/>
                <Submit form label=move || c().save/>
            </FormView>
        }
        .into_any(),
        false => view! { <p class="typed">{suite.get().whitelist}</p> }.into_any(),
    };
    view! {
        <Card title=move || t().whitelist detail=move || t().whitelist_detail>
            {body}
        </Card>
    }
}
