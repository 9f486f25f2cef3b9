//! Batches of links as they are read.

use domain::license_code::LicenseCode;
use domain::link::{LinkFacts, LinkToken};
use domain::serial::Serial;
use domain::time::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Result;
use crate::entity::{link, link_batch};
use crate::queries::suites::Suite;
use crate::queries::{links, suites};

/// A link of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLink {
    /// Its token.
    pub token: LinkToken,
    /// What the vendor calls the customer.
    pub customer: String,
    /// The serial that it carries.
    pub serial: Option<LicenseCode>,
}

impl BatchLink {
    /// The serial that it carries, if it was issued here.
    pub(crate) fn issued(&self) -> Option<Serial> {
        self.serial.as_ref()?.issued()
    }
}

/// A batch of links, to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its number.
    pub id: i64,
    /// What its links deploy.
    pub suite: Suite,
    /// When it was made.
    pub made_at: Moment,
    /// Its links and their state.
    pub links: Vec<(BatchLink, LinkFacts)>,
}

/// A batch as its vendor sees it among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    /// Its number.
    pub id: i64,
    /// What it is for.
    pub label: String,
    /// When it was made.
    pub made_at: Moment,
    /// How many links it has.
    pub links: i64,
    /// How many teams have authorized through them.
    pub used: i64,
    /// How many of them are taken back.
    pub revoked: i64,
}

/// Batches with their counts; no batches ask nothing.
pub async fn counted(
    db: &impl ConnectionTrait,
    batches: Vec<link_batch::Model>,
) -> Result<Vec<BatchRow>> {
    if batches.is_empty() {
        return Ok(Vec::new());
    }
    let counts: Vec<(Option<i64>, i64, i64, Option<i64>)> = link::Entity::find()
        .select_only()
        .column(link::Column::BatchId)
        .column_as(link::Column::Id.count(), "links")
        .column_as(link::Column::RevokedAt.count(), "revoked")
        .column_as(link::Column::Uses.sum(), "used")
        .filter(link::Column::BatchId.is_in(batches.iter().map(|batch| batch.id)))
        .group_by(link::Column::BatchId)
        .into_tuple()
        .all(db)
        .await?;
    let row = |batch: link_batch::Model| {
        let counted = counts.iter().find(|(id, ..)| *id == Some(batch.id));
        let (_, links, revoked, used) = *counted.unwrap_or(&(None, 0, 0, None));
        BatchRow {
            id: batch.id,
            label: batch.label,
            made_at: Moment(batch.made_at),
            links,
            used: used.unwrap_or_default(),
            revoked,
        }
    };
    Ok(batches.into_iter().map(row).collect())
}

/// A batch with all its links, in the list's order.
pub async fn load(db: &impl ConnectionTrait, row: link_batch::Model) -> Result<Batch> {
    let suite = suites::load(db, row.suite_id).await?;
    let id = row.id;
    let rows = link::Entity::find()
        .filter(link::Column::BatchId.eq(id))
        .order_by_asc(link::Column::Id)
        .all(db)
        .await?;
    let links = rows.into_iter().map(|row| {
        let facts = links::facts(&row, &suite)?;
        let link = BatchLink {
            token: links::token(&row)?,
            serial: links::serial(&row, suite.settings.serial)?,
            customer: row.label,
        };
        Ok((link, facts))
    });
    Ok(Batch {
        id,
        made_at: Moment(row.made_at),
        links: links.collect::<Result<_>>()?,
        suite,
    })
}
