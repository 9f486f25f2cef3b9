//! The one primary button of a screen.

use leptos::prelude::*;
use view::{El, el};

use crate::form::Form;

/// A form's button. While the form is sent it says so and takes no second tap; while `ready` is
/// false it looks idle, yet a tap still says what is missing.
pub fn submit(
    form: Form,
    ready: impl Fn() -> bool + 'static,
    label: impl Fn() -> String + 'static,
) -> El {
    let shell = form.shell();
    let words = move || match (form.busy.get(), shell.offline.get()) {
        (true, true) => shell.t().waiting.to_owned(),
        (true, false) => shell.t().working.to_owned(),
        (false, _) => label(),
    };
    let word = |yes: bool| if yes { "true" } else { "false" };
    el("button.button")
        .attr("type", "submit")
        .live("aria-busy", move || word(form.busy.get()))
        .live("aria-disabled", move || word(form.busy.get() || !ready()))
        .child(words)
}
