//! A page that is a form, and the one primary button of a page.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::input::confirms_composition;
use crate::form::Form;
use crate::session::use_session;

/// A page with a form around it. Typing takes an error back; Enter that confirms what an input method composes doesn't submit.
#[component]
pub fn FormPage(
    form: Form,
    on_submit: Callback<()>,
    /// Below the page: the button.
    #[prop(into)]
    foot: ViewFn,
    /// Its few things stand in the middle.
    #[prop(optional)]
    middle: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="contents"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(());
            }
            on:input=move |_| form.clear()
            on:keydown=swallow_composition
        >
            <main class=if middle { "page middle" } else { "page" }>{children()}</main>
            <footer class="foot">{foot.run()}</footer>
        </form>
    }
}

/// Keeps Enter from submitting while it confirms what an input method composes.
pub fn swallow_composition(event: ev::KeyboardEvent) {
    if confirms_composition(&event) {
        event.prevent_default();
    }
}

/// A form's button. While the form is pending it says so and takes no second tap; while `ready` is false it looks idle, yet a
/// tap still shows what is missing.
#[component]
pub fn SubmitButton(
    form: Form,
    #[prop(into)] label: Signal<String>,
    #[prop(into, default = true.into())] ready: Signal<bool>,
) -> impl IntoView {
    let session = use_session();
    let pending = form.pending();
    let words = move || match (pending.get(), session.offline.get()) {
        (true, true) => session.t().waiting.to_owned(),
        (true, false) => session.t().working.to_owned(),
        (false, _) => label.get(),
    };
    view! {
        <button
            class="button"
            type="submit"
            aria-busy=move || pending.get().to_string()
            aria-disabled=move || (pending.get() || !ready.get()).to_string()
        >
            {move || words()}
        </button>
    }
}
