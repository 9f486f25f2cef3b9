//! Moments as the browser's clock and calendar show them.

use js_sys::Date;
use wasm_bindgen::JsValue;

/// Now, in milliseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 are whole and exact in an f64"
)]
pub fn now() -> i64 {
    Date::now() as i64
}

fn two(n: u32) -> String {
    format!("{n:02}")
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 are exact in an f64"
)]
fn date(ms: i64) -> Date {
    Date::new(&JsValue::from_f64(ms as f64))
}

/// A moment's day: `2026-11-24`.
pub fn day(ms: i64) -> String {
    let date = date(ms);
    let (month, day) = (two(date.get_month() + 1), two(date.get_date()));
    format!("{}-{month}-{day}", date.get_full_year())
}

/// A moment to the minute: `2026-11-24 14:02`.
pub fn minute(ms: i64) -> String {
    let date = date(ms);
    let (hours, minutes) = (two(date.get_hours()), two(date.get_minutes()));
    format!("{} {hours}:{minutes}", day(ms))
}

/// China's time is 8 hours ahead of UTC, in milliseconds.
const CHINA: i64 = 8 * 60 * 60 * 1000;

/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The day in China of a moment: `2026-11-24`.
pub fn china_day(ms: i64) -> String {
    let iso = machine(ms + CHINA);
    iso.chars().take(10).collect()
}

/// The last day, in China, of what ends at a moment.
pub fn last_day(end: i64) -> String {
    china_day(end - 1)
}

/// The last day of what holds for so many days after today, in China.
pub fn last_day_in(days: u32) -> String {
    china_day(now() + i64::from(days) * DAY)
}

/// The day in China so many days before today.
pub fn china_day_before(days: i64) -> String {
    china_day(now() - days * DAY)
}

/// A moment as machines read it, for `<time>`.
pub fn machine(ms: i64) -> String {
    date(ms).to_iso_string().into()
}

/// The first moment of a day written `2026-11-24`, in milliseconds since 1970; `None` for any other text.
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 are whole and exact in an f64"
)]
pub fn start_of(day: &str) -> Option<i64> {
    let ms = Date::new(&format!("{day}T00:00:00").into()).get_time();
    (!day.is_empty() && ms.is_finite()).then_some(ms as i64)
}
