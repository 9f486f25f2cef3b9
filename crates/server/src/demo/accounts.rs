//! The demo's sign-ins in the console. What they sign in with comes from the server's secret key: it is the same at each start,
//! stands in no file, and no other server has it.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use domain::account::email::Email;
use domain::account::second_factor::{RECOVERY_BYTES, RecoveryCode, SECRET_BYTES};
use domain::account::{AccountName, Role};
use domain::crockford;
use store::DemoAccount;

use crate::accounts::totp::SecondFactor;
use crate::digest::hash;
use crate::secrets::{Purpose, SecretError};
use crate::state::AppState;

/// The owner of the demo's vendor.
pub const OWNER: (&str, &str) = ("isv@demo.example", "王芳");

/// The demo's operator.
pub const OPERATOR: (&str, &str) = ("operator@demo.example", "张伟");

/// How many recovery codes are printed.
const CODES: usize = 5;

/// Enters the accounts that aren't there yet, and tells how to sign in by them.
pub async fn enter(state: &AppState, vendor_id: i64) -> Result<String> {
    if state.secrets.derive("").is_err() {
        return Ok(format!("console {}\n", SecretError::NoKey));
    }
    let owner = account(state, OWNER, (Role::VendorOwner, Some(vendor_id)));
    let operator = account(state, OPERATOR, (Role::Administrator, None));
    let ((_, owner), (operator_id, operator)) = tokio::try_join!(owner, operator)?;
    let factor = second_factor(state, operator_id).await?;
    let mut told = format!("console {}/console\n", state.settings.public_url);
    writeln!(told, "isv {} {owner}", OWNER.0)?;
    writeln!(told, "operator {} {operator}", OPERATOR.0)?;
    writeln!(told, "{factor}")?;
    Ok(told)
}

/// Enters an account unless its address has one; answers its id and its password.
async fn account(
    state: &AppState,
    (email, name): (&str, &str),
    (role, vendor_id): (Role, Option<i64>),
) -> Result<(i64, String)> {
    let password = password(state, email)?;
    let email = Email::parse(email).context("a demo account")?;
    if let Some((id, _)) = state.store.account_of(&email).await? {
        return Ok((id, password));
    }
    let parsed = state.passwords.parse(&password, &email, &[name]);
    let hashed = state.passwords.hash(parsed.context("a demo password")?);
    let new = DemoAccount {
        name: AccountName::parse(name).context("a demo account")?,
        email,
        role,
        vendor_id,
        password_hash: hashed.await.map_err(|_| SecretError::NoKey)?,
    };
    let id = state.store.enter_demo_account(&new, state.now()).await?;
    Ok((id, password))
}

/// The password of an account: four times four characters, 80 bits.
fn password(state: &AppState, email: &str) -> Result<String> {
    let bytes = state.secrets.derive(&format!("demo password/{email}"))?;
    let groups = bytes[..16].chunks(4).map(|group| {
        let shown = group.iter().map(|&byte| crockford::encode(byte));
        shown.collect::<String>().to_ascii_lowercase()
    });
    Ok(groups.collect::<Vec<_>>().join("-"))
}

/// Gives the operator the demo's second factor; recovery codes that were used are good again. Answers how to show it.
async fn second_factor(state: &AppState, account_id: i64) -> Result<String> {
    let derived = state.secrets.derive("demo second factor")?;
    let mut secret = [0; SECRET_BYTES];
    secret.copy_from_slice(&derived[..SECRET_BYTES]);
    let factor = SecondFactor::generate(secret, OPERATOR.0);
    let secret = factor.map_err(|_| SecretError::Damaged)?.secret();
    let purpose = Purpose::TotpSecret(account_id);
    let sealed = state.secrets.seal(purpose, &secret, &*state.random)?;
    let codes = (0..CODES).map(|nth| {
        let derived = state.secrets.derive(&format!("demo recovery code/{nth}"))?;
        let mut bytes = [0; RECOVERY_BYTES];
        bytes.copy_from_slice(&derived[..RECOVERY_BYTES]);
        Ok(RecoveryCode::generate(bytes))
    });
    let codes: Vec<RecoveryCode> = codes.collect::<Result<_, SecretError>>()?;
    let hashes: Vec<String> = codes.iter().map(|code| hash(code.as_str())).collect();
    let factor = (sealed.as_str(), hashes.as_slice());
    let now = state.now();
    state.store.set_demo_factor(account_id, factor, now).await?;
    let codes: Vec<String> = codes.iter().map(RecoveryCode::shown).collect();
    Ok(format!(
        "second factor {secret} (for an authenticator app), or one of {}",
        codes.join(" ")
    ))
}
