//! Passwords as they are kept: hashed by Argon2id.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread::available_parallelism;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use domain::account::email::Email;
use domain::account::password::{Password, PasswordError};
use tokio::sync::Semaphore;

use super::breached::Breached;
use crate::error::{ApiError, ApiResult};
use crate::state::Random;

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
    at_once: Arc<Semaphore>,
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
            at_once: Arc::new(Semaphore::new(at_once())),
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

    /// Works when it is its turn, which lasts as long as the work: that goes on where nobody waits for it any more.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> T + Send + 'static,
    ) -> ApiResult<T> {
        let inner = self.0.clone();
        let turn = self.0.at_once.clone().acquire_owned().await;
        let turn = turn.map_err(ApiError::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work(&inner)
        });
        done.await.map_err(ApiError::internal)
    }
}

/// The most that are hashed at once: each takes the cost's memory.
const MAX_AT_ONCE: usize = 4;

/// How many are hashed at once: each takes a core for some 20 ms. One is left for all else.
fn at_once() -> usize {
    let cores = available_parallelism().map_or(1, NonZeroUsize::get);
    cores.saturating_sub(1).clamp(1, MAX_AT_ONCE)
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

    fn cheap() -> Passwords {
        let cost = PasswordCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        Passwords::new(cost, Arc::new(CommonPasswords), Arc::new(system_random)).unwrap()
    }

    #[tokio::test]
    async fn who_hangs_up_gives_nobody_the_turn_before_the_hashing_ends() {
        let passwords = cheap();
        let turns = passwords.0.at_once.available_permits();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (end, ends) = std::sync::mpsc::channel::<()>();
        let hashing = passwords.clone();
        let waiting = tokio::spawn(async move {
            let work = hashing.work(move |_| {
                begun.send(()).unwrap();
                ends.recv().unwrap();
            });
            work.await.unwrap();
        });
        has_begun.await.unwrap();
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        assert_eq!(passwords.0.at_once.available_permits(), turns - 1);
        end.send(()).unwrap();
        let all = u32::try_from(turns).unwrap();
        let back = passwords.0.at_once.acquire_many(all).await;
        assert!(back.is_ok());
    }

    #[tokio::test]
    async fn a_password_is_verified_by_its_hash_alone() {
        let passwords = cheap();
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
