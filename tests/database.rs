//! A fresh database: a file of SQLite's, or a database of the PostgreSQL that `cargo xtask test` or `bench` started.
#![expect(clippy::expect_used, reason = "a test without its database has failed")]

use std::env;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::any::install_default_drivers;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, PgConnection};
use store::Store;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Where the PostgreSQL is that `cargo xtask` starts, without a database: `postgres://postgres@127.0.0.1:54321`.
const POSTGRES: &str = "QUICKDEPLOY_POSTGRES";

/// Says `postgres` where tests run on that, and not on SQLite.
const ENGINE: &str = "QUICKDEPLOY_TEST_ENGINE";

/// The database of PostgreSQL that has the schema and no rows, of which each test's is a copy.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// The same of SQLite: the file's bytes.
static FILE: OnceCell<Vec<u8>> = OnceCell::const_new();

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A database of the running PostgreSQL.
    Postgres,
}

impl Engine {
    /// That of this run of the tests.
    pub fn of_tests() -> Self {
        match env::var(ENGINE).as_deref() {
            Ok("postgres") => Self::Postgres,
            _ => Self::Sqlite,
        }
    }
}

/// Makes a database with the schema, in this folder if it is a file, and answers its URL.
pub async fn fresh(engine: Engine, folder: &Path) -> String {
    match engine {
        Engine::Postgres => postgres(&env::var(POSTGRES).expect(POSTGRES)).await,
        Engine::Sqlite => sqlite(folder).await,
    }
}

async fn sqlite(folder: &Path) -> String {
    let schema = FILE
        .get_or_init(async || {
            let made = TempDir::new().expect("a folder");
            let url = format!("sqlite://{}/template.db", made.path().display());
            Store::migrate(&url).await.expect("the schema");
            fs::read(made.path().join("template.db")).expect("the file")
        })
        .await;
    fs::write(folder.join("test.db"), schema).expect("a file");
    format!("sqlite://{}/test.db", folder.display())
}

async fn postgres(server: &str) -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let template = TEMPLATE
        .get_or_init(async || {
            let name = format!("template_{}", std::process::id());
            command(server, &format!("CREATE DATABASE {name}")).await;
            let url = format!("{server}/{name}");
            Store::migrate(&url).await.expect("the schema");
            name
        })
        .await;
    let nth = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("test_{}_{nth}", std::process::id());
    command(
        server,
        &format!("CREATE DATABASE {name} TEMPLATE {template}"),
    )
    .await;
    format!("{server}/{name}")
}

async fn command(server: &str, statement: &str) {
    let url = format!("{server}/postgres");
    let mut server = PgConnection::connect(&url).await.expect("PostgreSQL");
    let statement = sqlx::raw_sql(AssertSqlSafe(statement.to_owned()));
    server.execute(statement).await.expect("a database");
}

/// Does a statement past the store.
pub async fn execute(url: &str, statement: &str) {
    let mut database = open(url).await;
    let statement = sqlx::raw_sql(AssertSqlSafe(statement.to_owned()));
    database.execute(statement).await.expect("a statement");
}

/// Another program that keeps everybody else from writing until it is dropped.
pub async fn lock(url: &str) -> AnyConnection {
    let mut database = open(url).await;
    let statement = match url.starts_with("postgres") {
        true => "BEGIN; LOCK TABLE corp, sign_in_code IN EXCLUSIVE MODE",
        false => "BEGIN IMMEDIATE",
    };
    let locked = database.execute(sqlx::raw_sql(statement)).await;
    locked.expect("the lock");
    database
}

/// The number that a statement answers.
pub async fn number(url: &str, statement: &str) -> i64 {
    let mut database = open(url).await;
    let statement = sqlx::query_scalar(AssertSqlSafe(statement.to_owned()));
    statement.fetch_one(&mut database).await.expect("a number")
}

/// The texts that a statement answers.
pub async fn texts(url: &str, statement: &str) -> Vec<String> {
    let mut database = open(url).await;
    let statement = sqlx::query_scalar(AssertSqlSafe(statement.to_owned()));
    statement.fetch_all(&mut database).await.expect("texts")
}

async fn open(url: &str) -> AnyConnection {
    install_default_drivers();
    AnyConnection::connect(url).await.expect("the database")
}
