//! What a suite's vendor and we know each other by, as stored.

use domain::time::Moment;
use domain::whitelist::Whitelist;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;
use crate::entity::suite_credential;

/// A suite's secret, token and encryption key as they are kept: the secret and the key sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedKeys {
    /// `suite_secret`.
    pub secret: String,
    /// `token`.
    pub token: String,
    /// `encoding_aes_key`.
    pub aes_key: String,
}

/// A suite's credentials, if it has some.
pub async fn find(
    db: &impl ConnectionTrait,
    suite_id: i64,
) -> Result<Option<suite_credential::Model>> {
    let found = suite_credential::Entity::find()
        .filter(suite_credential::Column::SuiteId.eq(suite_id))
        .one(db)
        .await?;
    Ok(found)
}

/// Enters a suite's first credentials.
pub async fn enter(
    db: &impl ConnectionTrait,
    suite_id: i64,
    keys: &SealedKeys,
    whitelist: &Whitelist,
    now: Moment,
) -> Result<()> {
    let row = suite_credential::ActiveModel {
        suite_id: Set(suite_id),
        secret: Set(keys.secret.clone()),
        token: Set(keys.token.clone()),
        aes_key: Set(keys.aes_key.clone()),
        whitelist: Set(whitelist.to_string()),
        created_at: Set(now.0),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}

/// Sets from where a suite's vendor may call.
pub async fn set_whitelist(db: &impl ConnectionTrait, id: i64, list: &Whitelist) -> Result<()> {
    let row = suite_credential::ActiveModel {
        id: Set(id),
        whitelist: Set(list.to_string()),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(())
}
