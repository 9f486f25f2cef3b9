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
}

/// Deliveries to vendors' servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deliveries {
    /// These are tried again.
    pub waiting: i64,
    /// These were tried so often without an answer that they no longer are.
    pub given_up: i64,
}

const WAITING: &str = "SELECT COUNT(*) FROM outbox WHERE state = 'waiting'";
const GIVEN_UP: &str = "SELECT COUNT(*) FROM outbox WHERE state = 'given_up'";

impl Store {
    /// What this process knows by itself.
    pub fn figures(&self) -> Figures {
        Figures {
            read: pool(&self.connections.read),
            write: pool(&self.connections.write),
            retries: self.retries.load(Ordering::Relaxed),
            gathered: self.gathered.len(),
        }
    }

    /// Deliveries to vendors' servers, counted.
    pub async fn deliveries(&self) -> Result<Deliveries> {
        Ok(Deliveries {
            waiting: number(self.read(), WAITING).await?,
            given_up: number(self.read(), GIVEN_UP).await?,
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
