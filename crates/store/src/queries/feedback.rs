//! The rating that a person gave of a suite.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;
use crate::entity::rating;

/// A member's own rating of a suite's version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRating {
    /// 1 to 5.
    pub stars: u8,
    /// The words with them.
    pub text: String,
}

/// A person's rating of a version.
pub async fn find(
    db: &impl ConnectionTrait,
    suite_id: i64,
    version: &str,
    person_id: i64,
) -> Result<Option<rating::Model>> {
    let found = rating::Entity::find()
        .filter(rating::Column::SuiteId.eq(suite_id))
        .filter(rating::Column::Version.eq(version))
        .filter(rating::Column::PersonId.eq(person_id))
        .one(db)
        .await?;
    Ok(found)
}
