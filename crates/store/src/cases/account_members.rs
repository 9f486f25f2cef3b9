//! The members of a vendor, and the operators: who they are, inviting them, their roles, taking them out.
//!
//! Each of these acts among the actor's own: the members of the vendor, or the operators where the actor is one.

use domain::account::email::Email;
use domain::account::token::TokenPurpose;
use domain::account::{AccountError, Role};
use domain::audit::Act;
use domain::limit::INVITATIONS_PER_ACCOUNT;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

use crate::entity::{account, account_token};
use crate::queries::accounts::{another_keeps, by_email, member, of_vendor, role_of, take_out};
use crate::queries::attempts::{self, AttemptBy, AttemptKind};
use crate::queries::audit::record;
use crate::queries::mailed_tokens::invited_role;
use crate::queries::mails::{self, NewMail};
use crate::{Actor, Result, Store, StoreError};

/// A member of a vendor, or an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// The account.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// Their second factor is switched on.
    pub second_factor: bool,
    /// When they came.
    pub created_at: Moment,
    /// When they were last signed in.
    pub seen_at: Option<Moment>,
}

/// An invitation that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Its id.
    pub id: i64,
    /// Where it was mailed to.
    pub email: String,
    /// What one becomes.
    pub role: Role,
    /// When it was mailed last.
    pub sent_at: Moment,
    /// When its link ends.
    pub expires_at: Moment,
}

/// An invitation to be mailed.
#[derive(Clone, Copy, Debug)]
pub struct NewInvitation<'a> {
    /// Where to.
    pub email: &'a Email,
    /// What one becomes.
    pub role: Role,
    /// The hash of its token.
    pub token_hash: &'a str,
    /// The mail.
    pub mail: &'a NewMail,
}

impl Store {
    /// The members, in the order in which they came, and the invitations that are open, the newest first.
    pub async fn account_members(
        &self,
        actor: &Actor,
        now: Moment,
    ) -> Result<(Vec<AccountRow>, Vec<OpenInvitation>)> {
        let members = of_vendor(self.read(), actor.vendor_id).await?;
        let invitations = account_token::Entity::find()
            .filter(invitations_of(actor.vendor_id))
            .filter(account_token::Column::ExpiresAt.gt(now.0))
            .order_by_desc(account_token::Column::Id)
            .all(self.read())
            .await?;
        let row = |row: account::Model| {
            Ok(AccountRow {
                id: row.id,
                role: role_of(&row)?,
                name: row.name,
                email: row.email,
                second_factor: row.totp_confirmed_at.is_some(),
                created_at: Moment(row.created_at),
                seen_at: row.seen_at.map(Moment),
            })
        };
        let members: Result<_> = members.into_iter().map(row).collect();
        let invitations: Result<_> = invitations.iter().map(open).collect();
        Ok((members?, invitations?))
    }

    /// Invites somebody by mail, in place of an invitation of the same address. Whether the address has an account elsewhere is
    /// answered only to its owner.
    ///
    /// # Errors
    ///
    /// [`AccountError::RoleUnfit`], [`AccountError::MemberThere`], [`AccountError::MailWait`].
    pub async fn invite_account(
        &self,
        actor: &Actor,
        new: NewInvitation<'_>,
        now: Moment,
    ) -> Result<()> {
        fits(actor, new.role)?;
        let new = &new;
        self.write(|tx| async move {
            if let Some(known) = by_email(&tx, new.email).await? {
                let is_confirmed = known.email_confirmed_at.is_some();
                let is_here = role_of(&known)?.is_operator() == actor.role.is_operator()
                    && known.vendor_id == actor.vendor_id;
                if is_here && is_confirmed {
                    return Err(AccountError::MemberThere.into());
                }
            }
            count_invitation(&tx, actor, now).await?;
            account_token::Entity::delete_many()
                .filter(invitations_of(actor.vendor_id))
                .filter(account_token::Column::Email.eq(new.email.as_str()))
                .exec(&tx)
                .await?;
            let row = account_token::ActiveModel {
                token_hash: Set(new.token_hash.to_owned()),
                purpose: Set(TokenPurpose::Invite.word().into_owned()),
                email: Set(Some(new.email.as_str().to_owned())),
                role: Set(Some(new.role.word().into_owned())),
                vendor_id: Set(actor.vendor_id),
                inviter_id: Set(Some(actor.account_id)),
                sent_at: Set(now.0),
                expires_at: Set((now + TokenPurpose::Invite.lifetime()).0),
                ..Default::default()
            };
            row.insert(&tx).await?;
            mails::put(&tx, new.mail, now).await?;
            let role = new.role.word();
            let detail = [("role", &*role)];
            record(
                &tx,
                actor.by(),
                (Act::Invited, new.email.as_str()),
                &detail,
                now,
            )
            .await
        })
        .await
    }

    /// An invitation of the actor's own, whether its link is over or not.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`].
    pub async fn open_invitation(&self, actor: &Actor, id: i64) -> Result<OpenInvitation> {
        let found = account_token::Entity::find_by_id(id).filter(invitations_of(actor.vendor_id));
        let row = found.one(self.read()).await?;
        open(&row.ok_or(StoreError::NotFound)?)
    }

    /// Mails an invitation again, with another link; the link before ends.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`], [`AccountError::MailWait`].
    pub async fn invite_account_again(
        &self,
        actor: &Actor,
        id: i64,
        (token_hash, mail): (&str, &NewMail),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let found =
                account_token::Entity::find_by_id(id).filter(invitations_of(actor.vendor_id));
            let row = found.one(&tx).await?.ok_or(StoreError::NotFound)?;
            count_invitation(&tx, actor, now).await?;
            let email = row.email.clone().unwrap_or_default();
            let mut row = row.into_active_model();
            row.token_hash = Set(token_hash.to_owned());
            row.inviter_id = Set(Some(actor.account_id));
            row.sent_at = Set(now.0);
            row.expires_at = Set((now + TokenPurpose::Invite.lifetime()).0);
            row.update(&tx).await?;
            mails::put(&tx, mail, now).await?;
            record(&tx, actor.by(), (Act::InvitedAgain, &email), &[], now).await
        })
        .await
    }

    /// Takes an invitation back: its link ends.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`].
    pub async fn take_invitation_back(&self, actor: &Actor, id: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let found =
                account_token::Entity::find_by_id(id).filter(invitations_of(actor.vendor_id));
            let row = found.one(&tx).await?.ok_or(StoreError::NotFound)?;
            account_token::Entity::delete_by_id(row.id)
                .exec(&tx)
                .await?;
            let email = row.email.unwrap_or_default();
            record(
                &tx,
                actor.by(),
                (Act::InvitationTakenBack, &email),
                &[],
                now,
            )
            .await
        })
        .await
    }

    /// Sets a member's role.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`], [`AccountError::RoleUnfit`], [`AccountError::LastOwner`], [`AccountError::LastAdministrator`].
    pub async fn set_account_role(
        &self,
        actor: &Actor,
        id: i64,
        role: Role,
        now: Moment,
    ) -> Result<()> {
        fits(actor, role)?;
        self.write(|tx| async move {
            let row = member(&tx, actor.vendor_id, id).await?;
            let before = role_of(&row)?;
            if before == role {
                return Ok(());
            }
            another_keeps(&tx, &row).await?;
            let set = account::ActiveModel {
                id: Set(row.id),
                role: Set(role.word().into_owned()),
                ..Default::default()
            };
            set.update(&tx).await?;
            let (before, after) = (before.word(), role.word());
            let detail = [("from", &*before), ("to", &*after)];
            record(&tx, actor.by(), (Act::RoleSet, &row.email), &detail, now).await
        })
        .await
    }

    /// Takes a member out. Their sessions end at once.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`], [`AccountError::LastOwner`], [`AccountError::LastAdministrator`].
    pub async fn take_account_out(&self, actor: &Actor, id: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let row = member(&tx, actor.vendor_id, id).await?;
            another_keeps(&tx, &row).await?;
            // Before the account loses its address: who takes themselves out is named by it.
            let detail = [("name", &*row.name)];
            record(&tx, actor.by(), (Act::TakenOut, &row.email), &detail, now).await?;
            take_out(&tx, row.id, now).await
        })
        .await
    }
}

/// Refuses a role that isn't one of the actor's own kind.
fn fits(actor: &Actor, role: Role) -> Result<()> {
    match role.is_operator() == actor.role.is_operator() {
        true => Ok(()),
        false => Err(AccountError::RoleUnfit.into()),
    }
}

fn invitations_of(vendor_id: Option<i64>) -> SimpleExpr {
    use sea_orm::sea_query::ExprTrait;
    let of = match vendor_id {
        Some(vendor_id) => account_token::Column::VendorId.eq(vendor_id),
        None => account_token::Column::VendorId.is_null(),
    };
    of.and(account_token::Column::Purpose.eq(TokenPurpose::Invite.word()))
}

fn open(row: &account_token::Model) -> Result<OpenInvitation> {
    Ok(OpenInvitation {
        id: row.id,
        email: row.email.clone().unwrap_or_default(),
        role: invited_role(row)?,
        sent_at: Moment(row.sent_at),
        expires_at: Moment(row.expires_at),
    })
}

async fn count_invitation(db: &impl ConnectionTrait, actor: &Actor, now: Moment) -> Result<()> {
    let subject = format!("account {}", actor.account_id);
    let by = AttemptBy {
        subject: &subject,
        address: &actor.address,
    };
    let (kind, limit) = (AttemptKind::Invitation, INVITATIONS_PER_ACCOUNT);
    if let Some(wait) = attempts::wait(db, kind, by.of_subject(), limit, now).await? {
        return Err(AccountError::MailWait(wait).into());
    }
    attempts::count(db, kind, by, now).await?;
    Ok(())
}
