//! What goes wrong in the program, told to the person and to the server.

use std::panic;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Reports each panic, writes it to the browser's console, and says on the page that it has to be loaded again.
pub fn install_panic_hook() {
    panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        web_sys::console::error_1(&JsValue::from_str(&message));
        let at = info.location().map(ToString::to_string);
        send(&message, at.unwrap_or_default());
        say_lost();
    }));
}

/// Sends a report that nothing waits for.
fn send(message: &str, at: String) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let report = api::request::ClientError {
        message: message.to_owned(),
        page: window.location().pathname().unwrap_or_default(),
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

/// Calls the page's own script for that.
fn say_lost() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let lost = Reflect::get(&window, &"lost".into()).and_then(JsCast::dyn_into::<Function>);
    if let Ok(lost) = lost {
        lost.call0(&JsValue::UNDEFINED).ok();
    }
}
