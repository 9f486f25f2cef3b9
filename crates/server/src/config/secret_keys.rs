//! Options that give the keys that vendors' secrets are encrypted with.

use std::fmt;

use clap::Args;

use crate::secrets::{KeyError, Secrets};
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
