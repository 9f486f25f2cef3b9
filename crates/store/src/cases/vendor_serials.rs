//! A vendor's serials: issued, imported, listed, taken back, moved. What isn't the actor's is not found.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::audit::Act;
use domain::serial::import::Rows;
use domain::serial::{Serial, SerialChangeRefusal, SerialFacts, SerialStanding};
use domain::task::SerialRule;
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use crate::entity::{serial, serial_batch};
use crate::queries::audit;
use crate::queries::customers::{self, TeamName};
use crate::queries::lists::{Listed, Listing};
use crate::queries::row::{moment, rows_in};
use crate::queries::serials::{CHUNK, enter, of_suite, set_revoked};
use crate::queries::suites::{load_own, own};
use crate::{Actor, Result, Store, StoreError};

/// Which serials are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SerialFilter {
    /// Only those that stand so.
    pub standing: Option<SerialStanding>,
    /// Only those of this batch.
    pub batch: Option<i64>,
}

/// A serial as its vendor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialRow {
    /// It.
    pub serial: Serial,
    /// How it stands.
    pub standing: SerialStanding,
    /// Its batch.
    pub batch: Option<i64>,
    /// What its batch is for; may be empty.
    pub label: String,
    /// When it ends.
    pub expires_at: Option<Moment>,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
    /// The team that it belongs to.
    pub team: Option<TeamName>,
    /// When that team redeemed it.
    pub redeemed_at: Option<Moment>,
}

impl Store {
    /// Issues a batch of serials; answers its number.
    ///
    /// # Errors
    ///
    /// [`SerialChangeRefusal::Elsewhere`] if the suite's vendor verifies them.
    pub async fn issue_batch(
        &self,
        actor: &Actor,
        suite_key: &str,
        (label, serials): (&str, &[Serial]),
        expires_at: Option<Moment>,
        now: Moment,
    ) -> Result<i64> {
        self.write(|tx| async move {
            let suite_id = verified_here(&tx, actor, suite_key).await?;
            enter(&tx, suite_id, label, serials, expires_at, now).await
        })
        .await
    }

    /// Puts those rows of a file whose serials the suite has already among those at fault.
    ///
    /// # Errors
    ///
    /// As [`Self::issue_batch`].
    pub async fn check_import(
        &self,
        actor: &Actor,
        suite_key: &str,
        rows: &mut Rows,
    ) -> Result<()> {
        let db = self.read();
        let suite_id = verified_here(db, actor, suite_key).await?;
        let known = known(db, suite_id, rows).await?;
        rows.leave_out(|serial| known.contains(&serial.compact()));
        Ok(())
    }

    /// Imports the rows of a file, all or none; answers the batch's number.
    ///
    /// # Errors
    ///
    /// [`SerialChangeRefusal::RowsFaulty`], and as [`Self::issue_batch`].
    pub async fn import_batch(
        &self,
        actor: &Actor,
        suite_key: &str,
        (label, rows): (&str, &Rows),
        expires_at: Option<Moment>,
        now: Moment,
    ) -> Result<i64> {
        self.write(|tx| async move {
            let suite_id = verified_here(&tx, actor, suite_key).await?;
            if !rows.faulty.is_empty() || !known(&tx, suite_id, rows).await?.is_empty() {
                return Err(SerialChangeRefusal::RowsFaulty.into());
            }
            let serials: Vec<Serial> = rows.good.iter().map(|(_, serial)| *serial).collect();
            enter(&tx, suite_id, label, &serials, expires_at, now).await
        })
        .await
    }

    /// A suite's serials that begin as searched for, by their age, or by when they were redeemed if only those are listed. What
    /// no serial begins with finds none.
    pub async fn own_serials(
        &self,
        actor: &Actor,
        suite_key: &str,
        (listing, filter): (&Listing, SerialFilter),
        now: Moment,
    ) -> Result<Listed<SerialRow>> {
        let db = self.read();
        let suite_id = own(db, actor, suite_key).await?;
        let searched = match listing.search.is_empty() {
            true => None,
            false => match Serial::range(&listing.search) {
                Ok(range) => Some(range),
                Err(_) => return Ok(Listed::none()),
            },
        };
        let query = |filter| {
            let query = filtered(suite_id, filter, now);
            match searched.clone() {
                Some((first, last)) => query.filter(serial::Column::Code.between(first, last)),
                None => query,
            }
        };
        let by_batches = match filter.standing {
            Some(SerialStanding::Free) => Some(Over::No),
            Some(SerialStanding::Expired) => Some(Over::Yes),
            _ => None,
        };
        // What is searched for is few, and may be in no batch of many.
        let by_batches = by_batches.filter(|_| searched.is_none() || filter.batch.is_some());
        let mut found = match by_batches {
            Some(over) => {
                let mut rows = Vec::new();
                for batch in unspent(db, (suite_id, filter.batch), (listing, over), now).await? {
                    let read = u64::try_from(rows.len()).unwrap_or(u64::MAX);
                    let Some(limit) = listing.limit.checked_sub(read) else {
                        break;
                    };
                    let rest = Listing {
                        limit,
                        ..listing.clone()
                    };
                    let batch = Some(batch);
                    let query =
                        rest.of(query(SerialFilter { batch, ..filter }), serial::Column::Id);
                    rows.extend(query.all(db).await?);
                }
                listing.page(rows, |row: &serial::Model| row.id)
            }
            None => {
                let of = (serial::Column::Id, |row: &serial::Model| row.id);
                match filter.standing {
                    Some(SerialStanding::Redeemed) => {
                        let by = (serial::Column::RedeemedAt, listing.order());
                        listing.read_by(db, query(filter), by, of).await?
                    }
                    _ => listing.read(db, query(filter), of).await?,
                }
            }
        };
        let rows = std::mem::take(&mut found.rows);
        let teams = customers::names(db, rows.iter().filter_map(|row| row.corp_id)).await?;
        let labels = labels(db, &rows).await?;
        let rows = rows
            .into_iter()
            .map(|row| read(row, (&teams, &labels), now));
        Ok(found.with(rows.collect::<Result<_>>()?))
    }

    /// Takes a serial back that belongs to no team, or with `None` gives it back.
    ///
    /// # Errors
    ///
    /// [`SerialChangeRefusal::Redeemed`], [`StoreError::NotFound`].
    pub async fn set_serial_revoked(
        &self,
        actor: &Actor,
        (suite_key, code): (&str, &Serial),
        revoked_at: Option<Moment>,
        now: Moment,
    ) -> Result<SerialRow> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let row = one(&tx, suite_id, code).await?;
            if row.corp_id.is_some() {
                return Err(SerialChangeRefusal::Redeemed.into());
            }
            let stands = revoked_at.map(|at| row.revoked_at.unwrap_or(at.0));
            set_revoked(&tx, &row, stands).await?;
            let row = serial::Model {
                revoked_at: stands,
                ..row
            };
            let labels = labels(&tx, std::slice::from_ref(&row)).await?;
            read(row, (&[], &labels), now)
        })
        .await
    }

    /// Moves a serial that a team has redeemed to another of the suite's customers. The team that had it keeps what it has
    /// authorized.
    ///
    /// # Errors
    ///
    /// [`SerialChangeRefusal::NotRedeemed`], [`SerialChangeRefusal::TeamUnknown`], [`StoreError::NotFound`].
    pub async fn move_serial(
        &self,
        actor: &Actor,
        (suite_key, code): (&str, &Serial),
        (corpid, reason): (&str, &str),
        now: Moment,
    ) -> Result<SerialRow> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let row = one(&tx, suite_id, code).await?;
            if row.corp_id.is_none() {
                return Err(SerialChangeRefusal::NotRedeemed.into());
            }
            let to = customers::customer_of(&tx, suite_id, corpid).await?;
            let to = to.ok_or(SerialChangeRefusal::TeamUnknown)?;
            serial::Entity::update_many()
                .col_expr(serial::Column::CorpId, Expr::val(to))
                .col_expr(serial::Column::RedeemedAt, Expr::val(now.0))
                .filter(serial::Column::Id.eq(row.id))
                .exec(&tx)
                .await?;
            let teams = customers::names(&tx, row.corp_id.into_iter().chain([to])).await?;
            let from = teams.iter().find(|team| Some(team.id) == row.corp_id);
            let detail = [
                ("suite", suite_key),
                ("from", from.map_or("", |team| &*team.corpid)),
                ("to", corpid),
                ("reason", reason),
            ];
            let what = (Act::SerialMoved, &*code.to_string());
            audit::record(&tx, actor.by(), what, &detail, now).await?;
            let row = serial::Model {
                corp_id: Some(to),
                redeemed_at: Some(now.0),
                ..row
            };
            let labels = labels(&tx, std::slice::from_ref(&row)).await?;
            read(row, (&teams, &labels), now)
        })
        .await
    }
}

/// A suite of the actor's whose serials are verified here.
async fn verified_here(db: &impl ConnectionTrait, actor: &Actor, suite_key: &str) -> Result<i64> {
    let suite = load_own(db, actor, suite_key).await?;
    match suite.settings.serial {
        SerialRule::Vendor => Err(SerialChangeRefusal::Elsewhere.into()),
        SerialRule::Issued | SerialRule::None => Ok(suite.id),
    }
}

/// The serials of rows that a suite has already.
async fn known(db: &impl ConnectionTrait, suite_id: i64, rows: &Rows) -> Result<HashSet<String>> {
    let mut known = HashSet::new();
    for chunk in rows.good.chunks(CHUNK) {
        let found: Vec<String> = serial::Entity::find()
            .select_only()
            .column(serial::Column::Code)
            .filter(serial::Column::SuiteId.eq(suite_id))
            .filter(serial::Column::Code.is_in(chunk.iter().map(|(_, serial)| serial.compact())))
            .into_tuple()
            .all(db)
            .await?;
        known.extend(found);
    }
    Ok(known)
}

fn filtered(suite_id: i64, filter: SerialFilter, now: Moment) -> Select<serial::Entity> {
    use serial::Column::{BatchId, CorpId, ExpiresAt, RevokedAt, SuiteId};
    let mut query = serial::Entity::find().filter(SuiteId.eq(suite_id));
    if let Some(batch) = filter.batch {
        query = query.filter(BatchId.eq(batch));
    }
    let unspent =
        |query: Select<serial::Entity>| query.filter(CorpId.is_null()).filter(RevokedAt.is_null());
    match filter.standing {
        None => query,
        Some(SerialStanding::Free) => {
            unspent(query).filter(ExpiresAt.is_null().or(ExpiresAt.gt(now.0)))
        }
        Some(SerialStanding::Expired) => unspent(query).filter(ExpiresAt.lte(now.0)),
        Some(SerialStanding::Redeemed) => query.filter(CorpId.is_not_null()),
        Some(SerialStanding::Revoked) => query
            .filter(CorpId.is_null())
            .filter(RevokedAt.is_not_null()),
    }
}

/// Whether a batch has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Yes,
    No,
}

/// A suite's batches, or this one, that have ended or haven't, and have serials that nobody redeemed and that aren't taken back;
/// in the order of a list, from the batch of its last row. All serials of a batch end together, and batches follow each other as
/// their serials do: so a page is read batch by batch. Serials of no batch were entered when a team redeemed them.
async fn unspent(
    db: &impl ConnectionTrait,
    (suite_id, batch): (i64, Option<i64>),
    (listing, over): (&Listing, Over),
    now: Moment,
) -> Result<Vec<i64>> {
    use serial_batch::Column::{ExpiresAt, Id, Issued, Redeemed, Revoked, SuiteId};
    let spent = Expr::col(Redeemed).add(Expr::col(Revoked));
    let mut query = serial_batch::Entity::find()
        .select_only()
        .column(Id)
        .filter(SuiteId.eq(suite_id))
        .filter(Expr::col(Issued).gt(spent))
        .filter(match over {
            Over::Yes => ExpiresAt.lte(now.0),
            Over::No => ExpiresAt.is_null().or(ExpiresAt.gt(now.0)),
        });
    if let Some(batch) = batch {
        query = query.filter(Id.eq(batch));
    }
    let last_row = match listing.after {
        Some(after) => serial::Entity::find_by_id(after).one(db).await?,
        None => None,
    };
    if let Some(of_last) = last_row.and_then(|row| row.batch_id) {
        query = query.filter(match listing.oldest_first {
            true => Id.gte(of_last),
            false => Id.lte(of_last),
        });
    }
    let query = query.order_by(Id, listing.order());
    Ok(query.into_tuple().all(db).await?)
}

async fn one(db: &impl ConnectionTrait, suite_id: i64, code: &Serial) -> Result<serial::Model> {
    let found = serial::Entity::find()
        .filter(of_suite(suite_id, code))
        .one(db)
        .await?;
    found.ok_or(StoreError::NotFound)
}

/// What the batches of serials are for.
async fn labels(db: &impl ConnectionTrait, rows: &[serial::Model]) -> Result<HashMap<i64, String>> {
    let ids: BTreeSet<i64> = rows.iter().filter_map(|row| row.batch_id).collect();
    let batches = rows_in::<serial_batch::Entity>(db, serial_batch::Column::Id, ids).await?;
    Ok(batches.into_iter().map(|row| (row.id, row.label)).collect())
}

fn read(
    row: serial::Model,
    (teams, labels): (&[TeamName], &HashMap<i64, String>),
    now: Moment,
) -> Result<SerialRow> {
    let facts = SerialFacts {
        owner: row.corp_id,
        revoked: row.revoked_at.is_some(),
        expires_at: moment(row.expires_at),
    };
    let team = teams.iter().find(|team| Some(team.id) == row.corp_id);
    Ok(SerialRow {
        serial: Serial::parse(&row.code).map_err(|_| StoreError::Corrupt("serial"))?,
        standing: facts.standing(now),
        batch: row.batch_id,
        label: row
            .batch_id
            .and_then(|id| labels.get(&id))
            .cloned()
            .unwrap_or_default(),
        expires_at: facts.expires_at,
        revoked_at: moment(row.revoked_at),
        team: team.cloned(),
        redeemed_at: moment(row.redeemed_at),
    })
}
