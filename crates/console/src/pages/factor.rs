//! Setting up the second factor: the password, the code to scan, the first code back, the recovery codes.

use api::console::account::{BeginTotp, ConfirmTotp, NewTotp, RecoveryCodes};
use api::console::path;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::Request;
use crate::browser::{clipboard, page};
use crate::components::field::{CodeField, FormError, PasswordField};
use crate::components::page::Page;
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{account, common};

/// How far one is.
#[derive(Clone)]
enum Stage {
    /// The password is asked for.
    Password,
    /// An app scans the secret, and shows a code.
    Scan(NewTotp),
    /// It is on, and the recovery codes are shown.
    Codes(Vec<String>),
}

/// The page in the shell.
#[component]
pub fn FactorPage() -> impl IntoView {
    let t = use_texts(account::of);
    view! {
        <Page title=move || t().factor detail=move || t().factor_detail>
            <section class="card narrow">
                <FactorSetup/>
            </section>
        </Page>
    }
}

/// The steps; they end on the account's page, or where an operator was going.
#[component]
pub fn FactorSetup() -> impl IntoView {
    let stage = RwSignal::new(Stage::Password);
    move || match stage.get() {
        Stage::Password => view! { <PasswordStep stage/> }.into_any(),
        Stage::Scan(new) => view! { <ScanStep new stage/> }.into_any(),
        Stage::Codes(codes) => view! { <CodesStep codes/> }.into_any(),
    }
}

#[component]
fn PasswordStep(stage: RwSignal<Stage>) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(account::of));
    let password = RwSignal::new(String::new());
    let form = Form::new("factor", move |new: NewTotp| stage.set(Stage::Scan(new)));
    let submit = Callback::new(move |()| {
        let password = password.get_untracked();
        form.submit(Request::post(path::TOTP, &BeginTotp { password }));
    });
    view! {
        <FormView form on_submit=submit>
            <h2>{move || t().step_password}</h2>
            <PasswordField form name="password" label=move || c().password value=password/>
            <FormError form/>
            <Submit form label=move || t().go_on/>
        </FormView>
    }
}

#[component]
fn ScanStep(new: NewTotp, stage: RwSignal<Stage>) -> impl IntoView {
    let t = use_texts(account::of);
    let code = RwSignal::new(String::new());
    let form = Form::new("factor", move |codes: RecoveryCodes| {
        stage.set(Stage::Codes(codes.codes));
    });
    let submit = Callback::new(move |()| {
        let code = code.get_untracked();
        form.submit(Request::put(path::TOTP, &ConfirmTotp { code }));
    });
    // As a picture it can run nothing, whatever it holds.
    let picture = format!("data:image/svg+xml,{}", page::encode(&new.qr));
    view! {
        <FormView form on_submit=submit>
            <h2>{move || t().step_scan}</h2>
            <p class="second">{move || t().step_scan_detail}</p>
            <div class="scan">
                <img class="qr" src=picture alt=move || t().qr width="200" height="200"/>
                <div class="field">
                    <span class="label">{move || t().secret}</span>
                    <a class="secret typed" href=new.uri rel="external">
                        {grouped(&new.secret)}
                    </a>
                </div>
            </div>
            <CodeField form name="code" label=move || t().code value=code/>
            <FormError form/>
            <Submit form label=move || t().switch_on/>
        </FormView>
    }
}

/// A secret in groups of four, as it is typed most easily.
fn grouped(secret: &str) -> String {
    let characters: Vec<char> = secret.chars().collect();
    let groups = characters.chunks(4).map(|group| group.iter().collect());
    groups.collect::<Vec<String>>().join(" ")
}

#[component]
fn CodesStep(codes: Vec<String>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(account::of);
    let navigate = use_navigate();
    let all = StoredValue::new(codes.join("\n"));
    let count = u32::try_from(codes.len()).unwrap_or_default();
    let copy = move |_| {
        spawn_local(async move {
            let done = clipboard::copy(&all.get_value()).await;
            session.say(if done { t().copied } else { t().not_copied });
        });
    };
    let download = move |_| clipboard::save("quick-deploy-recovery-codes.txt", &all.get_value());
    let kept = move |_| {
        let was_bound = session.me().is_some_and(|me| me.totp_required);
        session.update_me(|me| {
            me.second_factor = true;
            me.totp_required = false;
            me.recovery_codes = count;
        });
        session.say(t().factor_done);
        // Who was held up goes on to where they were going.
        if !was_bound {
            navigate("/console/account", NavigateOptions::default());
        }
    };
    let items: Vec<_> = codes
        .into_iter()
        .map(|code| view! { <li class="typed">{code}</li> })
        .collect();
    view! {
        <div class="form">
            <h2>{move || t().codes_title}</h2>
            <p class="second">{move || t().codes_detail}</p>
            <ul class="codes">{items}</ul>
            <div class="buttons">
                <button class="button" type="button" on:click=copy>
                    {move || t().copy}
                </button>
                <button class="button" type="button" on:click=download>
                    {move || t().download}
                </button>
            </div>
            <button class="button primary" id="codes-kept" type="button" on:click=kept>
                {move || t().codes_kept}
            </button>
        </div>
    }
}
