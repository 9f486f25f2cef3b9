//! Accounts of the console: found, and with what they may sign in.

use domain::account::email::Email;
use domain::account::{AccountError, Role};
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use crate::entity::{account, account_session, account_token, recovery_code};
use crate::queries::row::word;
use crate::{Result, StoreError};

/// What an account is.
pub fn role_of(row: &account::Model) -> Result<Role> {
    word(&row.role, "role of an account")
}

/// The account with an e-mail address, if there is one.
pub async fn by_email(db: &impl ConnectionTrait, email: &Email) -> Result<Option<account::Model>> {
    let found = account::Entity::find().filter(account::Column::Email.eq(email.as_str()));
    Ok(found.one(db).await?)
}

/// The account with an id. Those that were taken out aren't found.
///
/// # Errors
///
/// [`StoreError::NotFound`].
pub async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<account::Model> {
    let found = account::Entity::find_by_id(id).filter(account::Column::GoneAt.is_null());
    found.one(db).await?.ok_or(StoreError::NotFound)
}

/// The accounts of a vendor, or the operators, who can sign in.
pub async fn of_vendor(
    db: &impl ConnectionTrait,
    vendor_id: Option<i64>,
) -> Result<Vec<account::Model>> {
    use sea_orm::QueryOrder;
    let found = account::Entity::find()
        .filter(of(vendor_id))
        .filter(account::Column::GoneAt.is_null())
        .filter(account::Column::EmailConfirmedAt.is_not_null())
        .order_by_asc(account::Column::Id);
    Ok(found.all(db).await?)
}

fn of(vendor_id: Option<i64>) -> sea_orm::sea_query::SimpleExpr {
    match vendor_id {
        Some(vendor_id) => account::Column::VendorId.eq(vendor_id),
        None => account::Column::VendorId.is_null(),
    }
}

/// The account with an id among those of a vendor, or among the operators.
///
/// # Errors
///
/// [`StoreError::NotFound`].
pub async fn member(
    db: &impl ConnectionTrait,
    vendor_id: Option<i64>,
    id: i64,
) -> Result<account::Model> {
    let found = account::Entity::find_by_id(id)
        .filter(of(vendor_id))
        .filter(account::Column::GoneAt.is_null())
        .filter(account::Column::EmailConfirmedAt.is_not_null());
    found.one(db).await?.ok_or(StoreError::NotFound)
}

/// Refuses what would leave a vendor without an owner, or no administrator.
///
/// # Errors
///
/// [`AccountError::LastOwner`], [`AccountError::LastAdministrator`].
pub async fn another_keeps(db: &impl ConnectionTrait, row: &account::Model) -> Result<()> {
    use domain::word::Word;
    let role = role_of(row)?;
    if role != role.keeper() {
        return Ok(());
    }
    let others = account::Entity::find()
        .filter(of(row.vendor_id))
        .filter(account::Column::Role.eq(role.word()))
        .filter(account::Column::GoneAt.is_null())
        .filter(account::Column::EmailConfirmedAt.is_not_null())
        .filter(account::Column::Id.ne(row.id));
    match (others.count(db).await?, role.is_operator()) {
        (0, false) => Err(AccountError::LastOwner.into()),
        (0, true) => Err(AccountError::LastAdministrator.into()),
        _ => Ok(()),
    }
}

/// Ends an account's sessions, but for one.
pub async fn end_sessions(
    db: &impl ConnectionTrait,
    account_id: i64,
    but: Option<i64>,
) -> Result<()> {
    let mut ended = account_session::Entity::delete_many()
        .filter(account_session::Column::AccountId.eq(account_id));
    if let Some(kept) = but {
        ended = ended.filter(account_session::Column::Id.ne(kept));
    }
    ended.exec(db).await?;
    Ok(())
}

/// Throws away an account's recovery codes.
pub async fn forget_recovery_codes(db: &impl ConnectionTrait, account_id: i64) -> Result<()> {
    recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::AccountId.eq(account_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Throws away the links that were mailed to an account.
pub async fn forget_tokens(db: &impl ConnectionTrait, account_id: i64) -> Result<()> {
    account_token::Entity::delete_many()
        .filter(account_token::Column::AccountId.eq(account_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Sets another password, which ends the links that were mailed to the account.
pub async fn set_password(db: &impl ConnectionTrait, account_id: i64, hash: &str) -> Result<()> {
    let row = account::ActiveModel {
        id: Set(account_id),
        password_hash: Set(hash.to_owned()),
        ..Default::default()
    };
    row.update(db).await?;
    forget_tokens(db, account_id).await
}

/// Takes an account out: nobody signs in by it any more, and its address is free again.
pub async fn take_out(db: &impl ConnectionTrait, account_id: i64, now: Moment) -> Result<()> {
    end_sessions(db, account_id, None).await?;
    forget_recovery_codes(db, account_id).await?;
    forget_tokens(db, account_id).await?;
    let row = account::ActiveModel {
        id: Set(account_id),
        email: Set(format!("gone {account_id}")),
        password_hash: Set(String::new()),
        totp_secret: Set(None),
        totp_confirmed_at: Set(None),
        gone_at: Set(Some(now.0)),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(())
}
