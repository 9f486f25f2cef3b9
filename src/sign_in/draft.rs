//! What was typed at the sign-in; it outlives a step back.

use domain::phone::Phone;
use domain::sign_in::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::time;

/// What was typed; it outlives a step back.
#[derive(Clone, Copy)]
pub struct SignInDraft {
    /// The number.
    pub phone: RwSignal<String>,
    /// The code.
    pub code: RwSignal<String>,
    /// A code has been sent to the number.
    pub sent: RwSignal<bool>,
    /// The code itself, where the demo shows it; else empty.
    pub shown: RwSignal<String>,
    /// Seconds until a code may be sent again.
    pub wait: RwSignal<u32>,
}

impl Default for SignInDraft {
    fn default() -> Self {
        Self {
            phone: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
            sent: RwSignal::new(false),
            shown: RwSignal::new(String::new()),
            wait: RwSignal::new(0),
        }
    }
}

impl SignInDraft {
    /// Whether the number is one.
    pub fn is_phone(self) -> bool {
        self.phone.with(|phone| Phone::parse(phone).is_ok())
    }

    /// Whether number and code can be sent.
    pub fn ready(self) -> bool {
        self.is_phone() && self.code.with(|code| Code::parse(code).is_some())
    }

    /// Counts the seconds down until a code may be sent again.
    pub fn count_down(self) {
        spawn_local(async move {
            while self.wait.get_untracked() > 0 {
                time::sleep(1000).await;
                self.wait.update(|left| *left = left.saturating_sub(1));
            }
        });
    }
}
