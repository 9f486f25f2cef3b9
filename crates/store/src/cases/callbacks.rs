//! The callback log: what was pushed to vendors' servers, what they answered, and pushing it again.

use domain::callback::{self, OutboxState};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::db::gathered::Attempt;
use crate::entity::{authorization, onboarding, outbox};
use crate::queries::callbacks::{Callback, LISTED, attempts, read};
use crate::queries::outbox::is_asked_about;
use crate::queries::row::word;
use crate::queries::suites;
use crate::{PendingDelivery, Result, Store, StoreError};

impl Store {
    /// Keeps an attempt in the log. It is gathered, as scans are.
    pub fn log_callback(&self, delivery: &PendingDelivery, attempt: Attempt) {
        self.gathered.add_attempt(delivery.id, attempt);
    }

    /// A suite's events, the latest first, at most 200; only those that stand so, where that is asked for.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for an unknown suite.
    pub async fn callbacks(
        &self,
        suite_key: &str,
        state: Option<OutboxState>,
    ) -> Result<Vec<Callback>> {
        let db = self.read();
        let suite_id = suites::id_of(db, suite_key).await?;
        let suite_id = suite_id.ok_or(StoreError::NotFound)?;
        let mut query = outbox::Entity::find().filter(outbox::Column::SuiteId.eq(suite_id));
        if let Some(state) = state {
            query = query.filter(outbox::Column::State.eq(state.word().into_owned()));
        }
        let rows = query
            .order_by_desc(outbox::Column::Id)
            .limit(LISTED)
            .all(db)
            .await?;
        read(db, rows).await
    }

    /// An event with its attempts, the latest first; `None` if there is no such event.
    pub async fn callback(&self, id: i64) -> Result<Option<(Callback, Vec<Attempt>)>> {
        let db = self.read();
        let row = outbox::Entity::find_by_id(id).one(db).await?;
        let Some(row) = row else { return Ok(None) };
        let attempts = attempts(db, id).await?;
        let found = read(db, vec![row]).await?.pop();
        Ok(found.map(|found| (found, attempts)))
    }

    /// Pushes an event again, whether it was delivered or not, a hundred times at most.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if there is no such event, or nobody asks about its serial any more; [`StoreError::Superseded`]
    /// if a later change of the authorization has an event of its own.
    pub async fn push_callback_again(&self, id: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let row = outbox::Entity::find_by_id(id).one(&tx).await?;
            let row = row.ok_or(StoreError::NotFound)?;
            if let Some(onboarding_id) = row.onboarding_id {
                let of = onboarding::Entity::find_by_id(onboarding_id)
                    .one(&tx)
                    .await?;
                if !of.is_some_and(|of| is_asked_about(&of)) {
                    return Err(StoreError::NotFound);
                }
            }
            if let Some(authorization_id) = row.authorization_id {
                let of = authorization::Entity::find_by_id(authorization_id)
                    .one(&tx)
                    .await?;
                let of = of.ok_or(StoreError::Corrupt("authorization of outbox"))?;
                let state = word(&row.state, "state of outbox")?;
                callback::push_again(state, Moment(row.created_at), Moment(of.changed_at))?;
            }
            let again = outbox::ActiveModel {
                id: Set(id),
                state: Set(OutboxState::Waiting.word().into_owned()),
                attempts: Set(0),
                next_at: Set(Some(
                    row.pushed_until.map_or(now.0, |until| until.max(now.0)),
                )),
                ..Default::default()
            };
            again.update(&tx).await?;
            Ok(())
        })
        .await
    }
}
