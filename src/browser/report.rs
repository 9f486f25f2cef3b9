//! What goes wrong in the program, told to the server.

use std::panic;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

/// Reports each panic, and writes it to the console.
pub fn install_panic_hook() {
    panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        web_sys::console::error_1(&JsValue::from_str(&message));
        send(&message);
    }));
}

/// Sends a report that nothing waits for.
fn send(message: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let page = window.location().pathname().unwrap_or_default();
    let report = api::request::ClientError {
        message: message.to_owned(),
        page,
    };
    let Ok(json) = serde_json::to_string(&report) else {
        return;
    };
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = Array::of1(&JsValue::from_str(&json));
    if let Ok(body) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        let beacon = window
            .navigator()
            .send_beacon_with_opt_blob(api::path::CLIENT_ERRORS, Some(&body));
        beacon.ok();
    }
}
