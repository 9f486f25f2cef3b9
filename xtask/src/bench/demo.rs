//! A demo server for the time of a measurement.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::{app, shell};

/// The running server; dropping it stops it and removes its data.
pub struct DemoServer {
    child: Child,
    /// Its folder, which is gone when it is dropped.
    pub data: PathBuf,
    /// The address of the first demo suite's guide page.
    pub page: String,
}

impl DemoServer {
    /// The key of a demo suite that asks for serials.
    pub const SUITE: &str = "demo-attendance";

    /// Where its database is.
    pub fn database(&self) -> String {
        database(&self.data)
    }

    /// Starts the release server on a free port with new demo data.
    pub fn start() -> Result<Self> {
        let data = env::temp_dir().join(format!("quickdeploy-bench-{}", std::process::id()));
        fs::create_dir_all(&data)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let addr = format!("127.0.0.1:{port}");
        let child = Command::new(shell::server_program("release"))
            .args(["serve", "--demo", "--addr", &addr])
            .arg("--database")
            .arg(database(&data))
            .args(["--app-dir", app::PHONE.dist])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start the server")?;
        let mut server = Self {
            child,
            data,
            page: String::new(),
        };
        let stdout = server
            .child
            .stdout
            .take()
            .context("the server has no output")?;
        let mut lines = BufReader::new(stdout);
        let mut line = String::new();
        while server.page.is_empty() {
            line.clear();
            if lines.read_line(&mut line)? == 0 {
                bail!("the server ended before it printed a link to a guide page");
            }
            if let Some(path) = guide_path(&line) {
                server.page = format!("http://{addr}{path}");
            }
        }
        // Read to the end, so that the server never waits for a full pipe.
        thread::spawn(move || io::copy(&mut lines, &mut io::sink()));
        Ok(server)
    }
}

impl Drop for DemoServer {
    fn drop(&mut self) {
        // It may have ended by itself, and its data is only temporary: nothing to do about a failure here.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.data);
    }
}

fn database(data: &Path) -> String {
    format!("sqlite://{}", data.join("bench.db").display())
}

/// The path in a line like `link Nimbus CRM http://192.168.1.5:8080/d/TOKEN`.
fn guide_path(line: &str) -> Option<&str> {
    let url = line
        .split_whitespace()
        .find(|word| word.starts_with("http"))?;
    let path = &url[url.find("/d/")?..];
    (path.len() > "/d/".len()).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::guide_path;

    #[test]
    fn finds_the_guide_page_in_what_the_server_prints() {
        let line = "link Nimbus CRM http://192.168.1.5:8080/d/7KQ2MX\n";
        assert_eq!(guide_path(line), Some("/d/7KQ2MX"));
        assert_eq!(guide_path("listening on http://0.0.0.0:8080"), None);
        assert_eq!(guide_path("serial 7KQ2-MX00"), None);
    }
}
