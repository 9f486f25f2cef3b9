//! Signing up for the console, confirming the address, another password for one that was forgotten.

use domain::account::email::Email;
use domain::account::token::TokenPurpose;
use domain::account::{self, AccountError, AccountName, Role, VendorName};
use domain::audit::Act;
use domain::limit::{MAILS_PER_ADDRESS, MAILS_PER_EMAIL};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};

use crate::entity::{account as account_row, vendor};
use crate::queries::accounts::{
    by_email, by_id, end_sessions, forget_tokens, role_of, set_password,
};
use crate::queries::attempts::{self, AttemptBy, AttemptKind};
use crate::queries::audit::{By, record};
use crate::queries::mailed_tokens;
use crate::queries::mails::{self, NewMail};
use crate::{Result, Store, StoreError};

/// Somebody who signs up.
#[derive(Clone, Copy, Debug)]
pub struct SignUp<'a> {
    /// The e-mail address.
    pub email: &'a Email,
    /// Their name.
    pub name: &'a AccountName,
    /// The hash of the password.
    pub password_hash: &'a str,
    /// The vendor's full name.
    pub vendor: &'a VendorName,
    /// The client's address.
    pub address: &'a str,
    /// The hash of the link's token.
    pub token_hash: &'a str,
    /// The mail with the link.
    pub confirm: &'a NewMail,
    /// The mail for an address that has an account.
    pub known: &'a NewMail,
}

/// A link that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct NewLink<'a> {
    /// The address of the account that it is for.
    pub email: &'a Email,
    /// Whose attempt it is.
    pub by: AttemptBy<'a>,
    /// The hash of its token.
    pub token_hash: &'a str,
    /// The mail with it.
    pub mail: &'a NewMail,
}

/// Whose password a link sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetOf {
    /// The e-mail address.
    pub email: String,
    /// The full name of the vendor, if they work for one.
    pub vendor: Option<String>,
}

impl Store {
    /// Counts a sign-up, if the limits of mails allow it: each sends one, whether the address has an account or not.
    ///
    /// # Errors
    ///
    /// [`AccountError::MailWait`].
    pub async fn begin_sign_up(&self, by: AttemptBy<'_>, now: Moment) -> Result<()> {
        self.write(|tx| async move { count_mail(&tx, by, now).await })
            .await
    }

    /// Makes an account that is to be confirmed by its link, and lets the mail with the link wait. An address that has an account
    /// gets the other mail, and the answer is the same. Who signs up again before confirming replaces what was entered.
    pub async fn sign_up(&self, new: SignUp<'_>, now: Moment) -> Result<()> {
        let new = &new;
        self.write(|tx| async move {
            let known = by_email(&tx, new.email).await?;
            let mut row = account_row::ActiveModel {
                email: Set(new.email.as_str().to_owned()),
                name: Set(new.name.as_str().to_owned()),
                password_hash: Set(new.password_hash.to_owned()),
                role: Set(Role::VendorOwner.word().into_owned()),
                pending_vendor: Set(Some(new.vendor.as_str().to_owned())),
                created_at: Set(now.0),
                ..Default::default()
            };
            let id = match known {
                Some(known)
                    if known.email_confirmed_at.is_some() || role_of(&known)?.is_operator() =>
                {
                    return mails::put(&tx, new.known, now).await;
                }
                Some(known) => {
                    row.id = Set(known.id);
                    forget_tokens(&tx, known.id).await?;
                    row.update(&tx).await?.id
                }
                None => row.insert(&tx).await?.id,
            };
            put_link(
                &tx,
                TokenPurpose::Confirm,
                id,
                (new.token_hash, new.confirm),
                now,
            )
            .await?;
            let by = by_account(id, new.address);
            let detail = [("vendor", new.vendor.as_str())];
            record(&tx, by, (Act::SignedUp, new.email.as_str()), &detail, now).await
        })
        .await
    }

    /// Mails another link to an account whose address isn't confirmed; nothing for any other.
    ///
    /// # Errors
    ///
    /// [`AccountError::MailWait`].
    pub async fn send_confirmation(&self, link: NewLink<'_>, now: Moment) -> Result<()> {
        let link = &link;
        self.write(|tx| async move {
            count_mail(&tx, link.by, now).await?;
            match by_email(&tx, link.email).await? {
                Some(row) if row.email_confirmed_at.is_none() => {
                    put_link(
                        &tx,
                        TokenPurpose::Confirm,
                        row.id,
                        (link.token_hash, link.mail),
                        now,
                    )
                    .await
                }
                _ => Ok(()),
            }
        })
        .await
    }

    /// Confirms an address by its link's token, and makes the vendor that was signed up for. The same again does nothing.
    ///
    /// # Errors
    ///
    /// [`AccountError::TokenDead`].
    pub async fn confirm_email(&self, token_hash: &str, address: &str, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let found = mailed_tokens::find(&tx, TokenPurpose::Confirm, token_hash, now).await?;
            let token = found.ok_or(AccountError::TokenDead)?;
            let account_id = token.account_id.ok_or(AccountError::TokenDead)?;
            let row = by_id(&tx, account_id).await?;
            if row.email_confirmed_at.is_some() {
                return Ok(());
            }
            confirm(&tx, &row, now).await?;
            mailed_tokens::mark_used(&tx, token.id, now).await?;
            let what = (Act::EmailConfirmed, row.email.as_str());
            record(&tx, by_account(row.id, address), what, &[], now).await
        })
        .await
    }

    /// Lets a mail wait with a link that sets another password, if the address has an account.
    ///
    /// # Errors
    ///
    /// [`AccountError::MailWait`].
    pub async fn ask_for_reset(&self, link: NewLink<'_>, now: Moment) -> Result<()> {
        let link = &link;
        self.write(|tx| async move {
            count_mail(&tx, link.by, now).await?;
            let Some(row) = by_email(&tx, link.email).await? else {
                return Ok(());
            };
            put_link(
                &tx,
                TokenPurpose::Reset,
                row.id,
                (link.token_hash, link.mail),
                now,
            )
            .await?;
            let what = (Act::ResetAsked, row.email.as_str());
            record(&tx, by_account(row.id, link.by.address), what, &[], now).await
        })
        .await
    }

    /// Whose password a link sets.
    ///
    /// # Errors
    ///
    /// [`AccountError::TokenDead`].
    pub async fn reset_of(&self, token_hash: &str, now: Moment) -> Result<ResetOf> {
        let db = self.read();
        let found = mailed_tokens::find(db, TokenPurpose::Reset, token_hash, now).await?;
        let account_id = found.and_then(|token| token.account_id);
        let row = by_id(db, account_id.ok_or(AccountError::TokenDead)?).await?;
        let vendor = match row.vendor_id {
            Some(id) => vendor::Entity::find_by_id(id).one(db).await?,
            None => None,
        };
        Ok(ResetOf {
            email: row.email,
            vendor: vendor.map(|vendor| vendor.name).or(row.pending_vendor),
        })
    }

    /// Sets another password by a link, which proves the address too. All sessions end.
    ///
    /// # Errors
    ///
    /// [`AccountError::TokenDead`].
    pub async fn reset_password(
        &self,
        token_hash: &str,
        password_hash: &str,
        address: &str,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let found = mailed_tokens::find(&tx, TokenPurpose::Reset, token_hash, now).await?;
            let account_id = found.and_then(|token| token.account_id);
            let row = by_id(&tx, account_id.ok_or(AccountError::TokenDead)?).await?;
            set_password(&tx, row.id, password_hash).await?;
            end_sessions(&tx, row.id, None).await?;
            if row.email_confirmed_at.is_none() {
                confirm(&tx, &row, now).await?;
            }
            let what = (Act::PasswordReset, row.email.as_str());
            record(&tx, by_account(row.id, address), what, &[], now).await
        })
        .await
    }

    /// Adds an operator, whose password is set by a link with a token of this hash. An operator who hasn't set it yet gets
    /// another link, and takes the place of somebody who signed up with the address and hasn't confirmed it.
    ///
    /// # Errors
    ///
    /// [`AccountError::EmailTaken`]; [`AccountError::RoleUnfit`] for a role of a vendor's.
    pub async fn add_operator(
        &self,
        (email, name, role): (&Email, &AccountName, Role),
        token_hash: &str,
        now: Moment,
    ) -> Result<()> {
        if !role.is_operator() {
            return Err(AccountError::RoleUnfit.into());
        }
        self.write(|tx| async move {
            let mut row = account_row::ActiveModel {
                email: Set(email.as_str().to_owned()),
                name: Set(name.as_str().to_owned()),
                role: Set(role.word().into_owned()),
                password_hash: Set(String::new()),
                pending_vendor: Set(None),
                created_at: Set(now.0),
                ..Default::default()
            };
            let id = match by_email(&tx, email).await? {
                None => row.insert(&tx).await?.id,
                Some(known) if known.email_confirmed_at.is_none() => {
                    row.id = Set(known.id);
                    forget_tokens(&tx, known.id).await?;
                    row.update(&tx).await?.id
                }
                Some(_) => return Err(AccountError::EmailTaken.into()),
            };
            let expires_at = now + account::token::OPERATOR_LINK;
            let times = (now, expires_at);
            mailed_tokens::put(&tx, TokenPurpose::Reset, id, token_hash, times).await?;
            let by = By {
                account_id: None,
                address: "",
            };
            let role = role.word();
            let detail = [("role", &*role)];
            record(&tx, by, (Act::OperatorAdded, email.as_str()), &detail, now).await
        })
        .await
    }
}

fn by_account(id: i64, address: &str) -> By<'_> {
    By {
        account_id: Some(id),
        address,
    }
}

/// Counts a mail that is asked for, if the limits allow it.
async fn count_mail(db: &impl ConnectionTrait, by: AttemptBy<'_>, now: Moment) -> Result<()> {
    for (which, limit) in [
        (by.of_subject(), MAILS_PER_EMAIL),
        (by.of_address(), MAILS_PER_ADDRESS),
    ] {
        if let Some(wait) = attempts::wait(db, AttemptKind::Mail, which, limit, now).await? {
            return Err(AccountError::MailWait(wait).into());
        }
    }
    attempts::count(db, AttemptKind::Mail, by, now).await?;
    Ok(())
}

/// Keeps a link to an account's address, and lets its mail wait.
async fn put_link(
    db: &impl ConnectionTrait,
    purpose: TokenPurpose,
    account_id: i64,
    (token_hash, mail): (&str, &NewMail),
    now: Moment,
) -> Result<()> {
    let times = (now, now + purpose.lifetime());
    mailed_tokens::put(db, purpose, account_id, token_hash, times).await?;
    mails::put(db, mail, now).await
}

/// Marks an account's address as confirmed, and makes its vendor.
async fn confirm(db: &impl ConnectionTrait, row: &account_row::Model, now: Moment) -> Result<()> {
    let vendor_id = match &row.pending_vendor {
        None => row.vendor_id,
        Some(full) => {
            let full = VendorName::parse(full).map_err(|_| StoreError::Corrupt("vendor's name"))?;
            let vendor = vendor::ActiveModel {
                short_name: Set(account::short_name(&full)),
                name: Set(full.into()),
                certified: Set(false),
                contact: Set(None),
                created_at: Set(now.0),
                ..Default::default()
            };
            Some(vendor.insert(db).await?.id)
        }
    };
    let confirmed = account_row::ActiveModel {
        id: Set(row.id),
        email_confirmed_at: Set(Some(now.0)),
        vendor_id: Set(vendor_id),
        pending_vendor: Set(None),
        ..Default::default()
    };
    confirmed.update(db).await?;
    Ok(())
}
