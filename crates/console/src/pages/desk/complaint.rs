//! A complaint: what it says and of what, its answer, closed and opened again.

use api::console::desk::{Answer, ComplaintRow};
use api::console::path::of_id;
use api::console::review_path::{COMPLAINT, COMPLAINT_ANSWER, COMPLAINT_CLOSING};
use api::problem::{Code, Problem};
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::complaints::{ADDRESS, badge};
use super::suites;
use crate::api::Request;
use crate::browser::time;
use crate::components::card::Card;
use crate::components::field::FormError;
use crate::components::list::with_query;
use crate::components::load::{Loaded, load, show};
use crate::components::page::Page;
use crate::components::prose::ProseField;
use crate::components::submit::{FormView, Submit};
use crate::components::table::Time;
use crate::components::unsaved::{Unsaved, UnsavedNote};
use crate::form::Form;
use crate::pages::Allowed;
use crate::session::{Undo, use_session, use_texts};
use crate::text::complaints as text;

/// The page.
#[component]
pub fn ComplaintPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::AnswerComplaints>
            <One/>
        </Allowed>
    }
}

#[component]
fn One() -> impl IntoView {
    let t = use_texts(text::of);
    let params = use_params_map();
    // What isn't a number names no complaint.
    let id = Memo::new(move |_| {
        let id = params.with(|params| params.get("id"));
        id.and_then(|id| id.parse().ok()).unwrap_or(0)
    });
    let loaded = load::<ComplaintRow>(move || of_id(COMPLAINT, id.get()));
    let back = move || {
        view! {
            <a class="button" href=ADDRESS>
                {move || t().back}
            </a>
        }
    };
    view! {
        <Page title=move || t().one action=back>
            {show(loaded, move |row| view! { <Complaint row loaded/> })}
        </Page>
    }
}

#[component]
fn Complaint(row: ComplaintRow, loaded: Loaded<ComplaintRow>) -> impl IntoView {
    let unsaved = Unsaved::of(&format!("complaint/{}", row.id));
    let row = RwSignal::new(row);
    let saved = move || row.with(|row| row.answer.clone()).unwrap_or_default();
    let answer = RwSignal::new(unsaved.or(untrack(saved)));
    unsaved.follow(saved, move || answer.get());
    let discard = Callback::new(move |()| answer.set(untrack(saved)));
    view! {
        <div class="stack">
            <Said row/>
            <AnswerCard row answer unsaved discard loaded/>
        </div>
    }
}

/// What was reported, and of what.
#[component]
fn Said(row: RwSignal<ComplaintRow>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let inside = move || {
        let (t, lang, row) = (t(), session.lang.get(), row.get());
        let suite = with_query(suites::ADDRESS, [("q", row.suite.clone())]);
        let others = with_query(ADDRESS, [("q", row.suite.clone())]);
        view! {
            <p class="line">
                {badge(lang, &row.state)}
                <Time at=row.at/>
            </p>
            <blockquote class="said typed lines">{row.text}</blockquote>
            <dl class="facts two">
                <div>
                    <dt>{t.suite}</dt>
                    <dd class="typed">{row.suite}</dd>
                </div>
                <div>
                    <dt>{t.vendor}</dt>
                    <dd class="typed">{row.vendor}</dd>
                </div>
                <div>
                    <dt>{t.team}</dt>
                    <dd class="typed">{row.team}</dd>
                </div>
            </dl>
            <p class="buttons">
                <a class="button small" href=suite>
                    {t.suite_page}
                </a>
                <a class="button small" href=others>
                    {t.others}
                </a>
            </p>
        }
    };
    view! {
        <Card title=move || t().context>
            <div class="about">{inside}</div>
        </Card>
    }
}

/// The answer, which can be changed until the complaint is closed.
#[component]
fn AnswerCard(
    row: RwSignal<ComplaintRow>,
    answer: RwSignal<String>,
    unsaved: Unsaved,
    discard: Callback<()>,
    loaded: Loaded<ComplaintRow>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let id = row.with_untracked(|row| row.id);
    // Somebody else was faster: what is typed stays in the field until it is seen.
    let late = move |problem: &Problem| {
        let is_late = problem.code == Code::StandsSo;
        if is_late {
            session.say(untrack(|| session.message(problem)));
            loaded.refetch();
        }
        is_late
    };
    let form = Form::new("answer", move |after: ComplaintRow| {
        let now = after.answer.clone().unwrap_or_default();
        // What was typed since it was sent stays.
        if answer.with_untracked(|answer| answer.trim() == now) {
            answer.set(now);
        }
        row.set(after);
        session.say(t().saved);
    })
    .with_handler(late);
    let close = Form::new("close", move |after: ComplaintRow| {
        row.set(after);
        let undo = Undo {
            request: Request::delete(of_id(COMPLAINT_CLOSING, id)),
            done: t().reopened.to_owned(),
        };
        session.say_undoable(t().closed, undo);
    })
    .with_handler(late);
    let reopen = Form::new("reopen", move |after: ComplaintRow| {
        row.set(after);
        session.say(t().reopened);
    })
    .with_handler(late);
    let submit = Callback::new(move |()| {
        let text = answer.get_untracked();
        form.submit(Request::put(of_id(COMPLAINT_ANSWER, id), &Answer { text }));
    });
    let is_closed = Memo::new(move |_| row.with(|row| row.closed_at.is_some()));
    let answered = move || {
        let row = row.get();
        let by = row.answered_by.zip(row.answered_at);
        by.map(|(who, at)| text::answered(session.lang.get(), &who, &time::minute(at)))
    };
    let do_close = move |_| close.submit(Request::post_empty(of_id(COMPLAINT_CLOSING, id)));
    let do_reopen = move |_| reopen.submit(Request::delete(of_id(COMPLAINT_CLOSING, id)));
    view! {
        <Card title=move || t().answer detail=move || if is_closed.get() { t().closed_detail } else { t().answer_detail }>
            <Show
                when=move || !is_closed.get()
                fallback=move || view! { <Closed row on_reopen=Callback::new(do_reopen)/> }
            >
                <UnsavedNote unsaved discard/>
                <FormView form on_submit=submit>
                    <ProseField form name="text" label=move || t().answer value=answer help=move || t().answer_help lines=5/>
                    <p class="second">{answered}</p>
                    <FormError form/>
                    <FormError form=close/>
                    <div class="buttons">
                        <Submit form label=move || t().save/>
                        <button class="button" type="button" id="close" on:click=do_close>
                            {move || t().close}
                        </button>
                    </div>
                </FormView>
            </Show>
            <FormError form=reopen/>
        </Card>
    }
}

/// The answer of a complaint that is closed.
#[component]
fn Closed(
    row: RwSignal<ComplaintRow>,
    on_reopen: Callback<leptos::ev::MouseEvent>,
) -> impl IntoView {
    let t = use_texts(text::of);
    let answer = move || match row.with(|row| row.answer.clone()) {
        Some(answer) => view! { <p class="typed lines">{answer}</p> }.into_any(),
        None => view! { <p class="third">{t().no_answer}</p> }.into_any(),
    };
    view! {
        <div class="stack">
            {answer}
            <p>
                <button class="button" type="button" id="reopen" on:click=move |event| on_reopen.run(event)>
                    {move || t().reopen}
                </button>
            </p>
        </div>
    }
}
