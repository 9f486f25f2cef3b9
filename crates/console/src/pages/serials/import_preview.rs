//! What a file of serials holds, and what is done with it.

use api::console::serial::{ImportPreview, ImportSerials, RowFault, SerialBatch};
use api::console::vendor_path::SERIAL_IMPORT;
use api::problem::Code;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::of_batch;
use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::{DaysField, FormError, TextField};
use crate::components::file::Chosen;
use crate::components::submit::{FormView, Progress, Submit};
use crate::form::Form;
use crate::pages::suites::frame::use_suite;
use crate::session::{use_session, use_texts};
use crate::text::serials as text;

/// What the file holds, and what is done with it.
#[component]
pub fn Preview(read: ImportPreview, file: RwSignal<Option<Chosen>>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let ImportPreview {
        good,
        examples,
        faulty,
        faults,
    } = read;
    let detail = move || {
        let lang = session.lang.get();
        match faulty {
            0 => text::good(lang, good),
            _ => format!("{} {}", text::faulty(lang, faulty), t().fix_first),
        }
    };
    let rest = match faulty {
        0 => view! {
            <Examples examples/>
            <Details good file/>
        }
        .into_any(),
        _ => view! { <Faults faults faulty/> }.into_any(),
    };
    view! {
        <Card title=move || t().preview detail>{rest}</Card>
    }
}

#[component]
fn Examples(examples: Vec<String>) -> impl IntoView {
    let t = use_texts(text::of);
    let few: Vec<_> = examples
        .into_iter()
        .take(6)
        .map(|serial| view! { <li>{serial}</li> })
        .collect();
    view! {
        <p class="label">{move || t().examples}</p>
        <ul class="codes examples">{few}</ul>
    }
}

#[component]
fn Faults(faults: Vec<RowFault>, faulty: u64) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let more = faulty.saturating_sub(faults.len() as u64);
    let more = move || {
        (more > 0)
            .then(|| view! { <p class="second">{text::more_faulty(session.lang.get(), more)}</p> })
    };
    let rows: Vec<_> = faults
        .into_iter()
        .map(|RowFault { row, text, code, first }| {
            view! {
                <tr>
                    <td class="first">{row}</td>
                    <td class="mono typed" data-label=move || t().cell>{text}</td>
                    <td data-label=move || t().fault>{move || text::fault(session.lang.get(), &code, first)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{move || t().row}</th>
                    <th scope="col">{move || t().cell}</th>
                    <th scope="col">{move || t().fault}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {more}
    }
}

/// The label, the days, and the button that imports.
#[component]
fn Details(good: u64, file: RwSignal<Option<Chosen>>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let suite = use_suite();
    let navigate = use_navigate();
    let name = file.with_untracked(|file| file.as_ref().map(Chosen::stem));
    let label = RwSignal::new(name.unwrap_or_default());
    let days = RwSignal::new(String::new());
    let form = Form::new("import-serials", move |batch: SerialBatch| {
        session.say(text::imported(session.lang.get_untracked(), batch.issued));
        navigate(
            &untrack(|| of_batch(suite, batch.id)),
            NavigateOptions::default(),
        );
    });
    let submit = Callback::new(move |()| {
        let Some(days) = form.whole("days", days, Code::Days) else {
            return;
        };
        let Some(Chosen { bytes, .. }) = file.get_untracked() else {
            return;
        };
        let request = ImportSerials {
            file: bytes,
            label: label.get_untracked(),
            days,
        };
        form.submit(Request::post(suite.path(SERIAL_IMPORT), &request).with_long_timeout());
    });
    view! {
        <FormView form on_submit=submit>
            <div class="pair">
                <TextField form name="label" label=move || t().label value=label help=move || t().label_help/>
                <DaysField form days/>
            </div>
            <FormError form/>
            <Progress form label=move || t().importing/>
            <Submit form label=move || text::import(session.lang.get(), good)/>
        </FormView>
    }
}
