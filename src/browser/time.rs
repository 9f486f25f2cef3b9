//! Waiting, and telling the time of a moment.

use js_sys::{Date, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Waits so many milliseconds.
pub async fn sleep(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
                .ok();
        }
    });
    JsFuture::from(promise).await.ok();
}

/// A moment as the phone's clock shows it: `14:02:31`.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 are exact in an f64"
)]
pub fn clock(ms: i64) -> String {
    let date = Date::new(&JsValue::from_f64(ms as f64));
    let two = |n: u32| {
        if n < 10 {
            format!("0{n}")
        } else {
            n.to_string()
        }
    };
    [date.get_hours(), date.get_minutes(), date.get_seconds()]
        .map(two)
        .join(":")
}
