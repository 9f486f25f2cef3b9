//! JSON as vendors' servers write it: a number in a text's place, and a text in a number's.

use serde_json::{Number, Value};

/// A text, or a number in its shortest form; `None` for anything else.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A whole number, also as a text or as `7.0`; `None` for anything else.
pub fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(number) => number.as_i64().or_else(|| whole(number)),
        _ => None,
    }
}

/// A number with a fraction of zero, if it is small enough to be exact.
fn whole(number: &Number) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let float = number.as_f64().filter(|float| float.fract() == 0.0)?;
    (float.abs() < EXACT).then_some(float as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_texts_and_texts_are_numbers() {
        for (value, as_text, as_integer) in [
            (json!("7"), Some("7"), Some(7)),
            (json!(" -7 "), Some(" -7 "), Some(-7)),
            (json!(7), Some("7"), Some(7)),
            (json!(7.0), Some("7.0"), Some(7)),
            (json!(7.5), Some("7.5"), None),
            (json!("7.5"), Some("7.5"), None),
            (
                json!(1_445_827_045_067_u64),
                Some("1445827045067"),
                Some(1_445_827_045_067),
            ),
            (json!(u64::MAX), Some("18446744073709551615"), None),
            (json!(1e300), Some("1e+300"), None),
            (json!(""), Some(""), None),
            (json!(true), None, None),
            (json!(null), None, None),
            (json!(["7"]), None, None),
        ] {
            assert_eq!(text(&value).as_deref(), as_text, "{value}");
            assert_eq!(integer(&value), as_integer, "{value}");
        }
    }
}
