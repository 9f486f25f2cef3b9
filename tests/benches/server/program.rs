//! The server's program, as a process of its own.

use std::env;
use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use hyper::StatusCode;
use tests::{SECRET_KEY, app_dir};
use tokio::net::TcpStream;

use crate::client::Client;
use crate::gateway::Gateway;

/// How often it is asked whether it is ready, ten times a second.
const LOOKS: u32 = 100;

/// A running server; dropping it ends it.
pub struct Program {
    child: Child,
    /// Where it is.
    pub addr: SocketAddr,
    metrics: SocketAddr,
}

impl Program {
    /// Starts it on a database, without the limits that a load would meet, and waits until it is ready.
    pub async fn start(program: &Path, database: &str, gateway: &Gateway) -> Self {
        let (addr, metrics) = (free_port(), free_port());
        let log = File::options().create(true).append(true).open(log_file());
        let child = Command::new(program)
            .arg("serve")
            .args(["--addr", &addr.to_string()])
            .args(["--metrics-addr", &metrics.to_string()])
            .args(["--public-url", &format!("http://{addr}")])
            .args(["--database", database])
            .args(["--sms-url", &gateway.url, "--sms-per-minute", "1000000"])
            .args(["--secret-key", SECRET_KEY])
            .args(["--callback-targets", "127.0.0.1"])
            .arg("--trust-proxy")
            .arg("--app-dir")
            .arg(app_dir())
            // It logs as it does by default.
            .env_remove("RUST_LOG")
            .stdout(Stdio::null())
            .stderr(log.expect("the log"))
            .spawn()
            .expect("the server's program");
        let program = Self {
            child,
            addr,
            metrics,
        };
        program.wait().await;
        program
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How many transactions it has tried again.
    pub async fn retries(&self) -> u64 {
        let mut client = Client::connect(self.metrics).await;
        let figures = client.text("/metrics").await;
        let mut lines = figures.lines();
        let figure = lines
            .find_map(|line| line.strip_prefix("quickdeploy_database_retries_total "))
            .expect("the figure");
        figure.trim().parse().expect("a number")
    }

    async fn wait(&self) {
        for _ in 0..LOOKS {
            if TcpStream::connect(self.addr).await.is_ok() {
                let mut client = Client::connect(self.addr).await;
                assert_eq!(client.get("/readyz").await.0, StatusCode::OK);
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the server doesn't answer");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Its data are temporary.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the servers log to, for when a figure surprises.
pub fn log_file() -> PathBuf {
    env::temp_dir().join("quickdeploy-bench.log")
}

fn free_port() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address")
}
