//! Signing in: a phone number and a one-time code.

use api::answer::{CodeSent, SignedIn};
use api::problem::Code;
use api::{path, request};
use domain::phone::Phone;
use domain::sign_in::Code as OneTimeCode;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::text;

use crate::api as client;
use crate::browser::{page, time};
use crate::form::Form;
use crate::state::App;
use crate::ui;

/// What was typed; it outlives a switch of the language or a step back.
#[derive(Clone, Copy)]
pub struct SignInDraft {
    phone: RwSignal<String>,
    code: RwSignal<String>,
    /// Seconds until a code may be sent again.
    wait: RwSignal<u32>,
    sent: RwSignal<Option<CodeSent>>,
}

impl Default for SignInDraft {
    fn default() -> Self {
        Self {
            phone: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
            wait: RwSignal::new(0),
            sent: RwSignal::new(None),
        }
    }
}

fn count_down(draft: SignInDraft) {
    spawn_local(async move {
        while draft.wait.get_untracked() > 0 {
            time::sleep(1000).await;
            draft.wait.update(|left| *left = left.saturating_sub(1));
        }
    });
}

fn send_code(app: App, form: Form) {
    let draft = app.sign_in;
    let phone = draft.phone.get_untracked();
    if Phone::parse(&phone).is_err() {
        form.refuse("phone", Code::PhoneInvalid);
        return page::focus("#phone");
    }
    let body = request::SendCode { phone };
    form.send(
        async move { client::post::<CodeSent>(app, path::CODES, &body).await },
        move |sent| {
            draft.wait.set(sent.resend_after);
            draft.sent.set(Some(sent));
            draft.code.set(String::new());
            count_down(draft);
            page::focus("#code");
        },
    );
}

fn sign_in(app: App, form: Form) {
    let (phone, code) = (
        app.sign_in.phone.get_untracked(),
        app.sign_in.code.get_untracked(),
    );
    if Phone::parse(&phone).is_err() {
        return form.refuse("phone", Code::PhoneInvalid);
    }
    if OneTimeCode::parse(&code).is_none() {
        return form.refuse("code", Code::CodeWrong);
    }
    let link = Some(app.link()).filter(|link| !link.is_empty());
    let body = request::SignIn { phone, code, link };
    form.send(
        async move { client::post::<SignedIn>(app, path::SESSION, &body).await },
        move |signed_in| {
            app.sign_in.code.set(String::new());
            app.sign_in.sent.set(None);
            app.person.set(Some(signed_in.person));
            if let Some(found) = signed_in.onboarding {
                app.advance(found);
            }
        },
    );
}

/// The page.
pub fn show(app: App) -> impl IntoView {
    let form = Form::new(app);
    let draft = app.sign_in;
    let t = app.t();
    let ready = Signal::derive(move || {
        draft.phone.with(|phone| Phone::parse(phone).is_ok())
            && draft.code.with(|code| OneTimeCode::parse(code).is_some())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if draft.sent.with_untracked(Option::is_none) {
            send_code(app, form);
        } else {
            sign_in(app, form);
        }
    };
    let typed_code = move |event| {
        draft.code.set(event_target_value(&event));
        form.error.set(None);
        if ready.get_untracked() {
            sign_in(app, form);
        }
    };
    let resend = move || match draft.wait.get() {
        0 => t.send_code.to_owned(),
        seconds => text::resend_in(app.lang.get(), seconds),
    };
    let demo = move || {
        let code = draft
            .sent
            .with(|sent| sent.as_ref().and_then(|sent| sent.demo_code.clone()));
        code.map(|code| view! { <p class="notice" role="status">{t.demo_code}<b>{code}</b></p> })
    };
    view! {
        {ui::frame(app, "")}
        <form class="contents" on:submit=submit novalidate>
            <main class="page">
                <div>
                    <h1 tabindex="-1">{t.sign_in_title}</h1>
                    <p class="second">{t.sign_in_detail}</p>
                </div>
                {ui::field(form, "phone", t.phone, view! {
                    <div class="input">
                        {move || draft.phone.with(|p| !p.trim_start().starts_with(['+', '＋']))
                            .then(|| view! { <span class="prefix">"+86"</span> })}
                        <input id="phone" type="tel" inputmode="tel" autocomplete="tel"
                            enterkeyhint="send" aria-describedby="phone-error"
                            prop:value=draft.phone
                            on:input=move |event| {
                                draft.phone.set(event_target_value(&event));
                                form.error.set(None);
                            } />
                    </div>
                })}
                {ui::field(form, "code", t.code, view! {
                    <div class="input code">
                        <input id="code" type="text" inputmode="numeric" maxlength="6"
                            autocomplete="one-time-code" enterkeyhint="done"
                            aria-describedby="code-error" prop:value=draft.code
                            on:input=typed_code />
                        <button type="button" disabled=move || { draft.wait.get() > 0 }
                            on:click=move |_| send_code(app, form)>{resend}</button>
                    </div>
                })}
                {demo}
                {ui::error(form, "")}
            </main>
            <footer class="foot">{ui::submit(app, form, ready, move || t.go_on.to_owned())}</footer>
        </form>
    }
}
