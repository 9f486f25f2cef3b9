//! A defect that was found later, as operators see it: closed, returned; the penalty.

use api::console::acceptance::DeskDefect;
use api::console::acceptance_path as path;
use domain::acceptance::DefectState;
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::defect_facts::{DefectFacts, defect_badge};
use super::dialogs::ReturnDialog;
use super::round::severity_badge;
use crate::api::Request;
use crate::components::card::Card;
use crate::components::list::with_query;
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::form::Form;
use crate::pages::Allowed;
use crate::session::{use_session, use_texts};
use crate::text::{acceptance, defect as text};

/// The page.
#[component]
pub fn DefectPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::SeeAllVendors>
            <One/>
        </Allowed>
    }
}

#[component]
fn One() -> impl IntoView {
    let (a, t) = (use_texts(acceptance::of), use_texts(text::of));
    let params = use_params_map();
    // What isn't a number names no defect.
    let id = Memo::new(move |_| {
        let id = params.with(|params| params.get("id"));
        id.and_then(|id| id.parse().ok()).unwrap_or(0)
    });
    let found = load::<DeskDefect>(move || api::console::path::of_id(path::DESK_DEFECT, id.get()));
    let title = move || match found.get() {
        Some(Ok(it)) => it.defect.title,
        _ => t().title.to_owned(),
    };
    let detail = move || match found.get() {
        Some(Ok(it)) => format!("{} · {}", it.suite, it.vendor),
        _ => String::new(),
    };
    let back = move || {
        view! {
            <a class="button" href="/console/defects">
                {move || a().back}
            </a>
        }
    };
    view! {
        <Page title detail action=back>
            {show_words(found, move |found| view! { <Found found/> })}
        </Page>
    }
}

#[component]
fn Found(found: DeskDefect) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get_untracked();
    let defect = found.defect;
    let is_open = defect.state != DefectState::Closed;
    let penalty = (is_open && defect.may_suspend).then(|| view! { <Penalty suite=found.suite/> });
    let (id, state) = (defect.id, defect.state);
    let buttons = move || {
        let may = session.may(Permission::Review);
        may.then(|| view! { <Buttons id state/> })
    };
    view! {
        <div class="stack">
            {penalty}
            <Card title=t().what action=buttons>
                <div class="about">
                    <p class="line">
                        {severity_badge(defect.severity, acceptance::severity(lang, defect.severity))}
                        {defect_badge(lang, &defect)}
                        <small>{acceptance::by(lang, &defect.found_by)}</small>
                    </p>
                    <p class="said lines">{defect.text.clone()}</p>
                    <DefectFacts defect/>
                </div>
            </Card>
        </div>
    }
}

/// That the suite may be suspended, and where that is done.
#[component]
fn Penalty(suite: String) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let href = with_query("/console/all-suites", [("q", suite)]);
    let act = move || {
        let href = href.clone();
        match session.may(Permission::SuspendSuites) {
            true => view! {
                <a class="button" href=href>
                    {t().suspend}
                </a>
            }
            .into_any(),
            false => view! { <p>{t().ask_administrator}</p> }.into_any(),
        }
    };
    view! {
        <div class="note penalty">
            <p class="strong">{t().severe_desk}</p>
            {act}
        </div>
    }
}

#[component]
fn Buttons(id: i64, state: DefectState) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let returning = RwSignal::new(false);
    let close = Form::new("close-defect", move |_: DeskDefect| {
        session.say(t().closed);
        session.reload();
    });
    let close = close.with_handler(move |problem| {
        session.say(untrack(|| session.message(problem)));
        true
    });
    let can_return = matches!(state, DefectState::Mended | DefectState::Closed);
    let back = can_return.then(|| {
        view! {
            <button class="button" type="button" on:click=move |_| returning.set(true)>
                {t().give_back}
            </button>
        }
    });
    let class = match state {
        DefectState::Mended => "button primary",
        _ => "button",
    };
    let path = api::console::path::of_id(path::DEFECT_CLOSING, id);
    let end = (state != DefectState::Closed).then(|| {
        view! {
            <button class=class type="button" on:click=move |_| close.submit(Request::post_empty(path.clone()))>
                {t().close}
            </button>
        }
    });
    view! {
        <div class="buttons">{back} {end}</div>
        <ReturnDialog open=returning id/>
    }
}
