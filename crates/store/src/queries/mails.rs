//! Puts mails where they wait to be sent.

use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait};

use crate::Result;
use crate::entity::mail;

/// A mail to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail {
    /// The e-mail address that it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its text, encrypted.
    pub text: String,
}

/// Lets a mail wait, due at once.
pub async fn put(db: &impl ConnectionTrait, mail: &NewMail, now: Moment) -> Result<()> {
    let row = mail::ActiveModel {
        recipient: Set(mail.recipient.clone()),
        subject: Set(mail.subject.clone()),
        text: Set(mail.text.clone()),
        attempts: Set(0),
        next_at: Set(Some(now.0)),
        created_at: Set(now.0),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}
