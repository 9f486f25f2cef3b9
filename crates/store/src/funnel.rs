//! The funnel's events, recorded with the link from the first day.

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
};

use crate::entity::{funnel_event, link};
use crate::{Result, Store};

/// Records one event.
pub(crate) async fn record(
    db: &impl ConnectionTrait,
    ids: (i64, i64),
    onboarding_id: Option<i64>,
    event: Event,
    now: Moment,
) -> Result<()> {
    write(db, ids, onboarding_id, (event, None), now).await
}

/// Records an error by its code.
pub(crate) async fn record_error(
    db: &impl ConnectionTrait,
    ids: (i64, i64),
    onboarding_id: Option<i64>,
    code: &str,
    now: Moment,
) -> Result<()> {
    let error = (Event::Error, Some(code.to_owned()));
    write(db, ids, onboarding_id, error, now).await
}

async fn write(
    db: &impl ConnectionTrait,
    (link_id, suite_id): (i64, i64),
    onboarding_id: Option<i64>,
    (event, code): (Event, Option<String>),
    now: Moment,
) -> Result<()> {
    let row = funnel_event::ActiveModel {
        link_id: Set(link_id),
        suite_id: Set(suite_id),
        onboarding_id: Set(onboarding_id),
        event: Set(event.word().into_owned()),
        code: Set(code),
        at: Set(now.0),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}

impl Store {
    /// Counts a scan: the only thing that opening a link changes.
    pub async fn record_scan(&self, token: &LinkToken, now: Moment) -> Result<()> {
        let tx = self.begin().await?;
        let found = link::Entity::find()
            .filter(link::Column::Token.eq(token.as_str()))
            .one(&tx)
            .await?;
        let Some(found) = found else { return Ok(()) };
        link::Entity::update_many()
            .col_expr(link::Column::Scans, Expr::col(link::Column::Scans).add(1))
            .filter(link::Column::Id.eq(found.id))
            .exec(&tx)
            .await?;
        record(&tx, (found.id, found.suite_id), None, Event::Scanned, now).await?;
        Ok(tx.commit().await?)
    }

    /// Records that a visitor of a link was refused before they signed in.
    pub async fn record_stranger(&self, token: &LinkToken, code: &str, now: Moment) -> Result<()> {
        let found = link::Entity::find()
            .filter(link::Column::Token.eq(token.as_str()))
            .one(&self.read)
            .await?;
        match found {
            None => Ok(()),
            Some(found) => {
                record_error(&self.write, (found.id, found.suite_id), None, code, now).await
            }
        }
    }

    /// The events of a link in order, each with its error code if it is one.
    pub async fn events(&self, token: &LinkToken) -> Result<Vec<(String, Option<String>)>> {
        let found = link::Entity::find()
            .filter(link::Column::Token.eq(token.as_str()))
            .one(&self.read)
            .await?;
        let Some(found) = found else {
            return Ok(Vec::new());
        };
        let rows = funnel_event::Entity::find()
            .filter(funnel_event::Column::LinkId.eq(found.id))
            .order_by_asc(funnel_event::Column::Id)
            .all(&self.read)
            .await?;
        Ok(rows.into_iter().map(|row| (row.event, row.code)).collect())
    }
}
