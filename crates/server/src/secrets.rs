//! Secrets at rest: vendors' secrets, encryption keys and permanent codes are encrypted with a key that isn't in the database.

use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::digest::hex;
use crate::state::Random;

/// The first part of an encrypted text: how it is encrypted.
const VERSION: &str = "v1";
/// Bytes of AES-GCM's nonce. At random it may be used with one key for some billion texts.
const NONCE: usize = 12;

/// The options that give the keys.
pub const SECRET_KEY: &str = "--secret-key";
/// The one for the former.
pub const FORMER_SECRET_KEY: &str = "--former-secret-key";

/// What a secret is for. It can be decrypted for that alone, so that no row's secret serves in another's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose<'a> {
    /// The secret of the suite with this key.
    SuiteSecret(&'a str),
    /// The `encoding_aes_key` of the suite with this key.
    AesKey(&'a str),
    /// A permanent code for the suite with this key.
    PermanentCode(&'a str),
    /// The secret of the second factor of the account with this id.
    TotpSecret(i64),
    /// The text of a mail that waits to be sent.
    MailText,
}

impl Purpose<'_> {
    fn associated_data(self) -> String {
        match self {
            Self::SuiteSecret(suite) => format!("suite_secret/{suite}"),
            Self::AesKey(suite) => format!("aes_key/{suite}"),
            Self::PermanentCode(suite) => format!("permanent_code/{suite}"),
            Self::TotpSecret(account) => format!("totp_secret/{account}"),
            Self::MailText => "mail_text".to_owned(),
        }
    }
}

/// Why a secret isn't encrypted or decrypted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SecretError {
    /// No key is configured, and there is no place to keep one.
    #[error(
        "there is no secret key: with PostgreSQL give one by --secret-key, made by `openssl rand -base64 32`"
    )]
    NoKey,
    /// The key with this id isn't configured.
    #[error(
        "a secret is encrypted with the key {0}, which is neither --secret-key nor --former-secret-key"
    )]
    OtherKey(String),
    /// It isn't what was encrypted for this purpose.
    #[error("an encrypted secret is damaged, or stands in another's place")]
    Damaged,
}

/// Why there is no secret key where one should be.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The text is no key.
    #[error("{0} is no key of 32 bytes in base64, as `openssl rand -base64 32` makes them")]
    Malformed(String),
    /// The file that keeps it.
    #[error("the secret key in {0}: {1}")]
    File(PathBuf, io::Error),
}

/// A key of 32 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey {
    bytes: [u8; 32],
    /// Names the key beside what it has encrypted, and tells nothing of it.
    id: String,
}

impl SecretKey {
    /// Takes a key's bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        let mut sum = Sha256::new();
        sum.update(b"quickdeploy secret key");
        sum.update(bytes);
        Self {
            bytes,
            id: hex(&sum.finalize()[..4]),
        }
    }

    /// Reads 32 bytes in base64.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text.trim()).ok()?;
        bytes.try_into().ok().map(Self::new)
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.bytes.into())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.id)
    }
}

/// What secrets are encrypted with; cheap to clone.
#[derive(Clone, Debug)]
pub struct Secrets(Arc<Keys>);

#[derive(Debug)]
struct Keys {
    current: Option<SecretKey>,
    /// It only decrypts.
    former: Option<SecretKey>,
}

impl Secrets {
    /// With these keys. Without any, every secret is an error.
    pub fn new(current: Option<SecretKey>, former: Option<SecretKey>) -> Self {
        Self(Arc::new(Keys { current, former }))
    }

    /// With the keys that are configured. Without one, that of the file beside an SQLite database, which is made if it isn't
    /// there; with PostgreSQL there is none.
    ///
    /// # Errors
    ///
    /// A key can't be read, or the file not be made.
    pub fn load(
        database: &str,
        (current, former): (Option<&str>, Option<&str>),
        random: &Random,
    ) -> Result<Self, KeyError> {
        let current = match (given(SECRET_KEY, current)?, key_file(database)) {
            (Some(key), _) => Some(key),
            (None, Some(file)) => Some(find_or_make(&file, random)?),
            (None, None) => None,
        };
        Ok(Self::new(current, given(FORMER_SECRET_KEY, former)?))
    }

    /// Whether there is a former key: what it encrypted is to be encrypted with the present one.
    pub fn has_former(&self) -> bool {
        self.0.former.is_some()
    }

    /// Whether a text is encrypted with the present key.
    pub fn is_current(&self, sealed: &str) -> bool {
        let current = self.0.current.as_ref();
        current.is_some_and(|key| part(sealed).is_some_and(|(id, _)| id == key.id))
    }

    /// Encrypts a text.
    ///
    /// # Errors
    ///
    /// [`SecretError::NoKey`].
    pub fn seal(
        &self,
        purpose: Purpose<'_>,
        text: &str,
        random: &Random,
    ) -> Result<String, SecretError> {
        let key = self.0.current.as_ref().ok_or(SecretError::NoKey)?;
        let mut nonce = [0; NONCE];
        random(&mut nonce);
        let data = purpose.associated_data();
        let payload = Payload {
            msg: text.as_bytes(),
            aad: data.as_bytes(),
        };
        let sealed = key.cipher().encrypt(&Nonce::from(nonce), payload);
        // Only texts of more than 64 GB are too long.
        let sealed = sealed.map_err(|_| SecretError::Damaged)?;
        let body = URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat());
        Ok(format!("{VERSION}.{}.{body}", key.id))
    }

    /// Bytes that nobody can guess without the present key: the same each time for a label.
    ///
    /// # Errors
    ///
    /// [`SecretError::NoKey`].
    pub fn derive(&self, label: &str) -> Result<[u8; 32], SecretError> {
        let key = self.0.current.as_ref().ok_or(SecretError::NoKey)?;
        // HMAC takes keys of any length.
        let sum = Hmac::<Sha256>::new_from_slice(&key.bytes);
        let mut sum = sum.map_err(|_| SecretError::NoKey)?;
        sum.update(b"quickdeploy derived/");
        sum.update(label.as_bytes());
        Ok(sum.finalize().into_bytes().into())
    }

    /// Decrypts a text that was encrypted for this purpose.
    ///
    /// # Errors
    ///
    /// Why it can't be done.
    pub fn open(&self, purpose: Purpose<'_>, sealed: &str) -> Result<String, SecretError> {
        let keys = [&self.0.current, &self.0.former];
        let mut keys = keys.into_iter().flatten().peekable();
        if keys.peek().is_none() {
            return Err(SecretError::NoKey);
        }
        let (id, body) = part(sealed).ok_or(SecretError::Damaged)?;
        let key = keys.find(|key| key.id == id);
        let key = key.ok_or_else(|| SecretError::OtherKey(id.to_owned()))?;
        open(key, purpose, body).ok_or(SecretError::Damaged)
    }
}

/// The id of the key and the body of an encrypted text.
fn part(sealed: &str) -> Option<(&str, &str)> {
    let rest = sealed.strip_prefix(VERSION)?.strip_prefix('.')?;
    rest.split_once('.')
}

fn open(key: &SecretKey, purpose: Purpose<'_>, body: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(body).ok()?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
    let data = purpose.associated_data();
    let payload = Payload {
        msg: sealed,
        aad: data.as_bytes(),
    };
    let text = key.cipher().decrypt(&Nonce::from(*nonce), payload).ok()?;
    String::from_utf8(text).ok()
}

/// A key that an option gives, or none where it is left empty, as compose files do.
///
/// # Errors
///
/// It is no key.
pub fn given(option: &str, text: Option<&str>) -> Result<Option<SecretKey>, KeyError> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => match SecretKey::parse(text) {
            Some(key) => Ok(Some(key)),
            None => Err(KeyError::Malformed(option.to_owned())),
        },
    }
}

/// Where the key of an SQLite database is kept: beside it, by its name.
pub fn key_file(database: &str) -> Option<PathBuf> {
    Some(store::sqlite_file(database)?.with_extension("key"))
}

/// The key of a file, if the file is there.
///
/// # Errors
///
/// It can't be read, or is no key.
pub fn read_key(file: &Path) -> Result<Option<SecretKey>, KeyError> {
    match std::fs::read_to_string(file) {
        Ok(text) => match SecretKey::parse(&text) {
            Some(key) => Ok(Some(key)),
            None => Err(KeyError::Malformed(file.display().to_string())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(KeyError::File(file.to_owned(), error)),
    }
}

fn find_or_make(file: &Path, random: &Random) -> Result<SecretKey, KeyError> {
    if let Some(key) = read_key(file)? {
        return Ok(key);
    }
    let mut bytes = [0; 32];
    random(&mut bytes);
    match keep(file, &bytes) {
        Ok(()) => Ok(SecretKey::new(bytes)),
        // Another program was faster: its key counts.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let there = read_key(file)?;
            there.ok_or_else(|| KeyError::File(file.to_owned(), error))
        }
        Err(error) => Err(KeyError::File(file.to_owned(), error)),
    }
}

/// Writes a key whole or not at all, for its owner alone.
fn keep(file: &Path, key: &[u8; 32]) -> io::Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut whole = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    writeln!(whole, "{}", STANDARD.encode(key))?;
    whole.as_file().sync_all()?;
    whole.persist_noclobber(file)?;
    Ok(())
}

#[cfg(test)]
mod tests;
