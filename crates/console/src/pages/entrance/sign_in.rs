//! Signing in: the e-mail address and the password, then the code of the second factor where it is on.

use api::console::account::{Me, SignInConsole};
use api::console::path;
use api::problem::Code;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::Door;
use crate::api::Request;
use crate::browser::page;
use crate::components::field::{CodeField, FormError, PasswordField, TextField};
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::{Who, use_session, use_texts};
use crate::text::{common, entrance};

/// The page; who is signed in already is led on.
#[component]
pub fn SignInPage() -> impl IntoView {
    let session = use_session();
    let t = use_texts(entrance::of);
    let navigate = use_navigate();
    let query = use_query_map();
    let is_in = Memo::new(move |_| session.who.with(|who| matches!(who, Who::Somebody(_))));
    Effect::new(move |_| {
        if is_in.get() {
            let next = query.with_untracked(|query| query.get("next"));
            // Only to pages of ours: anybody can write an address.
            let next = next.filter(|next| next == "/console" || next.starts_with("/console/"));
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(next.as_deref().unwrap_or("/console"), options);
        }
    });
    let email = RwSignal::new(String::new());
    view! {
        <Door title=move || t().sign_in detail=move || t().sign_in_detail>
            <SignInForm name="sign-in" email/>
            <p class="aside">
                {move || t().no_account} " " <a href="/console/sign-up">{move || t().sign_up}</a>
            </p>
        </Door>
    }
}

/// The form, on the page and over others.
#[component]
pub fn SignInForm(
    /// Its name, with which its ids begin.
    name: &'static str,
    /// The e-mail address.
    email: RwSignal<String>,
) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(entrance::of));
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let asks_code = RwSignal::new(false);
    let form = Form::new(name, move |me: Me| session.sign_in(me)).with_handler(move |problem| {
        let needed = problem.code == Code::TotpNeeded;
        if needed {
            asks_code.set(true);
        }
        needed
    });
    Effect::new(move |_| {
        if asks_code.get() {
            page::focus(&format!("#{}", form.id("code")));
        }
    });
    let submit = Callback::new(move |()| {
        let typed = code.get_untracked();
        let request = SignInConsole {
            email: email.get_untracked(),
            password: password.get_untracked(),
            code: asks_code.get_untracked().then_some(typed),
        };
        form.submit(Request::post(path::SESSION, &request));
    });
    let back = move |_| {
        form.clear();
        code.set(String::new());
        asks_code.set(false);
    };
    view! {
        <FormView form on_submit=submit>
            <div class="fields" hidden=move || asks_code.get()>
                <TextField form name="email" label=move || c().email value=email kind="email" autocomplete="username"/>
                <PasswordField form name="password" label=move || c().password value=password/>
                <p class="aside end">
                    <a href="/console/forgotten">{move || t().forgotten}</a>
                </p>
            </div>
            <Show when=move || asks_code.get()>
                <CodeField form name="code" label=move || t().totp_code value=code help=move || t().totp_help/>
            </Show>
            <FormError form/>
            <Submit form label=move || t().sign_in wide=true/>
            <Show when=move || asks_code.get()>
                <button class="button wide" type="button" on:click=back>
                    {move || t().back}
                </button>
            </Show>
        </FormView>
    }
}
