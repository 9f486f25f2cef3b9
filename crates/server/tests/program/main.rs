//! The real `quickdeploy` program: its commands, how it runs and stops, and what outlives a kill.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod backups;
mod batches;
mod clients;
mod commands;
mod demo;
mod doctor;
mod events;
mod exchange;
mod fleet;
mod guide;
mod kill;
mod metrics;
mod operators;
mod running;
mod shared;
mod suite;
mod suite_check;
mod suite_options;

use std::env;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use server::http;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

const PAGE: &str = "<html lang=\"zh-CN\"><head><!--qd:head--></head><body><div id=\"app\">\
    <!--qd:body--></div><!--qd:boot--><!--qd:program--><!--/qd:program--></body></html>";

/// 32 bytes in base64.
const SECRET_KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// Puts the smallest page into the folder; answers a free port.
fn app_in(folder: &Path) -> u16 {
    for page in ["index.html", "workbench.html"] {
        std::fs::write(folder.join(page), PAGE).unwrap();
    }
    std::fs::write(folder.join("sw.js"), "[/*qd:files*/] qd:version").unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    free.local_addr().unwrap().port()
}

/// The program on the folder's database.
fn quickdeploy(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_quickdeploy"));
    program.env("QUICKDEPLOY_DATABASE", database(folder));
    if is_on_postgres() {
        // There is no file beside which one is made.
        program.env("QUICKDEPLOY_SECRET_KEY", SECRET_KEY);
    }
    program
}

/// Whether this run is the one on PostgreSQL.
fn is_on_postgres() -> bool {
    env::var("QUICKDEPLOY_TEST_ENGINE").as_deref() == Ok("postgres")
}

/// The folder's database: a file in it, or one on PostgreSQL that is made when it is first asked for.
fn database(folder: &Path) -> String {
    if !is_on_postgres() {
        return format!("sqlite://{}/test.db", folder.display());
    }
    let name = folder.file_name().unwrap().to_str().unwrap();
    let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    on_postgres(&format!("program_{}", name.to_lowercase()))
}

/// The database with this name on the PostgreSQL that `cargo xtask test` starts, made if there is none.
fn on_postgres(name: &str) -> String {
    let Ok(server) = env::var("QUICKDEPLOY_POSTGRES") else {
        panic!("no PostgreSQL in QUICKDEPLOY_POSTGRES: cargo xtask test starts one")
    };
    let url = format!("{server}/{name}");
    // Tests ask from within their own runtimes.
    let made = thread::scope(|scope| scope.spawn(|| create(&server, name)).join());
    made.unwrap();
    url
}

#[tokio::main(flavor = "current_thread")]
async fn create(server: &str, name: &str) {
    let mut connection = PgConnection::connect(&format!("{server}/postgres"))
        .await
        .unwrap();
    let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
    let made = connection.execute(sqlx::raw_sql(create)).await;
    if let Err(why) = made {
        assert!(why.to_string().contains("already exists"), "{why}");
    }
}

async fn until_ready(base: &str) {
    let client = http::builder().build().unwrap();
    for _ in 0..200 {
        let ready = client.get(format!("{base}/readyz")).send().await;
        if ready.is_ok_and(|answer| answer.status().is_success()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never ready");
}
