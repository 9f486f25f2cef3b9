//! A vendor's batches of links: listed, read, taken back. What isn't the actor's is not found.

use domain::time::Moment;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::{link, link_batch};
use crate::queries::batches::{Batch, BatchRow, counted, load};
use crate::queries::lists::{Listed, Listing};
use crate::queries::row::holds;
use crate::queries::suites::own;
use crate::{Actor, Result, Store, StoreError};

impl Store {
    /// A suite's batches of links whose label holds what is searched for.
    pub async fn own_link_batches(
        &self,
        actor: &Actor,
        suite_key: &str,
        listing: &Listing,
    ) -> Result<Listed<BatchRow>> {
        let db = self.read();
        let suite_id = own(db, actor, suite_key).await?;
        let mut query = link_batch::Entity::find().filter(link_batch::Column::SuiteId.eq(suite_id));
        if !listing.search.is_empty() {
            query = query.filter(holds(link_batch::Column::Label, &listing.search));
        }
        let of = (link_batch::Column::Id, |row: &link_batch::Model| row.id);
        let mut found = listing.read(db, query, of).await?;
        let rows = counted(db, std::mem::take(&mut found.rows)).await?;
        Ok(found.with(rows))
    }

    /// A batch of a suite with all its links.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`].
    pub async fn own_link_batch(&self, actor: &Actor, suite_key: &str, id: i64) -> Result<Batch> {
        let db = self.read();
        let suite_id = own(db, actor, suite_key).await?;
        let row = link_batch::Entity::find_by_id(id)
            .filter(link_batch::Column::SuiteId.eq(suite_id))
            .one(db)
            .await?;
        load(db, row.ok_or(StoreError::NotFound)?).await
    }

    /// Takes a batch's links back; with `None` gives those back that were taken back last, but for those whose serial another link
    /// carries by now. Answers how many.
    pub async fn set_link_batch_revoked(
        &self,
        actor: &Actor,
        (suite_key, id): (&str, i64),
        revoked_at: Option<Moment>,
    ) -> Result<u64> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let batch: Option<i64> = link_batch::Entity::find_by_id(id)
                .select_only()
                .column(link_batch::Column::Id)
                .filter(link_batch::Column::SuiteId.eq(suite_id))
                .into_tuple()
                .one(&tx)
                .await?;
            let id = batch.ok_or(StoreError::NotFound)?;
            let update = link::Entity::update_many()
                .col_expr(
                    link::Column::RevokedAt,
                    Expr::val(revoked_at.map(|at| at.0)),
                )
                .filter(link::Column::BatchId.eq(id));
            let update = match revoked_at {
                Some(_) => update.filter(link::Column::RevokedAt.is_null()),
                None => {
                    let last: Option<Option<i64>> = link::Entity::find()
                        .select_only()
                        .column_as(link::Column::RevokedAt.max(), "last")
                        .filter(link::Column::BatchId.eq(id))
                        .into_tuple()
                        .one(&tx)
                        .await?;
                    let Some(last) = last.flatten() else {
                        return Ok(0);
                    };
                    let other = Alias::new("other");
                    let column = |name: &'static str| (other.clone(), Alias::new(name));
                    let carried = Query::select()
                        .expr(Expr::val(1))
                        .from_as(link::Entity, other.clone())
                        .and_where(Expr::col(column("suite_id")).eq(suite_id))
                        .and_where(
                            Expr::col(column("serial"))
                                .equals((link::Entity, link::Column::Serial)),
                        )
                        .and_where(Expr::col(column("revoked_at")).is_null())
                        .take();
                    update
                        .filter(link::Column::RevokedAt.eq(last))
                        .filter(Expr::exists(carried).not())
                }
            };
            Ok(update.exec(&tx).await?.rows_affected)
        })
        .await
    }
}
