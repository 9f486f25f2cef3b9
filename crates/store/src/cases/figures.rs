//! Figures of the database and of what waits, for monitoring.

use std::sync::atomic::Ordering;

use sea_orm::{DatabaseConnection, DbBackend};

use crate::db::engine::number;
use crate::{Result, Store};

/// Connections of a pool.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    /// How many there are.
    pub size: usize,
    /// How many of them nothing uses.
    pub idle: usize,
}

/// What this process knows by itself.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Connections that read.
    pub read: Pool,
    /// Connections that write.
    pub write: Pool,
    /// How often a transaction was tried again, since the start.
    pub retries: u64,
    /// How many different scans and refusals wait to be written.
    pub gathered: usize,
    /// How many scans, refusals and attempts of callbacks were dropped since the start, since too many waited.
    pub dropped: u64,
}

/// What waits to leave, or was given up, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// These are tried again.
    pub waiting: i64,
    /// These were tried so often without an answer that they no longer are.
    pub given_up: i64,
}

const WAITING: &str = "SELECT COUNT(*) FROM outbox WHERE state = 'waiting'";
const GIVEN_UP: &str = "SELECT COUNT(*) FROM outbox WHERE state = 'given_up'";
const MAILS_WAITING: &str = "SELECT COUNT(*) FROM mail WHERE next_at IS NOT NULL";
const MAILS_GIVEN_UP: &str = "SELECT COUNT(*) FROM mail WHERE next_at IS NULL";

impl Store {
    /// What this process knows by itself.
    pub fn figures(&self) -> Figures {
        Figures {
            read: pool(&self.connections.read),
            write: pool(&self.connections.write),
            retries: self.retries.load(Ordering::Relaxed),
            gathered: self.gathered.len(),
            dropped: self.gathered.dropped(),
        }
    }

    /// Deliveries to vendors' servers.
    pub async fn deliveries(&self) -> Result<Backlog> {
        self.backlog(WAITING, GIVEN_UP).await
    }

    /// Mails.
    pub async fn mails(&self) -> Result<Backlog> {
        self.backlog(MAILS_WAITING, MAILS_GIVEN_UP).await
    }

    async fn backlog(&self, waiting: &str, given_up: &str) -> Result<Backlog> {
        Ok(Backlog {
            waiting: number(self.read(), waiting).await?,
            given_up: number(self.read(), given_up).await?,
        })
    }
}

fn pool(db: &DatabaseConnection) -> Pool {
    let (size, idle) = match db.get_database_backend() {
        DbBackend::Postgres => {
            let pool = db.get_postgres_connection_pool();
            (pool.size(), pool.num_idle())
        }
        _ => {
            let pool = db.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle())
        }
    };
    Pool {
        size: usize::try_from(size).unwrap_or(usize::MAX),
        idle,
    }
}
