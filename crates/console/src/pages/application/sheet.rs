//! The application as a spreadsheet: downloaded filled in, uploaded, looked at, and used.

use api::console::application::{ReadSheet, UploadSheet};
use api::console::review_path as path;
use api::problem::Code;
use domain::account::Permission;
use leptos::prelude::*;

use super::sheet_preview::SheetPreview;
use super::{Head, use_editor};
use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::FormError;
use crate::components::file::{Chosen, FileField};
use crate::components::submit::{FormView, Progress};
use crate::form::Form;
use crate::pages::suites::frame::use_suite;
use crate::session::{use_session, use_texts};
use crate::text::application as text;

/// The page.
#[component]
pub fn SheetPage() -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let suite = use_suite();
    let editor = use_editor();
    let is_open = Memo::new(move |_| editor.is_open());
    view! {
        <Head>
            <div class="stack">
                <Card title=move || t().get_sheet detail=move || t().get_sheet_detail>
                    <a class="button primary" id="get-sheet" href=move || suite.path(path::APPLICATION_SHEET) download="" rel="external">
                        {move || t().get_sheet_button}
                    </a>
                </Card>
                <Show when=move || session.may(Permission::Apply)>
                    <Show when=move || is_open.get() fallback=move || view! { <p class="notice">{move || t().no_upload}</p> }>
                        <Upload/>
                    </Show>
                </Show>
            </div>
        </Head>
    }
}

#[component]
fn Upload() -> impl IntoView {
    let t = use_texts(text::of);
    let suite = use_suite();
    let editor = use_editor();
    let read = RwSignal::new(None::<ReadSheet>);
    let is_bad = RwSignal::new(false);
    let form = Form::new("sheet", move |sheet: ReadSheet| read.set(Some(sheet))).with_handler(
        move |problem| {
            let is_unreadable = problem.code == Code::FileUnreadable;
            is_bad.set(is_unreadable);
            is_unreadable
        },
    );
    let choose = Callback::new(move |chosen: Chosen| {
        read.set(None);
        is_bad.set(false);
        let file = chosen.bytes;
        let path = suite.path(path::APPLICATION_UPLOAD);
        form.submit(Request::post(path, &UploadSheet { file }).with_long_timeout());
    });
    let bad = move || {
        is_bad
            .get()
            .then(|| view! { <p class="error">{move || t().file_bad}</p> })
    };
    view! {
        <Card title=move || t().put_sheet detail=move || t().put_sheet_detail>
            <FormView form on_submit=Callback::new(|()| ())>
                <FileField
                    form
                    name="file"
                    label=move || t().file
                    help=move || t().file_help
                    accept=".xlsx"
                    on_choose=choose
                />
                <div role="alert">{bad}</div>
                <FormError form/>
                <Progress form label=move || t().reading/>
            </FormView>
        </Card>
        {move || read.get().map(|sheet| view! { <SheetPreview editor suite sheet/> })}
    }
}
