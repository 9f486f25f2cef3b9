//! What was typed at the sign-in; it outlives a step back, and the trip to the messages.

use std::time::Duration;

use api::answer::CodeSent;
use domain::phone::{Phone, PhoneError};
use domain::sign_in::Code;
use leptos::prelude::*;

use crate::browser::{page, storage, time};

/// Where the number, and what its code was asked for with, are kept while the page is in the background.
const PHONE: &str = "phone";
const REQUEST: &str = "code-request";

/// What was typed.
#[derive(Clone, Copy)]
pub struct SignInDraft {
    /// The number.
    pub phone: RwSignal<String>,
    /// The code.
    pub code: RwSignal<String>,
    /// The code itself, where the demo shows it; else empty.
    pub demo_code: RwSignal<String>,
    /// The number that a code was sent to, as it was typed; else empty.
    sent_to: RwSignal<String>,
    /// What that code was asked for with; else empty.
    request: RwSignal<String>,
    /// When that number may get another, in milliseconds since 1970: a moment, since no timer counts in the background.
    resend_at: RwSignal<f64>,
    /// Seconds until then.
    wait: RwSignal<u32>,
}

impl SignInDraft {
    /// What is kept of this visit.
    pub fn new() -> Self {
        let kept = storage::of_visit(PHONE).unwrap_or_default();
        let draft = Self {
            phone: RwSignal::new(kept.clone()),
            code: RwSignal::default(),
            demo_code: RwSignal::default(),
            sent_to: RwSignal::new(kept),
            request: RwSignal::new(storage::of_visit(REQUEST).unwrap_or_default()),
            resend_at: RwSignal::new(0.0),
            wait: RwSignal::new(0),
        };
        page::on_window("pageshow", move || draft.count_down());
        draft
    }

    /// The number.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parsed_phone(self) -> Result<Phone, PhoneError> {
        self.phone.with_untracked(|phone| Phone::parse(phone))
    }

    /// Whether the number is one.
    pub fn is_phone(self) -> bool {
        self.phone.with(|phone| Phone::parse(phone).is_ok())
    }

    /// Whether number and code can be sent.
    pub fn is_ready(self) -> bool {
        self.is_phone() && self.code.with(|code| Code::parse(code).is_some())
    }

    /// Whether a code has been sent to this number.
    pub fn is_sent(self) -> bool {
        let to = self.sent_to.get();
        !to.is_empty() && self.phone.with(|phone| *phone == to)
    }

    /// What the code that was sent was asked for with.
    pub fn request(self) -> Option<String> {
        let request = self.request.get_untracked();
        (!request.is_empty()).then_some(request)
    }

    /// Seconds until this number may get a code again.
    pub fn wait(self) -> u32 {
        let wait = self.wait.get();
        if self.is_sent() { wait } else { 0 }
    }

    /// A code has been sent to this number, for this request.
    pub fn take(self, to: String, request: String, sent: CodeSent) {
        storage::keep_for_visit(PHONE, &to);
        storage::keep_for_visit(REQUEST, &request);
        self.sent_to.set(to);
        self.request.set(request);
        self.demo_code.set(sent.demo_code.unwrap_or_default());
        self.code.set(String::new());
        let counting = self.wait.get_untracked() > 0;
        self.resend_at
            .set(time::now() + f64::from(sent.resend_after) * 1000.0);
        if !counting {
            self.count_down();
        }
    }

    /// The code has served.
    pub fn forget_code(self) {
        self.code.set(String::new());
        self.demo_code.set(String::new());
        self.sent_to.set(String::new());
        self.request.set(String::new());
        storage::keep_for_visit(PHONE, "");
        storage::keep_for_visit(REQUEST, "");
    }

    /// Forgets the number too: the next person types their own.
    pub fn forget(self) {
        self.forget_code();
        self.phone.set(String::new());
    }

    /// Updates the seconds that are left, once a second until none is.
    fn count_down(self) {
        let left = (self.resend_at.get_untracked() - time::now()) / 1000.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a minute at most"
        )]
        let left = left.max(0.0).ceil() as u32;
        if self.wait.get_untracked() != left {
            self.wait.set(left);
        }
        if left > 0 {
            set_timeout(move || self.count_down(), Duration::from_secs(1));
        }
    }
}
