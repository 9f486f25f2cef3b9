//! A suite's credentials in the clear: made, read, rotated. In the database they are encrypted.

use domain::time::{Moment, Span};
use domain::whitelist::Whitelist;
use store::{SealedKeys, Store, StoreError};
use subtle::ConstantTimeEq as _;
use thiserror::Error;

use crate::callbacks::envelope::{CallbackKey, CallbackKeyError, Envelope};
use crate::secrets::{Purpose, SecretError, Secrets};
use crate::state::Random;

/// Characters of a secret that we make.
const SECRET: usize = 64;
/// Characters of a token that we make.
const TOKEN: usize = 32;

/// A suite's secret, token and encryption key.
#[derive(Clone, PartialEq, Eq)]
pub struct SuiteKeys {
    /// `suite_secret`.
    pub secret: String,
    /// `token`, by which callbacks are signed.
    pub token: String,
    /// `encoding_aes_key`: 43 characters of `[A-Za-z0-9]`.
    pub aes_key: String,
}

/// A suite's credentials.
pub struct Credentials {
    /// The suite's id.
    pub suite_id: i64,
    /// Those that hold.
    pub keys: SuiteKeys,
    /// Those before the last rotation, as long as they hold.
    pub former: Option<SuiteKeys>,
    /// The callback URL of its vendor's server.
    pub callback_url: Option<String>,
    /// From where the vendor may call.
    pub whitelist: Whitelist,
}

/// Why credentials aren't made or read.
#[derive(Debug, Error)]
pub enum CredentialError {
    /// No such suite.
    #[error("there is no such suite")]
    NoSuite,
    /// The suite has none: none were made.
    #[error("the suite has no credentials")]
    None,
    /// The suite has some already.
    #[error("the suite has credentials already")]
    Already,
    /// The encryption.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SuiteKeys {
    /// Makes some that nobody can guess.
    pub fn generate(random: &Random) -> Self {
        Self {
            secret: alphanumeric(SECRET, random),
            token: alphanumeric(TOKEN, random),
            aes_key: alphanumeric(CallbackKey::LENGTH, random),
        }
    }

    /// The envelope of a suite that has these.
    ///
    /// # Errors
    ///
    /// The encryption key is none.
    pub fn envelope(&self, suite_key: &str) -> Result<Envelope, CallbackKeyError> {
        let key = CallbackKey::parse(&self.aes_key)?;
        Ok(Envelope::new(&self.token, key, suite_key))
    }

    /// These as they are kept.
    ///
    /// # Errors
    ///
    /// There is no key to encrypt them with.
    pub fn seal(
        &self,
        suite_key: &str,
        secrets: &Secrets,
        random: &Random,
    ) -> Result<SealedKeys, SecretError> {
        Ok(SealedKeys {
            secret: secrets.seal(Purpose::SuiteSecret(suite_key), &self.secret, random)?,
            token: self.token.clone(),
            aes_key: secrets.seal(Purpose::AesKey(suite_key), &self.aes_key, random)?,
        })
    }

    fn open(sealed: SealedKeys, suite_key: &str, secrets: &Secrets) -> Result<Self, SecretError> {
        Ok(Self {
            secret: secrets.open(Purpose::SuiteSecret(suite_key), &sealed.secret)?,
            token: sealed.token,
            aes_key: secrets.open(Purpose::AesKey(suite_key), &sealed.aes_key)?,
        })
    }
}

impl Credentials {
    /// Whether this is the suite's secret, or the one before that still holds.
    pub fn is_secret(&self, said: &str) -> bool {
        let keys = [Some(&self.keys), self.former.as_ref()];
        let mut keys = keys.into_iter().flatten();
        keys.any(|keys| keys.secret.as_bytes().ct_eq(said.as_bytes()).into())
    }
}

/// Gives a suite its first credentials, and answers them: they are shown once.
///
/// # Errors
///
/// It has some already, or there is no such suite.
pub async fn create(
    (store, secrets, random): (&Store, &Secrets, &Random),
    suite_key: &str,
    now: Moment,
) -> Result<SuiteKeys, CredentialError> {
    let suite_id = store.suite_by_key(suite_key).await?;
    let suite_id = suite_id.ok_or(CredentialError::NoSuite)?;
    let keys = SuiteKeys::generate(random);
    let sealed = keys.seal(suite_key, secrets, random)?;
    match store.create_credential(suite_id, &sealed, now).await? {
        true => Ok(keys),
        false => Err(CredentialError::Already),
    }
}

/// A suite's credentials, if it has some.
///
/// # Errors
///
/// They can't be read.
pub async fn load(
    store: &Store,
    secrets: &Secrets,
    suite_key: &str,
    now: Moment,
) -> Result<Option<Credentials>, CredentialError> {
    let Some(found) = store.credential(suite_key, now).await? else {
        return Ok(None);
    };
    let open = |sealed| SuiteKeys::open(sealed, suite_key, secrets);
    Ok(Some(Credentials {
        suite_id: found.suite_id,
        keys: open(found.keys)?,
        former: found.former.map(|(keys, _)| open(keys)).transpose()?,
        callback_url: found.callback_url,
        whitelist: found.whitelist,
    }))
}

/// Gives a suite other credentials, and answers them. Those that it has hold for a while as well.
///
/// # Errors
///
/// It has none.
pub async fn rotate(
    (store, secrets, random): (&Store, &Secrets, &Random),
    suite_key: &str,
    hold: Span,
    now: Moment,
) -> Result<SuiteKeys, CredentialError> {
    let found = store.credential(suite_key, now).await?;
    let found = found.ok_or(CredentialError::None)?;
    let keys = SuiteKeys::generate(random);
    let sealed = keys.seal(suite_key, secrets, random)?;
    let until = now + hold;
    store
        .rotate_credential(found.suite_id, &sealed, until)
        .await?;
    Ok(keys)
}

/// So many characters of `[A-Za-z0-9]`, each as likely as the others.
fn alphanumeric(length: usize, random: &Random) -> String {
    const ALL: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    // 248 is the greatest multiple of 62 that a byte reaches.
    const FAIR: u8 = 248;
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let mut bytes = [0; 64];
        random(&mut bytes);
        let fair = bytes.into_iter().filter(|byte| *byte < FAIR);
        let chars = fair.map(|byte| char::from(ALL[usize::from(byte) % ALL.len()]));
        text.extend(chars.take(length - text.len()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::system_random;

    #[test]
    fn made_keys_are_as_vendors_servers_take_them() {
        let keys = SuiteKeys::generate(&system_random);
        assert!(CallbackKey::parse(&keys.aes_key).is_ok());
        for (text, length) in [(&keys.secret, 64), (&keys.token, 32), (&keys.aes_key, 43)] {
            assert_eq!(text.len(), length);
            assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }
        assert!(keys != SuiteKeys::generate(&system_random));
    }
}
