//! The funnel's events, as they were recorded, for tests and commands.

use domain::link::LinkToken;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{funnel_event, link};
use crate::{Result, Store};

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
