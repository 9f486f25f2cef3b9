//! What demo data has of accounts, and its past.

use domain::account::email::Email;
use domain::account::{AccountName, Role};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait};

use crate::entity::{account, recovery_code};
use crate::queries::accounts::{by_email, forget_recovery_codes};
use crate::queries::past::{self, Past};
use crate::{Result, Store};

/// An account of a demo, whose address needs no confirmation.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// Its e-mail address.
    pub email: Email,
    /// Its name.
    pub name: AccountName,
    /// What it is.
    pub role: Role,
    /// The vendor that it works for.
    pub vendor_id: Option<i64>,
    /// The hash of its password.
    pub password_hash: String,
}

impl Store {
    /// The id of the account with an address, and the secret of its second factor, encrypted, once that is switched on.
    pub async fn account_of(&self, email: &Email) -> Result<Option<(i64, Option<String>)>> {
        let found = by_email(self.read(), email).await?;
        let secret = |row: &account::Model| {
            let is_on = row.totp_confirmed_at.is_some();
            row.totp_secret.clone().filter(|_| is_on)
        };
        Ok(found.map(|row| (row.id, secret(&row))))
    }

    /// Enters an account of a demo; answers its id.
    pub async fn enter_demo_account(&self, new: &DemoAccount, now: Moment) -> Result<i64> {
        self.write(|tx| async move {
            let row = account::ActiveModel {
                email: Set(new.email.as_str().to_owned()),
                name: Set(new.name.as_str().to_owned()),
                password_hash: Set(new.password_hash.clone()),
                role: Set(new.role.word().into_owned()),
                vendor_id: Set(new.vendor_id),
                email_confirmed_at: Set(Some(now.0)),
                created_at: Set(now.0),
                ..Default::default()
            };
            Ok(row.insert(&tx).await?.id)
        })
        .await
    }

    /// Switches the second factor of a demo's account on, with an encrypted secret and recovery codes in place of those it had.
    pub async fn set_demo_factor(
        &self,
        account_id: i64,
        (sealed, recovery_hashes): (&str, &[String]),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let on = account::ActiveModel {
                id: Set(account_id),
                totp_secret: Set(Some(sealed.to_owned())),
                totp_confirmed_at: Set(Some(now.0)),
                ..Default::default()
            };
            on.update(&tx).await?;
            forget_recovery_codes(&tx, account_id).await?;
            let codes = recovery_hashes
                .iter()
                .map(|hash| recovery_code::ActiveModel {
                    account_id: Set(account_id),
                    code_hash: Set(hash.clone()),
                    ..Default::default()
                });
            recovery_code::Entity::insert_many(codes)
                .exec_without_returning(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// Enters a past, all of it or nothing.
    pub async fn enter_past(&self, past: &Past) -> Result<()> {
        self.write(|tx| async move { past::enter(&tx, past).await })
            .await
    }
}
