//! Records a defect that was found later: of which suite, how grave, what.

use api::console::acceptance::{DeskDefect, FindDefect, NewDefect};
use api::console::acceptance_path as path;
use api::console::desk::DeskSuiteRow;
use api::console::list::Page as Rows;
use api::console::review_path::DESK_SUITES;
use domain::acceptance::Severity;
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::round_defects::SeverityField;
use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::{Field, FormError, TextField, described_by};
use crate::components::list::with_query;
use crate::components::load::load;
use crate::components::page::Page;
use crate::components::prose::ProseField;
use crate::components::submit::{FormView, Submit};
use crate::components::unsaved::{Unsaved, UnsavedNote};
use crate::form::Form;
use crate::pages::Allowed;
use crate::session::{use_session, use_texts};
use crate::text::{acceptance, defect as text};

/// The page.
#[component]
pub fn FindDefectPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::Review>
            <New/>
        </Allowed>
    }
}

#[component]
fn New() -> impl IntoView {
    let session = use_session();
    let (a, t) = (use_texts(acceptance::of), use_texts(text::of));
    let navigate = use_navigate();
    let unsaved = Unsaved::of("defect");
    let (FindDefect { suite, defect }, name) = unsaved.or(nothing());
    let (suite, name) = (RwSignal::new(suite), RwSignal::new(name));
    let severity = RwSignal::new(defect.severity);
    let title = RwSignal::new(defect.title);
    let words = RwSignal::new(defect.text);
    let typed = move || FindDefect {
        suite: suite.get(),
        defect: NewDefect {
            severity: severity.get(),
            title: title.get(),
            text: words.get(),
        },
    };
    unsaved.follow(nothing, move || (typed(), name.get()));
    let form = Form::new("found", move |it: DeskDefect| {
        session.say(a().recorded);
        unsaved.forget();
        let page = format!("/console/defects/{}", it.defect.id);
        navigate(&page, NavigateOptions::default());
    });
    let submit = Callback::new(move |()| {
        form.submit(Request::post(path::DESK_DEFECTS, &untrack(typed)));
    });
    let discard = Callback::new(move |()| {
        let (none, no_name) = nothing();
        suite.set(none.suite);
        name.set(no_name);
        severity.set(none.defect.severity);
        title.set(none.defect.title);
        words.set(none.defect.text);
    });
    view! {
        <Page title=move || t().record detail=move || t().record_detail>
            <UnsavedNote unsaved discard/>
            <Card title=move || t().what>
                <FormView form on_submit=submit>
                    <SuiteField form suite name/>
                    <TextField form name="title" label=move || a().defect_title value=title/>
                    <SeverityField form value=severity/>
                    <ProseField form name="text" label=move || a().defect_text value=words help=move || a().defect_text_help/>
                    <FormError form/>
                    <Submit form label=move || t().record/>
                </FormView>
            </Card>
        </Page>
    }
}

/// A form in which nothing is typed, and no suite's name.
fn nothing() -> (FindDefect, String) {
    let defect = NewDefect {
        severity: Severity::Minor,
        title: String::new(),
        text: String::new(),
    };
    let suite = String::new();
    (FindDefect { suite, defect }, String::new())
}

/// One of the suites whose names, or whose vendors', hold what is typed.
#[component]
fn SuiteField(form: Form, suite: RwSignal<String>, name: RwSignal<String>) -> impl IntoView {
    let t = use_texts(text::of);
    let q = RwSignal::new(String::new());
    let found = load::<Rows<DeskSuiteRow>>(move || {
        with_query(DESK_SUITES, [("q", q.get()), ("limit", "50".to_owned())])
    });
    let named = move || {
        let found = found.get().and_then(Result::ok);
        let rows = found.map(|page| page.rows).unwrap_or_default();
        let named = rows.into_iter().map(|row| {
            let name = format!("{} · {}", row.name, row.vendor);
            (row.suite_key, name)
        });
        named.collect::<Vec<_>>()
    };
    let options = move || {
        let mut named = named();
        // The one that was chosen before isn't always among them.
        let chosen = suite.get_untracked();
        if !chosen.is_empty() && named.iter().all(|(key, _)| *key != chosen) {
            named.insert(0, (chosen, name.get_untracked()));
        }
        let options = named.into_iter().map(|(key, name)| {
            let own = key.clone();
            view! {
                <option value=key selected=move || suite.get() == own>
                    {name}
                </option>
            }
        });
        options.collect_view()
    };
    let choose = move |key: String| {
        let found = untrack(named).into_iter().find(|(of, _)| *of == key);
        name.set(found.map(|(_, name)| name).unwrap_or_default());
        suite.set(key);
    };
    view! {
        <div class="field">
            <label for="found-q">{move || t().find_suite}</label>
            <input
                class="input"
                id="found-q"
                type="search"
                autocomplete="off"
                placeholder=move || t().search_suite
                on:change=move |event| {
                    // The chosen one may not be among those that are found.
                    choose(String::new());
                    q.set(event_target_value(&event));
                }
            />
        </div>
        <Field form name="suite".to_owned() label=(move || t().suite).into() help=None>
            <select
                class="input"
                id=form.id("suite")
                aria-describedby=described_by(form, "suite")
                aria-invalid=move || form.is_wrong("suite").to_string()
                on:change=move |event| choose(event_target_value(&event))
            >
                <option value="">{move || t().choose}</option>
                {options}
            </select>
        </Field>
    }
}
