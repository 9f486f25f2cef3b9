//! The phone's clock, and the day and time of a moment by it.

use js_sys::Date;
use wasm_bindgen::JsValue;

/// Now, in milliseconds since 1970 by the phone's clock.
pub fn now() -> f64 {
    Date::now()
}

fn two(n: u32) -> String {
    match n {
        0..10 => format!("0{n}"),
        n => n.to_string(),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 are exact in an f64"
)]
fn date(ms: i64) -> Date {
    Date::new(&JsValue::from_f64(ms as f64))
}

/// A moment as the phone's clock shows it: `14:02:31`.
pub fn clock(ms: i64) -> String {
    let date = date(ms);
    [date.get_hours(), date.get_minutes(), date.get_seconds()]
        .map(two)
        .join(":")
}

/// A moment's day as the phone's calendar has it: `2026-11-24`.
pub fn day(ms: i64) -> String {
    let date = date(ms);
    let (month, day) = (two(date.get_month() + 1), two(date.get_date()));
    format!("{}-{month}-{day}", date.get_full_year())
}

/// A moment to the minute: `11-24 14:02`.
pub fn day_and_clock(ms: i64) -> String {
    let date = date(ms);
    let [month, day, hours, minutes] = [
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
    ]
    .map(two);
    format!("{month}-{day} {hours}:{minutes}")
}
