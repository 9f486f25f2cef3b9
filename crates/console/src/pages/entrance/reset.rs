//! Setting another password by a mailed link.

use api::console::account::ResetPassword;
use api::console::path;
use leptos::prelude::*;

use super::{Door, Outcome, token};
use crate::api::Request;
use crate::components::field::{FormError, PasswordField};
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::{Who, use_session, use_texts};
use crate::text::entrance;

/// The page.
#[component]
pub fn ResetPage() -> impl IntoView {
    let session = use_session();
    let t = use_texts(entrance::of);
    let token = StoredValue::new(token());
    let password = RwSignal::new(String::new());
    let done = RwSignal::new(false);
    let form = Form::new("reset", move |()| {
        // Also this browser's session has ended.
        session.who.set(Who::Nobody);
        done.set(true);
    });
    let submit = Callback::new(move |()| {
        let request = ResetPassword {
            token: token.get_value(),
            password: password.get_untracked(),
        };
        form.submit(Request::post(path::RESET, &request));
    });
    let ask = move || {
        view! {
            <Door title=move || t().reset_title detail=move || t().reset_detail>
                <FormView form on_submit=submit>
                    <PasswordField form name="password" label=move || t().new_password value=password new=true/>
                    <FormError form/>
                    <Submit form label=move || t().reset_title wide=true/>
                </FormView>
                <p class="aside">
                    <a href="/console/forgotten">{move || t().ask_again}</a>
                </p>
            </Door>
        }
    };
    view! {
        <Show when=move || done.get() fallback=ask>
            <Outcome
                title=move || t().reset_done_title
                detail=move || t().reset_done_detail
                href="/console/sign-in"
                link=move || t().sign_in
            />
        </Show>
    }
}
