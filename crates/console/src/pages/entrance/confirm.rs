//! Confirming an e-mail address. Opening the link does nothing: programs that look through mails open links, too.

use api::console::account::MailedToken;
use api::console::path;
use leptos::prelude::*;

use super::{Door, Outcome, token};
use crate::api::Request;
use crate::components::field::FormError;
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::use_texts;
use crate::text::entrance;

/// The page.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let t = use_texts(entrance::of);
    let token = StoredValue::new(token());
    let done = RwSignal::new(false);
    let form = Form::new("confirm", move |()| done.set(true));
    let submit = Callback::new(move |()| {
        let token = token.get_value();
        form.submit(Request::post(path::CONFIRM, &MailedToken { token }));
    });
    let ask = move || {
        view! {
            <Door title=move || t().confirm_title detail=move || t().confirm_detail>
                <FormView form on_submit=submit>
                    <FormError form/>
                    <Submit form label=move || t().confirm wide=true/>
                </FormView>
                <p class="aside">
                    <a href="/console/sign-in">{move || t().sign_in}</a>
                </p>
            </Door>
        }
    };
    view! {
        <Show when=move || done.get() fallback=ask>
            <Outcome
                title=move || t().confirmed_title
                detail=move || t().confirmed_detail
                href="/console/sign-in"
                link=move || t().sign_in
            />
        </Show>
    }
}
