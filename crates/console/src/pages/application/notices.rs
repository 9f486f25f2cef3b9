//! What stands above the form: the operator's reasons, a change made elsewhere, what is in force meanwhile.

use domain::application::ApplicationState;
use leptos::prelude::*;

use super::editor::{Editor, Trouble, focus};
use super::place::Place;
use super::summary::value;
use crate::browser::time;
use crate::components::dialog::Confirm;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::application as text;
use crate::text::application::columns::column;

/// All of them.
#[component]
pub fn Notices(
    /// The application.
    editor: Editor,
) -> impl IntoView {
    view! {
        <Elsewhere editor/>
        <Rejected editor/>
        <InForce editor/>
    }
}

/// Both sides changed the same fields: what is to be kept?
#[component]
fn Elsewhere(editor: Editor) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let there = Memo::new(move |_| match editor.trouble.get() {
        Some(Trouble::Elsewhere(fields, newer)) => Some((fields, newer.form)),
        _ => None,
    });
    let shown = move || {
        let (fields, form) = there.get()?;
        let lang = session.lang.get();
        let rows = fields.into_iter().map(|field| {
            let value = value(lang, &form, field).filter(|value| !value.is_empty());
            view! {
                <li>
                    <b>{column(lang, field).label}</b>
                    <span>{value.unwrap_or_else(|| t().nothing.to_owned())}</span>
                </li>
            }
        });
        Some(view! {
            <div class="notice bad">
                <h2>{t().elsewhere}</h2>
                <p>{t().elsewhere_detail}</p>
                <ul>{rows.collect_view()}</ul>
                <div class="buttons">
                    <button class="button" type="button" on:click=move |_| editor.choose(true)>
                        {t().keep_ours}
                    </button>
                    <button class="button" type="button" on:click=move |_| editor.choose(false)>
                        {t().take_theirs}
                    </button>
                </div>
            </div>
        })
    };
    view! { <div role="alert">{shown}</div> }
}

/// Why it was rejected; each reason leads to its field.
#[component]
fn Rejected(editor: Editor) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let reasons = Memo::new(move |_| {
        let reasons = editor.known.with(|known| {
            let rejected = known
                .as_ref()
                .filter(|known| known.state == ApplicationState::Rejected);
            rejected.map(|known| known.reasons.clone())
        });
        reasons.unwrap_or_default()
    });
    move || {
        let reasons = reasons.get();
        let lang = session.lang.get();
        (!reasons.is_empty()).then(|| {
            let rows = reasons.into_iter().map(|reason| {
                let id = Place::Field(reason.field).id();
                view! {
                    <li>
                        <button class="link" type="button" on:click=move |_| focus(&id)>
                            {column(lang, reason.field).label}
                        </button>
                        <span>{reason.text}</span>
                    </li>
                }
            });
            view! {
                <section class="notice bad">
                    <h2>{t().rejected}</h2>
                    <p>{t().rejected_detail}</p>
                    <ul>{rows.collect_view()}</ul>
                </section>
            }
        })
    }
}

/// What was approved before stays in force, and can be gone back to.
#[component]
fn InForce(editor: Editor) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let since = Memo::new(move |_| {
        editor
            .known
            .with(|known| known.as_ref().and_then(|known| known.in_force_since))
    });
    let said = move || {
        let since = text::in_force(session.lang.get(), &time::minute(since.get()?));
        Some(format!("{} {since}", t().in_force_note))
    };
    let asks = RwSignal::new(false);
    // The editor sends it, after what is under way.
    let form = Form::new("discard", |()| ());
    let discard = Callback::new(move |()| {
        asks.set(false);
        editor.discard();
    });
    view! {
        <Show when=move || since.get().is_some()>
            <div class="note line">
                <p>{said}</p>
                <button class="button small" id="discard" type="button" on:click=move |_| asks.set(true)>
                    {move || t().discard}
                </button>
            </div>
        </Show>
        <Confirm
            open=asks
            form
            title=move || t().discard_title
            detail=move || t().discard_detail
            action=move || t().discard
            on_confirm=discard
        />
    }
}
