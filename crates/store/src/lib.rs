//! The database: one function a use case, on SQLite through SeaORM.
//!
//! Every step of an onboarding is one write transaction that first reads what is due, so that
//! repeated, simultaneous and out-of-order requests all find the same truth.

mod authorizations;
mod batches;
mod changes;
mod entity;
mod error;
mod feedback;
mod funnel;
mod gathered;
mod invites;
mod joining;
mod links;
mod notices;
mod onboardings;
mod people;
mod requests;
mod row;
mod scopes;
mod seats;
mod serials;
mod sign_in;
mod suites;
mod sweep;
mod team_suites;
mod teams;
mod workbench;

use std::time::Duration;

use log::LevelFilter;

use gathered::Gathered;
use migration::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

pub use authorizations::{Waiting, WaitingFor};
pub use batches::{Batch, BatchLink, BatchRow};
pub use changes::Event;
pub use error::StoreError;
pub use feedback::OwnRating;
pub use invites::{Invitation, Invite};
pub use joining::JoinRow;
pub use links::{Deployment, LinkRow, LinkSettings};
pub use notices::Notice;
pub use onboardings::{At, AuthorizationRow, Onboarding, SerialState};
pub use people::Person;
pub use requests::{Asked, Request};
pub use scopes::{Directory, ScopeView};
pub use seats::{MemberRow, Seat};
pub use sign_in::{NewCode, NewSession, Recorded, SignIn};
pub use suites::{CustomTask, MicroApp, NewSuite, NewVendor, Permission, Suite, Words};
pub use team_suites::{SuitePage, SuiteRow};
pub use teams::{TeamChoice, TeamInfo};
pub use workbench::{App, Duties, TeamSeat, Workbench};

/// What every use case answers.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// The open database.
#[derive(Clone, Debug)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
    gathered: Gathered,
}

impl Store {
    /// Opens the SQLite database at a URL (`sqlite://path`), making the file if needed.
    pub async fn open(url: &str) -> Result<Self> {
        let write = Database::connect(sqlite(url, 1)).await?;
        let read = Database::connect(sqlite(url, 4)).await?;
        Ok(Self {
            read,
            write,
            gathered: Gathered::default(),
        })
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<()> {
        Ok(Migrator::up(&self.write, None).await?)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.read.ping().await?)
    }

    /// Begins a write transaction; SQLite takes its one write lock at once, so that a transaction
    /// that read first can't be refused later.
    async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        Ok(self.write.begin_with_options(options).await?)
    }
}

/// A statement that takes longer than this is logged.
const SLOW: Duration = Duration::from_millis(250);

/// WAL with a full sync at each commit: what was acknowledged outlives a kill and a power cut.
fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        // Every statement for who asks for it, without its values; a slow one for everybody.
        .sqlx_logging_level(LevelFilter::Trace)
        .sqlx_slow_statements_logging_settings(LevelFilter::Warn, SLOW)
        .map_sqlx_sqlite_opts(|options: SqliteConnectOptions| {
            options
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(5))
        });
    options
}
