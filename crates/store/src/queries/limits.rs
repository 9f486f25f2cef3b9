//! Limits over rows that say when they were made.

use domain::limit::Limit;
use domain::time::{Moment, Span};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::{Result, StoreError};

/// How long another must wait because of the rows picked, whose column `at` is the moment that counts.
pub async fn wait<E: EntityTrait>(
    db: &impl ConnectionTrait,
    picked: Select<E>,
    at: E::Column,
    limit: Limit,
    now: Moment,
) -> Result<Option<Span>> {
    // A limit of none lets nothing through, however few there were.
    let Some(before) = limit.most.checked_sub(1) else {
        return Ok(Some(limit.span));
    };
    let nth = picked
        .select_only()
        .column(at)
        .filter(at.gt((now - limit.span).0))
        .order_by_desc(at)
        .offset(before as u64)
        .into_tuple::<i64>()
        .one(db)
        .await?;
    Ok(limit.wait(nth.map(Moment), now))
}

/// Refuses another where the limit is used up.
///
/// # Errors
///
/// [`StoreError::TooOften`].
pub async fn check<E: EntityTrait>(
    db: &impl ConnectionTrait,
    picked: Select<E>,
    at: E::Column,
    limit: Limit,
    now: Moment,
) -> Result<()> {
    match wait(db, picked, at, limit, now).await? {
        Some(wait) => Err(StoreError::TooOften(wait)),
        None => Ok(()),
    }
}
