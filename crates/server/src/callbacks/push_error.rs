//! Why an event wasn't delivered.

use std::io;

use domain::target::{CallbackUrlError, NotPublic};
use reqwest::StatusCode;
use thiserror::Error;

use super::answer::AnswerError;
use super::envelope::CallbackKeyError;
use crate::credentials::CredentialError;

/// Why an event wasn't delivered. Each is one sentence for the vendor's developers.
#[derive(Debug, Error)]
pub enum PushError {
    /// The suite has no callback URL, or no credentials.
    #[error("The suite has no callback URL or no credentials.")]
    NotSet,
    /// What is stored of the suite can't be used.
    #[error("The suite's credentials can't be read: {0}.")]
    Credentials(#[from] CredentialError),
    /// The key for encryption is no key.
    #[error("The suite's encoding_aes_key isn't right: {0}.")]
    Key(#[from] CallbackKeyError),
    /// The URL can't be a target.
    #[error("The callback URL isn't right: it {0}.")]
    Url(#[from] CallbackUrlError),
    /// The address isn't one that events may be sent to.
    #[error("The callback URL leads to {0}.")]
    Target(#[from] NotPublic),
    /// The host has no address.
    #[error("The server can't be reached: {0}.")]
    Name(#[from] UnknownName),
    /// Nothing listens there.
    #[error("The server can't be reached: the connection was refused.")]
    Refused,
    /// There is no secure connection.
    #[error("The server can't be reached: {0}.")]
    Tls(#[from] rustls::Error),
    /// There was no connection, or it broke.
    #[error("The server can't be reached: {0}.")]
    Unreachable(String),
    /// There was no answer in time.
    #[error("There was no answer within {0} ms.")]
    TimedOut(u128),
    /// It sends on to another address.
    #[error(
        "The server answered with the status {0} and sends on to {1:?}, where events don't follow."
    )]
    Redirect(StatusCode, String),
    /// Another status than 200.
    #[error("The server answered with the status {0}.")]
    Status(StatusCode),
    /// The answer was longer than this many bytes.
    #[error("The answer is longer than {0} bytes.")]
    TooLong(usize),
    /// The answer isn't the right one.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The database failed.
    #[error("The event couldn't be prepared: {0}.")]
    Store(#[from] store::StoreError),
}

/// A host whose name leads to no address, and why.
#[derive(Debug, Error)]
#[error("its name has no address: {0}")]
pub struct UnknownName(#[source] pub io::Error);

impl PushError {
    /// Whether a server that has other keys may answer so: it can't verify what it was sent.
    pub fn may_be_of_other_keys(&self) -> bool {
        match self {
            Self::Answer(error) => !error.was_opened(),
            Self::Status(_) => true,
            _ => false,
        }
    }

    /// Whether it is a vendor's no.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Answer(error) if error.is_refusal())
    }
}

impl From<reqwest::Error> for PushError {
    fn from(error: reqwest::Error) -> Self {
        // The causes say what happened, the error itself only that something did.
        let error = error.without_url();
        let mut cause: &(dyn std::error::Error + 'static) = &error;
        loop {
            if let Some(why) = cause.downcast_ref::<NotPublic>() {
                return Self::Target(*why);
            }
            if let Some(UnknownName(why)) = cause.downcast_ref::<UnknownName>() {
                return Self::Name(UnknownName(io::Error::new(why.kind(), why.to_string())));
            }
            if let Some(why) = cause.downcast_ref::<rustls::Error>() {
                return Self::Tls(why.clone());
            }
            let io = cause.downcast_ref::<io::Error>();
            if io.is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused) {
                return Self::Refused;
            }
            // An error of input and output hides the one that it was made of, and names only that one's source.
            let inside = io.and_then(|error| error.get_ref());
            let inside = inside.map(|error| error as &(dyn std::error::Error + 'static));
            match inside.or_else(|| cause.source()) {
                Some(deeper) => cause = deeper,
                None => return Self::Unreachable(cause.to_string()),
            }
        }
    }
}
