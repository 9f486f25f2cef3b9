//! The funnel's events, recorded with the link from the first day. What no step does is [`crate::gathered`].

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

use crate::entity::{funnel_event, link};
use crate::{Result, Store};

/// Records what a step did.
pub(crate) async fn record(
    db: &impl ConnectionTrait,
    ids: (i64, i64),
    onboarding_id: i64,
    event: Event,
    now: Moment,
) -> Result<()> {
    write(db, ids, onboarding_id, (event, None), now).await
}

/// Records that a vendor refused, by its code.
pub(crate) async fn record_error(
    db: &impl ConnectionTrait,
    ids: (i64, i64),
    onboarding_id: i64,
    code: &str,
    now: Moment,
) -> Result<()> {
    let error = (Event::Error, Some(code.to_owned()));
    write(db, ids, onboarding_id, error, now).await
}

async fn write(
    db: &impl ConnectionTrait,
    (link_id, suite_id): (i64, i64),
    onboarding_id: i64,
    (event, code): (Event, Option<String>),
    now: Moment,
) -> Result<()> {
    let row = funnel_event::ActiveModel {
        link_id: Set(link_id),
        suite_id: Set(suite_id),
        onboarding_id: Set(Some(onboarding_id)),
        event: Set(event.word().into_owned()),
        code: Set(code),
        at: Set(now.0),
        count: Set(1),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}

impl Store {
    /// The events of a link in order, each with its error code if it is one.
    pub async fn events(&self, token: &LinkToken) -> Result<Vec<(String, Option<String>)>> {
        let found = link::Entity::find()
            .filter(link::Column::Token.eq(token.as_str()))
            .one(self.read())
            .await?;
        let Some(found) = found else {
            return Ok(Vec::new());
        };
        let rows = funnel_event::Entity::find()
            .filter(funnel_event::Column::LinkId.eq(found.id))
            .order_by_asc(funnel_event::Column::At)
            .order_by_asc(funnel_event::Column::Id)
            .all(self.read())
            .await?;
        let events = rows.into_iter().flat_map(|row| {
            let count = usize::try_from(row.count).unwrap_or(0);
            std::iter::repeat_n((row.event, row.code), count)
        });
        Ok(events.collect())
    }
}
