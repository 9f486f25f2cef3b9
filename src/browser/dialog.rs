//! A dialog over the page, also in browsers that know none.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlDialogElement};

/// Opens it over the page, which can't be reached meanwhile.
pub fn open(dialog: &HtmlDialogElement) {
    let knows = Reflect::has(dialog, &JsValue::from_str("showModal"));
    if knows == Ok(true) {
        dialog.show_modal().ok();
        return;
    }
    // Safari before 15.4: the style lays it over the page.
    let element: &Element = dialog.unchecked_ref();
    element.class_list().add_1("plain-dialog").ok();
    element.set_attribute("open", "").ok();
}

/// Closes it; the focus goes back to where it came from.
pub fn close(dialog: &HtmlDialogElement) {
    let knows = Reflect::has(dialog, &JsValue::from_str("close"));
    if knows == Ok(true) {
        return dialog.close();
    }
    let element: &Element = dialog.unchecked_ref();
    element.remove_attribute("open").ok();
    if let Ok(event) = web_sys::Event::new("close") {
        element.dispatch_event(&event).ok();
    }
}
