//! The document: its title and language, the focus, its address.

use leptos::prelude::{on_cleanup, request_animation_frame, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlDocument, HtmlElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn html_document() -> Option<HtmlDocument> {
    document()?.dyn_into().ok()
}

/// The element that the program lives in, without what it says while the program comes.
pub fn clear_root() -> Option<HtmlElement> {
    let root: HtmlElement = document()?.get_element_by_id("app")?.dyn_into().ok()?;
    root.set_inner_html("");
    Some(root)
}

/// Sets the tab's title and the language.
pub fn describe(title: &str, lang: &str) {
    let Some(document) = document() else { return };
    document.set_title(title);
    if let Some(html) = document.document_element() {
        html.set_attribute("lang", lang).ok();
    }
}

/// Keeps the language for a year, for the server's documents too.
pub fn remember_lang(word: &str) {
    let cookie = format!("lang={word}; path=/; max-age=31536000; samesite=lax");
    if let Some(document) = html_document() {
        document.set_cookie(&cookie).ok();
    }
}

/// The language that was kept.
pub fn remembered_lang() -> Option<String> {
    let cookies = html_document()?.cookie().ok()?;
    let lang = cookies
        .split(';')
        .find_map(|one| one.trim().strip_prefix("lang="));
    lang.map(str::to_owned)
}

/// Whether the browser's own language is a Chinese one.
pub fn speaks_chinese() -> bool {
    let language = web_sys::window().and_then(|window| window.navigator().language());
    language.is_none_or(|language| language.starts_with("zh"))
}

/// What the browser says it is.
pub fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// The path and query now.
pub fn address() -> String {
    let Some(window) = web_sys::window() else {
        return String::new();
    };
    let location = window.location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Loads another address, and the program again.
pub fn load(address: &str) {
    if let Some(window) = web_sys::window() {
        window.location().assign(address).ok();
    }
}

/// A text as it may stand in an address's query.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Puts the focus on the element with this selector, so that it is read out; `false` if there is none.
pub fn focus(selector: &str) -> bool {
    let found = document().and_then(|it| it.query_selector(selector).ok().flatten());
    match found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => element.focus().is_ok(),
        None => false,
    }
}

/// Puts the focus on an element once it is in the document: the router draws a page before it takes the last one out.
pub fn focus_once_there(element: HtmlElement) {
    /// More than a second.
    const FRAMES: u32 = 90;
    fn look(element: HtmlElement, left: u32) {
        match element.is_connected() {
            true => {
                element.focus().ok();
            }
            false if left == 0 => {}
            false => request_animation_frame(move || look(element, left - 1)),
        }
    }
    look(element, FRAMES);
}

/// The id of the element that has the focus.
pub fn focused_id() -> Option<String> {
    document()?.active_element().map(|element| element.id())
}

/// Has the browser ask before the page is left, for as long as the present owner lives, while something is to be lost.
pub fn ask_before_leaving(is_due: impl Fn() -> bool + 'static) {
    let handle = window_event_listener_untyped("beforeunload", move |event| {
        if is_due() {
            event.prevent_default();
            // Browsers before 2024 ask for this instead.
            js_sys::Reflect::set(&event, &"returnValue".into(), &true.into()).ok();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Calls with each event of this name on the window, for as long as the present owner lives.
pub fn on_window(name: &'static str, then: impl Fn() + 'static) {
    let handle = window_event_listener_untyped(name, move |_| then());
    on_cleanup(move || handle.remove());
}
