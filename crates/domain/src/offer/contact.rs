//! How customers reach a vendor.

use std::str::FromStr;

use thiserror::Error;
use url::Url;

/// How customers reach a vendor: an address that begins with `tel:`, `mailto:` or `https:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact(String);

/// Why a text is no contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ContactError {
    /// Another scheme, or none.
    #[error("it must begin with tel:, mailto: or https:")]
    Scheme,
    /// Not 3 to 20 digits behind `tel:`, perhaps with `+` before and dashes between.
    #[error("behind tel: must stand 3 to 20 digits, as in tel:+864000000000")]
    Number,
    /// Not one address behind `mailto:`.
    #[error("behind mailto: must stand an address, as in mailto:help@isv.example")]
    Mail,
    /// No page's address.
    #[error("it is no page's address, as in https://isv.example/help")]
    Page,
}

impl Contact {
    /// The greatest number of characters.
    pub const MAX: usize = 200;
}

impl FromStr for Contact {
    type Err = ContactError;

    fn from_str(text: &str) -> Result<Self, ContactError> {
        let text = text.trim();
        let (scheme, rest) = text.split_once(':').ok_or(ContactError::Scheme)?;
        let (is_right, why) = match scheme {
            "tel" => (is_number(rest), ContactError::Number),
            "mailto" => (is_mail(rest), ContactError::Mail),
            "https" => (is_page(text), ContactError::Page),
            _ => return Err(ContactError::Scheme),
        };
        match is_right && text.chars().count() <= Self::MAX {
            true => Ok(Self(text.to_owned())),
            false => Err(why),
        }
    }
}

impl From<Contact> for String {
    fn from(contact: Contact) -> Self {
        contact.0
    }
}

fn is_number(text: &str) -> bool {
    let number = text.strip_prefix('+').unwrap_or(text);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (3..=20).contains(&digits) && number.chars().all(|c| c.is_ascii_digit() || c == '-')
}

fn is_mail(text: &str) -> bool {
    let is_plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '?' | '&' | ',' | ';' | '<' | '>');
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    !name.is_empty() && !host.is_empty() && !host.contains('@') && text.chars().all(is_plain)
}

fn is_page(text: &str) -> bool {
    let has_space = text.contains(char::is_whitespace);
    !has_space && Url::parse(text).is_ok_and(|url| url.username().is_empty() && url.has_host())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_contact_is_a_number_an_address_or_a_page() {
        use ContactError::*;
        for (text, why) in [
            ("tel:4000000000", None),
            ("tel:+86-400-000-0000", None),
            ("mailto:help@isv.example", None),
            ("https://isv.example/help?from=qd", None),
            ("tel:none", Some(Number)),
            ("tel:12", Some(Number)),
            ("tel:1+23", Some(Number)),
            ("mailto:isv.example", Some(Mail)),
            ("mailto:a@b?cc=c@d", Some(Mail)),
            ("mailto:a@b@c", Some(Mail)),
            ("https://", Some(Page)),
            ("https://a b/", Some(Page)),
            ("https://me@isv.example/", Some(Page)),
            ("http://isv.example/", Some(Scheme)),
            ("javascript:alert(1)", Some(Scheme)),
            ("4000000000", Some(Scheme)),
        ] {
            assert_eq!(text.parse::<Contact>().err(), why, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            for scheme in ["tel", "mailto", "https"] {
                let _ = format!("{scheme}:{text}").parse::<Contact>();
            }
        }
    }
}
