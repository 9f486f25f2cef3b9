//! The scope (使用范围): everyone, chosen departments or chosen members.

mod choice;

use api::answer::{Directory, ScopeStatus};
use api::problem::Code;
use api::request::Scope;
use leptos::prelude::*;
use ui::component::{Heading, RowText};
use ui::text;

use self::choice::{Choice, Entry, Who};
use super::{ErrorText, FormPage, SubmitButton};
use crate::form::Form;
use crate::session::use_session;

/// The form: chosen from the directory at a path, beginning with what was set before.
#[component]
pub fn ScopeForm(
    form: Form,
    #[prop(into)] directory: String,
    #[prop(optional_no_strip)] before: Option<ScopeStatus>,
    on_submit: Callback<Scope>,
) -> impl IntoView {
    let session = use_session();
    let choice = Choice::new(directory, before.map(|before| before.scope));
    Effect::new(move |_| {
        if let Some(gone) = form.unknown() {
            choice.remove(&gone);
        }
    });
    let submit = move |()| match untrack(|| choice.is_ready()) {
        true => on_submit.run(choice.scope()),
        false => form.set_field_error("scope", Code::ScopeEmpty),
    };
    view! { {move || {
        let t = session.t();
        let foot = move || {
            let label = Signal::derive(move || {
                let (chosen, people) = choice.counts();
                match choice.who.get() {
                    Who::Departments if chosen > 0 => {
                        text::finish_with(session.lang.get(), Some(chosen), people)
                    }
                    Who::Members if chosen > 0 => {
                        text::finish_with(session.lang.get(), None, people)
                    }
                    _ => session.t().finish.to_owned(),
                }
            });
            view! { <SubmitButton form label ready=Signal::derive(move || choice.is_ready())/> }
        };
        view! {
            <FormPage form on_submit=Callback::new(submit) foot>
                <Heading text=t.scope_title/>
                <div class="card" role="radiogroup" aria-label=t.scope_title>
                    <WhoRow choice who=Who::Everyone title=t.everyone detail=t.everyone_detail/>
                    <WhoRow choice who=Who::Departments title=t.departments/>
                    <WhoRow choice who=Who::Members title=t.members/>
                </div>
                {move || match choice.who.get() {
                    Who::Everyone => ().into_any(),
                    who => view! { <List choice who/> }.into_any(),
                }}
                <ErrorText form id="scope"/>
                <ErrorText form/>
            </FormPage>
        }
    }} }
}

#[component]
fn WhoRow(
    choice: Choice,
    who: Who,
    title: &'static str,
    #[prop(optional)] detail: &'static str,
) -> impl IntoView {
    view! {
        <label class="row">
            <RowText line=title small=detail/>
            <input
                class="tick"
                type="radio"
                name="who"
                prop:checked=move || choice.who.get() == who
                on:change=move |_| choice.switch(who)
            />
        </label>
    }
}

/// What is found, below a field that searches.
#[component]
fn List(choice: Choice, who: Who) -> impl IntoView {
    let session = use_session();
    let t = session.t();
    let hint = match who {
        Who::Departments => t.search_departments,
        _ => t.search_members,
    };
    let found = move || match choice.found.get() {
        None => view! {
            <p class="second" role="status">
                {session.t().loading}
            </p>
        }
        .into_any(),
        Some(Err(_)) => view! {
            <p class="error" role="alert">
                {session.t().failed}
            </p>
            <button class="link" type="button" on:click=move |_| choice.found.refetch()>
                {session.t().retry}
            </button>
        }
        .into_any(),
        Some(Ok(found)) => view! { <Rows choice who found/> }.into_any(),
    };
    view! {
        <div class="input">
            <input
                type="search"
                aria-label=hint
                placeholder=hint
                enterkeyhint="search"
                prop:value=choice.search
                on:input=move |event| choice.search_for(event_target_value(&event))
            />
        </div>
        {move || found()}
    }
}

#[component]
fn Rows(choice: Choice, who: Who, found: Directory) -> impl IntoView {
    let session = use_session();
    let t = session.t();
    let lang = session.lang.get();
    let departments = who == Who::Departments;
    let rows: Vec<_> = match departments {
        true => found
            .departments
            .into_iter()
            .map(|of| {
                (
                    Entry {
                        id: of.id,
                        people: of.people,
                    },
                    of.name,
                    text::people(lang, of.people),
                )
            })
            .collect(),
        false => found
            .members
            .into_iter()
            .map(|of| {
                (
                    Entry {
                        id: of.id,
                        people: 1,
                    },
                    of.name,
                    of.department.unwrap_or_default(),
                )
            })
            .collect(),
    };
    if rows.is_empty() {
        let all = choice.search.with_untracked(String::is_empty);
        let none = if departments && all {
            t.no_departments
        } else {
            t.no_match
        };
        return view! {
            <p class="second" role="status">
                {none}
            </p>
        }
        .into_any();
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(entry, name, end)| view! { <Row choice entry name end/> })
        .collect();
    let more =
        (found.more && !departments).then(|| view! { <p class="small">{t.more_members}</p> });
    view! {
        <div class="card">{rows}</div>
        {more}
    }
    .into_any()
}

#[component]
fn Row(choice: Choice, entry: Entry, name: String, end: String) -> impl IntoView {
    view! {
        <label class="row">
            <input
                class="tick"
                type="checkbox"
                prop:checked=move || choice.has(entry.id)
                on:change=move |event| choice.choose(entry, event_target_checked(&event))
            />
            <span class="what">{name}</span>
            <span class="end">{end}</span>
        </label>
    }
}
