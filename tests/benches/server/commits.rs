//! How many small transactions a second SQLite itself syncs to the disk, with the store's settings.

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Executor};

/// How long it is tried.
const TIME: Duration = Duration::from_secs(3);

/// One row a commit, one commit after the other, in a file of this folder; commits a second.
pub async fn measure(folder: &Path) -> f64 {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("commits.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut database = options.connect().await.expect("a database");
    let table = "CREATE TABLE small (id INTEGER PRIMARY KEY, at INTEGER, text TEXT)";
    database.execute(table).await.expect("a table");
    let began = Instant::now();
    let mut commits = 0;
    while began.elapsed() < TIME {
        let row = "INSERT INTO small (at, text) VALUES (1764000000000, 'a row of some 60 bytes')";
        database.execute(row).await.expect("a commit");
        commits += 1;
    }
    f64::from(commits) / began.elapsed().as_secs_f64()
}
