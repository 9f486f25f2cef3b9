//! Batches of links: made together, listed, taken back together.

use domain::batch::SerialTaken;
use domain::license_code::LicenseCode;
use domain::serial::Serial;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{link, link_batch};
use crate::queries::batches::{Batch, BatchLink, BatchRow, counted, load};
use crate::queries::carriable::{Carriable, Known};
use crate::queries::serials::{CHUNK, enter};
use crate::{Result, Store, Suite};

impl Store {
    /// Makes a link of one use for each customer. Serials that aren't known yet are entered, unless they are the vendor's
    /// own. Answers the batch's number, or which links' serials can't be given out: then nothing is made.
    pub async fn create_batch(
        &self,
        suite: &Suite,
        label: &str,
        links: &[BatchLink],
        expires_at: Option<Moment>,
        now: Moment,
    ) -> Result<Result<i64, Vec<(usize, SerialTaken)>>> {
        let suite_id = suite.id;
        self.write(|tx| async move {
            let mut taken = Vec::new();
            let mut unknown = Vec::new();
            for (nth, chunk) in links.chunks(CHUNK).enumerate() {
                let serials: Vec<Serial> = chunk.iter().filter_map(BatchLink::issued).collect();
                let carriable = Carriable::read(&tx, suite_id, &serials).await?;
                for (at, link) in chunk.iter().enumerate() {
                    let Some(serial) = link.issued() else {
                        continue;
                    };
                    match carriable.check(&serial, now) {
                        Err(refusal) => taken.push((nth * CHUNK + at, refusal)),
                        Ok(Known::No) => unknown.push(serial),
                        Ok(Known::Yes) => {}
                    }
                }
            }
            if !taken.is_empty() {
                return Ok(Err(taken));
            }
            if !unknown.is_empty() {
                // Without an end: the link's stops those who haven't begun, and nobody else.
                enter(&tx, suite_id, label, &unknown, None, now).await?;
            }
            let batch = link_batch::ActiveModel {
                suite_id: Set(suite_id),
                label: Set(label.to_owned()),
                made_at: Set(now.0),
                ..Default::default()
            };
            let batch_id = batch.insert(&tx).await?.id;
            for chunk in links.chunks(CHUNK) {
                let rows = chunk.iter().map(|made| link::ActiveModel {
                    token: Set(made.token.as_str().to_owned()),
                    suite_id: Set(suite_id),
                    label: Set(made.customer.clone()),
                    serial: Set(made.serial.as_ref().map(LicenseCode::to_string)),
                    expires_at: Set(expires_at.map(|at| at.0)),
                    max_uses: Set(Some(1)),
                    uses: Set(0),
                    scans: Set(0),
                    created_at: Set(now.0),
                    batch_id: Set(Some(batch_id)),
                    ..Default::default()
                });
                link::Entity::insert_many(rows).exec(&tx).await?;
            }
            Ok(Ok(batch_id))
        })
        .await
    }

    /// Whether a serial issued here may go into a new link of a suite; if it may, whether it was entered already.
    pub async fn may_carry(
        &self,
        suite_id: i64,
        serial: &Serial,
        now: Moment,
    ) -> Result<std::result::Result<bool, SerialTaken>> {
        let carriable = Carriable::read(self.read(), suite_id, &[*serial]).await?;
        let checked = carriable.check(serial, now);
        Ok(checked.map(|known| matches!(known, Known::Yes)))
    }

    /// A suite's batches, the newest first.
    pub async fn batches(&self, suite_id: i64) -> Result<Vec<BatchRow>> {
        let batches = link_batch::Entity::find()
            .filter(link_batch::Column::SuiteId.eq(suite_id))
            .order_by_desc(link_batch::Column::Id)
            .all(self.read())
            .await?;
        counted(self.read(), batches).await
    }

    /// A batch with all its links, in the list's order; `None` if there is no such batch.
    pub async fn batch(&self, id: i64) -> Result<Option<Batch>> {
        let row = link_batch::Entity::find_by_id(id).one(self.read()).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(load(self.read(), row).await?))
    }

    /// Takes a batch's links back: nobody begins with them any more. How many there were.
    pub async fn revoke_batch(&self, id: i64, now: Moment) -> Result<u64> {
        self.write(|tx| async move {
            let done = link::Entity::update_many()
                .col_expr(link::Column::RevokedAt, Expr::val(now.0))
                .filter(link::Column::BatchId.eq(id))
                .filter(link::Column::RevokedAt.is_null())
                .exec(&tx)
                .await?;
            Ok(done.rows_affected)
        })
        .await
    }
}
