//! Fields with their label, help and error.

use domain::account::password::Password;
use leptos::prelude::*;
use ui::icon::{ALERT, Icon};

use crate::browser::time;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::common;

/// An error, read out when it comes.
fn error(form: Form, field: String, id: Option<String>) -> impl IntoView {
    let message = Memo::new(move |_| form.message(&field));
    let shown = move || {
        message.get().map(|message| {
            view! {
                <p class="error">
                    <Icon path=ALERT/>
                    <span>{message}</span>
                </p>
            }
        })
    };
    view! {
        <div role="alert" id=id>
            {shown}
        </div>
    }
}

/// What is wrong with a whole form.
#[component]
pub fn FormError(
    /// The form.
    form: Form,
) -> impl IntoView {
    error(form, String::new(), None)
}

/// What is wrong with a field that a page draws by itself.
#[component]
pub fn FieldError(
    /// The form.
    form: Form,
    /// The field's name, as errors have it.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    error(form, name, None)
}

/// A label, an input, a sentence of help, and the error of a field.
#[component]
pub fn Field(
    /// Its form.
    form: Form,
    /// Its name, as errors have it.
    name: String,
    /// Its label.
    label: TextProp,
    /// A sentence of help.
    help: Option<TextProp>,
    /// Its input.
    children: Children,
) -> impl IntoView {
    let id = form.id(&name);
    let help_id = format!("{id}-help");
    let help = help.map(|help| {
        view! {
            <p class="help" id=help_id>
                {move || help.get()}
            </p>
        }
    });
    let error_id = format!("{id}-error");
    let error = error(form, name.clone(), Some(error_id));
    view! {
        <div class="field" class:wrong=move || form.is_wrong(&name)>
            <label for=id>{move || label.get()}</label>
            {children()}
            {help}
            {error}
        </div>
    }
}

/// The ids of what describes a field.
pub fn described_by(form: Form, name: &str) -> String {
    let id = form.id(name);
    format!("{id}-help {id}-error")
}

/// A field of text.
#[component]
pub fn TextField(
    /// Its form.
    form: Form,
    /// Its name, as errors have it.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// What is typed.
    value: RwSignal<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    help: Option<TextProp>,
    /// The input's `type`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What may be typed there, as an example.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// The input has the focus when its form comes.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let (id, described, of) = (form.id(&name), described_by(form, &name), name.clone());
    view! {
        <Field form name label help>
            <input
                class="input"
                id=id
                type=kind
                placeholder=placeholder.map(|it| move || it.get())
                autocomplete=autocomplete
                autofocus=autofocus
                spellcheck="false"
                aria-describedby=described
                aria-invalid=move || form.is_wrong(&of).to_string()
                bind:value=value
            />
        </Field>
    }
}

/// A field of a whole number.
#[component]
pub fn NumberField(
    /// Its form.
    form: Form,
    /// Its name, as errors have it.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// What is typed.
    value: RwSignal<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    help: Option<TextProp>,
) -> impl IntoView {
    let (id, described, of) = (form.id(&name), described_by(form, &name), name.clone());
    view! {
        <Field form name label help>
            <input
                class="input number"
                id=id
                inputmode="numeric"
                autocomplete="off"
                aria-describedby=described
                aria-invalid=move || form.is_wrong(&of).to_string()
                bind:value=value
            />
        </Field>
    }
}

/// A field of the days that something holds after today, with the last of them.
#[component]
pub fn DaysField(
    /// Its form.
    form: Form,
    /// What is typed.
    days: RwSignal<String>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(common::of);
    let help = move || {
        let typed = days.get().trim().parse().ok();
        match typed.filter(|days| (1..=36_500).contains(days)) {
            Some(days) => common::through(session.lang.get(), &time::last_day_in(days)),
            None => t().days_help.to_owned(),
        }
    };
    view! { <NumberField form name="days" label=move || t().days value=days help/> }
}

/// A field of digits: a code that an app shows.
#[component]
pub fn CodeField(
    /// Its form.
    form: Form,
    /// Its name, as errors have it.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// What is typed.
    value: RwSignal<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    help: Option<TextProp>,
) -> impl IntoView {
    let (id, described, of) = (form.id(&name), described_by(form, &name), name.clone());
    view! {
        <Field form name label help>
            <input
                class="input code"
                id=id
                autocomplete="one-time-code"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=described
                aria-invalid=move || form.is_wrong(&of).to_string()
                bind:value=value
            />
        </Field>
    }
}

/// A field of a password, which can be shown. For a new one it says how strong its length makes it.
#[component]
pub fn PasswordField(
    /// Its form.
    form: Form,
    /// Its name, as errors have it.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// What is typed.
    value: RwSignal<String>,
    /// It is a new one.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let t = use_texts(common::of);
    let shown = RwSignal::new(false);
    let strength = new.then(|| view! { <Strength value id=format!("{}-help", form.id(&name))/> });
    let autocomplete = if new {
        "new-password"
    } else {
        "current-password"
    };
    let (id, described, of) = (form.id(&name), described_by(form, &name), name.clone());
    view! {
        <Field form name label help=None>
            <div class="with-button">
                <input
                    class="input"
                    id=id
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=move || form.is_wrong(&of).to_string()
                    bind:value=value
                />
                <button
                    class="in-field"
                    type="button"
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { t().hide } else { t().show }}
                </button>
            </div>
            {strength}
        </Field>
    }
}

/// How strong a password is by its length: a bar, and the same in words.
#[component]
fn Strength(value: RwSignal<String>, id: String) -> impl IntoView {
    let session = use_session();
    let length = Memo::new(move |_| value.with(|value| value.chars().count()));
    let level = move || match length.get() {
        0 => "none",
        1..Password::MIN => "short",
        Password::MIN..14 => "fair",
        14..20 => "good",
        _ => "best",
    };
    view! {
        <div class="strength" data-level=level>
            <span class="strength-bar" aria-hidden="true"></span>
            <p class="help" id=id>
                {move || common::strength(session.lang.get(), length.get())}
            </p>
        </div>
    }
}
