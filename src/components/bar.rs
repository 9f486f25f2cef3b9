//! What stands above every page: the network's state, the switch of the language.

use leptos::prelude::*;
use ui::shell::Loading;
use ui::text;

use crate::browser::page;
use crate::session::use_session;

/// The link to the other language; what was typed stays.
#[component]
pub fn LangSwitch(#[prop(default = "lang")] class: &'static str) -> impl IntoView {
    let session = use_session();
    view! { {move || {
        let lang = session.lang.get();
        let other = lang.other();
        let switch = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            session.switch_lang();
        };
        view! {
            <a class=class href=format!("?lang={}", other.word()) lang=other.html() rel="external" on:click=switch>
                {text::of(lang).switch}
            </a>
        }
    }} }
}

/// A line while something is pending, and a banner while there is no network.
#[component]
pub fn Network() -> impl IntoView {
    let session = use_session();
    let pending = Memo::new(move |_| session.pending.get() > 0);
    view! {
        {move || pending.get().then(|| view! { <div class="sending"></div> })}
        <div role="status">
            {move || session.offline.get().then(|| view! { <p class="banner">{session.t().offline}</p> })}
        </div>
    }
}

/// No such page of this program.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let session = use_session();
    view! { {move || view! { <ui::document::NotFound lang=session.lang.get()/> }} }
}

/// A document's address: the server paints it. What is being sent is answered first, and without a network the program stays.
#[component]
pub fn LoadDocument() -> impl IntoView {
    let session = use_session();
    Effect::new(move |_| {
        if session.pending.get() == 0 && !session.offline.get() {
            page::reload();
        }
    });
    view! { <Loading lang=session.lang.get_untracked()/> }
}
