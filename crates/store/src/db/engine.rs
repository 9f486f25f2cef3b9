//! The two databases: SQLite, a file beside the server, and PostgreSQL, which several servers share.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use log::LevelFilter;
use migration::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::Result;

/// A statement that takes longer than this is logged.
const SLOW: Duration = Duration::from_millis(250);

/// How long a connection is waited for, to a free one of the pool or to a database that starts.
const CONNECT: Duration = Duration::from_secs(8);

/// How many connections a server has to PostgreSQL for each, reading and writing.
const POSTGRES_CONNECTIONS: u32 = 16;

/// What servers on one PostgreSQL do one after the other: any numbers that no other program locks there.
#[derive(Clone, Copy, Debug)]
#[repr(i64)]
pub enum Lock {
    /// Bringing the schema up to date.
    Migration = 0x71_64_6d_69_67,
    /// Recording a code that is sent: all codes have limits in common.
    Code,
    /// Beginning a check of a suite: it looks through the test teams of all checks.
    Check,
}

/// Connections for reading and for writing.
#[derive(Clone, Debug)]
pub struct Connections {
    /// For statements that read, each for itself.
    pub read: DatabaseConnection,
    /// For transactions that write.
    pub write: DatabaseConnection,
}

impl Connections {
    /// Opens the database at a URL: `sqlite://path`, a file that is made if needed, or `postgres://user@host/name`.
    pub async fn open(url: &str) -> Result<Self> {
        let (read, write) = if is_postgres(url) {
            (postgres(url, false), postgres(url, true))
        } else {
            // SQLite has one writer. A reader waits for nobody.
            (sqlite(url, 4, true), sqlite(url, 1, true))
        };
        // The writer first: it makes the file.
        let write = Database::connect(write).await?;
        let read = Database::connect(read).await?;
        Ok(Self { read, write })
    }

    /// Begins a transaction that writes. SQLite takes its one write lock at once, so that one that read first can't be
    /// refused later. PostgreSQL's are serializable, but for those that wait for a lock.
    pub async fn begin(&self, lock: Option<Lock>) -> Result<DatabaseTransaction> {
        let is_sqlite = self.write.get_database_backend() == DbBackend::Sqlite;
        let lock = lock.filter(|_| !is_sqlite);
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: is_sqlite.then_some(SqliteTransactionMode::Immediate),
        };
        let transaction = self.write.begin_with_options(options).await?;
        if let Some(lock) = lock {
            wait_for(lock, &transaction).await?;
        }
        Ok(transaction)
    }
}

/// Whether a URL names a PostgreSQL database.
pub fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// The file that a URL names, if it names one.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let options = url.starts_with("sqlite:").then_some(url)?;
    let options = SqliteConnectOptions::from_str(options).ok()?;
    Some(options.get_filename().to_owned())
}

/// One connection to the database at a URL as it is: no file is made.
pub fn existing(url: &str) -> ConnectOptions {
    let mut options = options(url, 1);
    options.map_sqlx_sqlite_opts(|options: SqliteConnectOptions| options.create_if_missing(false));
    options
}

/// One connection to a file as it is: none is made.
pub fn existing_file(path: &Path, busy: Duration) -> ConnectOptions {
    let path = path.to_owned();
    let mut options = options("sqlite://file", 1);
    options.map_sqlx_sqlite_opts(move |options: SqliteConnectOptions| {
        let options = options.filename(&path).busy_timeout(busy);
        options.create_if_missing(false).foreign_keys(false)
    });
    options
}

/// One connection to a file that nothing writes: it is read without locks, and without files beside it.
pub fn unchanging_file(path: &Path) -> ConnectOptions {
    let path = path.to_owned();
    let mut options = options("sqlite://file", 1);
    options.map_sqlx_sqlite_opts(move |options: SqliteConnectOptions| {
        options.filename(&path).read_only(true).immutable(true)
    });
    options
}

/// Brings the schema of the database at a URL up to date: once, also if several servers start at once, and wholly or not at all.
pub async fn migrate(url: &str) -> Result<()> {
    let is_postgres = is_postgres(url);
    // Steps that make a table again drop the old one, to which others refer.
    let options = match is_postgres {
        true => postgres(url, false),
        false => sqlite(url, 1, false),
    };
    let database = Database::connect(options).await?;
    let transaction = database
        .begin_with_options(TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: (!is_postgres).then_some(SqliteTransactionMode::Immediate),
        })
        .await?;
    if is_postgres {
        wait_for(Lock::Migration, &transaction).await?;
    }
    Migrator::up(&transaction, None).await?;
    transaction.commit().await?;
    Ok(database.close().await?)
}

/// Waits until no other transaction on PostgreSQL holds the lock, and holds it until this one ends. From then on the transaction
/// sees what others have committed: a serializable one would see what was there before it waited.
async fn wait_for(lock: Lock, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    let lock = lock as i64;
    let both = format!(
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({lock})"
    );
    transaction.execute_unprepared(&both).await?;
    Ok(())
}

/// WAL with a full sync at each commit: what was acknowledged outlives a kill and a power cut.
fn sqlite(url: &str, connections: u32, foreign_keys: bool) -> ConnectOptions {
    let mut options = options(url, connections);
    options.map_sqlx_sqlite_opts(move |options: SqliteConnectOptions| {
        options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // What is written often is copied back into the database once for many commits; the log grows to 40 MB.
            .pragma("wal_autocheckpoint", "10000")
            .foreign_keys(foreign_keys)
            .busy_timeout(Duration::from_secs(5))
    });
    options
}

/// What writes is serializable. A plan that reads a whole table, as small tables invite to, conflicts with each of its writers.
fn postgres(url: &str, writes: bool) -> ConnectOptions {
    let mut options = options(url, POSTGRES_CONNECTIONS);
    options.map_sqlx_postgres_opts(move |options| match writes {
        true => options.options([
            ("default_transaction_isolation", "serializable"),
            ("enable_seqscan", "off"),
        ]),
        false => options,
    });
    options
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .connect_timeout(CONNECT)
        .acquire_timeout(CONNECT)
        // Every statement for those who ask for it, without its values; a slow one for everybody.
        .sqlx_logging_level(LevelFilter::Trace)
        .sqlx_slow_statements_logging_settings(LevelFilter::Warn, SLOW);
    options
}

/// The number that a statement answers.
pub async fn number(db: &DatabaseConnection, sql: &str) -> Result<i64> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await?;
    let number = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(number.unwrap_or(0))
}
