//! Transactions that write, tried again where another one got in the way.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::funnel::Event;
use domain::time::Moment;
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, RuntimeErr, Statement,
};

use crate::db::engine::Lock;
use crate::db::gathered::{Noted, StepEvent};
use crate::{Result, Store, StoreError};

/// How often a transaction is tried.
const TRIES: u32 = 24;

/// The pause before the second try; each later one is twice as long, up to the longest, and at random up to twice that, so that
/// two that met once don't meet again.
const PAUSE: Duration = Duration::from_millis(4);
const MAX_PAUSE: Duration = Duration::from_millis(250);

/// A transaction under way. It is committed when its work is done, and rolled back when that failed.
#[derive(Clone)]
pub struct Tx {
    transaction: Arc<DatabaseTransaction>,
    /// What is gathered once it is committed.
    noted: Arc<Mutex<Noted>>,
}

impl Store {
    /// Does a piece of work in a transaction, and again from its beginning where another transaction got in its way. An error
    /// undoes what it wrote.
    pub(crate) async fn write<T, F>(&self, work: impl Fn(Tx) -> F + Send) -> Result<T>
    where
        F: Future<Output = Result<T>> + Send,
    {
        self.write_as(None, work).await
    }

    /// The same for work that would always get in the way of its own kind: one piece after the other, over all servers, each sees
    /// what those before it have written.
    pub(crate) async fn write_with_lock<T, F>(
        &self,
        lock: Lock,
        work: impl Fn(Tx) -> F + Send,
    ) -> Result<T>
    where
        F: Future<Output = Result<T>> + Send,
    {
        self.write_as(Some(lock), work).await
    }

    async fn write_as<T, F>(&self, lock: Option<Lock>, work: impl Fn(Tx) -> F + Send) -> Result<T>
    where
        F: Future<Output = Result<T>> + Send,
    {
        let mut tried = 1;
        loop {
            match self.try_to_write(lock, &work).await {
                Err(StoreError::Db(error)) if tried < tries(&error) => {
                    self.retries.fetch_add(1, Ordering::Relaxed);
                    pause(tried).await;
                    tried += 1;
                }
                outcome => return outcome,
            }
        }
    }

    async fn try_to_write<T, F>(&self, lock: Option<Lock>, work: &impl Fn(Tx) -> F) -> Result<T>
    where
        F: Future<Output = Result<T>>,
    {
        let tx = Tx {
            transaction: Arc::new(self.connections.begin(lock).await?),
            noted: Arc::default(),
        };
        // On an error the transaction is dropped, which rolls it back.
        let value = work(tx.clone()).await?;
        let noted = std::mem::take(&mut *tx.noted());
        let tx = Arc::into_inner(tx.transaction).ok_or(StoreError::Corrupt("transaction"))?;
        tx.commit().await?;
        self.gathered.add_noted(noted);
        Ok(value)
    }
}

impl Tx {
    /// Notes what a step of an onboarding did. It is gathered for the funnel when the transaction is committed.
    pub fn note(&self, ids: (i64, i64), onboarding_id: i64, event: Event, at: Moment) {
        self.note_step(ids, onboarding_id, (event, None), at);
    }

    /// Notes that a vendor refused, by its code.
    pub fn note_error(&self, ids: (i64, i64), onboarding_id: i64, code: &'static str, at: Moment) {
        self.note_step(ids, onboarding_id, (Event::Error, Some(code)), at);
    }

    fn note_step(
        &self,
        ids: (i64, i64),
        onboarding_id: i64,
        (event, code): (Event, Option<&'static str>),
        at: Moment,
    ) {
        self.noted().steps.push(StepEvent {
            ids,
            onboarding_id,
            event,
            code,
            at,
        });
    }

    /// Notes that a use of a link was spent, where any number may be.
    pub fn note_use(&self, link_id: i64) {
        self.noted().uses.push(link_id);
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits before the next try.
async fn pause(tried: u32) {
    let pause = PAUSE.saturating_mul(1 << tried.min(8)).min(MAX_PAUSE);
    tokio::time::sleep(pause.mul_f64(rand::random_range(0.5..2.0))).await;
}

/// Whether others kept the database or all connections to it busy.
pub fn is_busy(error: &DbErr) -> bool {
    let no_connection = matches!(error, DbErr::ConnectionAcquire(ConnAcquireErr::Timeout));
    no_connection || tries(error) == TRIES
}

/// How often a transaction that failed so may be tried, since another one got in its way; not again after other failures.
fn tries(error: &DbErr) -> u32 {
    match code(error).as_deref() {
        // PostgreSQL: it couldn't be serialized; a deadlock. SQLite: another program holds the lock.
        Some("40001" | "40P01" | "5" | "261" | "517") => TRIES,
        // A row that is there already: if a simultaneous transaction inserted it, the next try finds it.
        Some("23505" | "2067" | "1555") => 3,
        _ => 1,
    }
}

/// What the database itself calls an error.
pub(crate) fn code(error: &DbErr) -> Option<Cow<'_, str>> {
    let (DbErr::Exec(why) | DbErr::Query(why) | DbErr::Conn(why)) = error else {
        return None;
    };
    let RuntimeErr::SqlxError(why) = why else {
        return None;
    };
    why.as_database_error().and_then(|error| error.code())
}

impl Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

#[sea_orm::prelude::async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.transaction.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.transaction.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.transaction.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.transaction.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.transaction.query_all_raw(statement).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_free_connection_is_busy_and_a_missing_row_is_not() {
        for (error, busy) in [
            (DbErr::ConnectionAcquire(ConnAcquireErr::Timeout), true),
            (
                DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed),
                false,
            ),
            (DbErr::RecordNotFound(String::new()), false),
        ] {
            assert_eq!(is_busy(&error), busy, "{error}");
        }
    }
}
