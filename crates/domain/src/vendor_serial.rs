//! Serial numbers that the vendor verifies: the vendor's own text, in any format (open API 1, `license_code`).

use std::fmt;

use thiserror::Error;

use crate::text::{is_blank, is_invisible, is_variation_selector};

/// A vendor's serial as it was typed: 1 to [`VendorSerial::MAX`] printable characters, none of the outer ones a space.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VendorSerial(String);

/// Why a typed text is no vendor's serial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum VendorSerialError {
    /// Nothing that shows.
    #[error("empty")]
    Empty,
    /// More than 64 characters; `0` is how many there were.
    #[error("{0} characters instead of at most 64")]
    TooLong(usize),
    /// A line break or another character that shows nothing, between others.
    #[error("holds invisible characters")]
    Invisible,
}

impl VendorSerial {
    /// The greatest number of characters (Unicode scalar values).
    pub const MAX: usize = 64;

    /// Reads what a person typed or pasted. Case, width and inner spaces stay as they are: only the vendor knows what they mean.
    /// Spaces at either end are trimmed, and so is what shows nothing there, which chats add to what is copied.
    ///
    /// # Errors
    ///
    /// Why the text can't be a serial.
    pub fn parse(typed: &str) -> Result<Self, VendorSerialError> {
        let text = typed.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let shows = |c: char| !c.is_whitespace() && !is_blank(c) && !is_variation_selector(c);
        match text.chars().count() {
            _ if !text.chars().any(shows) => Err(VendorSerialError::Empty),
            n if n > Self::MAX => Err(VendorSerialError::TooLong(n)),
            _ if text.chars().any(|c| is_invisible(c) || is_line_break(c)) => {
                Err(VendorSerialError::Invisible)
            }
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text, as the vendor gets it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VendorSerial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<VendorSerial> for String {
    fn from(serial: VendorSerial) -> Self {
        serial.0
    }
}

/// Whether a character breaks lines without being a control character.
fn is_line_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_vendors_serial_is_passed_on_as_typed_but_for_outer_spaces() {
        for (typed, serial) in [
            ("A", "A"),
            (" ab-12/Ｘ \n", "ab-12/Ｘ"),
            ("\u{3000}序列号 007\u{a0}", "序列号 007"),
            ("a  b", "a  b"),
            ("oO0 iIl1", "oO0 iIl1"),
            ("\u{feff}\u{202a}7k3m\u{202c}\r\n", "7k3m"),
            ("{\"k\":1}", "{\"k\":1}"),
            // An emoji is printable; one that is joined of several by what shows nothing isn't.
            ("\u{200f}🎫1\u{200f}", "🎫1"),
            ("❤\u{fe0f}", "❤\u{fe0f}"),
            ("مفتاح-7", "مفتاح-7"),
        ] {
            let read = VendorSerial::parse(typed).map(String::from);
            assert_eq!(read.as_deref(), Ok(serial), "{typed:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_vendors_serial_says_why() {
        use VendorSerialError::*;
        for (typed, why) in [
            ("", Empty),
            (" \t\u{3000}\u{200b}\0", Empty),
            ("\u{3164}\u{2800}", Empty),
            ("\u{fe0f}", Empty),
            ("a\tb", Invisible),
            ("\u{85}a\u{85}b", Invisible),
            ("a\u{200f}b", Invisible),
            ("👨\u{200d}👩\u{200d}👧", Invisible),
            ("a\nb", Invisible),
            ("a\0b", Invisible),
            ("a\u{200b}b", Invisible),
            ("a\u{202e}b", Invisible),
            ("a\u{2028}b", Invisible),
        ] {
            assert_eq!(VendorSerial::parse(typed), Err(why), "{typed:?}");
        }
        assert_eq!(VendorSerial::parse(&"序".repeat(65)), Err(TooLong(65)));
        assert!(VendorSerial::parse(&format!(" {} ", "序".repeat(64))).is_ok());
    }

    proptest! {
        #[test]
        fn what_was_read_is_a_part_of_what_was_typed_and_reads_the_same_again(typed: String) {
            if let Ok(serial) = VendorSerial::parse(&typed) {
                let text = serial.as_str();
                prop_assert!(typed.contains(text));
                prop_assert!((1..=VendorSerial::MAX).contains(&text.chars().count()));
                prop_assert!(!text.chars().any(char::is_control));
                prop_assert_eq!(text.trim(), text);
                prop_assert_eq!(VendorSerial::parse(text), Ok(serial.clone()));
            }
        }

        #[test]
        fn every_text_of_letters_digits_and_signs_is_passed_on_as_typed(
            text in "[0-9A-Za-z\\p{Han}\\p{P}\\p{S}]{1,64}", before in "[ \t\u{3000}]{0,3}", behind in "[ \r\n]{0,3}",
        ) {
            let read = VendorSerial::parse(&format!("{before}{text}{behind}"));
            prop_assert_eq!(read.map(String::from), Ok(text));
        }
    }
}
