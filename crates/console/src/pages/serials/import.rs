//! Importing serials: a file is chosen, what it holds is shown, and then it is imported as a whole.

use api::console::serial::{ImportPreview, SerialFile};
use api::console::vendor_path::SERIAL_PREVIEW;
use domain::account::Permission;
use leptos::prelude::*;

use super::import_preview::Preview;
use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::FormError;
use crate::components::file::{Chosen, FileField};
use crate::components::page::Page;
use crate::components::submit::{FormView, Progress};
use crate::form::Form;
use crate::pages::Allowed;
use crate::pages::suites::frame::use_suite;
use crate::session::use_texts;
use crate::text::serials as text;

/// The page.
#[component]
pub fn SerialImportPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::EditSerials>
            <Import/>
        </Allowed>
    }
}

#[component]
fn Import() -> impl IntoView {
    let t = use_texts(text::of);
    let suite = use_suite();
    let file = RwSignal::new(None::<Chosen>);
    let preview = RwSignal::new(None::<ImportPreview>);
    let reading = Form::new("serial-file", move |read: ImportPreview| {
        preview.set(Some(read));
    });
    let choose = Callback::new(move |chosen: Chosen| {
        preview.set(None);
        let request = SerialFile {
            file: chosen.bytes.clone(),
        };
        file.set(Some(chosen));
        reading.submit(Request::post(suite.path(SERIAL_PREVIEW), &request).with_long_timeout());
    });
    let back = move || {
        view! {
            <a class="button" href=move || suite.address("serials")>
                {move || t().back}
            </a>
        }
    };
    view! {
        <Page title=move || t().import_title detail=move || t().import_detail action=back>
            <div class="stack">
                <Card title=move || t().choose>
                    <FormView form=reading on_submit=Callback::new(|()| ())>
                        <FileField
                            form=reading
                            name="file"
                            label=move || t().file
                            help=move || t().file_help
                            accept=".csv,.txt,.xlsx"
                            on_choose=choose
                        />
                        <FormError form=reading/>
                        <Progress form=reading label=move || t().reading/>
                    </FormView>
                </Card>
                {move || preview.get().map(|read| view! { <Preview read file/> })}
            </div>
        </Page>
    }
}
