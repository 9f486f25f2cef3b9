//! `cargo xtask serve`: from a fresh clone to a running demo.

use std::ffi::OsString;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::isv_demo::IsvDemo;
use crate::tools::Toolbox;
use crate::{app, progress::Progress, shell};

/// What `serve` can be told.
#[derive(clap::Args)]
pub struct Args {
    /// Where to listen
    #[arg(long, default_value = "0.0.0.0:8080")]
    addr: SocketAddr,
    /// Where the demo's vendor listens, to whom the server tells what happens to one of the suites
    #[arg(long, default_value = "127.0.0.1:8090")]
    isv_addr: SocketAddr,
    /// The SQLite file, relative to the workspace; kept from run to run
    #[arg(long, default_value = "data/quickdeploy.db")]
    data: PathBuf,
    /// More arguments for `quickdeploy serve`
    #[arg(last = true)]
    server: Vec<OsString>,
}

/// Builds everything, starts a vendor's server, and becomes the server.
pub fn run(args: &Args) -> Result<()> {
    let mut progress = Progress::new(3);
    progress.step("looking for the tools (the first time they are built)");
    let tools = Toolbox::for_app()?;
    progress.step("building the phone app and the console, three programs of WASM (the first time some 7 minutes on two cores)");
    app::build_all(&tools)?;
    progress.step("building the server (the first time some 5 minutes)");
    build_server()?;
    progress.ready();

    if let Some(dir) = args.data.parent() {
        fs::create_dir_all(dir).with_context(|| format!("cannot create {}", dir.display()))?;
    }
    let isv = IsvDemo {
        program: shell::server_program("release"),
        database: format!("sqlite://{}", args.data.display()),
        server: args.addr,
        addr: args.isv_addr,
    };
    isv.start()?;
    let mut server = Command::new(&isv.program);
    isv.announce(&mut server);
    server
        .args(["serve", "--demo", "--demo-history"])
        .args(["--addr", &args.addr.to_string()])
        .args(["--database", &isv.database])
        .args(["--app-dir", app::PHONE.dist])
        .args(["--console-dir", app::CONSOLE.dist])
        .args(&args.server);
    become_program(&mut server)
}

/// Builds the `quickdeploy` program in release.
pub fn build_server() -> Result<()> {
    shell::run(&mut shell::cargo([
        "build",
        "--release",
        "--locked",
        "--package",
        "server",
    ]))
}

/// The server takes this process's place, so that Ctrl-C, signals and the exit status are its own.
#[cfg(unix)]
fn become_program(program: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(program.exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn become_program(program: &mut Command) -> Result<()> {
    let status = program.status().context("cannot start the server")?;
    std::process::exit(status.code().unwrap_or(1))
}
