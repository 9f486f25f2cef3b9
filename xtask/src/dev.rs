//! `cargo xtask dev`: the app as it is worked on. What is saved is built, and open pages load again.

use std::fs;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::progress::Progress;
use crate::tools::Toolbox;
use crate::{app, shell};

/// Where Trunk builds, so that `serve` keeps what it has.
const DIST: &str = "target/dev-dist";

/// The server behind Trunk, as in Trunk.toml.
const BEHIND: &str = "127.0.0.1:8081";

/// What `dev` can be told.
#[derive(clap::Args)]
pub struct Args {
    /// Where Trunk listens
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// Builds the app and the server without optimization, and runs both until one ends.
pub fn run(args: &Args) -> Result<()> {
    let mut progress = Progress::new(3);
    progress.step("looking for the tools");
    let tools = Toolbox::for_app()?;
    progress.step("building the server");
    shell::run(&mut shell::cargo(["build", "--locked", "--package=server"]))?;
    progress.step("building the phone app");
    app::fetch()?;
    let mut build = app::trunk(&tools, "build")?;
    shell::run(build.args(app::DEBUG).args(["--dist", DIST]))?;
    progress.ready();

    fs::create_dir_all("data").context("cannot create data")?;
    let mut server = Command::new(shell::server_program("debug"));
    server
        .args(["serve", "--demo", "--live", "--addr", BEHIND])
        .args(["--database", "sqlite://data/dev.db", "--app-dir", DIST])
        .arg(format!("--public-url=http://localhost:{}", args.port));
    let mut trunk = app::trunk(&tools, "serve")?;
    trunk
        .args(app::DEBUG)
        .args(["--dist", DIST, "--address", "0.0.0.0"])
        .arg(format!("--port={}", args.port));
    let mut running = [
        Ending(server.spawn().context("cannot start the server")?),
        Ending(trunk.spawn().context("cannot start Trunk")?),
    ];
    loop {
        for Ending(child) in &mut running {
            if let Some(status) = child.try_wait()? {
                bail!("the server or Trunk ended ({status})");
            }
        }
        thread::sleep(Duration::from_millis(300));
    }
}

/// A process that ends with us.
struct Ending(Child);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}
