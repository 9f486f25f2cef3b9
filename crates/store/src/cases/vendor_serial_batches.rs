//! A vendor's batches of serials: listed with their counts, taken back. What isn't the actor's is not found.

use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::{serial, serial_batch};
use crate::queries::lists::{Listed, Listing};
use crate::queries::row::holds;
use crate::queries::serials::{Added, count};
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
        let rows = rows.into_iter().map(|row| SerialBatchRow {
            id: row.id,
            issued_at: Moment(row.issued_at),
            issued: row.issued.unsigned_abs().into(),
            redeemed: row.redeemed.unsigned_abs().into(),
            revoked: row.revoked.unsigned_abs().into(),
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
            let changed = i32::try_from(done.rows_affected).unwrap_or(i32::MAX);
            let revoked = match revoked_at {
                Some(_) => changed,
                None => -changed,
            };
            let added = Added {
                revoked,
                ..Added::default()
            };
            count(&tx, Some(id), added).await?;
            Ok(done.rows_affected)
        })
        .await
    }
}
