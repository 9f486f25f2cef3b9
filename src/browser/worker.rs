//! Scripts that run beside the page, so that it goes on taking taps.

use js_sys::Promise;
use leptos::prelude::{RwSignal, Set};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

/// A script that runs until this is dropped.
struct Running {
    worker: Worker,
    signal: RwSignal<bool>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
        self.signal.set(false);
    }
}

/// What a script answers; `None` if the browser can't run it, or it fails. The signal is true while it runs. Dropping the
/// future stops the script.
pub async fn ask(script: &str, question: &str, signal: RwSignal<bool>) -> Option<String> {
    let worker = Worker::new(script).ok()?;
    signal.set(true);
    let running = Running { worker, signal };
    let answer = Promise::new(&mut |resolve, reject| {
        running.worker.set_onmessage(Some(&resolve));
        running.worker.set_onerror(Some(&reject));
    });
    running.worker.post_message(&question.into()).ok()?;
    let event = JsFuture::from(answer).await.ok()?;
    event.unchecked_ref::<MessageEvent>().data().as_string()
}
