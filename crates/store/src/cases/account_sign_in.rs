//! Signing in to the console, and the sessions that this makes.

use domain::account::email::Email;
use domain::account::session::{SEEN_EVERY, ends};
use domain::account::{AccountError, Role};
use domain::audit::Act;
use domain::limit::{SIGN_INS_PER_ACCOUNT, SIGN_INS_PER_ACCOUNT_AND_ADDRESS, SIGN_INS_PER_ADDRESS};
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

use crate::entity::{account, account_session, recovery_code};
use crate::queries::accounts::{by_email, by_id, end_sessions, role_of};
use crate::queries::attempts::{self, AttemptBy, AttemptKind};
use crate::queries::audit::{By, record};
use crate::{Actor, Result, Store, StoreError};

/// An attempt to sign in, counted as a failed one until it succeeds: simultaneous ones are all counted.
#[derive(Clone, Debug)]
pub struct SignInAttempt {
    /// Its id.
    pub id: i64,
    /// The account, if there is one.
    pub account: Option<KnownAccount>,
}

/// What an account signs in with.
#[derive(Clone, Debug)]
pub struct KnownAccount {
    /// Its id.
    pub id: i64,
    /// The hash of its password; empty where none is set.
    pub password_hash: String,
    /// Its address is confirmed.
    pub is_confirmed: bool,
    /// The secret of its second factor, encrypted, once that is switched on.
    pub totp_secret: Option<String>,
}

/// What is shown beside the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// Nothing: the account has no second factor.
    None,
    /// A code of this step.
    Step(i64),
    /// A recovery code with this hash.
    Recovery(String),
}

/// A session to open for an account whose password was right.
#[derive(Clone, Copy, Debug)]
pub struct NewAccountSession<'a> {
    /// The account.
    pub account_id: i64,
    /// The attempt, which counts no more.
    pub attempt_id: i64,
    /// The hash of the password that was right: another one since then refuses.
    pub password_hash: &'a str,
    /// The second factor.
    pub factor: &'a SecondFactor,
    /// The hash of the session's token.
    pub token_hash: &'a str,
    /// The client's address.
    pub address: &'a str,
    /// What the browser says it is.
    pub user_agent: &'a str,
}

/// An account that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedAccount {
    /// The session.
    pub session_id: i64,
    /// The account.
    pub account_id: i64,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// The vendor that they work for; operators have none.
    pub vendor_id: Option<i64>,
    /// The second factor is switched on, and was shown by this session.
    pub second_factor: bool,
    /// When the session began.
    began: Moment,
    /// When it was used last.
    seen: Moment,
}

/// A session of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSessionRow {
    /// Its id.
    pub id: i64,
    /// When it began.
    pub created_at: Moment,
    /// When it was used last.
    pub seen_at: Moment,
    /// The client's address.
    pub address: String,
    /// What the browser said it was.
    pub user_agent: String,
}

impl SignedAccount {
    fn of(session: &account_session::Model, row: account::Model) -> Result<Self> {
        Ok(Self {
            session_id: session.id,
            account_id: row.id,
            role: role_of(&row)?,
            name: row.name,
            email: row.email,
            vendor_id: row.vendor_id,
            second_factor: row.totp_confirmed_at.is_some() && session.second_factor,
            began: Moment(session.created_at),
            seen: Moment(session.seen_at),
        })
    }

    /// Whether an operator has to set up the second factor before anything else.
    pub fn totp_required(&self) -> bool {
        self.role.is_operator() && !self.second_factor
    }

    /// Whether it is to be kept that the session is used now.
    pub fn is_to_be_kept(&self, now: Moment) -> bool {
        now - self.seen >= SEEN_EVERY
    }
}

impl Store {
    /// Counts an attempt to sign in, if the limits allow it, and answers what the account signs in with.
    ///
    /// # Errors
    ///
    /// [`AccountError::SignInWait`].
    pub async fn begin_sign_in(
        &self,
        email: &Email,
        by: AttemptBy<'_>,
        now: Moment,
    ) -> Result<SignInAttempt> {
        self.write(|tx| async move {
            let id = count_attempt(&tx, by, now).await?;
            let account = by_email(&tx, email).await?.map(|row| KnownAccount {
                id: row.id,
                password_hash: row.password_hash,
                is_confirmed: row.email_confirmed_at.is_some(),
                totp_secret: row.totp_secret.filter(|_| row.totp_confirmed_at.is_some()),
            });
            Ok(SignInAttempt { id, account })
        })
        .await
    }

    /// Counts an attempt to set a password by a mailed link, as one to sign in is, and answers its id.
    ///
    /// # Errors
    ///
    /// [`AccountError::SignInWait`].
    pub async fn begin_to_set_password(&self, by: AttemptBy<'_>, now: Moment) -> Result<i64> {
        self.write(|tx| async move { count_attempt(&tx, by, now).await })
            .await
    }

    /// Records that an attempt to sign in to an account failed. Where there is no such account, the log that is kept for ever
    /// doesn't grow by what strangers type. It takes as long, so that the time doesn't tell whether the account exists.
    pub async fn record_failed_sign_in(
        &self,
        attempt: i64,
        account_id: Option<i64>,
        (email, address): (&Email, &str),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            match account_id {
                None => attempts::move_to(&tx, attempt, now).await,
                Some(_) => {
                    let by = By {
                        account_id,
                        address,
                    };
                    record(&tx, by, (Act::SignInFailed, email.as_str()), &[], now).await
                }
            }
        })
        .await
    }

    /// Counts an attempt no more: the password was right.
    pub async fn forget_attempt(&self, id: i64) -> Result<()> {
        self.write(|tx| async move { attempts::forget(&tx, id).await })
            .await
    }

    /// Opens a session, and uses up the code of the second factor.
    ///
    /// # Errors
    ///
    /// [`AccountError::TotpWrong`] for a code that was used; [`AccountError::PasswordWrong`] where the password was changed
    /// meanwhile.
    pub async fn open_account_session(
        &self,
        new: NewAccountSession<'_>,
        now: Moment,
    ) -> Result<SignedAccount> {
        let new = &new;
        self.write(|tx| async move {
            let row = by_id(&tx, new.account_id).await?;
            if row.password_hash != new.password_hash || row.email_confirmed_at.is_none() {
                return Err(AccountError::PasswordWrong.into());
            }
            show_second_factor(&tx, &row, new, now).await?;
            attempts::forget(&tx, new.attempt_id).await?;
            let session = account_session::ActiveModel {
                token_hash: Set(new.token_hash.to_owned()),
                account_id: Set(row.id),
                created_at: Set(now.0),
                seen_at: Set(now.0),
                expires_at: Set(ends(role_of(&row)?, now, now).0),
                address: Set(new.address.to_owned()),
                user_agent: Set(new.user_agent.to_owned()),
                second_factor: Set(*new.factor != SecondFactor::None),
                ..Default::default()
            };
            let session = session.insert(&tx).await?;
            let mut seen = account::ActiveModel {
                id: Set(row.id),
                seen_at: Set(Some(now.0)),
                ..Default::default()
            };
            if let SecondFactor::Step(step) = new.factor {
                seen.totp_step = Set(Some(*step));
            }
            let row = seen.update(&tx).await?;
            let by = By {
                account_id: Some(row.id),
                address: new.address,
            };
            record(&tx, by, (Act::SignedIn, &row.email), &[], now).await?;
            SignedAccount::of(&session, row)
        })
        .await
    }

    /// The account that a session's token signs in, if the session is good.
    pub async fn signed_account(
        &self,
        token_hash: &str,
        now: Moment,
    ) -> Result<Option<SignedAccount>> {
        let session = account_session::Entity::find()
            .filter(account_session::Column::TokenHash.eq(token_hash))
            .filter(account_session::Column::ExpiresAt.gt(now.0))
            .one(self.read())
            .await?;
        let Some(session) = session else {
            return Ok(None);
        };
        match by_id(self.read(), session.account_id).await {
            Ok(row) => SignedAccount::of(&session, row).map(Some),
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps that a session is used now, from this address.
    pub async fn keep_session(
        &self,
        signed: &SignedAccount,
        address: &str,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let expires_at = ends(signed.role, signed.began, now);
            account_session::Entity::update_many()
                .set(account_session::ActiveModel {
                    seen_at: Set(now.0),
                    expires_at: Set(expires_at.0),
                    address: Set(address.to_owned()),
                    ..Default::default()
                })
                .filter(account_session::Column::Id.eq(signed.session_id))
                .exec(&tx)
                .await?;
            account::Entity::update_many()
                .set(account::ActiveModel {
                    seen_at: Set(Some(now.0)),
                    ..Default::default()
                })
                .filter(account::Column::Id.eq(signed.account_id))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// Ends the session with a token of this hash.
    pub async fn sign_out_account(&self, token_hash: &str) -> Result<()> {
        self.write(|tx| async move {
            account_session::Entity::delete_many()
                .filter(account_session::Column::TokenHash.eq(token_hash))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// The sessions of an account that are good, the one used last first.
    pub async fn account_sessions(
        &self,
        actor: &Actor,
        now: Moment,
    ) -> Result<Vec<AccountSessionRow>> {
        let rows = account_session::Entity::find()
            .filter(account_session::Column::AccountId.eq(actor.account_id))
            .filter(account_session::Column::ExpiresAt.gt(now.0))
            .order_by_desc(account_session::Column::SeenAt)
            .order_by_desc(account_session::Column::Id)
            .all(self.read())
            .await?;
        let row = |row: account_session::Model| AccountSessionRow {
            id: row.id,
            created_at: Moment(row.created_at),
            seen_at: Moment(row.seen_at),
            address: row.address,
            user_agent: row.user_agent,
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Ends a session of one's own.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for another's.
    pub async fn end_session(&self, actor: &Actor, id: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let ended = account_session::Entity::delete_many()
                .filter(account_session::Column::Id.eq(id))
                .filter(account_session::Column::AccountId.eq(actor.account_id))
                .exec(&tx)
                .await?;
            if ended.rows_affected == 0 {
                return Err(StoreError::NotFound);
            }
            record(&tx, actor.by(), (Act::SessionEnded, ""), &[], now).await
        })
        .await
    }

    /// Ends one's sessions but this one.
    pub async fn end_other_sessions(&self, actor: &Actor, kept: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            end_sessions(&tx, actor.account_id, Some(kept)).await?;
            record(&tx, actor.by(), (Act::SessionsEnded, ""), &[], now).await
        })
        .await
    }
}

/// Counts an attempt, if the limits allow it.
async fn count_attempt(db: &impl ConnectionTrait, by: AttemptBy<'_>, now: Moment) -> Result<i64> {
    let of_both = by.of_subject().and(by.of_address());
    for (which, limit) in [
        (of_both, SIGN_INS_PER_ACCOUNT_AND_ADDRESS),
        (by.of_subject(), SIGN_INS_PER_ACCOUNT),
        (by.of_address(), SIGN_INS_PER_ADDRESS),
    ] {
        let wait = attempts::wait(db, AttemptKind::SignIn, which, limit, now).await?;
        if let Some(wait) = wait {
            return Err(AccountError::SignInWait(wait).into());
        }
    }
    attempts::count(db, AttemptKind::SignIn, by, now).await
}

/// Holds the second factor against what the account has; a recovery code is used up.
async fn show_second_factor(
    db: &impl ConnectionTrait,
    row: &account::Model,
    new: &NewAccountSession<'_>,
    now: Moment,
) -> Result<()> {
    let is_on = row.totp_confirmed_at.is_some();
    let is_good = match new.factor {
        SecondFactor::None => !is_on,
        SecondFactor::Step(step) => is_on && row.totp_step.is_none_or(|last| last < *step),
        SecondFactor::Recovery(hash) => {
            let used = recovery_code::Entity::delete_many()
                .filter(recovery_code::Column::AccountId.eq(row.id))
                .filter(recovery_code::Column::CodeHash.eq(hash))
                .exec(db)
                .await?;
            let is_used = is_on && used.rows_affected == 1;
            if is_used {
                let by = By {
                    account_id: Some(row.id),
                    address: new.address,
                };
                record(db, by, (Act::RecoveryCodeUsed, &row.email), &[], now).await?;
            }
            is_used
        }
    };
    match is_good {
        true => Ok(()),
        false => Err(AccountError::TotpWrong.into()),
    }
}
