//! Teams as vendors know them.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::Result;
use crate::entity::{authorization, corp};

/// A team, as vendors know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamName {
    /// Its row.
    pub(crate) id: i64,
    /// Its id for the outside.
    pub corpid: String,
    /// Its name.
    pub name: String,
}

/// The names of teams; no teams ask nothing.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = i64>,
) -> Result<Vec<TeamName>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, String, String)> = corp::Entity::find()
        .select_only()
        .columns([corp::Column::Id, corp::Column::Corpid, corp::Column::Name])
        .filter(corp::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    let name = |(id, corpid, name)| TeamName { id, corpid, name };
    Ok(rows.into_iter().map(name).collect())
}

/// The row of a team that is among a suite's customers.
pub async fn customer_of(
    db: &impl ConnectionTrait,
    suite_id: i64,
    corpid: &str,
) -> Result<Option<i64>> {
    let id = corp::Entity::find()
        .select_only()
        .column(corp::Column::Id)
        .filter(corp::Column::Corpid.eq(corpid))
        .into_tuple::<i64>()
        .one(db)
        .await?;
    let Some(id) = id else { return Ok(None) };
    let given: Option<i64> = authorization::Entity::find()
        .select_only()
        .column(authorization::Column::CorpId)
        .filter(authorization::Column::CorpId.eq(id))
        .filter(authorization::Column::SuiteId.eq(suite_id))
        .filter(authorization::Column::Customer.is_not_null())
        .into_tuple()
        .one(db)
        .await?;
    Ok(given)
}
