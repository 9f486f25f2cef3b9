//! Serials that links and codes carry.

use domain::batch::{SerialMisfit, SerialTaken};
use domain::license_code::{LicenseCode, LicenseCodeError};
use domain::time::Moment;
use store::{Store, StoreError, Suite};
use thiserror::Error;

/// Why a serial can't go into a new link.
#[derive(Debug, Error)]
pub enum CarryError {
    /// It is none.
    #[error(transparent)]
    Serial(#[from] LicenseCodeError),
    /// The suite doesn't ask for it.
    #[error(transparent)]
    Misfit(#[from] SerialMisfit),
    /// It can't be given out.
    #[error(transparent)]
    Taken(#[from] SerialTaken),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A serial that a new link of a suite may carry.
///
/// # Errors
///
/// [`CarryError`].
pub async fn carried(
    store: &Store,
    suite: &Suite,
    typed: &str,
    now: Moment,
) -> Result<LicenseCode, CarryError> {
    let serial = LicenseCode::parse(suite.settings.serial, typed)?;
    suite.settings.serial.carried(Some(serial.clone()))?;
    let known = match serial.issued() {
        Some(issued) => store.may_carry(suite.id, &issued, now).await??,
        None => false,
    };
    suite.settings.serial.takes_alone(known)?;
    Ok(serial)
}
