//! What stands at a place of the form: its label, its rule, what is typed, what is wrong with it, what the operator said of it.

use domain::application::{FaultCode, Field, MOST_TYPED};
use leptos::ev::Event;
use leptos::prelude::*;
use ui::icon::{ALERT, Icon};

use super::editor::Editor;
use super::place::Place;
use crate::session::{use_session, use_texts};
use crate::text::application as text;
use crate::text::application::columns;

/// The ids of what describes a place.
pub fn described_by(at: Place) -> String {
    let id = at.id();
    format!("{id}-reason {id}-help {id}-error")
}

/// A place's label.
fn label(at: Place) -> TextProp {
    let session = use_session();
    let label = move || {
        let lang = session.lang.get();
        match at {
            Place::Field(field) => columns::column(lang, field).label,
            Place::Task(_, part) => columns::part(lang, part).0,
        }
    };
    label.into()
}

/// What is wrong at a place, once somebody has left it or has tried to submit.
#[derive(Clone, Copy)]
pub struct Wrong {
    message: Memo<Option<String>>,
    left: RwSignal<bool>,
}

impl Wrong {
    /// That of a place.
    pub fn at(editor: Editor, at: Place) -> Self {
        let session = use_session();
        let left = RwSignal::new(false);
        let message = Memo::new(move |_| {
            let fault = editor.known.with(|known| {
                let faults = known.as_ref().map(|known| &known.faults)?;
                let found = faults.iter().find(|fault| Place::of(fault) == at);
                found.cloned()
            })?;
            let is_due =
                editor.shows_faults.get() || left.get() && fault.code != FaultCode::Missing;
            is_due.then(|| text::fault(session.lang.get(), &fault))
        });
        Self { message, left }
    }

    /// Whether something is.
    pub fn is(self) -> bool {
        self.message.with(Option::is_some)
    }
}

/// Its rule and help, what the operator said of it, and what is wrong with it; around its input.
#[component]
fn Around(editor: Editor, at: Place, wrong: Wrong, children: Children) -> impl IntoView {
    let id = at.id();
    view! {
        <Opinion editor at/>
        {children()}
        <Help at/>
        <div role="alert" id=format!("{id}-error")>
            {move || {
                wrong.message.get().map(|message| {
                    view! {
                        <p class="error">
                            <Icon path=ALERT/>
                            <span>{message}</span>
                        </p>
                    }
                })
            }}
        </div>
    }
}

/// A place's rule and help.
#[component]
fn Help(at: Place) -> impl IntoView {
    let session = use_session();
    let help = move || {
        let lang = session.lang.get();
        match at {
            Place::Field(field) => {
                let columns::Column { rule, help, .. } = columns::column(lang, field);
                let space = lang.pick("", " ");
                view! {
                    <b>{rule}</b>
                    {space}
                    {help}
                }
                .into_any()
            }
            Place::Task(_, part) => columns::part(lang, part).1.into_any(),
        }
    };
    view! {
        <p class="help rule" id=format!("{}-help", at.id())>
            {help}
        </p>
    }
}

/// What the operator said of a field.
#[component]
pub fn Opinion(
    /// The application.
    editor: Editor,
    /// Where.
    at: Place,
) -> impl IntoView {
    let t = use_texts(text::of);
    let reason = Memo::new(move |_| match at {
        Place::Field(field) => editor.known.with(|known| {
            let mut reasons = known.iter().flat_map(|known| &known.reasons);
            let found = reasons.find(|reason| reason.field == field);
            found.map(|reason| reason.text.clone())
        }),
        Place::Task(..) => None,
    });
    let shown = move || {
        reason.get().map(|reason| {
            view! {
                <p class="opinion">
                    <b>{t().opinion}</b>
                    <span>{reason}</span>
                </p>
            }
        })
    };
    view! { <div id=format!("{}-reason", at.id())>{shown}</div> }
}

/// An input with its label, its rule, and what is wrong with it.
#[component]
pub fn Labeled(
    /// The application.
    editor: Editor,
    /// Where.
    at: Place,
    /// What is wrong there.
    wrong: Wrong,
    /// The input.
    children: Children,
) -> impl IntoView {
    let label = label(at);
    view! {
        <div class="field" class:wrong=move || wrong.is() on:focusout=move |_| wrong.left.set(true)>
            <label for=at.id()>{move || label.get()}</label>
            <Around editor at wrong>{children()}</Around>
        </div>
    }
}

/// A text of the form.
#[component]
pub fn TextPlace(
    /// The application.
    editor: Editor,
    /// Where.
    at: Place,
    /// It has several lines.
    #[prop(optional)]
    long: bool,
    /// The input's `type`.
    #[prop(default = "text")]
    kind: &'static str,
) -> impl IntoView {
    let wrong = Wrong::at(editor, at);
    let value = Memo::new(move |_| editor.form.with(|form| at.text(form).to_owned()));
    let type_in = move |event: Event| {
        let typed = event_target_value(&event);
        editor.form.update(|form| at.type_in(form, typed));
    };
    let id = at.id();
    let invalid = move || wrong.is().to_string();
    let input = match long {
        true => view! {
            <textarea
                class="input"
                id=id
                rows="3"
                maxlength=MOST_TYPED
                aria-describedby=described_by(at)
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input=type_in
            ></textarea>
        }
        .into_any(),
        false => view! {
            <input
                class="input"
                id=id
                type=kind
                maxlength=MOST_TYPED
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described_by(at)
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input=type_in
            />
        }
        .into_any(),
    };
    view! {
        <Labeled editor at wrong>
            {input}
        </Labeled>
    }
}

/// What is drawn at a place that isn't a text: a group with its own inputs.
#[component]
pub fn GroupPlace(
    /// The application.
    editor: Editor,
    /// The field.
    field: Field,
    /// Its inputs.
    children: Children,
) -> impl IntoView {
    let at = Place::Field(field);
    let wrong = Wrong::at(editor, at);
    let label = label(at);
    view! {
        <fieldset class="field" id=at.id() aria-describedby=described_by(at) class:wrong=move || wrong.is()>
            <legend>{move || label.get()}</legend>
            <Around editor at wrong>{children()}</Around>
        </fieldset>
    }
}
