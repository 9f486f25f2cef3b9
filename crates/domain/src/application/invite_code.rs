//! The code by which the operator lets a vendor apply.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::crockford;
use crate::text::plain;

/// Characters of an invite code, without the dash in its middle.
pub const INVITE_CODE_LENGTH: usize = 8;

/// An invite code of a vendor, as in `K7Q2-M9XW`. It is good for the vendor alone that it was made for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InviteCode(String);

/// Why a text is no invite code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an invite code has {INVITE_CODE_LENGTH} letters and digits, as in K7Q2-M9XW")]
pub struct InviteCodeError;

impl InviteCode {
    /// Makes one of given random bytes (5 bits of each are used).
    pub fn generate(random: [u8; INVITE_CODE_LENGTH]) -> Self {
        Self::of(&random.map(crockford::encode))
    }

    fn of(chars: &[char; INVITE_CODE_LENGTH]) -> Self {
        let (front, back) = chars.split_at(INVITE_CODE_LENGTH / 2);
        let part = |chars: &[char]| chars.iter().collect::<String>();
        Self(format!("{}-{}", part(front), part(back)))
    }

    /// The text, with a dash in its middle.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for InviteCode {
    type Err = InviteCodeError;

    /// Case, width, dashes and white space are forgiven, and `o`, `i` and `l` for digits.
    fn from_str(text: &str) -> Result<Self, InviteCodeError> {
        let chars = text
            .chars()
            .filter_map(plain)
            .filter(|c| !matches!(c, ' ' | '-'));
        let chars: Option<Vec<char>> = chars
            .map(|c| crockford::decode(c).map(crockford::encode))
            .collect();
        let chars = chars.and_then(|chars| chars.try_into().ok());
        chars.map(|chars| Self::of(&chars)).ok_or(InviteCodeError)
    }
}

impl fmt::Display for InviteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_invite_code_is_read_as_people_type_it() {
        for text in [
            "K7Q2-M9XW",
            "k7q2m9xw",
            " K7Q2 — M9XW ",
            "Ｋ７Ｑ２－Ｍ９ＸＷ",
        ] {
            let code = text.parse::<InviteCode>();
            assert_eq!(code.as_ref().map(InviteCode::as_str), Ok("K7Q2-M9XW"));
        }
        for text in [
            "",
            "K7Q2-M9X",
            "K7Q2-M9XWA",
            "K7Q2-M9X!",
            "邀请码邀请码邀请",
        ] {
            assert_eq!(text.parse::<InviteCode>(), Err(InviteCodeError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_code_that_is_made_reads_back(random: [u8; INVITE_CODE_LENGTH]) {
            let code = InviteCode::generate(random);
            prop_assert_eq!(code.as_str().parse(), Ok(code.clone()));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}") {
            let _ = text.parse::<InviteCode>();
        }
    }
}
