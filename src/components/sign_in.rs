//! Signing in: a phone number and a one-time code.

use api::answer::CodeSent;
use api::problem::{Code, Problem};
use api::{path, request};
use leptos::ev;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use ui::component::Heading;
use ui::text;

use super::field::{self, Typing};
use super::{ErrorText, Field, FormPage, PhoneField, SubmitButton};
use crate::api::Request;
use crate::browser::{input, page};
use crate::form::Form;
use crate::session::{Session, use_session};

/// The two requests of a sign-in.
#[derive(Clone, Copy)]
struct SignIn {
    session: Session,
    /// Signs in.
    form: Form,
    /// Sends a code.
    code_form: Form,
    /// The deploy link through which the person came.
    link: StoredValue<Option<String>>,
    /// The number that the pending code goes to, as it was typed, and what it is asked for with.
    asked_for: StoredValue<(String, String)>,
}

impl SignIn {
    fn send_code(self) {
        let draft = self.session.sign_in;
        if let Err(why) = draft.parsed_phone() {
            return self.form.set_error(why.into());
        }
        // What is under way keeps its number and its request: the form takes no second press either.
        if self.code_form.pending().get_untracked() {
            return;
        }
        // Each press asks for a code of its own; what is sent again for a lost answer is the same press.
        let Some(request) = page::random_text() else {
            return self.form.set_error(Problem::new(Code::Internal));
        };
        let phone = draft.phone.get_untracked();
        self.asked_for.set_value((phone.clone(), request.clone()));
        let body = request::SendCode {
            phone,
            link: self.link.get_value(),
            request,
            proof: None,
        };
        self.code_form
            .submit(Request::post(path::CODES.to_owned(), &body));
    }

    /// Gives the code up that the phone works for. The number may be the wrong one.
    fn cancel_code(self) {
        self.code_form.cancel();
        page::focus("#phone");
    }

    fn sign_in(self) {
        let draft = self.session.sign_in;
        if let Err(why) = draft.parsed_phone() {
            return self.form.set_error(why.into());
        }
        if !untrack(|| draft.is_ready()) {
            return self.form.set_field_error("code", Code::CodeFormat);
        }
        let body = request::SignIn {
            phone: draft.phone.get_untracked(),
            code: draft.code.get_untracked(),
            request: draft.request(),
            link: self.link.get_value(),
        };
        self.form
            .submit(Request::post(path::SESSION.to_owned(), &body));
    }

    fn submit(self) {
        match untrack(|| self.session.sign_in.is_sent()) {
            true => self.sign_in(),
            false => self.send_code(),
        }
    }
}

/// A form that signs in and does `then` with the answer, also once its page has been left.
pub fn sign_in_form<T: DeserializeOwned + 'static>(
    then: impl Fn(T) + Send + Sync + 'static,
) -> Form {
    let session = use_session();
    Form::new(move |answer: T| {
        session.sign_in.forget_code();
        session.expired.set(false);
        then(answer);
    })
}

/// The page; `form` is made by [`sign_in_form`].
#[component]
pub fn SignInPage(form: Form, #[prop(optional_no_strip)] link: Option<String>) -> impl IntoView {
    let session = use_session();
    let draft = session.sign_in;
    let asked_for = StoredValue::new(<(String, String)>::default());
    let code_form = Form::beside(form, move |sent: CodeSent| {
        let (to, request) = asked_for.try_get_value().unwrap_or_default();
        draft.take(to, request, sent);
        page::focus("#code");
    });
    let sign_in = SignIn {
        session,
        form,
        code_form,
        link: StoredValue::new(link),
        asked_for,
    };
    // Work for a page that has been left would only warm the phone.
    on_cleanup(move || {
        if session.proving.get_untracked() {
            code_form.cancel();
        }
    });
    view! { {move || {
        let t = session.t();
        let foot = move || {
            let label = Signal::derive(move || session.t().go_on.to_owned());
            view! { <SubmitButton form label ready=Signal::derive(move || draft.is_ready())/> }
        };
        let expired = move || {
            let text = session.t().session_over;
            session.expired.get().then(|| view! { <Notice text/> })
        };
        let proving = move || {
            let text = session.t().proving;
            session.proving.get().then(|| {
                view! {
                    <Notice text>
                        <button type="button" class="link" on:click=move |_| sign_in.cancel_code()>
                            {session.t().cancel}
                        </button>
                    </Notice>
                }
            })
        };
        let demo_code = move || {
            let (text, code) = (session.t().demo_code, draft.demo_code.get());
            (!code.is_empty() && draft.is_sent()).then(|| {
                view! {
                    <Notice text>
                        <b>{code}</b>
                    </Notice>
                }
            })
        };
        view! {
            <FormPage form on_submit=Callback::new(move |()| sign_in.submit()) foot>
                <div>
                    <Heading text=t.sign_in_title/>
                    <p class="second">{t.sign_in_detail}</p>
                </div>
                {move || expired()}
                <PhoneField form id="phone" label=t.phone value=draft.phone typing=Typing::phone("tel", "send")/>
                <Field form id="code" label=t.code>
                    <CodeInput sign_in/>
                </Field>
                {move || demo_code()}
                {move || proving()}
                <ErrorText form/>
            </FormPage>
        }
    }} }
}

/// A line that is read out, with what belongs to it.
#[component]
fn Notice(text: &'static str, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <p class="notice" role="status">
            {text} {children.map(|children| children())}
        </p>
    }
}

/// The code with the button that asks for it. A whole code is sent at once.
#[component]
fn CodeInput(sign_in: SignIn) -> impl IntoView {
    let SignIn {
        session,
        form,
        code_form,
        ..
    } = sign_in;
    let draft = session.sign_in;
    let label = move || match draft.wait() {
        0 => session.t().send_code.to_owned(),
        seconds => text::resend_in(session.lang.get(), seconds),
    };
    let typed = move |event: ev::Event| {
        // A pasted message holds the code and more.
        if let Some(code) = domain::sign_in::Code::parse(&event_target_value(&event)) {
            draft.code.set(code.as_str().to_owned());
            if !input::is_composing(&event) && untrack(|| draft.is_ready()) {
                sign_in.sign_in();
            }
        }
    };
    let waits = move || draft.wait() > 0 || code_form.pending().get();
    view! {
        <div class="input code" on:input=typed>
            {field::input(form, "code", draft.code, Typing::digits("one-time-code"))}
            <button type="button" prop:disabled=waits on:click=move |_| sign_in.send_code()>
                {move || label()}
            </button>
        </div>
    }
}
