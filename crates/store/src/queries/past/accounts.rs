//! Accounts of a past, and what the audit log says of it.

use std::collections::BTreeMap;

use domain::account::email::Email;
use domain::account::token::TokenPurpose;
use domain::account::{AccountName, Role};
use domain::audit::Act;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::Result;
use crate::entity::{account, account_token, audit};
use crate::queries::row::to_json;
use crate::queries::serials::CHUNK;

/// An account that nobody signs in by: it has no password.
#[derive(Clone, Debug)]
pub struct PastAccount {
    /// Its e-mail address.
    pub email: Email,
    /// Its name.
    pub name: AccountName,
    /// What it is.
    pub role: Role,
    /// Since when it is there.
    pub created_at: Moment,
    /// When it was used last.
    pub seen_at: Option<Moment>,
}

/// An invitation of a member that is open.
#[derive(Clone, Debug)]
pub struct PastInvitation {
    /// The e-mail address that it was mailed to.
    pub email: Email,
    /// What one becomes.
    pub role: Role,
    /// The hash of its link's token, which nobody has.
    pub token_hash: String,
    /// When it was mailed.
    pub sent_at: Moment,
}

/// Something that the audit log says.
#[derive(Clone, Debug)]
pub struct PastAct {
    /// When.
    pub at: Moment,
    /// Whose account did it.
    pub by: Email,
    /// What was done.
    pub act: Act,
    /// To what.
    pub target: String,
    /// More about it, by name.
    pub detail: Vec<(&'static str, String)>,
    /// From which address.
    pub address: String,
}

/// Enters accounts of a vendor, or operators.
pub async fn enter(
    db: &impl ConnectionTrait,
    vendor_id: Option<i64>,
    accounts: &[PastAccount],
) -> Result<()> {
    let rows = accounts.iter().map(|new| account::ActiveModel {
        email: Set(new.email.as_str().to_owned()),
        name: Set(new.name.as_str().to_owned()),
        password_hash: Set(String::new()),
        role: Set(new.role.word().into_owned()),
        vendor_id: Set(vendor_id),
        email_confirmed_at: Set(Some(new.created_at.0)),
        created_at: Set(new.created_at.0),
        seen_at: Set(new.seen_at.map(|at| at.0)),
        ..Default::default()
    });
    account::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Enters open invitations of a vendor's.
pub async fn invite(
    db: &impl ConnectionTrait,
    vendor_id: i64,
    invitations: &[PastInvitation],
) -> Result<()> {
    let rows = invitations.iter().map(|new| account_token::ActiveModel {
        token_hash: Set(new.token_hash.clone()),
        purpose: Set(TokenPurpose::Invite.word().into_owned()),
        email: Set(Some(new.email.as_str().to_owned())),
        role: Set(Some(new.role.word().into_owned())),
        vendor_id: Set(Some(vendor_id)),
        sent_at: Set(new.sent_at.0),
        expires_at: Set((new.sent_at + TokenPurpose::Invite.lifetime()).0),
        ..Default::default()
    });
    account_token::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Writes what the audit log says.
pub async fn record(db: &impl ConnectionTrait, acts: &[PastAct]) -> Result<()> {
    let emails: Vec<&str> = acts.iter().map(|act| act.by.as_str()).collect();
    let mut emails = emails;
    emails.sort_unstable();
    emails.dedup();
    let known: Vec<(String, i64, String)> = account::Entity::find()
        .select_only()
        .columns([
            account::Column::Email,
            account::Column::Id,
            account::Column::Name,
        ])
        .filter(account::Column::Email.is_in(emails))
        .into_tuple()
        .all(db)
        .await?;
    let row = |act: &PastAct| {
        let email = act.by.as_str();
        let by = known.iter().find(|(of, ..)| of == email);
        let detail: BTreeMap<_, _> = act.detail.iter().cloned().collect();
        audit::ActiveModel {
            at: Set(act.at.0),
            account_id: Set(by.map(|(_, id, _)| *id)),
            who: Set(match by {
                Some((_, _, name)) => format!("{name} <{email}>"),
                None => email.to_owned(),
            }),
            act: Set(act.act.word().into_owned()),
            target: Set(act.target.clone()),
            address: Set(act.address.clone()),
            detail: Set(to_json(&detail)),
            ..Default::default()
        }
    };
    for chunk in acts.chunks(CHUNK) {
        audit::Entity::insert_many(chunk.iter().map(row))
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}
