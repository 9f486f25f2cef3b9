//! What is typed and not saved yet, kept in this tab until it is closed or somebody signs out.

use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Keeps a value under a name.
pub fn keep<T: Serialize>(name: &str, value: &T) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(value)) {
        // A tab that has no more room keeps what it had.
        storage.set_item(name, &text).ok();
    }
}

/// The value that is kept under a name.
pub fn kept<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text = storage()?.get_item(name).ok()??;
    serde_json::from_str(&text).ok()
}

/// Keeps nothing under a name any more.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        storage.remove_item(name).ok();
    }
}

/// Keeps nothing at all any more.
pub fn forget_all() {
    if let Some(storage) = storage() {
        storage.clear().ok();
    }
}
