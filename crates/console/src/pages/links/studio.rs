//! What is printed of a link: its code, its poster or its card, each with a live preview and its files.

use api::console::vendor_path::{LINK_FILE, of_link};
use leptos::prelude::*;

use super::code::CodeStudio;
use super::poster::{ChatCard, PosterStudio};
use crate::components::card::{Card, Empty};
use crate::pages::suites::frame::TheSuite;
use crate::session::use_texts;
use crate::text::links as text;

/// What is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Code,
    Poster,
    Card,
}

/// The card of the page.
#[component]
pub fn StudioCard(suite: TheSuite, token: String, state: String) -> impl IntoView {
    let t = use_texts(text::of);
    let is_open = state == "open";
    let body = match is_open {
        true => view! { <Studio suite token/> }.into_any(),
        false => (move || view! { <Empty title=t().not_open detail=""/> }).into_any(),
    };
    view! {
        <Card title=move || t().studio detail=move || t().studio_detail>
            {body}
        </Card>
    }
}

#[component]
fn Studio(suite: TheSuite, token: String) -> impl IntoView {
    let t = use_texts(text::of);
    let what = RwSignal::new(What::Code);
    let files = of_link(LINK_FILE, &suite.key.get_untracked(), &token);
    let files = StoredValue::new(files);
    let token = StoredValue::new(token);
    let tab = move |own: What, name: fn(&text::Text) -> &'static str| {
        view! {
            <label class="view-link">
                <input class="unseen" type="radio" name="studio-what" prop:checked=move || what.get() == own on:change=move |_| what.set(own)/>
                {move || name(t())}
            </label>
        }
    };
    view! {
        <fieldset class="views">
            <legend class="unseen">{move || t().what}</legend>
            {tab(What::Code, |t| t.code)}
            {tab(What::Poster, |t| t.poster)}
            {tab(What::Card, |t| t.card)}
        </fieldset>
        {move || match what.get() {
            What::Code => view! { <CodeStudio files=files.get_value()/> }.into_any(),
            What::Poster => view! { <PosterStudio files=files.get_value()/> }.into_any(),
            What::Card => view! { <ChatCard token=token.get_value()/> }.into_any(),
        }}
    }
}

/// A picture that the server draws as the options say, or that it can't.
#[component]
pub fn Preview(
    /// Its address.
    #[prop(into)]
    src: Signal<String>,
    /// What it is.
    #[prop(into)]
    alt: TextProp,
    /// Its class.
    class: &'static str,
) -> impl IntoView {
    let t = use_texts(text::of);
    let failed = RwSignal::new(None::<String>);
    let has_failed = move || failed.get().is_some_and(|failed| failed == src.get());
    view! {
        <figure class="preview" aria-label=move || t().preview>
            <img
                class=class
                src=move || src.get()
                alt=move || alt.get()
                hidden=has_failed
                on:error=move |_| failed.set(Some(src.get_untracked()))
            />
            <p class="error" role="alert">
                {move || has_failed().then(|| t().no_preview)}
            </p>
        </figure>
    }
}

/// A file to download.
#[component]
pub fn FileLink(
    /// Its address.
    #[prop(into)]
    href: Signal<String>,
    /// Its name.
    file: &'static str,
    /// What the link says.
    #[prop(into)]
    name: TextProp,
) -> impl IntoView {
    view! {
        <a class="button" href=move || href.get() download=file rel="external">
            {move || name.get()}
        </a>
    }
}
