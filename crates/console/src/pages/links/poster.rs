//! A link's poster, and the card that chats show of it.

use api::console::vendor_path::of_file;
use leptos::prelude::*;

use super::studio::{FileLink, Preview};
use crate::components::list::with_query;
use crate::components::options::SelectOption;
use crate::session::use_texts;
use crate::text::{common, links as text};

/// The poster with its options.
#[component]
pub fn PosterStudio(
    /// The path of the link's files.
    files: String,
) -> impl IntoView {
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

/// The card in either language.
#[component]
pub fn ChatCard(
    /// The link's token.
    token: String,
) -> impl IntoView {
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
