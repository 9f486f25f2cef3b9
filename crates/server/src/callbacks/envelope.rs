//! The envelope of callbacks and of their answers: encrypted, signed, addressed to one suite (open API 3).

use std::fmt;

use aes::Aes256;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use serde_json::{Value, json};
use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;
use thiserror::Error;
use url::Url;

use crate::digest::hex;

/// Stands in the suite key's place while a suite is being created and has no key yet (open API 3, `check_create_suite_url`).
pub const DEFAULT_SUITE_KEY: &str = "suite4xxxxxxxxxxxxxxx";
/// Random bytes before the text (open API 3).
pub const RANDOM_BYTES: usize = 16;
/// What we pad to a multiple of, in bytes: twice AES's own block (open API 3).
const PADDED_TO: usize = 32;
/// AES's block, in bytes; some vendors' servers pad to it.
const BLOCK: usize = 16;
/// Bytes before the text: the random ones and the length.
const HEAD: usize = RANDOM_BYTES + 4;

/// Base64 as vendors' servers write it: the padding may be missing, and the last character may carry bits that mean nothing.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// A suite's encryption key: an AES-256 key whose first half is the IV as well (open API 3).
#[derive(Clone, PartialEq, Eq)]
pub struct CallbackKey([u8; 32]);

/// Why a text is no `encoding_aes_key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CallbackKeyError {
    /// Fewer or more than 43 characters; `0` is how many there were.
    #[error("The encryption key has {0} characters instead of 43.")]
    Length(usize),
    /// A character outside of A-Z, a-z and 0-9.
    #[error("The encryption key holds {0:?}, where only A-Z, a-z and 0-9 are allowed.")]
    Character(char),
}

impl CallbackKey {
    /// Characters of an `encoding_aes_key` (open API 5).
    pub const LENGTH: usize = 43;

    /// Reads an `encoding_aes_key`: 43 characters of `[A-Za-z0-9]`.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    pub fn parse(encoded: &str) -> Result<Self, CallbackKeyError> {
        let length = encoded.chars().count();
        if let Some(strange) = encoded.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(CallbackKeyError::Character(strange));
        }
        if length != Self::LENGTH {
            return Err(CallbackKeyError::Length(length));
        }
        // 43 characters have 258 bits: the last two are left out.
        let bytes = LENIENT.decode(encoded).ok();
        let key = bytes.and_then(|bytes| bytes.try_into().ok());
        key.map(Self).ok_or(CallbackKeyError::Length(length))
    }

    fn iv(&self) -> [u8; BLOCK] {
        std::array::from_fn(|at| self.0[at])
    }
}

impl fmt::Debug for CallbackKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallbackKey(..)")
    }
}

/// An encrypted text with its signature, as it travels: a callback's in the query and the body, an answer's in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// `signature` or `msg_signature`.
    pub signature: String,
    /// `timestamp` or `timeStamp`: ours in milliseconds, a vendor's whatever it likes.
    pub timestamp: String,
    /// `nonce`.
    pub nonce: String,
    /// `encrypt`, as it was sent: the signature is over this very text.
    pub encrypt: String,
}

impl Sealed {
    /// Where a callback is sent: the suite's URL, with its own query if it has one. Some vendors' servers read the signature as
    /// `signature`, others as `msg_signature`.
    pub fn callback_url(&self, of_suite: &Url) -> Url {
        let mut url = of_suite.clone();
        url.query_pairs_mut().extend_pairs([
            ("signature", &self.signature),
            ("msg_signature", &self.signature),
            ("timestamp", &self.timestamp),
            ("nonce", &self.nonce),
        ]);
        url
    }

    /// The body of a callback.
    pub fn callback_body(&self) -> Value {
        json!({ "encrypt": self.encrypt })
    }

    /// The body of an answer, as a vendor's server writes it.
    pub fn answer_body(&self) -> Value {
        json!({
            "msg_signature": self.signature,
            "timeStamp": self.timestamp,
            "nonce": self.nonce,
            "encrypt": self.encrypt,
        })
    }
}

/// What a suite's callbacks are sealed with and its vendor's answers are opened with.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    token: String,
    key: CallbackKey,
    suite_key: String,
}

/// Why an envelope can't be opened. Each is one sentence for the vendor's developers.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// The signature disagrees.
    #[error(
        "The signature is wrong: it must be the lower-case hex SHA-1 of the token, timeStamp, nonce and encrypt, sorted and joined."
    )]
    Signature,
    /// `encrypt` isn't base64.
    #[error("The encrypted text is no base64.")]
    NotBase64,
    /// The number of encrypted bytes, `0`, is 0 or no multiple of 16.
    #[error("The encrypted text has {0} bytes, which is no multiple of AES's block of 16.")]
    Block(usize),
    /// It was encrypted with another key: what was decrypted makes no sense at all.
    #[error(
        "The encrypted text can't be decrypted: it was encrypted with another key than the suite's encoding_aes_key."
    )]
    Key,
    /// The key is right, but the padding isn't PKCS#7's.
    #[error("The padding is wrong: it must be PKCS#7 to a multiple of 32 bytes.")]
    Padding,
    /// `0` decrypted bytes hold not even the random bytes and the length.
    #[error("The decrypted text has {0} bytes, fewer than the 20 for random bytes and length.")]
    TooShort(usize),
    /// The length field says more than there is.
    #[error(
        "The length field says {said} bytes, but only {held} follow: it must be 4 bytes, big-endian, the message's length."
    )]
    Length {
        /// What the field says.
        said: u32,
        /// How many bytes follow it.
        held: usize,
    },
    /// The message isn't UTF-8.
    #[error("The message is no UTF-8.")]
    NotUtf8,
    /// Behind the message stands something else than the suite key.
    #[error("Behind the message stands {found:?} instead of the suite key {expected:?}.")]
    SuiteKey {
        /// What stands there, or its beginning.
        found: String,
        /// The suite key.
        expected: String,
    },
}

impl Envelope {
    /// The envelope of a suite with this token and encryption key.
    pub fn new(token: &str, key: CallbackKey, suite_key: &str) -> Self {
        Self {
            token: token.to_owned(),
            key,
            suite_key: suite_key.to_owned(),
        }
    }

    /// The signature: the lower-case hex SHA-1 of the token and these three, sorted by bytes and joined.
    pub fn sign(&self, timestamp: &str, nonce: &str, encrypt: &str) -> String {
        let mut parts = [&self.token, timestamp, nonce, encrypt];
        parts.sort_unstable();
        hex(&Sha1::digest(parts.concat()))
    }

    /// Encrypts and signs a text. The random bytes hide which texts are equal, and must be new for each.
    pub fn seal(
        &self,
        text: &str,
        random: [u8; RANDOM_BYTES],
        nonce: &str,
        timestamp: &str,
    ) -> Sealed {
        // No message of ours comes near 4 GiB.
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let mut plain = random.to_vec();
        plain.extend_from_slice(&length.to_be_bytes());
        plain.extend_from_slice(text.as_bytes());
        plain.extend_from_slice(self.suite_key.as_bytes());
        pad(&mut plain, PADDED_TO);
        let encrypt = STANDARD.encode(self.encrypt(plain));
        Sealed {
            signature: self.sign(timestamp, nonce, &encrypt),
            timestamp: timestamp.to_owned(),
            nonce: nonce.to_owned(),
            encrypt,
        }
    }

    /// Checks the signature over what was sent, and decrypts it. Base64 with line breaks or without padding is taken, and
    /// PKCS#7 to any multiple of 16 up to 32.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn open(&self, sealed: &Sealed) -> Result<String, OpenError> {
        let right = self.sign(&sealed.timestamp, &sealed.nonce, &sealed.encrypt);
        if !bool::from(right.as_bytes().ct_eq(sealed.signature.as_bytes())) {
            return Err(OpenError::Signature);
        }
        let kept = |byte: &u8| !byte.is_ascii_whitespace();
        let encoded: Vec<u8> = sealed.encrypt.bytes().filter(kept).collect();
        let encrypted = LENIENT.decode(encoded).map_err(|_| OpenError::NotBase64)?;
        let plain = self.decrypt(encrypted)?;
        match unpadded(&plain) {
            Some(text) => match self.read(text) {
                Err(OpenError::Length { .. }) if !self.names_suite(text) => Err(OpenError::Key),
                read => read,
            },
            None => match has_length(&plain) {
                true => Err(OpenError::Padding),
                false => Err(OpenError::Key),
            },
        }
    }

    /// Whether the suite key stands anywhere in what was decrypted, which no other key would bring about.
    fn names_suite(&self, plain: &[u8]) -> bool {
        let key = self.suite_key.as_bytes();
        !key.is_empty() && plain.windows(key.len()).any(|part| part == key)
    }

    /// The message in what was decrypted, if it is for this suite.
    fn read(&self, plain: &[u8]) -> Result<String, OpenError> {
        let (said, rest) = length_field(plain).ok_or(OpenError::TooShort(plain.len()))?;
        let (message, tail) = usize::try_from(said)
            .ok()
            .and_then(|length| rest.split_at_checked(length))
            .ok_or(OpenError::Length {
                said,
                held: rest.len(),
            })?;
        if tail != self.suite_key.as_bytes() {
            return Err(OpenError::SuiteKey {
                found: String::from_utf8_lossy(&tail[..tail.len().min(PADDED_TO)]).into_owned(),
                expected: self.suite_key.clone(),
            });
        }
        String::from_utf8(message.to_vec()).map_err(|_| OpenError::NotUtf8)
    }

    /// Encrypts whole blocks.
    fn encrypt(&self, mut blocks: Vec<u8>) -> Vec<u8> {
        let length = blocks.len();
        let cipher = cbc::Encryptor::<Aes256>::new(&self.key.0.into(), &self.key.iv().into());
        let encrypted = cipher.encrypt_padded::<NoPadding>(&mut blocks, length);
        debug_assert!(encrypted.is_ok(), "the text is padded");
        blocks
    }

    fn decrypt(&self, mut blocks: Vec<u8>) -> Result<Vec<u8>, OpenError> {
        let length = blocks.len();
        if length == 0 || !length.is_multiple_of(BLOCK) {
            return Err(OpenError::Block(length));
        }
        let cipher = cbc::Decryptor::<Aes256>::new(&self.key.0.into(), &self.key.iv().into());
        cipher
            .decrypt_padded::<NoPadding>(&mut blocks)
            .map_err(|_| OpenError::Block(length))?;
        Ok(blocks)
    }
}

/// PKCS#7: as many bytes as are missing, each of which is their number; a whole block if none is missing.
fn pad(plain: &mut Vec<u8>, to: usize) {
    let missing = to - plain.len() % to;
    let byte = u8::try_from(missing).unwrap_or_default();
    plain.resize(plain.len() + missing, byte);
}

/// What stands before the padding, if that is one.
fn unpadded(plain: &[u8]) -> Option<&[u8]> {
    let last = *plain.last()?;
    let length = usize::from(last);
    let (text, padding) = plain.split_at(plain.len().checked_sub(length)?);
    let is_right = (1..=PADDED_TO).contains(&length) && padding.iter().all(|&byte| byte == last);
    is_right.then_some(text)
}

/// The number in the length field, and what follows it.
fn length_field(plain: &[u8]) -> Option<(u32, &[u8])> {
    let (head, rest) = plain.split_at_checked(HEAD)?;
    let said = head[RANDOM_BYTES..].iter();
    Some((said.fold(0, |sum, &byte| sum << 8 | u32::from(byte)), rest))
}

/// Whether the length field says no more than there is. Under another key it would in one of millions.
fn has_length(plain: &[u8]) -> bool {
    length_field(plain)
        .is_some_and(|(said, rest)| usize::try_from(said).is_ok_and(|said| said <= rest.len()))
}

#[cfg(test)]
#[path = "envelope/tests.rs"]
mod tests;
