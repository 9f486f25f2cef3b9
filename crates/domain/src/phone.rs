//! Phone numbers: mainland ones as people write them, all others with their `+` and country code.

use std::fmt;

use thiserror::Error;

use crate::text::{fold_width, is_dash};

/// A phone number in E.164 (`+8613800138000`): 7 to 15 digits after the plus.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

/// Why a text is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhoneError {
    /// No digits at all.
    #[error("empty")]
    Empty,
    /// Something that belongs in no phone number.
    #[error("{0:?} is in no phone number")]
    Character(char),
    /// A mainland number has 11 digits and begins with 13 to 19.
    #[error("not a mainland mobile number")]
    Mainland,
    /// An international number has 7 to 15 digits and its country code doesn't begin with 0.
    #[error("not an international number")]
    International,
}

impl Phone {
    /// Reads a number as typed: spaces, dashes, dots, brackets and full width are forgiven; `+` or
    /// `00` begins an international one, anything else is a mainland mobile number.
    pub fn parse(typed: &str) -> Result<Self, PhoneError> {
        let mut digits = String::new();
        let mut plus = false;
        for c in typed.chars().map(fold_width) {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() && !plus => plus = true,
                c if c.is_whitespace() || is_dash(c) || matches!(c, '.' | '(' | ')') => {}
                c => return Err(PhoneError::Character(c)),
            }
        }
        if digits.is_empty() {
            return Err(PhoneError::Empty);
        }
        let international = match digits.strip_prefix("00") {
            Some(rest) if !plus => Some(rest),
            _ if plus => Some(digits.as_str()),
            _ if digits.len() == 13 && digits.starts_with("861") => Some(digits.as_str()),
            _ => None,
        };
        match international {
            Some(number) => match number.strip_prefix("86") {
                Some(mainland) => Self::mainland(mainland),
                None if (7..=15).contains(&number.len()) && !number.starts_with('0') => {
                    Ok(Self(format!("+{number}")))
                }
                None => Err(PhoneError::International),
            },
            None => Self::mainland(&digits),
        }
    }

    fn mainland(digits: &str) -> Result<Self, PhoneError> {
        let bytes = digits.as_bytes();
        if bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]) {
            Ok(Self(format!("+86{digits}")))
        } else {
            Err(PhoneError::Mainland)
        }
    }

    /// E.164, as stored and sent: `+8613800138000`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    /// As people read it: `138 0013 8000`, or `+1 4155550123`-like with the plus for others.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.0.strip_prefix("+86").unwrap_or_default();
        match (n.get(..3), n.get(3..7), n.get(7..11)) {
            (Some(a), Some(b), Some(c)) if n.len() == 11 => write!(f, "{a} {b} {c}"),
            _ => f.write_str(&self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn mainland_numbers_are_read_as_people_write_them() {
        for typed in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "+86 138 0013 8000",
            "0086 13800138000",
            "8613800138000",
            "（１３８）００１３８０００",
        ] {
            let phone = Phone::parse(typed).expect(typed);
            assert_eq!(phone.as_str(), "+8613800138000");
            assert_eq!(phone.to_string(), "138 0013 8000");
        }
    }

    #[test]
    fn others_need_their_country_code() {
        assert_eq!(
            Phone::parse("+1 (415) 555-0123").map(|p| p.0),
            Ok("+14155550123".into())
        );
        assert_eq!(
            Phone::parse("00852 5123 4567").map(|p| p.0),
            Ok("+85251234567".into())
        );
        assert_eq!(Phone::parse("+0123456789"), Err(PhoneError::International));
        assert_eq!(Phone::parse("+123456"), Err(PhoneError::International));
        assert_eq!(
            Phone::parse("+1234567890123456"),
            Err(PhoneError::International)
        );
    }

    #[test]
    fn what_is_no_number_says_why() {
        for (typed, why) in [
            ("", PhoneError::Empty),
            ("+ -", PhoneError::Empty),
            ("1380013800", PhoneError::Mainland),
            ("12800138000", PhoneError::Mainland),
            ("+86 12800138000", PhoneError::Mainland),
            ("138x0138000", PhoneError::Character('x')),
            ("1+3800138000", PhoneError::Character('+')),
        ] {
            assert_eq!(Phone::parse(typed), Err(why), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_number_reads_back_from_every_form_it_is_shown_in(typed in "(\\+|00)?[0-9 -]{0,18}") {
            if let Ok(phone) = Phone::parse(&typed) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
                prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
            }
        }
    }
}
