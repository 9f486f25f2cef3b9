//! A suite's secrets: made, shown once, rotated.

use api::console::suite::{MakeSecrets, Secrets};
use api::console::vendor_path as path;
use domain::account::Permission;
use leptos::prelude::*;
use ui::icon::{ALERT, Icon};

use super::super::frame::use_suite;
use crate::api::Request;
use crate::browser::time;
use crate::components::card::Card;
use crate::components::dialog::Dialog;
use crate::components::field::{FieldError, FormError};
use crate::components::secret::Copyable;
use crate::components::submit::{FormView, Submit};
use crate::components::table::Time;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{common, server};

/// For how many hours the present secrets may hold as well.
const HOLDS: [u32; 4] = [24, 72, 168, 0];

/// The card.
#[component]
pub fn SecretsCard() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let t = use_texts(server::of);
    let asked = RwSignal::new(false);
    let shown = RwSignal::new(None::<Secrets>);
    let hold = RwSignal::new(HOLDS[0]);
    let form = Form::new("secrets", move |made: Secrets| {
        asked.set(false);
        shown.set(Some(made));
        let mut now = untrack(|| suite.get());
        let held = now
            .secrets
            .made
            .then(|| hold.get_untracked())
            .filter(|hours| *hours > 0);
        now.secrets.former_until = held.map(|hours| time::now() + i64::from(hours) * 3_600_000);
        now.secrets.made = true;
        suite.set(now);
    });
    let make = Callback::new(move |()| {
        let hold_hours = Some(hold.get_untracked());
        form.submit(Request::post(
            suite.path(path::SUITE_SECRETS),
            &MakeSecrets { hold_hours },
        ));
    });
    let may = move || session.may(Permission::RotateSecrets);
    let state = Memo::new(move |_| suite.get().secrets);
    let action = move || match (may(), state.get().made) {
        (false, _) => ().into_any(),
        (true, false) => view! {
            <form on:submit=crate::components::submit::on_submit(make)>
                <Submit form label=move || t().make/>
            </form>
        }
        .into_any(),
        (true, true) => view! {
            <button class="button" type="button" on:click=move |_| asked.set(true)>
                {move || t().rotate}
            </button>
        }
        .into_any(),
    };
    let stands = move || {
        match (state.get().made, state.get().former_until) {
        (false, _) => view! { <p class="second">{if may() { t().no_secrets } else { t().no_secrets_staff }}</p> }.into_any(),
        (true, Some(at)) if at > time::now() => view! {
            <p class="second">{t().made} " " {t().former_until} " " <Time at/></p>
        }
        .into_any(),
        (true, _) => view! { <p class="second">{t().made}</p> }.into_any(),
    }
    };
    let fresh = move || shown.get().map(|secrets| view! { <Fresh secrets shown/> });
    view! {
        <Card title=move || t().secrets detail=move || t().secrets_detail action>
            <dl class="facts">
                <Copyable name="suite_key" text=suite.key.get_untracked()/>
            </dl>
            <div aria-live="polite">{fresh}</div>
            <Show when=move || shown.with(Option::is_none)>{stands}</Show>
            <Show when=move || !asked.get()><FormError form/></Show>
        </Card>
        <Rotate asked form hold make/>
    }
}

/// Secrets that are shown for the only time.
#[component]
fn Fresh(secrets: Secrets, shown: RwSignal<Option<Secrets>>) -> impl IntoView {
    let t = use_texts(server::of);
    view! {
        <div class="fresh">
            <p class="line strong">
                <Icon path=ALERT/>
                <span>{move || t().once}</span>
            </p>
            <dl class="facts">
                <Copyable name="suite_secret" text=secrets.suite_secret/>
                <Copyable name="token" text=secrets.token/>
                <Copyable name="encoding_aes_key" text=secrets.encoding_aes_key/>
            </dl>
            <button class="button" type="button" on:click=move |_| shown.set(None)>
                {move || t().kept}
            </button>
        </div>
    }
}

/// Asks before other secrets are made.
#[component]
fn Rotate(
    asked: RwSignal<bool>,
    form: Form,
    hold: RwSignal<u32>,
    make: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(server::of));
    let choose = move |event| hold.set(event_target_value(&event).parse().unwrap_or(HOLDS[0]));
    view! {
        <Dialog open=asked title=move || t().rotate_title>
            <FormView form on_submit=make>
                <p class="second">{move || t().rotate_detail}</p>
                <div class="field">
                    <label for=form.id("hold_hours")>{move || t().hold}</label>
                    <select class="input" id=form.id("hold_hours") on:change=choose>
                        {HOLDS
                            .map(|hours| {
                                view! {
                                    <option value=hours.to_string() selected=move || hold.get() == hours>
                                        {move || server::hold(session.lang.get(), hours)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                    <FieldError form name="hold_hours"/>
                </div>
                <FormError form/>
                <footer class="dialog-foot">
                    <button class="button" type="button" on:click=move |_| asked.set(false)>
                        {move || c().cancel}
                    </button>
                    <Submit form label=move || t().rotate danger=true/>
                </footer>
            </FormView>
        </Dialog>
    }
}
