//! What goes wrong in the program, told to the server.

use std::panic;

use wasm_bindgen::JsValue;

/// Reports each panic, and writes it to the console.
pub fn install_panic_hook() {
    panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        web_sys::console::error_1(&JsValue::from_str(&message));
        let at = info.location().map(ToString::to_string);
        send(&message, at.unwrap_or_default());
    }));
}

/// Sends a report that nothing waits for.
fn send(message: &str, at: String) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let page = window.location().pathname().unwrap_or_default();
    let report = api::request::ClientError {
        message: message.to_owned(),
        page,
        at,
    };
    let Ok(json) = serde_json::to_string(&report) else {
        return;
    };
    let sent = window
        .navigator()
        .send_beacon_with_opt_str(api::path::CLIENT_ERRORS, Some(&json));
    sent.ok();
}
