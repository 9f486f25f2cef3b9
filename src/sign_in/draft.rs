//! What was typed at the sign-in; it outlives a step back, and the trip to the messages.

use api::answer::CodeSent;
use domain::phone::Phone;
use domain::sign_in::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{storage, time};

/// Where the number is kept while the page is in the background.
const KEY: &str = "phone";

/// What was typed.
#[derive(Clone, Copy)]
pub struct SignInDraft {
    /// The number.
    pub phone: RwSignal<String>,
    /// The code.
    pub code: RwSignal<String>,
    /// The code itself, where the demo shows it; else empty.
    pub shown: RwSignal<String>,
    /// The number that a code was sent to, as it was typed; else empty.
    sent_to: RwSignal<String>,
    /// Seconds until that number may get another.
    wait: RwSignal<u32>,
}

impl Default for SignInDraft {
    fn default() -> Self {
        let kept = storage::of_visit(KEY).unwrap_or_default();
        Self {
            phone: RwSignal::new(kept.clone()),
            code: RwSignal::new(String::new()),
            shown: RwSignal::new(String::new()),
            sent_to: RwSignal::new(kept),
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

    /// Whether a code has been sent to this number.
    pub fn sent(self) -> bool {
        let to = self.sent_to.get();
        !to.is_empty() && self.phone.with(|phone| *phone == to)
    }

    /// Seconds until this number may get a code again.
    pub fn wait(self) -> u32 {
        let wait = self.wait.get();
        if self.sent() { wait } else { 0 }
    }

    /// A code has been sent to this number.
    pub fn take(self, to: String, sent: CodeSent) {
        storage::keep_for_visit(KEY, &to);
        self.sent_to.set(to);
        self.shown.set(sent.demo_code.unwrap_or_default());
        self.code.set(String::new());
        let counting = self.wait.get_untracked() > 0;
        self.wait.set(sent.resend_after);
        if !counting {
            self.count_down();
        }
    }

    /// The code has served.
    pub fn forget_code(self) {
        self.code.set(String::new());
        self.shown.set(String::new());
        self.sent_to.set(String::new());
        storage::keep_for_visit(KEY, "");
    }

    /// Forgets the number too: the next person types their own.
    pub fn forget(self) {
        self.forget_code();
        self.phone.set(String::new());
    }

    fn count_down(self) {
        spawn_local(async move {
            while self.wait.get_untracked() > 0 {
                time::sleep(1000).await;
                self.wait.update(|left| *left = left.saturating_sub(1));
            }
        });
    }
}
