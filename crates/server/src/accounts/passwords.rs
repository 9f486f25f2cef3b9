//! Passwords as they are kept: hashed by Argon2id.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use domain::account::email::Email;
use domain::account::password::{Password, PasswordError};
use tokio::sync::Semaphore;

use super::breached::Breached;
use crate::error::{ApiError, ApiResult};
use crate::state::Random;

/// How many are hashed at once: each takes a core for some 20 ms, and the cost's memory.
const AT_ONCE: usize = 4;

/// Bytes of a salt.
const SALT: usize = 16;

/// What hashing a password costs.
#[derive(Clone, Copy, Debug)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for PasswordCost {
    /// What OWASP's cheat sheet names for Argon2id.
    fn default() -> Self {
        Self {
            memory_kib: 19 * 1024,
            passes: 2,
            lanes: 1,
        }
    }
}

/// Hashes passwords and holds them against the rule; cheap to clone.
#[derive(Clone)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    argon2: Argon2<'static>,
    at_once: Semaphore,
    breached: Arc<dyn Breached>,
    random: Arc<Random>,
    /// The hash of a password that nobody knows, for accounts that aren't there: they take as long as others.
    dummy: String,
}

impl Passwords {
    /// Hashes at this cost, and refuses what is breached.
    ///
    /// # Errors
    ///
    /// A cost that Argon2 doesn't take.
    pub fn new(
        cost: PasswordCost,
        breached: Arc<dyn Breached>,
        random: Arc<Random>,
    ) -> Result<Self, argon2::Error> {
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, None)?;
        let mut inner = Inner {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            at_once: Semaphore::new(AT_ONCE),
            breached,
            random,
            dummy: String::new(),
        };
        let mut nobodys = [0; 32];
        (inner.random)(&mut nobodys);
        inner.dummy = inner
            .hash(&nobodys)
            .map_err(|_| argon2::Error::OutputTooShort)?;
        Ok(Self(Arc::new(inner)))
    }

    /// Holds what was typed against the rule; `own` are names that everybody knows of its owner.
    ///
    /// # Errors
    ///
    /// Why it is refused.
    pub fn parse(
        &self,
        typed: &str,
        email: &Email,
        own: &[&str],
    ) -> Result<Password, PasswordError> {
        Password::parse(typed, email, own, |password| self.0.breached.has(password))
    }

    /// Hashes a password, off the threads that serve.
    ///
    /// # Errors
    ///
    /// The hasher's.
    pub async fn hash(&self, password: Password) -> ApiResult<String> {
        let hashed = self.work(move |inner| inner.hash(password.as_str().as_bytes()));
        hashed.await?.map_err(ApiError::internal)
    }

    /// Whether a password is that of a hash. Without a hash it takes as long, and is wrong.
    ///
    /// # Errors
    ///
    /// The hash can't be read.
    pub async fn verify(&self, typed: &str, hash: Option<&str>) -> ApiResult<bool> {
        let typed = typed.to_owned();
        let hash = hash.filter(|hash| !hash.is_empty()).map(str::to_owned);
        let verified = self.work(move |inner| {
            let known = hash.is_some();
            let hash = hash.as_deref().unwrap_or(&inner.dummy);
            let hash = PasswordHash::new(hash)?;
            let is_right = inner
                .argon2
                .verify_password(typed.as_bytes(), &hash)
                .is_ok();
            Ok::<_, argon2::password_hash::phc::Error>(is_right && known)
        });
        verified.await?.map_err(ApiError::internal)
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> T + Send + 'static,
    ) -> ApiResult<T> {
        let inner = self.0.clone();
        let _permit = self.0.at_once.acquire().await.map_err(ApiError::internal)?;
        let done = tokio::task::spawn_blocking(move || work(&inner)).await;
        done.map_err(ApiError::internal)
    }
}

impl Inner {
    fn hash(&self, password: &[u8]) -> Result<String, argon2::password_hash::Error> {
        let mut salt = [0; SALT];
        (self.random)(&mut salt);
        let hash: PasswordHash = self.argon2.hash_password_with_salt(password, &salt)?;
        Ok(hash.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::breached::CommonPasswords;
    use crate::state::system_random;

    #[tokio::test]
    async fn a_password_is_verified_by_its_hash_alone() {
        let cheap = PasswordCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        let passwords = Passwords::new(cheap, Arc::new(CommonPasswords), Arc::new(system_random));
        let passwords = passwords.unwrap();
        let email = Email::parse("wang@isv.example").unwrap();
        let horse = passwords.parse("correct horse", &email, &[]).unwrap();
        let hash = passwords.hash(horse.clone()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash(horse).await.unwrap());
        let verify = async |typed, hash| passwords.verify(typed, hash).await.unwrap();
        assert!(verify("correct horse", Some(&hash)).await);
        assert!(!verify("correct house", Some(&hash)).await);
        assert!(!verify("correct horse", Some("")).await);
        assert!(!verify("correct horse", None).await);
        assert!(passwords.verify("correct horse", Some("x")).await.is_err());
    }
}
