//! Links made of a list of customers: a file is chosen, what it holds is shown, and then they are made all at once.

use api::console::link::{CustomerList, LineFault, LinkBatch, ListPreview, NewLinkBatch};
use api::console::vendor_path::{LINK_BATCH_PREVIEW, LINK_BATCHES};
use api::problem::Code;
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::{DaysField, FormError, TextField};
use crate::components::file::{Chosen, FileField};
use crate::components::options::SelectOption;
use crate::components::page::Page;
use crate::components::submit::{FormView, Progress, Submit};
use crate::form::Form;
use crate::pages::Allowed;
use crate::pages::suites::frame::use_suite;
use crate::session::{use_session, use_texts};
use crate::text::links as text;

/// The encodings that spreadsheets in Chinese save lists in, beside those that a file tells by itself.
const ENCODINGS: [(&str, &str); 4] = [
    ("utf-8", "UTF-8"),
    ("gb18030", "GB18030 (GBK)"),
    ("big5", "Big5"),
    ("utf-16le", "UTF-16"),
];

/// The page.
#[component]
pub fn LinksFromListPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::EditLinks>
            <FromList/>
        </Allowed>
    }
}

/// The list that was chosen. Cheap to copy.
#[derive(Clone, Copy)]
struct ChosenList {
    file: RwSignal<Option<Chosen>>,
    encoding: RwSignal<String>,
}

impl ChosenList {
    fn list(self) -> Option<CustomerList> {
        let encoding = self.encoding.get_untracked();
        let file = self.file.get_untracked()?;
        Some(CustomerList {
            file: file.bytes,
            encoding: (!encoding.is_empty()).then_some(encoding),
        })
    }
}

#[component]
fn FromList() -> impl IntoView {
    let t = use_texts(text::of);
    let suite = use_suite();
    let chosen = ChosenList {
        file: RwSignal::new(None),
        encoding: RwSignal::new(String::new()),
    };
    let preview = RwSignal::new(None::<ListPreview>);
    let reading = Form::new("customer-list", move |read: ListPreview| {
        preview.set(Some(read));
    });
    let read = move || {
        if let Some(list) = chosen.list() {
            preview.set(None);
            let request = Request::post(suite.path(LINK_BATCH_PREVIEW), &list);
            reading.submit(request.with_patience());
        }
    };
    // Another encoding reads the same file again.
    Effect::new(move |was: Option<String>| {
        let encoding = chosen.encoding.get();
        if was.is_some_and(|was| was != encoding) {
            read();
        }
        encoding
    });
    let choose = Callback::new(move |file: Chosen| {
        chosen.file.set(Some(file));
        read();
    });
    let mut encodings: Vec<(&'static str, TextProp)> =
        vec![("", (move || t().encoding_auto).into())];
    encodings.extend(ENCODINGS.map(|(word, name)| (word, TextProp::from(move || name))));
    let back = move || {
        view! {
            <a class="button" href=move || suite.address("links")>
                {move || t().back}
            </a>
        }
    };
    view! {
        <Page title=move || t().batch_title detail=move || t().batch_detail action=back>
            <div class="stack">
                <Card title=move || t().choose>
                    <FormView form=reading on_submit=Callback::new(|()| ())>
                        <FileField
                            form=reading
                            name="file"
                            label=move || t().file
                            help=move || t().file_help
                            accept=".csv,.txt"
                            on_choose=choose
                        />
                        <SelectOption
                            id="list-encoding"
                            label=move || t().encoding
                            options=encodings
                            value=chosen.encoding
                            help=move || t().encoding_detail
                        />
                        <FormError form=reading/>
                        <Progress form=reading label=move || t().reading/>
                    </FormView>
                </Card>
                {move || preview.get().map(|read| view! { <Preview read chosen/> })}
            </div>
        </Page>
    }
}

/// What the list holds, and what is done with it.
#[component]
fn Preview(read: ListPreview, chosen: ChosenList) -> impl IntoView {
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
            let read_as = read_as.join("; ");
            view! {
                <p class="label">{move || t().examples}</p>
                <ul class="examples names">{examples.collect_view()}</ul>
                <p class="help" lang="en">{read_as}</p>
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
    let rows = faults.into_iter().map(|LineFault { line, what }| {
        let line = move || match line {
            Some(line) => line.to_string(),
            None => t().whole_file.to_owned(),
        };
        view! {
            <tr>
                <td class="first">{line}</td>
                <td data-label=move || t().fault lang="en">{what}</td>
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
        form.submit(Request::post(suite.path(LINK_BATCHES), &request).with_patience());
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
