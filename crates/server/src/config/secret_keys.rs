//! Options that give the secret keys.

use std::fmt;

use clap::Args;

use crate::secrets::{self, FORMER_SECRET_KEY, KeyError, SECRET_KEY, Secrets};
use crate::state::system_random;

/// The keys that vendors' secrets are encrypted with.
#[derive(Args)]
pub struct SecretKeys {
    /// The key that vendors' secrets are encrypted with: 32 bytes in base64. Without, one that is kept beside an SQLite database.
    #[arg(long, env = "QUICKDEPLOY_SECRET_KEY", hide_env_values = true)]
    pub secret_key: Option<String>,
    /// The key before, as long as something is encrypted with it.
    #[arg(long, env = "QUICKDEPLOY_FORMER_SECRET_KEY", hide_env_values = true)]
    pub former_secret_key: Option<String>,
}

impl SecretKeys {
    /// Whether a key is given.
    pub fn is_given(&self) -> bool {
        let given = self.secret_key.as_deref().map(str::trim);
        given.is_some_and(|key| !key.is_empty())
    }

    /// Whether what is given are keys.
    ///
    /// # Errors
    ///
    /// Which isn't one.
    pub fn check(&self) -> Result<(), KeyError> {
        secrets::given(SECRET_KEY, self.secret_key.as_deref())?;
        secrets::given(FORMER_SECRET_KEY, self.former_secret_key.as_deref())?;
        Ok(())
    }

    /// The keys that the secrets in this database are encrypted with.
    ///
    /// # Errors
    ///
    /// One can't be read, or the file that keeps it not be made.
    pub fn load(&self, database: &str) -> Result<Secrets, KeyError> {
        let given = (
            self.secret_key.as_deref(),
            self.former_secret_key.as_deref(),
        );
        Secrets::load(database, given, &system_random)
    }
}

impl fmt::Debug for SecretKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKeys(..)")
    }
}
