//! The addresses of a link, as people and codes have them.

use domain::link::LinkToken;
use domain::serial::Serial;
use percent_encoding::percent_decode_str;

/// The guide page's, as it is shown and copied.
pub fn guide(public_url: &str, link: &LinkToken) -> String {
    format!("{public_url}/d/{link}")
}

/// The guide page's as a code says it: in upper case, where a code needs fewer modules for it.
pub fn scanned(public_url: &str, link: &LinkToken) -> String {
    format!("{public_url}/D/{link}")
}

/// The same with a serial behind it, alphanumeric as well.
pub fn scanned_with_serial(public_url: &str, link: &LinkToken, serial: &Serial) -> String {
    format!("{}/{}", scanned(public_url, link), serial.compact())
}

/// The share page's.
pub fn share(public_url: &str, link: &LinkToken) -> String {
    format!("{public_url}/s/{link}")
}

/// A team's invite link.
pub fn invite(public_url: &str, code: &str) -> String {
    format!("{public_url}/join/{code}")
}

/// A part of a path without what a chat took for a part of the link: all from the first character that isn't ASCII, and a
/// sentence's marks before it. The part is as addresses have it, in any encoding.
pub fn without_sentence(part: &str) -> String {
    let ascii = percent_decode_str(part).take_while(u8::is_ascii);
    let ascii: String = ascii.map(char::from).collect();
    ascii
        .trim_end_matches(|c: char| ".,;:!?)]>}([<{\"'".contains(c) || c.is_ascii_whitespace())
        .to_owned()
}

/// The token in what is taken for a link: itself, or the address of any of its pages and files.
pub fn token_in(given: &str) -> Option<LinkToken> {
    let path = given.split(['?', '#']).next().unwrap_or_default();
    let names = path.rsplit('/').map(without_sentence);
    let mut tokens = names.map(|name| LinkToken::parse(name.split('.').next().unwrap_or_default()));
    tokens.find_map(|token| token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_known_by_any_of_its_addresses() {
        let token = LinkToken::parse("0123456789AB").unwrap();
        for address in [
            "0123456789AB",
            "0123456789ab",
            "https://deploy.example.com/d/0123456789AB",
            "HTTPS://DEPLOY.EXAMPLE.COM/D/0123456789AB/",
            "https://deploy.example.com/s/0123456789AB?lang=en#top",
            "https://deploy.example.com/d/0123456789AB/team",
            "HTTPS://DEPLOY.EXAMPLE.COM/D/0123456789AB/7K3M9QXR2VTE4HWB",
            "https://deploy.example.com/d/0123456789AB.png?size=600",
            "/d/0123456789AB/poster.pdf",
            "https://deploy.example.com/d/0123456789AB。",
            "https://deploy.example.com/s/0123456789AB（分享自云考勤）",
            "https://deploy.example.com/d/0123456789AB，点开就能用",
        ] {
            assert_eq!(token_in(address), Some(token.clone()), "{address}");
        }
        for address in ["", "/", "https://deploy.example.com/d/", "0123456789A"] {
            assert_eq!(token_in(address), None, "{address}");
        }
    }
}
