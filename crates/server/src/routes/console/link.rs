//! Links that are mailed, and what is typed into the forms of accounts.

use api::Code;
use domain::account::AccountName;
use domain::account::email::Email;

use crate::accounts;
use crate::digest::hash;
use crate::error::{ApiError, ApiResult};
use crate::state::AppState;

/// A page of the console with a token that nobody can guess.
pub struct Link {
    /// Its address, with the token.
    pub url: String,
    /// The hash of the token.
    pub token_hash: String,
}

impl Link {
    /// A link to a page such as `confirm`.
    pub fn new(state: &AppState, page: &str) -> Self {
        let (token, token_hash) = accounts::token(&*state.random);
        Self {
            url: accounts::page_url(&state.settings.public_url, page, &token),
            token_hash,
        }
    }
}

/// The address of the page that signs in.
pub fn sign_in_url(state: &AppState) -> String {
    format!("{}/console/sign-in", state.settings.public_url)
}

/// An e-mail address as it is typed.
pub fn email(typed: &str) -> ApiResult<Email> {
    Email::parse(typed)
        .map_err(|why| ApiError::new(Code::EmailInvalid, &why.to_string()).field("email"))
}

/// The hash under which attempts with an address are counted.
pub fn subject(email: &Email) -> String {
    hash(email.as_str())
}

/// A person's name as it is typed.
pub fn name(typed: &str) -> ApiResult<AccountName> {
    AccountName::parse(typed)
        .map_err(|why| ApiError::new(Code::AccountName, &format!("It is {why}.")).field("name"))
}
