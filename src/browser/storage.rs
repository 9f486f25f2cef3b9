//! What is kept on this phone: until it is sent, or for as long as the tab is open.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What is kept under a key.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a text; in private windows it may be refused, and then it isn't kept.
pub fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        storage.set_item(key, value).ok();
    }
}

/// Forgets it.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        storage.remove_item(key).ok();
    }
}

fn visit() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// What is kept for as long as the tab is open.
pub fn of_visit(key: &str) -> Option<String> {
    visit()?.get_item(key).ok().flatten()
}

/// Keeps a text for as long as the tab is open.
pub fn keep_for_visit(key: &str, value: &str) {
    if let Some(storage) = visit() {
        storage.set_item(key, value).ok();
    }
}

/// Forgets everything whose key begins so.
pub fn remove_all(prefix: &str) {
    let Some(storage) = storage() else { return };
    // From the last to the first: removing one moves those behind it.
    for at in (0..storage.length().unwrap_or(0)).rev() {
        let key = storage.key(at).ok().flatten();
        if let Some(key) = key.filter(|key| key.starts_with(prefix)) {
            storage.remove_item(&key).ok();
        }
    }
}
