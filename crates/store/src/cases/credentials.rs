//! What a suite's vendor and we know each other by.

use domain::time::Moment;
use domain::whitelist::Whitelist;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::{suite, suite_credential};
use crate::queries::credentials::{SealedKeys, enter, find, set_whitelist};
use crate::queries::open_api::whitelist;
use crate::{Result, Store, StoreError};

/// A suite's credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The suite's id.
    pub suite_id: i64,
    /// Its key.
    pub suite_key: String,
    /// The callback URL of its vendor's server.
    pub callback_url: Option<String>,
    /// Those that hold.
    pub keys: SealedKeys,
    /// Those before the last rotation, and until when they hold as well.
    pub former: Option<(SealedKeys, Moment)>,
    /// From where the vendor may call.
    pub whitelist: Whitelist,
}

impl Store {
    /// Gives a suite its first credentials; `false` if it has some already, which stay.
    pub async fn create_credential(
        &self,
        suite_id: i64,
        keys: &SealedKeys,
        now: Moment,
    ) -> Result<bool> {
        self.write(|tx| async move {
            if find(&tx, suite_id).await?.is_some() {
                return Ok(false);
            }
            enter(&tx, suite_id, keys, &Whitelist::default(), now).await?;
            Ok(true)
        })
        .await
    }

    /// A suite's credentials by its key, if it has some; former ones only as long as they hold.
    pub async fn credential(&self, suite_key: &str, now: Moment) -> Result<Option<Credential>> {
        let db = self.read();
        let suite: Option<(i64, Option<String>)> = suite::Entity::find()
            .select_only()
            .columns([suite::Column::Id, suite::Column::CallbackUrl])
            .filter(suite::Column::SuiteKey.eq(suite_key))
            .into_tuple()
            .one(db)
            .await?;
        let Some((suite_id, callback_url)) = suite else {
            return Ok(None);
        };
        let Some(row) = find(db, suite_id).await? else {
            return Ok(None);
        };
        let former = match (
            row.old_secret,
            row.old_token,
            row.old_aes_key,
            row.old_until,
        ) {
            (Some(secret), Some(token), Some(aes_key), Some(until)) if now.0 < until => {
                let keys = SealedKeys {
                    secret,
                    token,
                    aes_key,
                };
                Some((keys, Moment(until)))
            }
            _ => None,
        };
        Ok(Some(Credential {
            suite_id,
            suite_key: suite_key.to_owned(),
            callback_url,
            keys: SealedKeys {
                secret: row.secret,
                token: row.token,
                aes_key: row.aes_key,
            },
            former,
            whitelist: whitelist(&row.whitelist)?,
        }))
    }

    /// Gives a suite other credentials. Those that it has hold until a moment as well; those before them no more.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if it has none.
    pub async fn rotate_credential(
        &self,
        suite_id: i64,
        keys: &SealedKeys,
        until: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let row = find(&tx, suite_id).await?.ok_or(StoreError::NotFound)?;
            let row = suite_credential::ActiveModel {
                id: Set(row.id),
                old_secret: Set(Some(row.secret)),
                old_token: Set(Some(row.token)),
                old_aes_key: Set(Some(row.aes_key)),
                old_until: Set(Some(until.0)),
                secret: Set(keys.secret.clone()),
                token: Set(keys.token.clone()),
                aes_key: Set(keys.aes_key.clone()),
                ..Default::default()
            };
            row.update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Sets the callback URL of a suite; `None` makes the suite a hosted one.
    pub async fn set_callback_url(&self, suite_id: i64, url: &str) -> Result<()> {
        let row = suite::ActiveModel {
            id: Set(suite_id),
            callback_url: Set(Some(url.to_owned())),
            ..Default::default()
        };
        let row = &row;
        self.write(|tx| async move {
            row.clone().update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Sets from where a suite's vendor may call; an empty list limits nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if it has no credentials.
    pub async fn set_suite_whitelist(&self, suite_id: i64, list: &Whitelist) -> Result<()> {
        self.write(|tx| async move {
            let row = find(&tx, suite_id).await?.ok_or(StoreError::NotFound)?;
            set_whitelist(&tx, row.id, list).await
        })
        .await
    }
}
