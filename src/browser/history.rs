//! Addresses: reading, going, going back.

use leptos::prelude::window_event_listener_untyped;
use wasm_bindgen::JsValue;

/// The path and query now.
pub fn address() -> String {
    let Some(window) = web_sys::window() else {
        return String::new();
    };
    let location = window.location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Adds an entry.
pub fn push(path: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        history
            .push_state_with_url(&JsValue::NULL, "", Some(path))
            .ok();
    }
}

/// Changes the present entry.
pub fn replace(path: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(path))
            .ok();
    }
}

/// Goes back; `false` where there is nothing to go back to.
pub fn back() -> bool {
    let history = web_sys::window().and_then(|window| window.history().ok());
    match history {
        Some(history) if history.length().unwrap_or(0) > 1 => history.back().is_ok(),
        _ => false,
    }
}

/// Calls whenever the person goes back or forward.
pub fn on_move(then: impl Fn() + 'static) {
    window_event_listener_untyped("popstate", move |_| then());
}

/// Calls whenever the browser says that the network has come or gone.
pub fn on_network(then: impl Fn() + Clone + 'static) {
    for name in ["online", "offline"] {
        let then = then.clone();
        window_event_listener_untyped(name, move |_| then());
    }
}
