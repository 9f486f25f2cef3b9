//! Country codes: the digits of an international number that say where it is.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::Phone;

/// Codes of one digit, and of two; every other code has three (ITU-T E.164).
const SHORT: [&str; 46] = [
    "1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45",
    "46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
    "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// The country code of a number: `86`, `852`, `1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CountryCode(String);

/// A text that is no country code: 1 to 3 digits, of which no other code is a beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no country code, as in 86 or 852")]
pub struct NotACountryCode;

impl CountryCode {
    /// The mainland's.
    pub const MAINLAND: &'static str = "86";

    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the mainland's.
    pub fn is_mainland(&self) -> bool {
        self.0 == Self::MAINLAND
    }

    /// The code that digits begin with.
    fn of(digits: &str) -> Option<Self> {
        let short = SHORT.into_iter().find(|code| digits.starts_with(code));
        short
            .or_else(|| digits.get(..3))
            .map(|code| Self(code.to_owned()))
    }
}

impl FromStr for CountryCode {
    type Err = NotACountryCode;

    fn from_str(text: &str) -> Result<Self, NotACountryCode> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        let is_code = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        match Self::of(digits) {
            Some(code) if is_code && code.0 == digits => Ok(code),
            _ => Err(NotACountryCode),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Phone {
    /// The number's country code.
    pub fn country(&self) -> CountryCode {
        let digits = self.0.get(1..).unwrap_or_default();
        // A number has 7 digits at least.
        CountryCode::of(digits).unwrap_or_else(|| CountryCode(digits.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_where_it_is() {
        for (phone, code) in [
            ("13800138000", "86"),
            ("+852 5123 4567", "852"),
            ("+853 6123 4567", "853"),
            ("+886 912 345 678", "886"),
            ("+1 415 555 0123", "1"),
            ("+7 912 345 67 89", "7"),
            ("+44 7400 123456", "44"),
            ("+971 50 123 4567", "971"),
        ] {
            assert_eq!(
                Phone::parse(phone).unwrap().country().as_str(),
                code,
                "{phone}"
            );
        }
    }

    #[test]
    fn a_code_is_read_with_or_without_its_plus() {
        for code in ["86", "+852", "1", "971"] {
            assert!(code.parse::<CountryCode>().is_ok(), "{code}");
        }
        for text in ["", "+", "0", "8", "85", "8613", "086", "cn", "1415", "８６"] {
            assert!(text.parse::<CountryCode>().is_err(), "{text}");
        }
    }
}
