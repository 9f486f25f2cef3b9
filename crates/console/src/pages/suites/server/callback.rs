//! The callback URL, which is asked before it is set; without one the suite is hosted.

use api::console::suite::{SetCallback, Suite};
use api::console::vendor_path as path;
use domain::account::Permission;
use leptos::prelude::*;

use super::super::frame::use_suite;
use crate::api::Request;
use crate::components::card::{Badge, Card, Tone};
use crate::components::dialog::Confirm;
use crate::components::field::{FormError, TextField};
use crate::components::submit::{FormView, Submit};
use crate::components::unsaved::{Unsaved, UnsavedNote};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::server;

/// The card.
#[component]
pub fn CallbackCard() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let t = use_texts(server::of);
    let now = Memo::new(move |_| suite.get().callback_url);
    let has_secrets = Memo::new(move |_| suite.get().secrets.made);
    let badge = move || match now.get().is_some() {
        true => view! { <Badge text=t().own tone=Tone::Good/> },
        false => view! { <Badge text=t().hosted/> },
    };
    let body = move || {
        match (session.may(Permission::EditSuites), has_secrets.get()) {
        (true, true) => view! { <Edit now/> }.into_any(),
        (true, false) => view! { <p class="second">{t().secrets_first}</p> }.into_any(),
        (false, _) => view! { <p class="typed">{now.get().unwrap_or_else(|| t().hosted_detail.to_owned())}</p> }.into_any(),
    }
    };
    view! {
        <Card title=move || t().callback detail=move || t().callback_detail action=badge>
            {body}
        </Card>
    }
}

#[component]
fn Edit(now: Memo<Option<String>>) -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let t = use_texts(server::of);
    let set = move || now.get().unwrap_or_default();
    // What somebody else sets meanwhile isn't what was typed here.
    let saved = RwSignal::new(untrack(set));
    let unsaved = Unsaved::of(&format!("callback/{}", suite.key.get_untracked()));
    let url = RwSignal::new(unsaved.or(saved.get_untracked()));
    unsaved.follow(move || saved.get(), move || url.get());
    let discard = Callback::new(move |()| {
        saved.set(untrack(set));
        url.set(untrack(set));
    });
    let asked = RwSignal::new(false);
    let form = Form::new("callback", move |changed: Suite| {
        let now = changed.callback_url.clone().unwrap_or_default();
        suite.set(changed);
        // What was typed since it was sent stays.
        if url.with_untracked(|url| url.trim() == now) {
            url.set(now.clone());
        }
        saved.set(now);
        session.say(t().callback_set);
    });
    let hosted = Form::new("hosted", move |changed: Suite| {
        asked.set(false);
        url.set(String::new());
        saved.set(String::new());
        suite.set(changed);
        session.say(t().hosted_set);
    });
    let request = move |url| Request::put(suite.path(path::SUITE_CALLBACK), &SetCallback { url });
    let submit =
        Callback::new(move |()| form.submit(request(Some(url.get_untracked().trim().to_owned()))));
    let confirm = Callback::new(move |()| hosted.submit(request(None)));
    view! {
        <UnsavedNote unsaved discard/>
        <FormView form on_submit=submit>
            <TextField
                form
                name="url"
                label=move || t().url
                value=url
                help=move || t().url_help
                kind="url"
                placeholder="https://isv.example.com/callback"
            />
            <FormError form/>
            <div class="buttons">
                <Submit form label=move || t().check_and_set/>
                <Show when=move || now.get().is_some()>
                    <button class="button" type="button" on:click=move |_| asked.set(true)>
                        {move || t().to_hosted}
                    </button>
                </Show>
            </div>
        </FormView>
        <Confirm
            open=asked
            form=hosted
            title=move || t().to_hosted_title
            detail=move || t().to_hosted_detail
            action=move || t().to_hosted
            on_confirm=confirm
        />
    }
}
