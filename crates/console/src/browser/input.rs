//! Fields as they are typed into.

use web_sys::KeyboardEvent;

/// Whether a key confirms what an input method composes. Safari ends the composition before, and tells it by key code 229.
pub fn confirms_composition(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && (event.is_composing() || event.key_code() == 229)
}
