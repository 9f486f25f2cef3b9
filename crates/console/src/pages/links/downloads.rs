//! A batch's codes as files.

use api::console::link::LinkBatch;
use api::console::vendor_path::{LINK_BATCH_FILE, of_file, of_item};
use leptos::prelude::*;

use super::code::{CodeFields, CodeOptions};
use super::studio::FileLink;
use crate::components::dialog::{Dialog, open_for};
use crate::components::list::with_query;
use crate::components::options::SelectOption;
use crate::pages::suites::frame::TheSuite;
use crate::session::use_texts;
use crate::text::links as text;

/// The sheets of labels that are sold, by a label's size in millimetres.
const SHEETS: [&str; 4] = ["70x37", "70x36", "63.5x38.1", "52.5x29.7"];

/// The files of a batch, with the options of its codes.
#[component]
pub fn DownloadDialog(
    /// The suite.
    suite: TheSuite,
    /// The batch.
    batch: RwSignal<Option<LinkBatch>>,
) -> impl IntoView {
    let t = use_texts(text::of);
    let open = open_for(batch);
    view! {
        <Dialog open title=move || t().download_title>
            {move || {
                let batch = batch.get_untracked()?;
                let path = of_item(LINK_BATCH_FILE, &suite.key.get_untracked(), batch.id);
                Some(view! { <Files path/> })
            }}
        </Dialog>
    }
}

#[component]
fn Files(path: String) -> impl IntoView {
    let t = use_texts(text::of);
    let options = CodeOptions::new();
    let lang = RwSignal::new("zh".to_owned());
    let sheet = RwSignal::new(SHEETS[0].to_owned());
    let at = move |file: &'static str, more: (&'static str, RwSignal<String>)| {
        let path = of_file(&path, file);
        Signal::derive(move || {
            let more = (more.0, more.1.get());
            with_query(&path, options.parts().into_iter().chain([more]))
        })
    };
    let zip = at("codes.zip", ("lang", lang));
    let labels = at("labels.pdf", ("sheet", sheet));
    let langs: Vec<(&'static str, TextProp)> = vec![
        ("zh", (move || t().chinese).into()),
        ("en", (move || t().english).into()),
    ];
    let sheets = SHEETS.map(|name| (name, TextProp::from(move || name.replace('x', " × "))));
    view! {
        <div class="stack">
            <p class="second">{move || t().download_detail}</p>
            <CodeFields options/>
            <div class="pair">
                <SelectOption id="zip-lang" label=move || t().table_lang options=langs value=lang/>
                <SelectOption id="label-sheet" label=move || t().sheet options=sheets.into() value=sheet/>
            </div>
            <div class="buttons">
                <FileLink href=zip file="codes.zip" name=move || t().zip/>
                <FileLink href=labels file="labels.pdf" name=move || t().labels/>
            </div>
        </div>
    }
}
