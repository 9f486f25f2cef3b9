//! Databases without the schema, for tests of what migrations make of rows that are there.

use std::env;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database};

use crate::Store;

/// Where the PostgreSQL is that `cargo xtask test` has started, without a database.
const POSTGRES: &str = "QUICKDEPLOY_POSTGRES";

/// On each engine a store of rows that were written after so many migrations.
pub async fn migrated(folder: &Path, (migrations, rows): (u32, &[String])) -> [Store; 2] {
    let file = format!("sqlite://{}/test.db?mode=rwc", folder.display());
    let mut stores = Vec::new();
    for url in [file, postgres().await] {
        let before = Database::connect(&url).await.unwrap();
        Migrator::up(&before, Some(migrations)).await.unwrap();
        for statement in rows {
            before.execute_unprepared(statement).await.unwrap();
        }
        before.close().await.unwrap();
        Store::migrate(&url).await.unwrap();
        stores.push(Store::open(&url).await.unwrap());
    }
    stores.try_into().ok().unwrap()
}

async fn postgres() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let server = env::var(POSTGRES).expect("the PostgreSQL of `cargo xtask test`");
    let nth = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("empty_{}_{nth}", std::process::id());
    let all = Database::connect(format!("{server}/postgres"))
        .await
        .unwrap();
    let create = format!("CREATE DATABASE {name}");
    all.execute_unprepared(&create).await.unwrap();
    all.close().await.unwrap();
    format!("{server}/{name}")
}
