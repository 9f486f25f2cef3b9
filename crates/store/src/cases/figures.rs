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

/// In words of which the database sees that its indexes answer them: step 10's are of what is given up alone.
const WAITING: [&str; 2] = [
    "SELECT COUNT(*) FROM \"authorization\" WHERE next_attempt_at > 0",
    "SELECT COUNT(*) FROM onboarding WHERE serial_next_at > 0",
];
const GIVEN_UP: [&str; 2] = [
    "SELECT COUNT(*) FROM \"authorization\" WHERE attempts >= 100 AND next_attempt_at IS NULL",
    "SELECT COUNT(*) FROM onboarding WHERE serial_state = 'pending' AND serial_next_at IS NULL",
];

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
            waiting: self.sum(WAITING).await?,
            given_up: self.sum(GIVEN_UP).await?,
        })
    }

    async fn sum(&self, counts: [&str; 2]) -> Result<i64> {
        let [one, other] = counts;
        Ok(number(self.read(), one).await? + number(self.read(), other).await?)
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
