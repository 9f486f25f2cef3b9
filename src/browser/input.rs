//! Fields as they are typed into: composition by an input method, and the caret.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, InputEvent, KeyboardEvent};

/// Whether an input method is composing: what stands in the field isn't final.
pub fn is_composing(event: &Event) -> bool {
    event
        .dyn_ref::<InputEvent>()
        .is_some_and(InputEvent::is_composing)
}

/// Whether a key confirms what an input method composes. Safari ends the composition before, and tells it by key code 229.
pub fn confirms_composition(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && (event.is_composing() || event.key_code() == 229)
}

fn field(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// The field's text and where its caret stands, in UTF-16 units.
pub fn text_and_caret(event: &Event) -> Option<(String, usize)> {
    let field = field(event)?;
    let caret = field.selection_start().ok().flatten()?;
    Some((field.value(), usize::try_from(caret).ok()?))
}

/// Writes a text into the field and puts the caret there.
pub fn set_text_and_caret(event: &Event, text: &str, caret: usize) {
    if let (Some(field), Ok(caret)) = (field(event), u32::try_from(caret)) {
        field.set_value(text);
        field.set_selection_range(caret, caret).ok();
    }
}
