//! Cards, badges, and what stands in their place where there is nothing.

use leptos::prelude::*;

/// A card with a heading.
#[component]
pub fn Card(
    /// Its heading.
    #[prop(into)]
    title: TextProp,
    /// A sentence below it.
    #[prop(optional, into)]
    detail: Option<TextProp>,
    /// What can be done with all of it, at the end of its head.
    #[prop(optional, into)]
    action: ViewFn,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let detail = detail.map(|detail| view! { <p class="second">{move || detail.get()}</p> });
    view! {
        <section class="card">
            <header class="card-head">
                <div>
                    <h2>{move || title.get()}</h2>
                    {detail}
                </div>
                {move || action.run()}
            </header>
            {children()}
        </section>
    }
}

/// What a badge tells by its color, beside its words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    Plain,
    /// All is well.
    Good,
    /// Something is to be done.
    Due,
}

/// A word on a colored ground.
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    text: String,
    /// What its color tells.
    #[prop(default = Tone::Plain)]
    tone: Tone,
) -> impl IntoView {
    let class = match tone {
        Tone::Plain => "badge",
        Tone::Good => "badge good",
        Tone::Due => "badge due",
    };
    view! { <span class=class>{text}</span> }
}

/// Says why there is nothing, and what can be done about it.
#[component]
pub fn Empty(
    /// There is nothing.
    #[prop(into)]
    title: String,
    /// What can be done.
    #[prop(into)]
    detail: String,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="strong">{title}</p>
            <p class="second">{detail}</p>
        </div>
    }
}
