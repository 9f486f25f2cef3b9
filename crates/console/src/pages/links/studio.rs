//! What is printed of a link: its code, its poster and its card, with their options, a live preview, and the files.

use api::console::vendor_path::{LINK_FILE, of_file, of_link};
use leptos::prelude::*;

use crate::components::card::{Card, Empty};
use crate::components::list::with_query;
use crate::components::options::{Check, ColorOption, NumberOption, SelectOption};
use crate::pages::suites::frame::TheSuite;
use crate::session::use_texts;
use crate::text::{common, links as text};

/// What is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Code,
    Poster,
    Card,
}

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

/// The card of the page.
#[component]
pub fn StudioCard(suite: TheSuite, token: String, state: String) -> impl IntoView {
    let t = use_texts(text::of);
    let is_open = state == "open";
    let body = match is_open {
        true => view! { <Studio suite token/> }.into_any(),
        false => view! { <Empty title=t().not_open detail=""/> }.into_any(),
    };
    view! {
        <Card title=move || t().studio detail=move || t().studio_detail>
            {body}
        </Card>
    }
}

#[component]
fn Studio(suite: TheSuite, token: String) -> impl IntoView {
    let t = use_texts(text::of);
    let what = RwSignal::new(What::Code);
    let files = of_link(LINK_FILE, &suite.key.get_untracked(), &token);
    let files = StoredValue::new(files);
    let token = StoredValue::new(token);
    let tab = move |own: What, name: fn(&text::Text) -> &'static str| {
        view! {
            <label class="view-link">
                <input class="unseen" type="radio" name="studio-what" prop:checked=move || what.get() == own on:change=move |_| what.set(own)/>
                {move || name(t())}
            </label>
        }
    };
    view! {
        <fieldset class="views">
            <legend class="unseen">{move || t().what}</legend>
            {tab(What::Code, |t| t.code)}
            {tab(What::Poster, |t| t.poster)}
            {tab(What::Card, |t| t.card)}
        </fieldset>
        {move || match what.get() {
            What::Code => view! { <CodeStudio files=files.get_value()/> }.into_any(),
            What::Poster => view! { <PosterStudio files=files.get_value()/> }.into_any(),
            What::Card => view! { <ChatCard token=token.get_value()/> }.into_any(),
        }}
    }
}

/// A picture that the server draws as the options say, or that it can't.
#[component]
fn Preview(
    #[prop(into)] src: Signal<String>,
    #[prop(into)] alt: TextProp,
    class: &'static str,
) -> impl IntoView {
    let t = use_texts(text::of);
    let failed = RwSignal::new(None::<String>);
    let has_failed = move || failed.get().is_some_and(|failed| failed == src.get());
    view! {
        <figure class="preview" aria-label=move || t().preview>
            <img
                class=class
                src=move || src.get()
                alt=move || alt.get()
                hidden=has_failed
                on:error=move |_| failed.set(Some(src.get_untracked()))
            />
            <p class="error" role="alert">
                {move || has_failed().then(|| t().no_preview)}
            </p>
        </figure>
    }
}

/// A file to download.
#[component]
pub fn FileLink(
    /// Its address.
    #[prop(into)]
    href: Signal<String>,
    /// Its name.
    file: &'static str,
    /// What the link says.
    #[prop(into)]
    name: TextProp,
) -> impl IntoView {
    view! {
        <a class="button" href=move || href.get() download=file rel="external">
            {move || name.get()}
        </a>
    }
}

#[component]
fn CodeStudio(files: String) -> impl IntoView {
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

#[component]
fn PosterStudio(files: String) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let paper = RwSignal::new("a4".to_owned());
    let lang = RwSignal::new("zh".to_owned());
    let at = move |name: &'static str| {
        let path = of_file(&files, name);
        Signal::derive(move || with_query(&path, [("paper", paper.get()), ("lang", lang.get())]))
    };
    let (png, pdf) = (at("poster.png"), at("poster.pdf"));
    let papers: Vec<(&'static str, TextProp)> = vec![
        ("a4", (move || t().a4).into()),
        ("a6", (move || t().a6).into()),
        ("phone", (move || t().phone).into()),
    ];
    let langs: Vec<(&'static str, TextProp)> = vec![
        ("zh", (move || t().chinese).into()),
        ("en", (move || t().english).into()),
    ];
    view! {
        <div class="studio">
            <Preview src=png alt=move || t().poster class="poster-picture"/>
            <div class="options">
                <div class="pair">
                    <SelectOption id="poster-paper" label=move || t().paper options=papers value=paper/>
                    <SelectOption id="poster-lang" label=move || t().poster_lang options=langs value=lang/>
                </div>
                <div class="buttons">
                    <FileLink href=png file="poster.png" name=move || format!("{} PNG", c().download)/>
                    <FileLink href=pdf file="poster.pdf" name=move || format!("{} PDF", c().download)/>
                </div>
            </div>
        </div>
    }
}

#[component]
fn ChatCard(token: String) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = RwSignal::new("zh".to_owned());
    let src =
        Signal::derive(move || with_query(&format!("/s/{token}/card.png"), [("lang", lang.get())]));
    let langs: Vec<(&'static str, TextProp)> = vec![
        ("zh", (move || t().chinese).into()),
        ("en", (move || t().english).into()),
    ];
    view! {
        <div class="studio">
            <Preview src alt=move || t().card class="card-picture"/>
            <div class="options">
                <p class="second">{move || t().card_detail}</p>
                <SelectOption id="card-lang" label=move || t().poster_lang options=langs value=lang/>
                <div class="buttons">
                    <FileLink href=src file="card.png" name=move || format!("{} PNG", c().download)/>
                </div>
            </div>
        </div>
    }
}
