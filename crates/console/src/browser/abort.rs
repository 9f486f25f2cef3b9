//! Requests that are given up: after a time, or when nobody waits for them.

use gloo_timers::callback::Timeout;
use web_sys::{AbortController, AbortSignal};

/// Aborts the request that has its signal, after some milliseconds or when it is dropped.
pub struct Abort {
    controller: Option<AbortController>,
    _timeout: Option<Timeout>,
}

impl Abort {
    /// Aborts after so many milliseconds, if it isn't dropped before.
    pub fn after(milliseconds: u32) -> Self {
        let controller = AbortController::new().ok();
        let timeout = controller
            .clone()
            .map(|controller| Timeout::new(milliseconds, move || controller.abort()));
        Self {
            controller,
            _timeout: timeout,
        }
    }

    /// The signal for the request.
    pub fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}
