//! Links made of a list of customers: a file is chosen, what it holds is shown, and then they are made all at once.

use api::console::link::ListPreview;
use api::console::vendor_path::LINK_BATCH_PREVIEW;
use domain::account::Permission;
use leptos::prelude::*;

use super::list_preview::{ChosenList, Preview};
use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::FormError;
use crate::components::file::{Chosen, FileField};
use crate::components::options::SelectOption;
use crate::components::page::Page;
use crate::components::submit::{FormView, Progress};
use crate::form::Form;
use crate::pages::Allowed;
use crate::pages::suites::frame::use_suite;
use crate::session::use_texts;
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
            reading.submit(request.with_long_timeout());
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
