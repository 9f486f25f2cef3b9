//! A form's state: busy or not, and the error beside its field.

use api::answer::Onboarding;
use api::problem::{Code, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::text;

use crate::api as client;
use crate::state::App;

/// A form being filled in or sent.
#[derive(Clone, Copy)]
pub struct Form {
    app: App,
    /// Sent, and not answered yet.
    pub busy: RwSignal<bool>,
    /// The field at fault (empty for the whole form) and what to say.
    pub error: RwSignal<Option<(String, String)>>,
}

impl Form {
    /// An untouched form.
    pub fn new(app: App) -> Self {
        Self {
            app,
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }

    /// Says what is wrong with a field.
    pub fn refuse(self, field: &str, code: Code) {
        let vendor = self.app.suite(|suite| suite.vendor_short.clone());
        let said = text::problem(self.app.lang.get_untracked(), code, &vendor);
        self.error.set(Some((field.to_owned(), said)));
    }

    /// Sends, unless it is being sent already: a double tap is one tap.
    pub fn send<T: 'static>(
        self,
        request: impl Future<Output = Result<T, Problem>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let outcome = request.await;
            self.busy.set(false);
            match outcome {
                Ok(answer) => then(answer),
                Err(problem) => self.fail(problem).await,
            }
        });
    }

    async fn fail(self, problem: Problem) {
        match problem.code {
            Code::NotSignedIn => self.app.signed_out(),
            Code::TaskNotDue => {
                // The server knows better: another phone, or another tab, went on.
                match client::get::<Onboarding>(self.app, &self.app.onboarding_path()).await {
                    Ok(found) => self.app.advance(found),
                    Err(_) => self.refuse("", Code::Internal),
                }
            }
            code => {
                let lang = self.app.lang.get_untracked();
                let vendor = self.app.suite(|suite| suite.vendor_short.clone());
                let mut said = match (code, problem.retry_after) {
                    (Code::SerialWait, Some(wait)) => text::serial_wait(lang, wait),
                    (_, Some(wait)) => {
                        text::problem(lang, code, &vendor) + " " + &text::wait(lang, wait)
                    }
                    _ => text::problem(lang, code, &vendor),
                };
                if let Some(left) = problem.left.filter(|_| code == Code::CodeWrong) {
                    said = said + " " + &text::tries_left(lang, left);
                }
                self.error
                    .set(Some((problem.field.unwrap_or_default(), said)));
            }
        }
    }
}
