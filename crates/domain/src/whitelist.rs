//! IP whitelists of suites and teams, with the star forms of the open API (open API 2, `set_corp_ipwhitelist`).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;

use thiserror::Error;

use crate::text::fold_width;

/// The addresses from which a vendor's servers may call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whitelist(Vec<Entry>);

/// One line of a whitelist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// An address, of IPv4 or IPv6.
    One(IpAddr),
    /// `1.2.3.*`: the address with 0 in the star's place.
    Last([u8; 3]),
    /// `1.2.*.*`; with a star in the third place the fourth means nothing.
    LastTwo([u8; 2]),
}

/// Why a whitelist is refused, with the entry as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WhitelistError {
    /// Neither an address nor a form with stars.
    #[error("{0:?} is no IP address")]
    NoAddress(String),
    /// A star in one of the first two places.
    #[error("{0:?} has a star outside of the last two places")]
    Star(String),
    /// More than [`Whitelist::MAX`] entries.
    #[error("more than {max} entries", max = Whitelist::MAX)]
    TooMany,
}

impl Whitelist {
    /// The greatest number of entries.
    pub const MAX: usize = 200;

    /// Reads a list of entries, each of which may be several, separated by commas, semicolons or white space.
    ///
    /// # Errors
    ///
    /// What is wrong with the first bad entry.
    pub fn parse<'a>(list: impl IntoIterator<Item = &'a str>) -> Result<Self, WhitelistError> {
        let mut entries = Vec::new();
        for text in list {
            let text: String = text.chars().map(fold_width).collect();
            for entry in text.split(is_separator).filter(|entry| !entry.is_empty()) {
                let entry = Entry::parse(entry)?;
                if !entries.contains(&entry) {
                    entries.push(entry);
                }
                if entries.len() > Self::MAX {
                    return Err(WhitelistError::TooMany);
                }
            }
        }
        Ok(Self(entries))
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an address may call. An empty list limits nobody. An IPv4 address that is mapped into IPv6 counts as IPv4.
    pub fn allows(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.is_empty() || self.0.iter().any(|entry| entry.covers(address))
    }

    /// The entries as they are written.
    pub fn entries(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(Entry::to_string)
    }
}

impl FromStr for Whitelist {
    type Err = WhitelistError;

    fn from_str(text: &str) -> Result<Self, WhitelistError> {
        Self::parse([text])
    }
}

impl fmt::Display for Whitelist {
    /// Separated by commas; reads back as the same list.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.entries().collect::<Vec<_>>().join(","))
    }
}

impl Entry {
    fn parse(entry: &str) -> Result<Self, WhitelistError> {
        let no_address = || WhitelistError::NoAddress(entry.to_owned());
        if !entry.contains('*') {
            let address: IpAddr = entry.parse().map_err(|_| no_address())?;
            return Ok(Self::One(address.to_canonical()));
        }
        let stars: Vec<bool> = entry.split('.').map(|place| place == "*").collect();
        let whole = entry.replace('*', "0");
        // A star that is no place of its own, as in `1.2.3.4*`, must not count as a digit.
        let is_place = entry
            .split('.')
            .all(|place| place == "*" || !place.contains('*'));
        let (true, Ok(address)) = (is_place, whole.parse::<Ipv4Addr>()) else {
            return Err(no_address());
        };
        let [a, b, c, _] = address.octets();
        match stars[..] {
            [false, false, true, _] => Ok(Self::LastTwo([a, b])),
            [false, false, false, _] => Ok(Self::Last([a, b, c])),
            _ => Err(WhitelistError::Star(entry.to_owned())),
        }
    }

    fn covers(&self, address: IpAddr) -> bool {
        match (self, address) {
            (Self::One(one), address) => *one == address,
            (Self::Last(network), IpAddr::V4(address)) => address.octets().starts_with(network),
            (Self::LastTwo(network), IpAddr::V4(address)) => address.octets().starts_with(network),
            (_, IpAddr::V6(_)) => false,
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(address) => address.fmt(f),
            Self::Last([a, b, c]) => write!(f, "{a}.{b}.{c}.*"),
            Self::LastTwo([a, b]) => write!(f, "{a}.{b}.*.*"),
        }
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '、') || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(text: &str) -> Whitelist {
        text.parse().unwrap()
    }

    #[test]
    fn a_list_allows_what_its_entries_cover() {
        for (entries, address, allowed) in [
            ("1.2.3.4", "1.2.3.4", true),
            ("1.2.3.4", "1.2.3.5", false),
            ("1.2.3.4,5.6.7.8", "5.6.7.8", true),
            ("1.2.3.*", "1.2.3.0", true),
            ("1.2.3.*", "1.2.3.255", true),
            ("1.2.3.*", "1.2.4.3", false),
            ("5.6.*.*", "5.6.0.255", true),
            ("5.6.*.*", "5.7.0.0", false),
            // A star in the third place covers the fourth, whatever stands there.
            ("5.6.*.7", "5.6.200.8", true),
            ("1.2.3.4", "::ffff:1.2.3.4", true),
            ("1.2.3.*", "::ffff:1.2.3.9", true),
            ("::ffff:1.2.3.4", "1.2.3.4", true),
            ("1.2.3.4", "::1.2.3.4", false),
            ("2001:db8::1", "2001:DB8:0::1", true),
            ("2001:db8::1", "2001:db8::2", false),
            ("1.2.*.*", "2001:db8::1", false),
            ("", "1.2.3.4", true),
        ] {
            let allows = list(entries).allows(address.parse().unwrap());
            assert_eq!(allows, allowed, "{entries} {address}");
        }
    }

    #[test]
    fn entries_are_separated_as_people_separate_them() {
        let separated = "1.2.3.4，5.6.*.*; 7.8.9.＊\n::1、1.2.3.4,,";
        let read = list(separated);
        assert_eq!(read.to_string(), "1.2.3.4,5.6.*.*,7.8.9.*,::1");
        let array = ["1.2.3.4", "5.6.*.*", " 7.8.9.* ", "::1", ""];
        assert_eq!(Whitelist::parse(array), Ok(read));
        assert!(list(" , ").is_empty());
    }

    #[test]
    fn a_bad_entry_is_named() {
        let read = |entry: &str| format!("1.2.3.4,{entry}").parse::<Whitelist>();
        for entry in [
            "*",
            "1.2.3",
            "1.2.*",
            "1.2.3.256",
            "1.2.3.4*",
            "1.2.3*.4",
            "1.2.3.**",
            "1.2.03.*",
            "1.2.3.4.*",
            "1.2.3.0/24",
            "example.com",
            "2001:db8::*",
        ] {
            assert_eq!(read(entry), Err(WhitelistError::NoAddress(entry.into())));
        }
        for entry in ["*.*.*.*", "1.*.*.*", "*.2.3.4", "1.*.3.4"] {
            assert_eq!(read(entry), Err(WhitelistError::Star(entry.into())));
        }
        let many = (0..=200).map(|n| format!("1.2.3.{n}"));
        let many: Result<Whitelist, _> = many.collect::<Vec<_>>().join(",").parse();
        assert_eq!(many, Err(WhitelistError::TooMany));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_what_was_read_reads_back(text in "[0-9.*:a-f,]{0,40}|.*") {
            if let Ok(read) = text.parse::<Whitelist>() {
                prop_assert_eq!(read.to_string().parse(), Ok(read));
            }
        }

        #[test]
        fn stars_cover_exactly_what_agrees_before_them(network: [u8; 4], address: [u8; 4]) {
            let [a, b, c, _] = network;
            prop_assert_eq!(
                list(&format!("{a}.{b}.{c}.*")).allows(address.into()), address[..3] == network[..3]
            );
            prop_assert_eq!(
                list(&format!("{a}.{b}.*.*")).allows(address.into()), address[..2] == network[..2]
            );
        }
    }
}
