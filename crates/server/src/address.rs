//! The addresses of a link, as people and codes have them.

use domain::link::LinkToken;

/// The guide page's, as it is shown and copied.
pub fn guide(public_url: &str, link: &LinkToken) -> String {
    format!("{public_url}/d/{link}")
}

/// The guide page's as a code says it: in upper case, where a code needs fewer modules for it.
pub fn scanned(public_url: &str, link: &LinkToken) -> String {
    format!("{public_url}/D/{link}")
}

/// The share page's.
pub fn share(public_url: &str, link: &LinkToken) -> String {
    format!("{public_url}/s/{link}")
}

/// A token as a path has it, without the end of the sentence that a chat took for a part of the link.
pub fn without_sentence_end(link: &str) -> &str {
    link.trim_end_matches(['.', ',', '。', '，', '；', '！', '）', ')'])
}
