//! Signing up for a vendor; then one looks into one's mail.

use api::console::account::SignUp;
use api::console::path;
use leptos::prelude::*;
use ui::icon::Icon;

use super::Door;
use crate::api::Request;
use crate::components::field::{FormError, PasswordField, TextField};
use crate::components::icons::MAIL;
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::use_texts;
use crate::text::{common, entrance};

/// What is typed.
#[derive(Clone, Copy)]
struct Draft {
    vendor: RwSignal<String>,
    name: RwSignal<String>,
    email: RwSignal<String>,
    password: RwSignal<String>,
}

impl Draft {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            vendor: empty(),
            name: empty(),
            email: empty(),
            password: empty(),
        }
    }
}

/// The page.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let draft = Draft::new();
    let sent = RwSignal::new(false);
    view! {
        <Show when=move || sent.get() fallback=move || view! { <SignUpForm draft sent/> }>
            <LookIntoMail email=draft.email sent/>
        </Show>
    }
}

#[component]
fn SignUpForm(draft: Draft, sent: RwSignal<bool>) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(entrance::of));
    let form = Form::new("sign-up", move |()| sent.set(true));
    let submit = Callback::new(move |()| {
        let request = SignUp {
            vendor: draft.vendor.get_untracked(),
            name: draft.name.get_untracked(),
            email: draft.email.get_untracked(),
            password: draft.password.get_untracked(),
        };
        form.submit(Request::post(path::ACCOUNTS, &request));
    });
    view! {
        <Door title=move || t().sign_up detail=move || t().sign_up_detail>
            <FormView form on_submit=submit>
                <TextField
                    form
                    name="vendor"
                    label=move || t().vendor_name
                    value=draft.vendor
                    help=move || t().vendor_help
                    autocomplete="organization"
                />
                <TextField form name="name" label=move || c().name value=draft.name autocomplete="name"/>
                <TextField form name="email" label=move || c().email value=draft.email kind="email" autocomplete="username"/>
                <PasswordField form name="password" label=move || c().password value=draft.password new=true/>
                <FormError form/>
                <Submit form label=move || t().create wide=true/>
            </FormView>
            <p class="aside">
                {move || t().have_account} " " <a href="/console/sign-in">{move || t().sign_in}</a>
            </p>
        </Door>
    }
}

/// A message was sent.
#[component]
fn LookIntoMail(email: RwSignal<String>, sent: RwSignal<bool>) -> impl IntoView {
    let t = use_texts(entrance::of);
    view! {
        <span class="outcome">
            <Icon path=MAIL/>
        </span>
        <Door title=move || t().look_title detail=move || t().look_detail>
            <p class="strong typed">{move || email.get()}</p>
            <p class="second">{move || t().look_spam}</p>
            <button class="button wide" type="button" on:click=move |_| sent.set(false)>
                {move || t().change_email}
            </button>
        </Door>
    }
}
