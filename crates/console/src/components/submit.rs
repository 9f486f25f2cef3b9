//! A form's button, and how a form is submitted.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use crate::browser::input::confirms_composition;
use crate::form::Form;
use crate::session::use_texts;
use crate::text::common;

/// Runs a callback in the place of what the browser would send.
pub fn on_submit(then: Callback<()>) -> impl Fn(SubmitEvent) + Clone + 'static {
    move |event| {
        event.prevent_default();
        then.run(());
    }
}

/// Keeps Enter from submitting while it confirms what an input method composes.
pub fn swallow_composition(event: KeyboardEvent) {
    if confirms_composition(&event) {
        event.prevent_default();
    }
}

/// A form around its fields. Typing takes an error back.
#[component]
pub fn FormView(
    /// The form.
    form: Form,
    /// Sends it.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Its fields and buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="form"
            novalidate
            on:submit=self::on_submit(on_submit)
            on:input=move |_| form.clear()
            on:keydown=swallow_composition
        >
            {children()}
        </form>
    }
}

/// Says what is under way while a form that takes a while is pending.
#[component]
pub fn Progress(
    /// The form.
    form: Form,
    /// What is under way.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let pending = form.pending();
    let shown = move || {
        let label = label.clone();
        pending.get().then(move || {
            view! {
                <progress class="progress" aria-hidden="true"></progress>
                <p class="second">{move || label.get()}</p>
            }
        })
    };
    view! {
        <div class="under-way" role="status">
            {shown}
        </div>
    }
}

/// The button that sends a form. While the form is pending it says so and takes no second click.
#[component]
pub fn Submit(
    /// The form.
    form: Form,
    /// What it does.
    #[prop(into)]
    label: TextProp,
    /// It can't be undone.
    #[prop(optional)]
    danger: bool,
    /// It is as wide as the form.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let t = use_texts(common::of);
    let pending = form.pending();
    let words = move || match pending.get() {
        true => t().working.into(),
        false => label.get(),
    };
    let class = match (danger, wide) {
        (true, _) => "button danger",
        (false, true) => "button primary wide",
        (false, false) => "button primary",
    };
    view! {
        <button class=class type="submit" aria-disabled=move || pending.get().to_string()>
            {move || words()}
        </button>
    }
}
