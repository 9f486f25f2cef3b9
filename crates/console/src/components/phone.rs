//! A phone beside a form: the very page that customers see, in a document of its own.

use domain::accent::{self, Color};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::{html, tachys::view::any_view::AnyViewState};
use ui::accent::rules;

use crate::browser::frame::Inner;
use crate::browser::theme::Theme;
use crate::session::{Session, use_session, use_texts};
use crate::text::suite_form;

/// The phone's styles, as its documents have them.
const STYLES: [&str; 6] = [
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/reset.css"),
    include_str!("../../../../style/base.css"),
    include_str!("../../../../style/ui.css"),
    include_str!("../../../../style/screens.css"),
    include_str!("../../../../style/document.css"),
];

/// The empty document; by its type it is painted as the phone's.
const EMPTY: &str = "<!doctype html><body><div id=\"app\"></div>";

/// The styles with a suite's accent, in a theme.
fn css(color: &str, theme: Theme) -> String {
    let color = Color::parse(color).unwrap_or(accent::DEFAULT);
    let accent = rules(&color.fill().css(), &color.on_dark().css());
    let css = STYLES.concat() + &accent.unwrap_or_default();
    let dark = match theme {
        Theme::System => return css,
        Theme::Light => "not all",
        Theme::Dark => "all",
    };
    css.replace("(prefers-color-scheme: dark)", dark)
        .replace("(prefers-color-scheme:dark)", dark)
}

/// The phone.
#[component]
pub fn Phone(
    /// The suite's color, as typed.
    #[prop(into)]
    color: Signal<String>,
    /// What is on its screen.
    #[prop(into)]
    screen: ViewFn,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(suite_form::of);
    let node = NodeRef::<html::Iframe>::new();
    let inner = RwSignal::new_local(None::<Inner>);
    let mounted = StoredValue::new_local(None::<UnmountHandle<AnyViewState>>);
    let fill = move |_| {
        let found = node.get_untracked().as_ref().and_then(Inner::of);
        if let Some(root) = found.as_ref().and_then(Inner::root) {
            let screen = screen.clone();
            mounted.set_value(Some(mount_to(root, move || {
                view! { <Screen screen/> }.into_any()
            })));
        }
        inner.set(found);
    };
    Effect::new(move |_| paint(session, inner, color));
    view! {
        <figure class="phone">
            <iframe title=move || t().preview tabindex="-1" srcdoc=EMPTY node_ref=node on:load=fill></iframe>
            <figcaption class="help">{move || t().preview_detail}</figcaption>
        </figure>
    }
}

fn paint(session: Session, inner: RwSignal<Option<Inner>, LocalStorage>, color: Signal<String>) {
    let css = css(&color.get(), session.theme.get());
    let lang = session.lang.get();
    inner.with(|inner| {
        if let Some(inner) = inner {
            inner.paint(&css);
            inner.set_lang(lang.html());
        }
    });
}

/// What is on the screen. Its links lead nowhere.
#[component]
fn Screen(screen: ViewFn) -> impl IntoView {
    view! {
        <div class="contents" on:click=|event| event.prevent_default()>
            {move || screen.run()}
        </div>
    }
}
