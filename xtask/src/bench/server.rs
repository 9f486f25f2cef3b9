//! `cargo xtask bench server` and `bench console`: what the server bears, on SQLite and on PostgreSQL.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::progress::Progress;
use crate::test::postgres::{Postgres, Syncing};
use crate::tools::Toolbox;
use crate::{app, shell};

/// What `bench server` takes.
#[derive(clap::Args)]
pub struct Args {
    /// Measure on one database alone
    #[arg(long)]
    only: Option<Engine>,
    /// How long whole onboardings are counted
    #[arg(long, default_value = "15")]
    seconds: u32,
    /// How many customers take the steps, one after the other; 0 leaves out what is measured so
    #[arg(long, default_value = "300")]
    customers: u32,
}

/// What `bench console` takes.
#[derive(clap::Args)]
pub struct ConsoleArgs {
    /// Measure on one database alone
    #[arg(long)]
    only: Option<Engine>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

/// Both packages in one command: a crate's features depend on the packages beside it, so it is built once.
const PACKAGES: [&str; 5] = ["--locked", "--package", "server", "--package", "tests"];

/// Builds all that is needed, and measures.
pub fn run(args: &Args) -> Result<()> {
    let seconds = args.seconds.to_string();
    let customers = args.customers.to_string();
    let options = ["--seconds", &seconds, "--customers", &customers];
    measure("cargo xtask bench server", args.only, &options)
}

/// The same for the console's pages.
pub fn run_console(args: &ConsoleArgs) -> Result<()> {
    measure("cargo xtask bench console", args.only, &["--console"])
}

fn measure(what: &str, only: Option<Engine>, options: &[&str]) -> Result<()> {
    let mut progress = Progress::new(4);
    progress.step("starting PostgreSQL");
    let postgres = match only {
        Some(Engine::Sqlite) => None,
        _ => Some(Postgres::start(what, Syncing::On)?),
    };
    progress.step("building the phone app");
    app::PHONE.build(&Toolbox::for_app()?)?;
    progress.step("building the server");
    let mut build = shell::cargo(["build", "--release", "--bin=quickdeploy", "--bench=server"]);
    shell::run(build.args(PACKAGES))?;
    progress.step("measuring");
    let mut bench = shell::cargo(["bench", "--bench=server"]);
    bench
        .args(PACKAGES)
        .arg("--")
        .arg("--program")
        .arg(shell::server_program("release"))
        .args(options)
        .env(
            "QUICKDEPLOY_APP_DIR",
            fs::canonicalize(Path::new(app::PHONE.dist))?,
        );
    if let Some(engine) = only {
        let name = match engine {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        };
        bench.args(["--only", name]);
    }
    if let Some(postgres) = &postgres {
        bench.env("QUICKDEPLOY_POSTGRES", &postgres.url);
    }
    shell::run(&mut bench)?;
    progress.end();
    Ok(())
}
