//! One's own account: name, password, second factor.

use domain::account::{AccountError, AccountName};
use domain::audit::Act;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::{account, account_session, recovery_code, vendor};
use crate::queries::accounts::{by_id, end_sessions, forget_recovery_codes, set_password};
use crate::queries::audit::record;
use crate::queries::row::count;
use crate::{Actor, Result, Store};

/// What there is to say of one's own account beside what a session says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAccount {
    /// The full name and the name for sentences of the vendor that one works for.
    pub vendor: Option<(String, String)>,
    /// The hash of the password.
    pub password_hash: String,
    /// The second factor is switched on.
    pub totp_on: bool,
    /// The secret of the second factor, encrypted, also while it is being set up.
    pub totp_secret: Option<String>,
    /// How many recovery codes are left.
    pub recovery_codes: u32,
}

/// A second factor that is switched on.
#[derive(Clone, Copy, Debug)]
pub struct NewTotp<'a> {
    /// The session in which it is done, which has shown it.
    pub session_id: i64,
    /// The secret, encrypted, as it was begun with.
    pub sealed: &'a str,
    /// The step of the code that was shown.
    pub step: i64,
    /// The hashes of the recovery codes.
    pub recovery_hashes: &'a [String],
}

impl Store {
    /// One's own account.
    pub async fn own_account(&self, actor: &Actor) -> Result<OwnAccount> {
        let db = self.read();
        let row = by_id(db, actor.account_id).await?;
        let vendor = match row.vendor_id {
            Some(id) => vendor::Entity::find_by_id(id).one(db).await?,
            None => None,
        };
        let codes = recovery_code::Entity::find()
            .filter(recovery_code::Column::AccountId.eq(row.id))
            .count(db)
            .await?;
        Ok(OwnAccount {
            vendor: vendor.map(|vendor| (vendor.name, vendor.short_name)),
            password_hash: row.password_hash,
            totp_on: row.totp_confirmed_at.is_some(),
            totp_secret: row.totp_secret,
            recovery_codes: count(codes),
        })
    }

    /// Sets one's name.
    pub async fn set_own_name(&self, actor: &Actor, name: &AccountName) -> Result<()> {
        self.write(|tx| async move {
            by_id(&tx, actor.account_id).await?;
            let row = account::ActiveModel {
                id: Set(actor.account_id),
                name: Set(name.as_str().to_owned()),
                ..Default::default()
            };
            row.update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Sets another password in place of the one with the hash `old`. The other sessions end.
    ///
    /// # Errors
    ///
    /// [`AccountError::PasswordWrong`] where it was changed meanwhile.
    pub async fn change_password(
        &self,
        actor: &Actor,
        kept: i64,
        (old, new): (&str, &str),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let row = by_id(&tx, actor.account_id).await?;
            if row.password_hash != old {
                return Err(AccountError::PasswordWrong.into());
            }
            set_password(&tx, row.id, new).await?;
            end_sessions(&tx, row.id, Some(kept)).await?;
            record(
                &tx,
                actor.by(),
                (Act::PasswordChanged, &row.email),
                &[],
                now,
            )
            .await
        })
        .await
    }

    /// Begins to set up the second factor with an encrypted secret, in place of one that was begun before.
    ///
    /// # Errors
    ///
    /// [`AccountError::TotpOn`].
    pub async fn begin_totp(&self, actor: &Actor, sealed: &str) -> Result<()> {
        self.write(|tx| async move {
            let row = by_id(&tx, actor.account_id).await?;
            if row.totp_confirmed_at.is_some() {
                return Err(AccountError::TotpOn.into());
            }
            let begun = account::ActiveModel {
                id: Set(row.id),
                totp_secret: Set(Some(sealed.to_owned())),
                totp_step: Set(None),
                ..Default::default()
            };
            begun.update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Switches the second factor on. The other sessions, which haven't shown it, end.
    ///
    /// # Errors
    ///
    /// [`AccountError::TotpOn`]; [`AccountError::TotpNotBegun`] where another was begun meanwhile.
    pub async fn switch_totp_on(&self, actor: &Actor, new: NewTotp<'_>, now: Moment) -> Result<()> {
        let new = &new;
        self.write(|tx| async move {
            let row = by_id(&tx, actor.account_id).await?;
            if row.totp_confirmed_at.is_some() {
                return Err(AccountError::TotpOn.into());
            }
            if row.totp_secret.as_deref() != Some(new.sealed) {
                return Err(AccountError::TotpNotBegun.into());
            }
            let on = account::ActiveModel {
                id: Set(row.id),
                totp_confirmed_at: Set(Some(now.0)),
                totp_step: Set(Some(new.step)),
                ..Default::default()
            };
            on.update(&tx).await?;
            forget_recovery_codes(&tx, row.id).await?;
            let codes = new
                .recovery_hashes
                .iter()
                .map(|hash| recovery_code::ActiveModel {
                    account_id: Set(row.id),
                    code_hash: Set(hash.clone()),
                    ..Default::default()
                });
            recovery_code::Entity::insert_many(codes).exec(&tx).await?;
            end_sessions(&tx, row.id, Some(new.session_id)).await?;
            account_session::Entity::update_many()
                .set(account_session::ActiveModel {
                    second_factor: Set(true),
                    ..Default::default()
                })
                .filter(account_session::Column::Id.eq(new.session_id))
                .exec(&tx)
                .await?;
            record(&tx, actor.by(), (Act::TotpOn, &row.email), &[], now).await
        })
        .await
    }

    /// Switches the second factor off.
    ///
    /// # Errors
    ///
    /// [`AccountError::TotpKept`] for operators.
    pub async fn switch_totp_off(&self, actor: &Actor, now: Moment) -> Result<()> {
        if actor.role.is_operator() {
            return Err(AccountError::TotpKept.into());
        }
        self.write(|tx| async move {
            let row = by_id(&tx, actor.account_id).await?;
            let off = account::ActiveModel {
                id: Set(row.id),
                totp_secret: Set(None),
                totp_confirmed_at: Set(None),
                totp_step: Set(None),
                ..Default::default()
            };
            off.update(&tx).await?;
            forget_recovery_codes(&tx, row.id).await?;
            record(&tx, actor.by(), (Act::TotpOff, &row.email), &[], now).await
        })
        .await
    }
}
