//! A throwaway PostgreSQL for the time of the tests, or of a measurement.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::shell;
use crate::system::{self, POSTGRES};

/// The account that runs it where we are root, which it refuses to be run by.
const ACCOUNT: &str = "postgres";

/// How often it is asked whether it answers, ten times a second.
const LOOKS: u32 = 300;

/// The running database; dropping it stops it and removes its data.
pub struct Postgres {
    bin: PathBuf,
    data: PathBuf,
    server: Child,
    /// Where it is, without a database: `postgres://postgres@127.0.0.1:54321`.
    pub url: String,
}

/// Whether a commit is on the disk before it is answered.
#[derive(Clone, Copy, PartialEq)]
pub enum Syncing {
    /// As in production.
    On,
    /// A test's data aren't worth it.
    Off,
}

impl Postgres {
    /// Starts one on a free port.
    pub fn start(what: &str, syncing: Syncing) -> Result<Self> {
        system::ensure(what, &[&POSTGRES])?;
        let initdb = POSTGRES.find().context("no PostgreSQL")?;
        let bin = initdb
            .parent()
            .context("initdb lies in no folder")?
            .to_owned();
        let data = env::temp_dir().join(format!("quickdeploy-postgres-{}", std::process::id()));
        fs::create_dir_all(&data)?;
        if is_root()? {
            shell::run(Command::new("chown").arg(ACCOUNT).arg(&data))?;
        }
        let mut init = program(&bin, "initdb")?;
        init.args([
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C",
        ])
        .args(["--no-sync", "--pgdata"])
        .arg(&data);
        shell::run(init.stdout(Stdio::null()))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut server = program(&bin, "postgres")?;
        server.arg("-D").arg(&data);
        for setting in [
            format!("port={port}"),
            format!("unix_socket_directories={}", data.display()),
            "listen_addresses=127.0.0.1".to_owned(),
            "max_connections=600".to_owned(),
            "log_min_messages=panic".to_owned(),
        ] {
            server.args(["-c", &setting]);
        }
        if syncing == Syncing::Off {
            // Hundreds of databases that last a second each are not worth a vacuum.
            for setting in [
                "fsync",
                "synchronous_commit",
                "full_page_writes",
                "autovacuum",
                "jit",
            ] {
                server.args(["-c", &format!("{setting}=off")]);
            }
        }
        let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let postgres = Self {
            server: server.context("cannot start PostgreSQL")?,
            url: format!("postgres://postgres@127.0.0.1:{port}"),
            bin,
            data,
        };
        postgres.wait(port)?;
        Ok(postgres)
    }

    /// Waits until it answers.
    fn wait(&self, port: u16) -> Result<()> {
        for _ in 0..LOOKS {
            let mut ready = program(&self.bin, "pg_isready")?;
            ready.args(["--quiet", "--host=127.0.0.1", &format!("--port={port}")]);
            if ready.status()?.success() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        bail!("PostgreSQL doesn't answer")
    }

    fn stop(&self) -> Result<()> {
        let mut stop = program(&self.bin, "pg_ctl")?;
        stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"]);
        shell::run(stop.arg(&self.data).stdout(Stdio::null()))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            println!("      {error:#}");
        }
        // It has ended, and its data are temporary: nothing to do about a failure here.
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.data);
    }
}

/// One of its programs, run by its account where we are root.
fn program(bin: &Path, name: &str) -> Result<Command> {
    let path = bin.join(name);
    if !is_root()? {
        return Ok(Command::new(path));
    }
    let mut command = Command::new("runuser");
    command.args(["-u", ACCOUNT, "--"]).arg(path);
    // Its account can't read the folder that we are in.
    command.current_dir("/");
    Ok(command)
}

fn is_root() -> Result<bool> {
    Ok(shell::capture(Command::new("id").arg("-u"))?.trim() == "0")
}
