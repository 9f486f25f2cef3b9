//! The form of an application, field by field: what it says, what it said before, and the reason why it is rejected.

use std::time::Duration;

use api::console::application::FormTask;
use api::console::desk::ApplicationToJudge;
use domain::application::{Field, Round};
use domain::word::Word;
use leptos::prelude::*;
use ui::component::Picture;
use ui::icon::{ALERT, Icon};
use ui::lang::Lang;

use super::decide::Acts;
use super::one::icon;
use crate::browser::page;
use crate::components::card::{Badge, Card, Tone};
use crate::components::prose::ProseField;
use crate::session::{use_session, use_texts};
use crate::text::{desk as text, judged, suite_form};

/// The fields as they are read: the name first, by which customers know the suite.
const ORDER: [Field; 13] = [
    Field::Name,
    Field::Provider,
    Field::ProductCode,
    Field::InviteCode,
    Field::Reason,
    Field::OnSite,
    Field::Sharing,
    Field::Contacts,
    Field::OtherContacts,
    Field::Serials,
    Field::Icon,
    Field::TeamModes,
    Field::Tasks,
];

/// The form.
#[component]
pub fn Applied(
    /// The application, and what is done with it.
    acts: Acts,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let detail = move || {
        let lang = session.lang.get();
        let differences = acts.found.with(|it| {
            it.in_force.as_ref()?;
            Some(ORDER.iter().filter(|field| differs(it, **field)).count())
        });
        let differences = differences.map(|n| text::differences(lang, n));
        let invitation = acts.may_judge.get().then(|| t().form_detail.to_owned());
        let parts: Vec<_> = differences.into_iter().chain(invitation).collect();
        parts.join(lang.pick("", " "))
    };
    let rows = move || {
        let lang = session.lang.get();
        acts.found.with(|it| {
            let shown = ORDER.iter().filter(|field| is_shown(it, **field));
            let rows = shown.map(|field| view! { <Row acts it=it.clone() field=*field lang/> });
            rows.collect_view()
        })
    };
    view! {
        <Card title=move || t().form detail>
            <div class="applied">{rows}</div>
        </Card>
    }
}

/// Whether a field has something to say.
fn is_shown(it: &ApplicationToJudge, field: Field) -> bool {
    let is_optional = matches!(field, Field::Sharing | Field::OtherContacts);
    !is_optional || !judged::value(Lang::Zh, &it.form, field).is_empty()
}

/// Whether it says something else than the application in force.
fn differs(it: &ApplicationToJudge, field: Field) -> bool {
    if field == Field::Name {
        return it.suite.name_in_force.is_some();
    }
    let Some(before) = &it.in_force else {
        return false;
    };
    match field {
        Field::Icon => it.has_own_icon,
        Field::Tasks => it.form.tasks != before.tasks,
        field => judged::value(Lang::Zh, &it.form, field) != judged::value(Lang::Zh, before, field),
    }
}

/// A field: its name, what it says, what is wrong, and the reason beside it.
#[component]
fn Row(acts: Acts, it: ApplicationToJudge, field: Field, lang: Lang) -> impl IntoView {
    let t = text::of(lang);
    let changed = differs(&it, field);
    let before = changed.then(|| before(lang, &it, field));
    let before = before.map(|before| {
        view! {
            <div class="before">
                <small>{t.was}</small>
                {before}
            </div>
        }
    });
    let faults = it.faults.iter().filter(|fault| fault.field == field);
    let faults = faults.map(|fault| {
        view! {
            <p class="error">
                <Icon path=ALERT/>
                <span>{judged::fault(lang, fault)}</span>
            </p>
        }
    });
    let last = last_reason(&it, field).map(|reason| {
        view! {
            <p class="last-reason typed">
                <span class="strong">{t.last_reason}</span>
                {lang.pick("：", ": ")}
                {reason}
            </p>
        }
    });
    let badge = changed.then(|| view! { <Badge text=t.changed tone=Tone::Due/> });
    view! {
        <section class="applied-row" aria-label=judged::field(lang, field)>
            <h3>{judged::field(lang, field)} {badge}</h3>
            <div class="applied-value">
                {said(lang, &it, field)}
                {before}
                {faults.collect_view()}
                {last}
                <ReasonFor acts field/>
            </div>
        </section>
    }
}

/// The reason beside a field: a button that makes room for it, then what is written.
#[component]
fn ReasonFor(acts: Acts, field: Field) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let beside = Memo::new(move |_| acts.reasons.beside(field));
    let name = field.word().into_owned();
    let of = move || judged::field(session.lang.get(), field);
    let id = acts.reject.id(&name);
    let add = move |_: leptos::ev::MouseEvent| {
        acts.reasons.add(field);
        let id = id.clone();
        // Once it is drawn.
        set_timeout(
            move || {
                page::focus(&format!("#{id}"));
            },
            Duration::ZERO,
        );
    };
    let shown = move || {
        if !acts.may_judge.get() {
            return ().into_any();
        }
        match beside.get() {
            None => view! {
                <button
                    class="button small"
                    type="button"
                    id=format!("reason-{}", field.word())
                    aria-label=move || format!("{}: {}", t().reason_add, of())
                    on:click=add.clone()
                >
                    {move || t().reason_add}
                </button>
            }
            .into_any(),
            Some(value) => view! {
                <div class="reason" on:input=move |_| acts.reject.clear()>
                    <ProseField form=acts.reject name=name.clone() label=move || t().reason value help=move || t().reason_help/>
                    <button
                        class="button small"
                        type="button"
                        aria-label=move || format!("{}: {}", t().reason_take, of())
                        on:click=move |_| acts.reasons.take(field)
                    >
                        {move || t().reason_take}
                    </button>
                </div>
            }
            .into_any(),
        }
    };
    view! { {shown} }
}

/// What a field says.
fn said(lang: Lang, it: &ApplicationToJudge, field: Field) -> AnyView {
    match field {
        Field::Icon => view! { <Picture src=icon(it) size="60"/> }.into_any(),
        Field::Name => words(lang, it.suite.fields.name.clone()),
        Field::Tasks => tasks(lang, &it.form.tasks),
        field => words(lang, judged::value(lang, &it.form, field)),
    }
}

/// What it says in the application in force.
fn before(lang: Lang, it: &ApplicationToJudge, field: Field) -> AnyView {
    let form = it.in_force.as_ref();
    match field {
        Field::Icon => view! { <Picture src=it.suite.icon.clone() size="60"/> }.into_any(),
        Field::Name => words(lang, it.suite.name_in_force.clone().unwrap_or_default()),
        Field::Tasks => tasks(lang, form.map_or(&[], |form| &form.tasks)),
        field => words(
            lang,
            form.map_or_else(String::new, |form| judged::value(lang, form, field)),
        ),
    }
}

fn words(lang: Lang, value: String) -> AnyView {
    match value.trim().is_empty() {
        true => view! { <p class="third">{text::of(lang).nothing}</p> }.into_any(),
        false => view! { <p class="typed lines">{value}</p> }.into_any(),
    }
}

fn tasks(lang: Lang, tasks: &[FormTask]) -> AnyView {
    if tasks.is_empty() {
        return view! { <p class="third">{text::of(lang).no_tasks}</p> }.into_any();
    }
    let task = |task: &FormTask| {
        let english = [&task.title_en, &task.text_en].map(|text| text.trim());
        let english = english.join(" · ");
        let english = (english != " · ").then(|| view! { <small lang="en">{english}</small> });
        let url = (!task.url.trim().is_empty()).then(|| {
            view! { <small class="typed">{task.url.clone()}</small> }
        });
        view! {
            <li>
                <span class="strong">{task.title.clone()}</span>
                <span class="third">{suite_form::after_task(lang, &task.after)}</span>
                <span class="typed lines">{task.text.clone()}</span>
                {english}
                {url}
            </li>
        }
    };
    let tasks: Vec<_> = tasks.iter().map(task).collect();
    view! { <ol class="applied-tasks">{tasks}</ol> }.into_any()
}

/// Why it was rejected at a field, since the last approval.
fn last_reason(it: &ApplicationToJudge, field: Field) -> Option<String> {
    let since = it
        .history
        .iter()
        .take_while(|entry| entry.what != Round::Approved);
    let mut rejected = since.filter(|entry| entry.what == Round::Rejected);
    let reasons = &rejected.next()?.reasons;
    let found = reasons.iter().find(|reason| reason.field == field);
    found.map(|reason| reason.text.clone())
}
