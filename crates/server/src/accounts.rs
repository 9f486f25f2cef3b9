//! Accounts of the console: passwords, the second factor, and what is mailed.

pub mod breached;
pub mod letters;
pub mod passwords;
pub mod totp;

use crate::digest::{hash, hex};
use crate::state::Random;

/// A token of a link that nobody can guess, and the hash by which it is kept.
pub fn token(random: &Random) -> (String, String) {
    let mut bytes = [0; 32];
    random(&mut bytes);
    let token = hex(&bytes);
    let hash = hash(&token);
    (token, hash)
}

/// The address of a page of the console, with a token.
pub fn page_url(public_url: &str, page: &str, token: &str) -> String {
    format!("{public_url}/console/{page}?token={token}")
}
