//! A link's code: its options, a live preview, and the files.

use api::console::vendor_path::of_file;
use leptos::prelude::*;

use super::studio::{FileLink, Preview};
use crate::components::list::with_query;
use crate::components::options::{Check, ColorOption, NumberOption, SelectOption};
use crate::session::use_texts;
use crate::text::{common, links as text};

/// The options of a code. Cheap to copy.
#[derive(Clone, Copy)]
pub struct CodeOptions {
    dark: RwSignal<String>,
    light: RwSignal<String>,
    ec: RwSignal<String>,
    quiet: RwSignal<String>,
    icon: RwSignal<bool>,
}

impl CodeOptions {
    /// Those that the server takes where nothing is said.
    pub fn new() -> Self {
        Self {
            dark: RwSignal::new("#000000".to_owned()),
            light: RwSignal::new("#ffffff".to_owned()),
            ec: RwSignal::new("m".to_owned()),
            quiet: RwSignal::new("4".to_owned()),
            icon: RwSignal::new(false),
        }
    }

    fn reset(self) {
        let Self {
            dark,
            light,
            ec,
            quiet,
            icon,
        } = Self::new();
        self.dark.set(dark.get_untracked());
        self.light.set(light.get_untracked());
        self.ec.set(ec.get_untracked());
        self.quiet.set(quiet.get_untracked());
        self.icon.set(icon.get_untracked());
    }

    /// They, as the parameters of a request.
    pub fn parts(self) -> Vec<(&'static str, String)> {
        let color = |color: RwSignal<String>| color.get().trim_start_matches('#').to_owned();
        vec![
            ("dark", color(self.dark)),
            ("light", color(self.light)),
            ("ec", self.ec.get()),
            ("quiet", self.quiet.get().trim().to_owned()),
            ("icon", if self.icon.get() { "1" } else { "" }.to_owned()),
        ]
    }
}

/// The code with its options.
#[component]
pub fn CodeStudio(
    /// The path of the link's files.
    files: String,
) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let options = CodeOptions::new();
    let (pixels, millimetres) = (
        RwSignal::new("600".to_owned()),
        RwSignal::new("60".to_owned()),
    );
    let at = move |name: &'static str, size: Option<RwSignal<String>>| {
        let path = of_file(&files, name);
        Signal::derive(move || {
            let size = size.map(|size| ("size", size.get().trim().to_owned()));
            with_query(&path, options.parts().into_iter().chain(size))
        })
    };
    let preview = at("code.svg", None);
    let downloads = [
        (at("code.svg", None), "code.svg", "SVG"),
        (at("code.png", Some(pixels)), "code.png", "PNG"),
        (at("code.pdf", Some(millimetres)), "code.pdf", "PDF"),
    ];
    let downloads = downloads.map(|(href, file, name)| {
        view! { <FileLink href file name=move || format!("{} {name}", c().download)/> }
    });
    view! {
        <div class="studio">
            <Preview src=preview alt=move || t().code class="code-picture"/>
            <div class="options">
                <CodeFields options/>
                <div class="pair">
                    <NumberOption id="code-pixels" label=move || t().pixels value=pixels/>
                    <NumberOption id="code-mm" label=move || t().millimetres value=millimetres/>
                </div>
                <div class="buttons">
                    {downloads.into_iter().collect_view()}
                    <button class="button" type="button" on:click=move |_| options.reset()>
                        {move || t().reset}
                    </button>
                </div>
            </div>
        </div>
    }
}

/// The fields of a code's options.
#[component]
pub fn CodeFields(
    /// The options.
    options: CodeOptions,
) -> impl IntoView {
    let t = use_texts(text::of);
    let levels: Vec<(&'static str, TextProp)> = vec![
        ("l", (move || t().ec_l).into()),
        ("m", (move || t().ec_m).into()),
        ("q", (move || t().ec_q).into()),
        ("h", (move || t().ec_h).into()),
    ];
    view! {
        <div class="pair">
            <ColorOption id="code-dark" label=move || t().dark value=options.dark/>
            <ColorOption id="code-light" label=move || t().light value=options.light/>
            <SelectOption id="code-ec" label=move || t().ec options=levels value=options.ec help=move || t().ec_icon/>
            <NumberOption id="code-quiet" label=move || t().quiet value=options.quiet help=move || t().quiet_help/>
        </div>
        <Check id="code-icon" label=move || t().icon value=options.icon/>
    }
}
