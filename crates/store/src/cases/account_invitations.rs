//! Invitations to the console, as their recipients use them.

use domain::account::email::Email;
use domain::account::token::TokenPurpose;
use domain::account::{AccountError, AccountName, Role};
use domain::audit::Act;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait};

use crate::entity::{account, account_token, vendor};
use crate::queries::accounts::{by_email, forget_tokens};
use crate::queries::audit::{By, record};
use crate::queries::mailed_tokens::{self, invited_role};
use crate::{Result, Store, StoreError};

/// An invitation, as its recipient sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountInvitation {
    /// Where it was mailed to.
    pub email: String,
    /// The full name of the vendor; none for operators.
    pub vendor: Option<String>,
    /// Who invites.
    pub inviter: String,
    /// What one becomes.
    pub role: Role,
}

impl Store {
    /// An invitation by its link's token.
    ///
    /// # Errors
    ///
    /// [`AccountError::TokenDead`].
    pub async fn account_invitation(
        &self,
        token_hash: &str,
        now: Moment,
    ) -> Result<AccountInvitation> {
        let db = self.read();
        let row = mailed_tokens::find(db, TokenPurpose::Invite, token_hash, now).await?;
        let row = row.ok_or(AccountError::TokenDead)?;
        let vendor = match row.vendor_id {
            Some(id) => vendor::Entity::find_by_id(id).one(db).await?,
            None => None,
        };
        let inviter = match row.inviter_id {
            Some(id) => account::Entity::find_by_id(id).one(db).await?,
            None => None,
        };
        let role = invited_role(&row)?;
        Ok(AccountInvitation {
            email: row.email.unwrap_or_default(),
            vendor: vendor.map(|vendor| vendor.name),
            inviter: inviter.map(|inviter| inviter.name).unwrap_or_default(),
            role,
        })
    }

    /// Accepts an invitation: makes its account, whose address the link has proven.
    ///
    /// # Errors
    ///
    /// [`AccountError::TokenDead`]; [`AccountError::EmailTaken`] where the address has an account.
    pub async fn accept_account_invitation(
        &self,
        token_hash: &str,
        (name, password_hash): (&AccountName, &str),
        address: &str,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let token = mailed_tokens::find(&tx, TokenPurpose::Invite, token_hash, now).await?;
            let token = token.ok_or(AccountError::TokenDead)?;
            let role = invited_role(&token)?;
            let email = token.email.as_deref().unwrap_or_default();
            let email = Email::parse(email).map_err(|_| StoreError::Corrupt("e-mail address"))?;
            let mut row = account::ActiveModel {
                email: Set(email.as_str().to_owned()),
                name: Set(name.as_str().to_owned()),
                password_hash: Set(password_hash.to_owned()),
                role: Set(role.word().into_owned()),
                vendor_id: Set(token.vendor_id),
                pending_vendor: Set(None),
                email_confirmed_at: Set(Some(now.0)),
                created_at: Set(now.0),
                ..Default::default()
            };
            let row = match by_email(&tx, &email).await? {
                None => row.insert(&tx).await?,
                // Somebody signed up with the address, or was added by the command, and hasn't shown yet that it is theirs.
                Some(known) if known.email_confirmed_at.is_none() => {
                    row.id = Set(known.id);
                    forget_tokens(&tx, known.id).await?;
                    row.update(&tx).await?
                }
                Some(_) => return Err(AccountError::EmailTaken.into()),
            };
            account_token::Entity::delete_by_id(token.id)
                .exec(&tx)
                .await?;
            let by = By {
                account_id: Some(row.id),
                address,
            };
            let detail = [("role", &*row.role)];
            record(&tx, by, (Act::InvitationAccepted, &row.email), &detail, now).await
        })
        .await
    }
}
