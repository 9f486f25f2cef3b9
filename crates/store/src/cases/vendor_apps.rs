//! The apps of a vendor's suites: added, changed, removed. What isn't the actor's is not found.

use domain::offer::MOST;
use domain::suite::SuiteRefusal;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait,
};

use crate::entity::{agent, micro_app};
use crate::queries::new_suites::MicroApp;
use crate::queries::suites::{load, own};
use crate::{Actor, Result, Store, StoreError};

impl Store {
    /// Adds an app to a suite, with the suite's icon if it has none of its own; answers its id.
    ///
    /// # Errors
    ///
    /// [`SuiteRefusal::TooManyApps`].
    pub async fn add_app(&self, actor: &Actor, suite_key: &str, app: &MicroApp) -> Result<i64> {
        self.write(|tx| async move {
            let id = own(&tx, actor, suite_key).await?;
            let apps = micro_app::Entity::find()
                .filter(micro_app::Column::SuiteId.eq(id))
                .count(&tx)
                .await?;
            if apps >= MOST as u64 {
                return Err(SuiteRefusal::TooManyApps.into());
            }
            let icon = match app.icon.is_empty() {
                true => load(&tx, id).await?.icon,
                false => app.icon.clone(),
            };
            let row = micro_app::ActiveModel {
                suite_id: Set(id),
                name: Set(app.name.clone()),
                icon: Set(icon),
                home_url: Set(app.home_url.clone()),
                description: Set(app.description.clone()),
                ..Default::default()
            };
            Ok(row.insert(&tx).await?.id)
        })
        .await
    }

    /// Changes an app of a suite; without an icon it keeps its own.
    pub async fn change_app(
        &self,
        actor: &Actor,
        (suite_key, id): (&str, i64),
        app: &MicroApp,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let row = micro_app::ActiveModel {
                name: Set(app.name.clone()),
                icon: match app.icon.is_empty() {
                    true => NotSet,
                    false => Set(app.icon.clone()),
                },
                home_url: Set(app.home_url.clone()),
                description: Set(app.description.clone()),
                ..Default::default()
            };
            let done = micro_app::Entity::update_many()
                .set(row)
                .filter(micro_app::Column::Id.eq(id))
                .filter(micro_app::Column::SuiteId.eq(suite_id))
                .exec(&tx)
                .await?;
            match done.rows_affected {
                0 => Err(StoreError::NotFound),
                _ => Ok(()),
            }
        })
        .await
    }

    /// Removes an app of a suite.
    ///
    /// # Errors
    ///
    /// [`SuiteRefusal::AppUsed`] if teams have it.
    pub async fn remove_app(&self, actor: &Actor, suite_key: &str, id: i64) -> Result<()> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let done = micro_app::Entity::delete_many()
                .filter(micro_app::Column::Id.eq(id))
                .filter(micro_app::Column::SuiteId.eq(suite_id))
                .filter(
                    micro_app::Column::Id.not_in_subquery(
                        agent::Entity::find()
                            .select_only()
                            .column(agent::Column::AppId)
                            .filter(agent::Column::AppId.eq(id))
                            .limit(1)
                            .into_query(),
                    ),
                )
                .exec(&tx)
                .await?;
            if done.rows_affected > 0 {
                return Ok(());
            }
            let there = micro_app::Entity::find_by_id(id)
                .filter(micro_app::Column::SuiteId.eq(suite_id))
                .count(&tx)
                .await?;
            match there {
                0 => Err(StoreError::NotFound),
                _ => Err(SuiteRefusal::AppUsed.into()),
            }
        })
        .await
    }
}
