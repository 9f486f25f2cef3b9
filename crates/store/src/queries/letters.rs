//! Mails to those who answer for a vendor.

use domain::account::Role;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ConnectionTrait;

use crate::Result;
use crate::queries::accounts::of_vendor;
use crate::queries::mails::{self, NewMail};

/// A mail that goes to several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedLetter {
    /// Its subject.
    pub subject: String,
    /// Its text, encrypted.
    pub text: String,
}

/// Lets a mail wait for each owner of a vendor.
pub async fn to_owners(
    db: &impl ConnectionTrait,
    vendor_id: i64,
    letter: &SealedLetter,
    now: Moment,
) -> Result<()> {
    let owner = Role::VendorOwner.word();
    for account in of_vendor(db, Some(vendor_id)).await? {
        if account.role == owner {
            let mail = NewMail {
                recipient: account.email,
                subject: letter.subject.clone(),
                text: letter.text.clone(),
            };
            mails::put(db, &mail, now).await?;
        }
    }
    Ok(())
}
