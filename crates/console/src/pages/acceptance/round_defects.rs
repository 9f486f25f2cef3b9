//! The defects of a round: recorded one after the other, taken out again.

use api::console::acceptance::{AcceptanceToJudge, NewDefect, RoundDefect};
use api::console::acceptance_path as path;
use domain::acceptance::Severity;
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};

use super::judge::TheRound;
use super::round::severity_badge;
use crate::api::Request;
use crate::components::card::Card;
use crate::components::dialog::{Dialog, Foot};
use crate::components::field::{FormError, TextField};
use crate::components::prose::ProseField;
use crate::components::radio::{Choice, Choices};
use crate::components::submit::FormView;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::acceptance as text;

/// The card.
#[component]
pub fn DefectsCard(
    /// The round.
    round: TheRound,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let TheRound { found, open } = round;
    let recording = RwSignal::new(false);
    let remove = Form::new("remove", move |it: AcceptanceToJudge| {
        session.say(t().removed);
        found.set(it);
    });
    let remove = remove.with_handler(move |problem| {
        session.say(untrack(|| session.message(problem)));
        true
    });
    let action = move || {
        open.get().then(|| {
            view! {
                <button class="button" type="button" id="record-defect" on:click=move |_| recording.set(true)>
                    <Icon path=PLUS/>
                    {move || t().record_defect}
                </button>
            }
        })
    };
    let list = move || {
        session.lang.track();
        let defects = found.with(|it| it.round.defects.clone());
        if defects.is_empty() {
            return view! { <p class="second">{t().no_defects}</p> }.into_any();
        }
        let rows = defects
            .into_iter()
            .map(|defect| view! { <Row round defect remove/> });
        view! { <ul class="defects">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <Card title=move || t().defects action>
            {list}
        </Card>
        <RecordDialog round open=recording/>
    }
}

#[component]
fn Row(round: TheRound, defect: RoundDefect, remove: Form) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get_untracked();
    let id = round.found.with_untracked(|it| it.round.id);
    let path = path::of_defect(path::ROUND_DEFECT, id, defect.id);
    let label = format!("{}: {}", t().remove, defect.title);
    let more =
        (!defect.text.is_empty()).then(|| view! { <p class="second lines">{defect.text}</p> });
    let button = move || {
        let (path, label) = (path.clone(), label.clone());
        round.open.get().then(|| {
            view! {
                <button class="button small" type="button" aria-label=label on:click=move |_| remove.submit(Request::delete(path.clone()))>
                    {t().remove}
                </button>
            }
        })
    };
    view! {
        <li class="defect">
            {severity_badge(defect.severity, text::severity(lang, defect.severity))}
            <div>
                <p>{defect.title}</p>
                {more}
                <small>{text::by(lang, &defect.found_by)}</small>
            </div>
            {button}
        </li>
    }
}

/// How grave a defect is.
#[component]
pub fn SeverityField(
    /// Its form.
    form: Form,
    /// The chosen one.
    value: RwSignal<Severity>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let choice = |severity| Choice {
        value: severity,
        label: (move || text::severity(session.lang.get(), severity)).into(),
        detail: (move || text::severity_detail(session.lang.get(), severity)).into(),
    };
    let choices = Severity::ALL.map(choice).into();
    view! { <Choices form name="severity" label=move || t().severity choices value/> }
}

/// Records a defect; what is typed stays until it is recorded.
#[component]
fn RecordDialog(round: TheRound, open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let severity = RwSignal::new(Severity::Minor);
    let (title, words) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new("defect", move |it: AcceptanceToJudge| {
        open.set(false);
        title.set(String::new());
        words.set(String::new());
        session.say(t().recorded);
        round.found.set(it);
    });
    let submit = Callback::new(move |()| {
        let body = NewDefect {
            severity: severity.get_untracked(),
            title: title.get_untracked(),
            text: words.get_untracked(),
        };
        form.submit(Request::post(round.path(path::ROUND_DEFECTS), &body));
    });
    view! {
        <Dialog open title=move || t().record_defect>
            <FormView form on_submit=submit>
                <TextField form name="title" label=move || t().defect_title value=title autofocus=true/>
                <SeverityField form value=severity/>
                <ProseField form name="text" label=move || t().defect_text value=words help=move || t().defect_text_help/>
                <FormError form/>
                <Foot open form label=move || t().record/>
            </FormView>
        </Dialog>
    }
}
