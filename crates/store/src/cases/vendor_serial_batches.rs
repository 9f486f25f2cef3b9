//! A vendor's batches of serials: listed with their counts, taken back. What isn't the actor's is not found.

use domain::serial::SerialStanding;
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::{serial, serial_batch};
use crate::queries::lists::{Listed, Listing};
use crate::queries::row::holds;
use crate::queries::suites::own;
use crate::{Actor, Result, Store, StoreError};

/// Serials issued together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialBatchRow {
    /// Its number.
    pub id: i64,
    /// What they are for.
    pub label: String,
    /// When.
    pub issued_at: Moment,
    /// How many there are.
    pub issued: u64,
    /// How many belong to a team.
    pub redeemed: u64,
    /// How many are taken back, and belong to no team.
    pub revoked: u64,
}

impl Store {
    /// A suite's batches of serials whose label holds what is searched for.
    pub async fn serial_batches(
        &self,
        actor: &Actor,
        suite_key: &str,
        listing: &Listing,
    ) -> Result<Listed<SerialBatchRow>> {
        let db = self.read();
        let suite_id = own(db, actor, suite_key).await?;
        let mut query =
            serial_batch::Entity::find().filter(serial_batch::Column::SuiteId.eq(suite_id));
        if !listing.search.is_empty() {
            query = query.filter(holds(serial_batch::Column::Label, &listing.search));
        }
        let of = (serial_batch::Column::Id, |row: &serial_batch::Model| row.id);
        let mut found = listing.read(db, query, of).await?;
        let rows = std::mem::take(&mut found.rows);
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let redeemed = counts(db, &ids, SerialStanding::Redeemed).await?;
        let revoked = counts(db, &ids, SerialStanding::Revoked).await?;
        let count = |counts: &[(Option<i64>, i64)], id: i64| {
            let found = counts.iter().find(|(of, _)| *of == Some(id));
            found.map_or(0, |(_, count)| count.unsigned_abs())
        };
        let rows = rows.into_iter().map(|row| SerialBatchRow {
            id: row.id,
            issued_at: Moment(row.issued_at),
            issued: u64::from(row.issued.unsigned_abs()),
            redeemed: count(&redeemed, row.id),
            revoked: count(&revoked, row.id),
            label: row.label,
        });
        let rows = rows.collect();
        Ok(found.with(rows))
    }

    /// Takes a batch's serials back that belong to no team, or with `None` gives those back; answers how many.
    pub async fn set_batch_revoked(
        &self,
        actor: &Actor,
        (suite_key, id): (&str, i64),
        revoked_at: Option<Moment>,
    ) -> Result<u64> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let batch: Option<i64> = serial_batch::Entity::find_by_id(id)
                .select_only()
                .column(serial_batch::Column::Id)
                .filter(serial_batch::Column::SuiteId.eq(suite_id))
                .into_tuple()
                .one(&tx)
                .await?;
            let id = batch.ok_or(StoreError::NotFound)?;
            let stand = match revoked_at {
                Some(_) => serial::Column::RevokedAt.is_null(),
                None => serial::Column::RevokedAt.is_not_null(),
            };
            let done = serial::Entity::update_many()
                .col_expr(
                    serial::Column::RevokedAt,
                    Expr::val(revoked_at.map(|at| at.0)),
                )
                .filter(serial::Column::BatchId.eq(id))
                .filter(serial::Column::CorpId.is_null())
                .filter(stand)
                .exec(&tx)
                .await?;
            Ok(done.rows_affected)
        })
        .await
    }
}

/// How many serials of each batch stand so; no batches ask nothing.
async fn counts(
    db: &impl ConnectionTrait,
    batches: &[i64],
    standing: SerialStanding,
) -> Result<Vec<(Option<i64>, i64)>> {
    if batches.is_empty() {
        return Ok(Vec::new());
    }
    let query = serial::Entity::find()
        .select_only()
        .column(serial::Column::BatchId)
        .column_as(serial::Column::Id.count(), "serials")
        .filter(serial::Column::BatchId.is_in(batches.iter().copied()));
    let query = match standing {
        SerialStanding::Redeemed => query.filter(serial::Column::CorpId.is_not_null()),
        _ => query
            .filter(serial::Column::CorpId.is_null())
            .filter(serial::Column::RevokedAt.is_not_null()),
    };
    let found = query
        .group_by(serial::Column::BatchId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(found)
}
