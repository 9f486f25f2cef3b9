//! The second factor: codes by time (RFC 6238), and recovery codes.

use crate::crockford;

/// Digits of a code.
pub const DIGITS: u8 = 6;
/// Seconds for which a code is shown.
pub const STEP_SECONDS: u64 = 30;
/// How many steps a phone's clock may be off, in either direction.
pub const SKEW: u16 = 1;
/// Bytes of a secret, as many as SHA-1 has.
pub const SECRET_BYTES: usize = 20;
/// How many recovery codes there are.
pub const RECOVERY_CODES: usize = 10;
/// Random bytes of a recovery code, of each of which 5 bits count.
pub const RECOVERY_BYTES: usize = 12;

/// A code that signs in once in place of the second factor, as it is kept: 12 characters of Crockford's base 32.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// Makes one of random bytes.
    pub fn generate(random: [u8; RECOVERY_BYTES]) -> Self {
        Self(random.into_iter().map(crockford::encode).collect())
    }

    /// Reads a code as people type it: in either case, with or without dashes and spaces.
    pub fn parse(typed: &str) -> Option<Self> {
        let shown = typed
            .chars()
            .filter(|&c| !c.is_whitespace() && !crate::text::is_dash(c));
        let values: Option<Vec<u8>> = shown.map(crockford::decode).collect();
        let values: [u8; RECOVERY_BYTES] = values?.try_into().ok()?;
        Some(Self::generate(values))
    }

    /// The characters without dashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown: `ABCD-EFGH-JKMN`.
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        for (at, c) in self.0.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                shown.push('-');
            }
            shown.push(c);
        }
        shown
    }
}

/// A code of the second factor as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedCode {
    /// What an app shows.
    Totp(String),
    /// A recovery code.
    Recovery(RecoveryCode),
}

impl TypedCode {
    /// Tells by its length which it is; `None` for what is neither.
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter_map(crate::text::plain).collect();
        let digits: String = digits.chars().filter(|&c| c != ' ' && c != '-').collect();
        let is_code = digits.len() == usize::from(DIGITS);
        match is_code && digits.bytes().all(|c| c.is_ascii_digit()) {
            true => Some(Self::Totp(digits)),
            false => RecoveryCode::parse(typed).map(Self::Recovery),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_typed_code_is_an_apps_or_a_recovery_code() {
        let totp = |code: &str| Some(TypedCode::Totp(code.to_owned()));
        let recovery = RecoveryCode::generate([1; RECOVERY_BYTES]);
        for (typed, code) in [
            ("123456", totp("123456")),
            (" 123 456 ", totp("123456")),
            ("１２３４５６", totp("123456")),
            (
                "1111-1111-1111",
                Some(TypedCode::Recovery(recovery.clone())),
            ),
            ("llll iiii 1111", Some(TypedCode::Recovery(recovery))),
            ("12345", None),
            ("1234567", None),
            ("12345a", None),
            ("", None),
        ] {
            assert_eq!(TypedCode::parse(typed), code, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_recovery_code_reads_back_as_it_is_shown(random: [u8; RECOVERY_BYTES]) {
            let code = RecoveryCode::generate(random);
            prop_assert_eq!(code.shown().len(), 14);
            prop_assert_eq!(RecoveryCode::parse(&code.shown().to_lowercase()), Some(code));
        }

        #[test]
        fn no_text_makes_it_panic(typed in "\\PC{0,30}") {
            TypedCode::parse(&typed);
        }
    }
}
