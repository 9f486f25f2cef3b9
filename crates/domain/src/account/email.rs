//! E-mail addresses by which accounts are known.

use std::fmt;

use thiserror::Error;

use crate::text::{fold_width, is_invisible};

/// An e-mail address in lower case: two that differ in their case alone are one account's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an e-mail address")]
pub struct EmailError;

impl Email {
    /// The greatest number of characters, as SMTP has it.
    pub const MAX: usize = 254;
    /// The greatest number of characters before the `@`.
    const MAX_LOCAL: usize = 64;

    /// Reads an address as people type it: full-width forms are folded, white space around it and invisible characters are
    /// dropped. It is of ASCII, without quotes or comments, and its domain has a dot.
    ///
    /// # Errors
    ///
    /// The text is no such address.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let folded = typed.chars().map(fold_width).filter(|&c| !is_invisible(c));
        let folded: String = folded.collect();
        let email = folded.trim().to_ascii_lowercase();
        let (local, domain) = email.rsplit_once('@').ok_or(EmailError)?;
        match email.len() <= Self::MAX && is_local(local) && is_domain(domain) {
            true => Ok(Self(email)),
            false => Err(EmailError),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// The address as a log shows it: the first character before the `@`, and the domain.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or_default();
        let first = local.chars().next().map(String::from).unwrap_or_default();
        format!("{first}***@{domain}")
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A dot-atom of RFC 5322.
fn is_local(local: &str) -> bool {
    let is_atom = |atom: &str| {
        let is_good = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&c);
        !atom.is_empty() && atom.bytes().all(is_good)
    };
    local.len() <= Email::MAX_LOCAL && local.split('.').all(is_atom)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let is_good = |c: u8| c.is_ascii_alphanumeric() || c == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(is_good)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_number = |label: &str| label.bytes().all(|c| c.is_ascii_digit());
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.') && domain.split('.').all(is_label) && !is_number(last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_read_as_people_type_it() {
        for (typed, email) in [
            ("wang@isv.example", Some("wang@isv.example")),
            (
                " Wang.Fang+a@ISV.example\n",
                Some("wang.fang+a@isv.example"),
            ),
            ("ｗａｎｇ＠isv．example", Some("wang@isv.example")),
            ("\u{202a}wang@isv.example\u{202c}", Some("wang@isv.example")),
            ("a@b.co", Some("a@b.co")),
            ("", None),
            ("wang", None),
            ("@isv.example", None),
            ("wang@", None),
            ("wang@localhost", None),
            ("wang@127.0.0.1", None),
            ("wang@isv..example", None),
            ("wang@-isv.example", None),
            (".wang@isv.example", None),
            ("wang@isv.example.", None),
            ("wa ng@isv.example", None),
            ("\"wang\"@isv.example", None),
            ("wang@isv.example, li@isv.example", None),
            ("wang@isv.example\r\nbcc: li@isv.example", None),
            ("王@isv.example", None),
            ("Wang <wang@isv.example>", None),
        ] {
            let read = Email::parse(typed);
            assert_eq!(read.as_ref().map(Email::as_str).ok(), email, "{typed}");
        }
        assert!(Email::parse(&format!("{}@isv.example", "a".repeat(65))).is_err());
        assert!(Email::parse(&format!("a@{}example", "isv.".repeat(70))).is_err());
    }

    #[test]
    fn a_log_shows_no_whole_address() {
        let email = Email::parse("wang@isv.example").unwrap();
        assert_eq!(email.masked(), "w***@isv.example");
        assert_eq!(email.local(), "wang");
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_one_line_of_ascii_and_reads_back(typed in "\\PC{0,40}@?\\PC{0,20}\\.?[a-z]{0,4}") {
            if let Ok(email) = Email::parse(&typed) {
                prop_assert!(email.as_str().is_ascii());
                prop_assert!(!email.as_str().contains(|c: char| c.is_whitespace() || c.is_control()));
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
            }
        }

        #[test]
        fn the_case_makes_no_other_address(typed in "[a-zA-Z0-9.+-]{1,20}@[a-zA-Z0-9-]{1,10}\\.[a-zA-Z]{2,5}") {
            prop_assert_eq!(Email::parse(&typed), Email::parse(&typed.to_uppercase()));
        }
    }
}
