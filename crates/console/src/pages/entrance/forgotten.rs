//! A forgotten password: a link is mailed. The page says the same whether the address has an account or not.

use api::console::account::ForgottenPassword;
use api::console::path;
use leptos::prelude::*;
use ui::icon::Icon;

use super::Door;
use crate::api::Request;
use crate::components::field::{FormError, TextField};
use crate::components::icons::MAIL;
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::use_texts;
use crate::text::{common, entrance};

/// The page.
#[component]
pub fn ForgottenPage() -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(entrance::of));
    let email = RwSignal::new(String::new());
    let sent = RwSignal::new(false);
    let form = Form::new("forgotten", move |()| sent.set(true));
    let submit = Callback::new(move |()| {
        let email = email.get_untracked();
        form.submit(Request::post(path::FORGOTTEN, &ForgottenPassword { email }));
    });
    let ask = move || {
        view! {
            <Door title=move || t().forgotten_title detail=move || t().forgotten_detail>
                <FormView form on_submit=submit>
                    <TextField form name="email" label=move || c().email value=email kind="email" autocomplete="username"/>
                    <FormError form/>
                    <Submit form label=move || t().send_link wide=true/>
                </FormView>
                <p class="aside">
                    <a href="/console/sign-in">{move || t().sign_in}</a>
                </p>
            </Door>
        }
    };
    view! {
        <Show when=move || sent.get() fallback=ask>
            <span class="outcome">
                <Icon path=MAIL/>
            </span>
            <Door title=move || t().look_title detail=move || t().forgotten_sent>
                <p class="strong typed">{move || email.get()}</p>
                <p class="second">{move || t().look_spam}</p>
                <a class="button wide" href="/console/sign-in">
                    {move || t().sign_in}
                </a>
            </Door>
        </Show>
    }
}
