//! Links that were mailed.

use domain::account::Role;
use domain::account::token::TokenPurpose;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;
use crate::entity::account_token;
use crate::queries::row::word;

/// The link with a token of this hash, if it is for this and not too old.
pub async fn find(
    db: &impl ConnectionTrait,
    purpose: TokenPurpose,
    token_hash: &str,
    now: Moment,
) -> Result<Option<account_token::Model>> {
    let found = account_token::Entity::find()
        .filter(account_token::Column::TokenHash.eq(token_hash))
        .filter(account_token::Column::Purpose.eq(purpose.word()))
        .filter(account_token::Column::ExpiresAt.gt(now.0));
    Ok(found.one(db).await?)
}

/// Keeps a link to an account's own address, in place of those for the same before it.
pub async fn put(
    db: &impl ConnectionTrait,
    purpose: TokenPurpose,
    account_id: i64,
    token_hash: &str,
    (now, expires_at): (Moment, Moment),
) -> Result<()> {
    account_token::Entity::delete_many()
        .filter(account_token::Column::AccountId.eq(account_id))
        .filter(account_token::Column::Purpose.eq(purpose.word()))
        .exec(db)
        .await?;
    let row = account_token::ActiveModel {
        token_hash: Set(token_hash.to_owned()),
        purpose: Set(purpose.word().into_owned()),
        account_id: Set(Some(account_id)),
        sent_at: Set(now.0),
        expires_at: Set(expires_at.0),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}

/// Marks a link as used.
pub async fn mark_used(db: &impl ConnectionTrait, id: i64, now: Moment) -> Result<()> {
    let row = account_token::ActiveModel {
        id: Set(id),
        used_at: Set(Some(now.0)),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(())
}

/// What an invitation makes of who accepts it.
pub fn invited_role(row: &account_token::Model) -> Result<Role> {
    let role = row.role.as_deref().unwrap_or_default();
    word(role, "role of an invitation")
}
