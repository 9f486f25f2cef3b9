//! A labelled field with its error beside it.

use leptos::html;
use leptos::prelude::*;
use ui::icon::{ALERT, Icon};

use crate::form::Form;

/// The error of a field, or with an empty `id` of the whole form, read out when it comes.
#[component]
pub fn ErrorText(form: Form, #[prop(optional)] id: &'static str) -> impl IntoView {
    let error = Memo::new(move |_| form.message(id));
    let shown = move || {
        error.get().map(|message| {
            view! {
                <p class="error">
                    <Icon path=ALERT/>
                    <span>{message}</span>
                </p>
            }
        })
    };
    let element_id = (!id.is_empty()).then(|| format!("{id}-error"));
    view! {
        <div role="alert" id=element_id>
            {move || shown()}
        </div>
    }
}

/// A label, an input and the error of the field `id`.
#[component]
pub fn Field(
    form: Form,
    id: &'static str,
    #[prop(into)] label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field" class:wrong=move || form.is_wrong(id)>
            <label for=id>{label}</label>
            {children()}
            <ErrorText form id/>
        </div>
    }
}

/// How a text field takes text.
#[derive(Clone, Copy)]
pub struct Typing {
    /// `type`.
    pub kind: &'static str,
    /// `inputmode`.
    pub mode: &'static str,
    /// `autocomplete`.
    pub autocomplete: &'static str,
    /// `enterkeyhint`.
    pub enter: &'static str,
}

impl Typing {
    /// A text; the browser may offer what it knows under this name.
    pub const fn text(autocomplete: &'static str) -> Self {
        Self {
            kind: "text",
            mode: "text",
            autocomplete,
            enter: "next",
        }
    }

    /// A phone number.
    pub const fn phone(autocomplete: &'static str, enter: &'static str) -> Self {
        Self {
            kind: "tel",
            mode: "tel",
            autocomplete,
            enter,
        }
    }

    /// Digits.
    pub const fn digits(autocomplete: &'static str) -> Self {
        Self {
            kind: "text",
            mode: "numeric",
            autocomplete,
            enter: "done",
        }
    }
}

/// The input of the field `id`, tied to its error.
pub fn input(
    form: Form,
    id: &'static str,
    value: RwSignal<String>,
    typing: Typing,
) -> impl IntoView + use<> {
    html::input()
        .id(id)
        .r#type(typing.kind)
        .inputmode(typing.mode)
        .autocomplete(typing.autocomplete)
        .enterkeyhint(typing.enter)
        .aria_describedby(format!("{id}-error"))
        .aria_invalid(move || form.is_wrong(id).to_string())
        .bind(leptos::attr::Value, value)
}

/// A field of text.
#[component]
pub fn TextField(
    form: Form,
    id: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    typing: Typing,
) -> impl IntoView {
    view! {
        <Field form id label>
            <div class="input">{input(form, id, value, typing)}</div>
        </Field>
    }
}

/// A field of a phone number, with +86 before it unless another country's code is typed.
#[component]
pub fn PhoneField(
    form: Form,
    id: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    typing: Typing,
) -> impl IntoView {
    let foreign =
        Memo::new(move |_| value.with(|value| value.trim_start().starts_with(['+', '＋'])));
    let suggestion = Memo::new(move |_| form.suggestion(id));
    let suggestion = move || {
        suggestion.get().map(|meant| {
            let label = meant.clone();
            let take = move |_| {
                value.set(meant.clone());
                form.clear();
            };
            view! {
                <button class="link" type="button" on:click=take>
                    {label}
                </button>
            }
        })
    };
    let prefix = move || (!foreign.get()).then(|| view! { <span class="prefix">"+86"</span> });
    view! {
        <Field form id label>
            <div class="input">{move || prefix()} {input(form, id, value, typing)}</div>
            {move || suggestion()}
        </Field>
    }
}
