//! Events of the outbox as they are read, with their attempts.

use domain::callback::{CallbackKind, OutboxState};
use domain::time::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Result;
use crate::db::gathered::Attempt;
use crate::entity::{callback_log, corp, outbox};
use crate::queries::row::{counted, moment, rows_in, word};

/// An event of the outbox.
#[derive(Clone, Debug)]
pub struct Callback {
    /// Its id.
    pub id: i64,
    /// What it says.
    pub kind: CallbackKind,
    /// How it stands.
    pub state: OutboxState,
    /// The team; none for a ticket.
    pub corpid: Option<String>,
    /// How often it was pushed.
    pub attempts: u32,
    /// When it is pushed again.
    pub next_at: Option<Moment>,
    /// When it happened.
    pub created_at: Moment,
}

/// How many events or attempts a list has at most.
pub const LISTED: u64 = 200;

/// An event's attempts, the latest first.
pub async fn attempts(db: &impl ConnectionTrait, id: i64) -> Result<Vec<Attempt>> {
    let attempts = callback_log::Entity::find()
        .filter(callback_log::Column::OutboxId.eq(id))
        .order_by_desc(callback_log::Column::Id)
        .limit(LISTED)
        .all(db)
        .await?;
    let attempts = attempts.into_iter().map(|row| Attempt {
        message: row.message,
        answer: row.answer,
        outcome: row.outcome,
        took_ms: row.took_ms,
        at: Moment(row.at),
    });
    Ok(attempts.collect())
}

/// Events as they are read.
pub async fn read(db: &impl ConnectionTrait, rows: Vec<outbox::Model>) -> Result<Vec<Callback>> {
    let corps = rows.iter().filter_map(|row| row.corp_id);
    let corps = rows_in::<corp::Entity>(db, corp::Column::Id, corps).await?;
    let corpid = |id: Option<i64>| {
        let corp = corps.iter().find(|corp| Some(corp.id) == id);
        corp.map(|corp| corp.corpid.clone())
    };
    let callback = |row: outbox::Model| {
        Ok(Callback {
            id: row.id,
            kind: word(&row.kind, "kind of callback")?,
            state: word(&row.state, "state of outbox")?,
            corpid: corpid(row.corp_id),
            attempts: counted(row.attempts, "attempts")?,
            next_at: moment(row.next_at),
            created_at: Moment(row.created_at),
        })
    };
    rows.into_iter().map(callback).collect()
}
