//! A short message that goes by itself.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

/// How long it stands.
const SHOWN: Duration = Duration::from_secs(4);

/// The message; empty while there is none. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Flash {
    /// What it says.
    pub text: RwSignal<&'static str>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Flash {
    /// None yet.
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(""),
            timer: StoredValue::new(None),
        }
    }

    /// Shows a message in the place of the one before, whose time is over.
    pub fn show(self, message: &'static str) {
        if self.text.try_set(message).is_some() {
            return;
        }
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        let clear = move || {
            self.text.try_set("");
        };
        self.timer
            .set_value(set_timeout_with_handle(clear, SHOWN).ok());
    }
}
