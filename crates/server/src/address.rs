//! The addresses of a link, as people and codes have them.

use domain::link::LinkToken;
use domain::serial::Serial;

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

/// A token as a path has it, without the end of the sentence that a chat took for a part of the link.
pub fn without_sentence_end(link: &str) -> &str {
    link.trim_end_matches(|c| ".,;:!?)]>\"'。，、；：！？）】》」』”’…".contains(c))
}

/// The token in what is taken for a link: itself, or the address of any of its pages and files.
pub fn token_in(given: &str) -> Option<LinkToken> {
    let path = given.split(['?', '#']).next().unwrap_or_default();
    let names = path.rsplit('/').map(without_sentence_end);
    let mut stems = names.map(|name| name.split_once('.').map_or(name, |(stem, _)| stem));
    stems.find_map(LinkToken::parse)
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
        ] {
            assert_eq!(token_in(address), Some(token.clone()), "{address}");
        }
        for address in ["", "/", "https://deploy.example.com/d/", "0123456789A"] {
            assert_eq!(token_in(address), None, "{address}");
        }
    }
}
