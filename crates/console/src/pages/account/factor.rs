//! The second factor on the account's page.

use api::console::account::EndTotp;
use api::console::path;
use leptos::prelude::*;

use crate::api::Request;
use crate::components::card::{Badge, Card, Tone};
use crate::components::dialog::Dialog;
use crate::components::field::{FormError, PasswordField};
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{account, common};

/// Whether it is on, and what can be done about it.
#[component]
pub fn FactorCard() -> impl IntoView {
    let session = use_session();
    let t = use_texts(account::of);
    let ending = RwSignal::new(false);
    let state = move || {
        session.me().map(|me| match me.second_factor {
            true => view! {
                <p class="line">
                    <Badge text=t().factor_on tone=Tone::Good/>
                    <span class="second">{account::codes_left(session.lang.get(), me.recovery_codes)}</span>
                </p>
            }
            .into_any(),
            false => view! {
                <p class="line">
                    <Badge text=t().factor_off tone=Tone::Due/>
                </p>
            }
            .into_any(),
        })
    };
    let actions = move || {
        session
            .me()
            .map(|me| match (me.second_factor, me.role.is_operator()) {
                (false, _) => view! {
                    <a class="button primary" href="/console/account/second-factor">
                        {t().factor_set_up}
                    </a>
                }
                .into_any(),
                (true, false) => view! {
                    <button class="button" type="button" on:click=move |_| ending.set(true)>
                        {t().factor_end}
                    </button>
                }
                .into_any(),
                // An operator keeps it.
                (true, true) => ().into_any(),
            })
    };
    view! {
        <Card title=move || t().factor detail=move || t().factor_detail>
            {state}
            <div class="buttons">{actions}</div>
            <Dialog open=ending title=move || t().factor_end_title>
                <EndForm ending/>
            </Dialog>
        </Card>
    }
}

#[component]
fn EndForm(ending: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(account::of));
    let password = RwSignal::new(String::new());
    let form = Form::new("end-factor", move |()| {
        ending.set(false);
        session.update_me(|me| {
            me.second_factor = false;
            me.recovery_codes = 0;
        });
        session.say(t().factor_ended);
    });
    let submit = Callback::new(move |()| {
        let password = password.get_untracked();
        form.submit(Request::post(path::TOTP_OFF, &EndTotp { password }));
    });
    view! {
        <FormView form on_submit=submit>
            <p class="second">{move || t().factor_end_detail}</p>
            <PasswordField form name="password" label=move || c().password value=password/>
            <FormError form/>
            <footer class="dialog-foot">
                <button class="button" type="button" on:click=move |_| ending.set(false)>
                    {move || c().cancel}
                </button>
                <Submit form label=move || t().factor_end danger=true/>
            </footer>
        </FormView>
    }
}
