//! The rule of passwords: length, and nothing that others would try first.

use thiserror::Error;

use super::email::Email;

/// A password that fits the rule. It is shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(..)")
    }
}

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PasswordError {
    /// Fewer characters than [`Password::MIN`].
    #[error("shorter than {} characters", Password::MIN)]
    Short,
    /// More characters than [`Password::MAX`].
    #[error("longer than {} characters", Password::MAX)]
    Long,
    /// One's own e-mail address, name, or the vendor's name.
    #[error("one's own address or name")]
    Own,
    /// Known from other sites' leaks.
    #[error("known from leaks")]
    Breached,
}

impl Password {
    /// The least number of characters (Unicode scalar values).
    pub const MIN: usize = 10;
    /// The greatest.
    pub const MAX: usize = 128;

    /// Holds a password against the rule. White space counts like any character; `own` are names that everybody knows of
    /// its owner, and `is_breached` says whether a text is known from leaks.
    ///
    /// # Errors
    ///
    /// Why it is refused.
    pub fn parse(
        typed: &str,
        email: &Email,
        own: &[&str],
        is_breached: impl FnOnce(&str) -> bool,
    ) -> Result<Self, PasswordError> {
        match typed.chars().count() {
            n if n < Self::MIN => return Err(PasswordError::Short),
            n if n > Self::MAX => return Err(PasswordError::Long),
            _ => {}
        }
        let plain = plain(typed);
        let mut names = [email.as_str(), email.local()]
            .into_iter()
            .chain(own.iter().copied());
        if names.any(|name| plain == self::plain(name)) {
            return Err(PasswordError::Own);
        }
        if is_repeated(typed) || is_breached(typed) {
            return Err(PasswordError::Breached);
        }
        Ok(Self(typed.to_owned()))
    }

    /// The password.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Without case and white space.
fn plain(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_whitespace());
    shown.flat_map(char::to_lowercase).collect()
}

/// Whether a text is one or two characters over and over: no list holds all of these.
fn is_repeated(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=2).any(|period| {
        chars
            .iter()
            .zip(chars.iter().skip(period))
            .all(|(a, b)| a == b)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judge(typed: &str) -> Result<(), PasswordError> {
        let email = Email::parse("wangxiaoming@isv.example").unwrap();
        let leaked = |password: &str| password == "1234567890";
        Password::parse(typed, &email, &["示例科技有限公司"], leaked).map(drop)
    }

    #[test]
    fn length_counts_and_composition_does_not() {
        for (typed, judged) in [
            ("", Err(PasswordError::Short)),
            ("123456789", Err(PasswordError::Short)),
            ("correct horse", Ok(())),
            ("          x", Ok(())),
            ("一二三四五六七八九", Err(PasswordError::Short)),
            ("一二三四五六七八九十", Ok(())),
            ("1234567890", Err(PasswordError::Breached)),
            ("aaaaaaaaaaaa", Err(PasswordError::Breached)),
            ("abababababab", Err(PasswordError::Breached)),
            ("WangXiaoming", Err(PasswordError::Own)),
            ("wangxiaoming@isv.example", Err(PasswordError::Own)),
            ("wangxiaoming1", Ok(())),
        ] {
            assert_eq!(judge(typed), judged, "{typed}");
        }
        assert_eq!(judge(&"长短".repeat(65)), Err(PasswordError::Long));
    }

    #[test]
    fn a_vendors_name_is_no_password_of_its_own() {
        let email = Email::parse("wang@isv.example").unwrap();
        let of = |typed, own: &[&str]| Password::parse(typed, &email, own, |_| false);
        let own = ["Example Technology Ltd"];
        assert_eq!(of("example technologyltd", &own), Err(PasswordError::Own));
        assert!(of("example technology", &own).is_ok());
        let shown = format!("{:?}", of("correct horse", &own));
        assert!(!shown.contains("horse"), "{shown}");
    }

    proptest! {
        #[test]
        fn every_text_of_good_length_is_taken_as_it_is(typed in "[a-z]{3}\\PC{7,100}[0-9]{3}") {
            let email = Email::parse("w@isv.example").unwrap();
            let taken = Password::parse(&typed, &email, &[], |_| false).unwrap();
            prop_assert_eq!(taken.as_str(), typed);
        }

        #[test]
        fn no_other_length_is(typed in "\\PC{0,9}|\\PC{129,140}") {
            prop_assert!(judge(&typed).is_err());
        }
    }
}
