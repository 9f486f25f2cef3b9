//! A vendor's server beside the demo: `quickdeploy isv-demo` with a suite of its own, so that the whole exchange is seen on one machine.

use std::env;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio, id};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::shell;

/// The suite. `quickdeploy serve --demo` tells its link.
const KEY: &str = "demo-isv";

/// What the suite and its vendor's server know. They are a demo's: everybody may know them too.
const SECRETS: [(&str, &str); 3] = [
    ("QUICKDEPLOY_SUITE_SECRET", "secret-of-the-isv-demo"),
    ("QUICKDEPLOY_SUITE_TOKEN", "token-of-the-isv-demo"),
    (
        "QUICKDEPLOY_SUITE_AES_KEY",
        "demo5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3",
    ),
];

/// The serials that the vendor's server takes.
const SERIALS: [&str; 5] = [
    "KF-2026-0001",
    "KF-2026-0002",
    "KF-2026-0003",
    "KF-2026-0004",
    "KF-2026-0005",
];

const TARGETS: &str = "QUICKDEPLOY_CALLBACK_TARGETS";

/// How often it is asked whether it listens, ten times a second.
const LOOKS: u32 = 100;

/// The vendor's server that is to be started.
pub struct IsvDemo {
    /// The `quickdeploy` program.
    pub program: PathBuf,
    /// The database's URL.
    pub database: String,
    /// Where the demo's server will listen.
    pub server: SocketAddr,
    /// Where the vendor's server listens.
    pub addr: SocketAddr,
}

impl IsvDemo {
    /// Starts it, makes its suite if there is none yet, and has a ticket pushed as soon as the demo's server runs. It ends when
    /// this process ends, whatever program that has become by then.
    pub fn start(&self) -> Result<()> {
        let addr = self.addr;
        let free = TcpListener::bind(addr);
        free.with_context(|| format!("isv-demo can't listen on {addr}: choose with --isv-addr"))?;
        let mut isv = self.command();
        isv.args(["isv-demo", "--suite-key", KEY])
            .args(["--addr", &addr.to_string()])
            .args(["--server", &format!("http://{}", reached(self.server))])
            .args(["--accept", &SERIALS.join(",")])
            .args(["--beside", &id().to_string()]);
        let mut isv = isv.spawn().context("cannot start isv-demo")?;
        wait(&mut isv, addr)?;
        let url = format!("http://{addr}/callback");
        let mut show = self.command();
        show.args(["suite", "show", KEY]).stderr(Stdio::null());
        match show.stdout(Stdio::null()).status()?.success() {
            true => self.run(&["suite", "set-callback", KEY, &url])?,
            false => self.create(&url)?,
        }
        self.run(&["callback", "ticket", KEY])
    }

    /// What the demo's server needs to reach it.
    pub fn announce(&self, server: &mut Command) {
        let given = env::var(TARGETS).unwrap_or_default();
        server.env(TARGETS, format!("{given},{}", self.addr.ip()));
    }

    fn create(&self, url: &str) -> Result<()> {
        let icon = Path::new("crates/server/demo/leave.png");
        self.run(&[
            "suite",
            "create",
            "--key",
            KEY,
            "--vendor",
            "演示服务商",
            "--vendor-short",
            "演示服务商",
            "--name",
            "云客服",
            "--tagline",
            "由另一台服务器激活的应用。",
            "--icon",
            &icon.to_string_lossy(),
            "--app-name",
            "云客服",
            "--home-url",
            "https://example.com/service?corpid=$CORPID$",
            "--serial",
            "vendor",
            "--callback-url",
            url,
        ])
    }

    /// Runs a command whose answer nobody needs.
    fn run(&self, arguments: &[&str]) -> Result<()> {
        shell::run(self.command().args(arguments).stdout(Stdio::null()))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .env("QUICKDEPLOY_DATABASE", &self.database)
            .envs(SECRETS);
        self.announce(&mut command);
        command
    }
}

/// Waits until it listens.
fn wait(isv: &mut Child, addr: SocketAddr) -> Result<()> {
    for _ in 0..LOOKS {
        if let Some(status) = isv.try_wait()? {
            bail!("isv-demo ended ({status})");
        }
        if TcpStream::connect(reached(addr)).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("isv-demo doesn't listen on {addr}")
}

/// The address under which a server that listens there is reached on this machine.
fn reached(addr: SocketAddr) -> SocketAddr {
    let ip = match addr.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, addr.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_on_all_addresses_is_reached_by_the_loopback() {
        for (addr, to) in [
            ("0.0.0.0:8080", "127.0.0.1:8080"),
            ("[::]:8080", "[::1]:8080"),
            ("192.168.0.2:80", "192.168.0.2:80"),
        ] {
            let found = reached(addr.parse().unwrap());
            assert_eq!(found.to_string(), to);
        }
    }
}
