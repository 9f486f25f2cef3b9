//! The document: what the server put into it, its title and language, the focus.

use leptos::prelude::{on_cleanup, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, FocusOptions, HtmlElement, HtmlInputElement, MouseEvent,
    PageTransitionEvent,
};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<HtmlElement> {
    document()?.get_element_by_id("app")?.dyn_into().ok()
}

/// The element that the program lives in, without what the server painted.
pub fn clear_root() -> Option<HtmlElement> {
    let root = root()?;
    root.set_inner_html("");
    root.remove_attribute("data-document").ok();
    Some(root)
}

/// Whether the page is a document, which waits for a tap on a step's link.
pub fn is_document() -> bool {
    root().is_some_and(|root| root.has_attribute("data-document"))
}

/// Notes on a document that its program waits for a tap.
pub fn mark_ready() {
    if let Some(root) = root() {
        root.set_attribute("data-document", "ready").ok();
    }
}

/// The JSON that the server brought along.
pub fn boot() -> Option<String> {
    document()?.get_element_by_id("boot")?.text_content()
}

/// Sets the tab's title and the language.
pub fn describe(title: &str, lang: &str) {
    let Some(document) = document() else { return };
    document.set_title(title);
    if let Some(html) = document.document_element() {
        html.set_attribute("lang", lang).ok();
    }
}

/// Keeps the language for a year, for the server's painting too.
pub fn remember_lang(word: &str) {
    let cookie = format!("lang={word}; path=/; max-age=31536000; samesite=lax");
    if let Some(html) = document().and_then(|d| d.dyn_into::<web_sys::HtmlDocument>().ok()) {
        html.set_cookie(&cookie).ok();
    }
}

/// The language that was kept.
pub fn remembered_lang() -> Option<String> {
    let html: web_sys::HtmlDocument = document()?.dyn_into().ok()?;
    let cookies = html.cookie().ok()?;
    let lang = cookies
        .split(';')
        .find_map(|one| one.trim().strip_prefix("lang="));
    lang.map(str::to_owned)
}

/// Puts a text on the clipboard; `false` if the phone doesn't let us.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    // Over plain http there is no clipboard, and some web views refuse it: then an old way.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    if clipboard.is_ok_and(|it| !it.is_undefined()) {
        let written = window.navigator().clipboard().write_text(text);
        if JsFuture::from(written).await.is_ok() {
            return true;
        }
    }
    copy_by_field(text).unwrap_or_default()
}

/// Copies from a field that is selected.
fn copy_by_field(text: &str) -> Option<bool> {
    let body = document()?.body()?;
    let field: HtmlInputElement = document()?.create_element("input").ok()?.dyn_into().ok()?;
    field.set_value(text);
    body.append_child(&field).ok()?;
    field.select();
    let html: web_sys::HtmlDocument = document()?.dyn_into().ok()?;
    let done = html.exec_command("copy").ok();
    field.remove();
    done
}

/// Whether the page is looked at.
pub fn visible() -> bool {
    document().is_none_or(|document| !document.hidden())
}

/// The path and query now.
pub fn address() -> String {
    let Some(window) = web_sys::window() else {
        return String::new();
    };
    let location = window.location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Leaves for another page.
pub fn leave(path: &str) {
    if let Some(window) = web_sys::window() {
        window.location().assign(path).ok();
    }
}

/// Leaves for another page, to which the present one is no place to come back to.
pub fn leave_instead(path: &str) {
    if let Some(window) = web_sys::window() {
        window.location().replace(path).ok();
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        window.location().reload().ok();
    }
}

/// Puts the focus on the element with this selector, so that it is read out.
pub fn focus(selector: &str) {
    let found = document().and_then(|d| d.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        element.focus().ok();
    }
}

/// The same without scrolling to it.
pub fn focus_in_place(selector: &str) {
    let found = document().and_then(|d| d.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        element.focus_with_options(&options).ok();
    }
}

/// The same if nothing has the focus, since what had it is gone.
pub fn focus_if_lost(selector: &str) {
    let focused = document().and_then(|document| document.active_element());
    if focused.is_none_or(|element| element.tag_name() == "BODY") {
        focus_in_place(selector);
    }
}

/// A text as it may stand in an address's query.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// A text that can't be guessed, of 32 characters; none in a browser without a source of randomness.
pub fn random_text() -> Option<String> {
    let mut bytes = [0; 16];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

/// Whether the browser believes that it is online.
pub fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Calls with each event of this name on the window, for as long as the present owner lives; without one, for ever.
pub fn on_window(name: &'static str, then: impl Fn() + 'static) {
    let handle = window_event_listener_untyped(name, move |_| then());
    on_cleanup(move || handle.remove());
}

/// Calls when the page comes back from the browser's cache of pages, as it was left.
pub fn on_restored(then: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("pageshow", move |event| {
        if event.dyn_ref().is_some_and(PageTransitionEvent::persisted) {
            then();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Calls `then` with the address of each step's link of the document that is tapped plainly, until it answers `true`: then
/// the tap leads nowhere else.
pub fn on_link(then: impl Fn(&str) -> bool + 'static) {
    let listener = move |event: Event| {
        if clicked_link(&event).is_some_and(|href| then(&href)) {
            event.prevent_default();
        }
    };
    window_event_listener_untyped("click", listener);
}

/// The address of the link of ours that was clicked plainly, if one was.
fn clicked_link(event: &Event) -> Option<String> {
    let event: &MouseEvent = event.dyn_ref()?;
    if event.default_prevented()
        || event.ctrl_key()
        || event.meta_key()
        || event.shift_key()
        || event.button() != 0
    {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let href = target.closest("a[href]").ok()??.get_attribute("href")?;
    href.starts_with('/').then_some(href)
}
