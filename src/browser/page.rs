//! The document: what the server put into it, its title and language, the focus.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement, MouseEvent,
};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that the app lives in.
pub fn root() -> Option<HtmlElement> {
    document()?.get_element_by_id("app")?.dyn_into().ok()
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

/// Leaves for another page.
pub fn leave(path: &str) {
    if let Some(window) = web_sys::window() {
        window.location().assign(path).ok();
    }
}

/// Loads the page anew.
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

fn dialog() -> Option<HtmlDialogElement> {
    let found = document()?.query_selector("dialog").ok().flatten()?;
    found.dyn_into().ok()
}

/// Opens the page's dialog over it.
pub fn open_dialog() {
    if let Some(dialog) = dialog() {
        dialog.show_modal().ok();
    }
}

/// Closes the page's dialog; the focus goes back to where it came from.
pub fn close_dialog() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

/// Whether the caret stands at the end of the field that was typed into.
pub fn caret_at_end(event: &Event) -> bool {
    let field: Option<HtmlInputElement> = event.target().and_then(|it| it.dyn_into().ok());
    field.is_none_or(|field| {
        let end = u32::try_from(field.value().encode_utf16().count()).ok();
        field.selection_start().ok().flatten() == end
    })
}

/// A text as it may stand in an address's query.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Scrolls to the top.
pub fn to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Whether the browser believes that it is online.
pub fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// The address of the link of ours that was clicked plainly, if one was.
pub fn clicked_link(event: &Event) -> Option<String> {
    let event: &MouseEvent = event.dyn_ref()?;
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let href = target.closest("a[href]").ok()??.get_attribute("href")?;
    (href.starts_with('/') || href.starts_with('?')).then_some(href)
}
