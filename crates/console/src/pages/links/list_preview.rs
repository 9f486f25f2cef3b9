//! What a list of customers holds, and the links that are made of it.

use api::console::link::{CustomerList, LineFault, LinkBatch, ListPreview, NewLinkBatch};
use api::console::vendor_path::LINK_BATCHES;
use api::problem::Code;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::{DaysField, FormError, TextField};
use crate::components::file::Chosen;
use crate::components::submit::{FormView, Progress, Submit};
use crate::form::Form;
use crate::pages::suites::frame::use_suite;
use crate::session::{use_session, use_texts};
use crate::text::customer_list;
use crate::text::links as text;

/// The list that was chosen. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ChosenList {
    /// The file.
    pub file: RwSignal<Option<Chosen>>,
    /// Its encoding; empty to find it out.
    pub encoding: RwSignal<String>,
}

impl ChosenList {
    /// What the server is sent of it.
    pub fn list(self) -> Option<CustomerList> {
        let encoding = self.encoding.get_untracked();
        let file = self.file.get_untracked()?;
        Some(CustomerList {
            file: file.bytes,
            encoding: (!encoding.is_empty()).then_some(encoding),
        })
    }
}

/// What the list holds, and what is done with it.
#[component]
pub fn Preview(read: ListPreview, chosen: ChosenList) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let ListPreview {
        customers,
        examples,
        read_as,
        faults,
        more_faults,
    } = read;
    let count = faults.len() as u64 + more_faults;
    let detail = move || {
        let lang = session.lang.get();
        match count {
            0 => text::customers(lang, customers),
            _ => format!("{} {}", text::faulty(lang, count), t().fix_first),
        }
    };
    let rest = match count {
        0 => {
            let examples = examples.into_iter().take(8);
            let examples = examples.map(|name| view! { <li>{name}</li> });
            let read_as = move || {
                let read = read_as.as_ref()?;
                Some(customer_list::read_as(session.lang.get(), read))
            };
            view! {
                <p class="label">{move || t().examples}</p>
                <ul class="examples names">{examples.collect_view()}</ul>
                <p class="help">{read_as}</p>
                <Details customers chosen/>
            }
            .into_any()
        }
        _ => view! { <Faults faults more=more_faults/> }.into_any(),
    };
    view! { <Card title=move || t().holds detail>{rest}</Card> }
}

#[component]
fn Faults(faults: Vec<LineFault>, more: u64) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let more = move || {
        (more > 0)
            .then(|| view! { <p class="second">{text::more_faulty(session.lang.get(), more)}</p> })
    };
    let rows = faults.into_iter().map(|fault: LineFault| {
        let line = fault.line;
        let line = move || match line {
            Some(line) => line.to_string(),
            None => t().whole_file.to_owned(),
        };
        view! {
            <tr>
                <td class="first">{line}</td>
                <td data-label=move || t().fault>{move || customer_list::fault(session.lang.get(), &fault)}</td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{move || t().line}</th>
                    <th scope="col">{move || t().fault}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        {more}
    }
}

/// The label, the days, and the button that makes the links.
#[component]
fn Details(customers: u64, chosen: ChosenList) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let suite = use_suite();
    let navigate = use_navigate();
    let name = chosen
        .file
        .with_untracked(|file| file.as_ref().map(Chosen::stem));
    let label = RwSignal::new(name.unwrap_or_default());
    let days = RwSignal::new(String::new());
    let form = Form::new("links-from-list", move |batch: LinkBatch| {
        session.say(text::made(session.lang.get_untracked(), batch.links));
        let home = untrack(|| suite.address("links/batches"));
        navigate(&home, NavigateOptions::default());
    });
    let submit = Callback::new(move |()| {
        let Some(days) = form.whole("days", days, Code::Days) else {
            return;
        };
        let Some(list) = chosen.list() else {
            return;
        };
        let request = NewLinkBatch {
            list,
            label: label.get_untracked(),
            days,
        };
        form.submit(Request::post(suite.path(LINK_BATCHES), &request).with_long_timeout());
    });
    let cancel = move |_| {
        form.cancel();
        session.say(t().canceled);
    };
    let pending = form.pending();
    view! {
        <FormView form on_submit=submit>
            <div class="pair">
                <TextField form name="label" label=move || t().label value=label help=move || t().label_help/>
                <DaysField form days/>
            </div>
            <FormError form/>
            <Progress form label=move || t().making/>
            <div class="buttons">
                <Submit form label=move || text::make(session.lang.get(), customers)/>
                <Show when=move || pending.get()>
                    <button class="button" type="button" on:click=cancel>
                        {move || t().stop}
                    </button>
                </Show>
            </div>
        </FormView>
    }
}
