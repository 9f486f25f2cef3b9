//! Whether the browser's history can go back to a page of ours, and going there.

use wasm_bindgen::JsValue;
use web_sys::History;

/// The state of an entry that nothing of ours is behind of.
const START: &str = "start";

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}

/// The state of the present entry, to be kept when its address is replaced.
pub fn state() -> JsValue {
    history()
        .and_then(|history| history.state().ok())
        .unwrap_or(JsValue::NULL)
}

/// Notes whether a page of ours is behind the one that the program has begun on.
pub fn mark_start() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let referrer = window.document().map(|document| document.referrer());
    let origin = window.location().origin().unwrap_or_default();
    let from_ours = referrer.is_some_and(|referrer| referrer.starts_with(&origin));
    if let Some(history) = history().filter(|_| !from_ours && state().is_null()) {
        history.replace_state(&JsValue::from_str(START), "").ok();
    }
}

/// Whether going back leads to a page of ours.
pub fn can_go_back() -> bool {
    state().as_string().as_deref() != Some(START)
}

/// Adds an entry; without a path it has the address of the present one.
pub fn push(path: Option<&str>) {
    if let Some(history) = history() {
        history.push_state_with_url(&JsValue::NULL, "", path).ok();
    }
}

/// Goes back.
pub fn back() {
    if let Some(history) = history() {
        history.back().ok();
    }
}
