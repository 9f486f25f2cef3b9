//! What is judged how: each function takes what was found and returns one finding.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use store::Schema;

const MB: u64 = 1 << 20;
const GB: u64 = 1 << 30;

/// File descriptors beside those of connections: the database's, the log's, the gateway's.
const OTHER_FILES: u64 = 100;

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not at all.
    Ok,
    /// It works, perhaps not as is wanted.
    Warn,
    /// It doesn't work.
    Bad,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    said: String,
    remedy: &'static str,
}

use Level::{Bad, Ok, Warn};

fn found(level: Level, said: impl Into<String>, remedy: &'static str) -> Finding {
    Finding {
        level,
        said: said.into(),
        remedy,
    }
}

fn ok(said: impl Into<String>) -> Finding {
    found(Ok, said, "")
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Ok => "ok  ",
            Warn => "warn",
            Bad => "bad ",
        };
        write!(f, "{level} {}", self.said)?;
        match self.remedy {
            "" => fmt::Result::Ok(()),
            remedy => write!(f, "  → {remedy}"),
        }
    }
}

/// The database, where it was opened.
pub fn schema(schema: &Schema) -> Finding {
    match schema {
        Schema::Current => ok("database: opens, its schema is this version's"),
        Schema::None => found(Warn, "database: it has no schema yet", "serve makes it"),
        Schema::Older(steps) => found(
            Warn,
            format!("database: its schema lacks {steps} steps"),
            "quickdeploy backup, then start: the next start takes them",
        ),
        Schema::Newer(step) => found(
            Bad,
            format!("database: a newer version has changed its schema ({step})"),
            "use that version, or restore a backup",
        ),
    }
}

/// The database, where it couldn't be opened, and why.
pub fn unopened(why: &str) -> Finding {
    let said = format!("database: {why}");
    found(Bad, said, "--database, and who may read and write it")
}

/// A database's file that isn't there, by whether its folder, or the first that is there above it, may be written.
pub fn no_database(folder: &Path, is_writable: bool) -> Finding {
    let folder = folder.display();
    match is_writable {
        true => found(Warn, "database: there is no file yet", "serve makes it"),
        false => found(
            Bad,
            format!("database: no file can be made in {folder}"),
            "--database, and who may write there",
        ),
    }
}

/// The disk's free bytes where the database is.
pub fn disk(free: u64) -> Finding {
    let said = format!("disk: {} MB free", free / MB);
    match free {
        _ if free < 100 * MB => found(Bad, said, "make room: what can't be written is refused"),
        _ if free < GB => found(Warn, said, "make room"),
        _ => ok(said),
    }
}

/// The size of SQLite's log.
pub fn log(bytes: u64) -> Finding {
    let said = format!("write-ahead log: {} MB", bytes.div_ceil(MB));
    match bytes {
        _ if bytes > 256 * MB => found(
            Warn,
            said,
            "a program that reads for long holds it: end it, or start the server again",
        ),
        _ => ok(said),
    }
}

/// The built app.
pub fn app(read: Result<(), String>) -> Finding {
    match read {
        Result::Ok(()) => ok("app: built"),
        Err(why) => found(Bad, format!("app: {why}"), "--app-dir, or build it"),
    }
}

/// The scheme and host of the public URL.
pub fn public_url(url: &str) -> Finding {
    let said = format!("public URL: {url}");
    match url.starts_with("https://") || is_private(host(url)) {
        true => ok(said),
        false => found(
            Warn,
            said,
            "https: numbers and codes cross the internet in the open",
        ),
    }
}

/// No public URL, but this one, which is made up from the machine's address.
pub fn no_public_url(instead: &str) -> Finding {
    let said = format!("public URL: not set, links lead to {instead}");
    found(Warn, said, "--public-url")
}

/// A host that has no address.
pub fn unresolved(host: &str, why: &str) -> Finding {
    let said = format!("public URL: {host} has no address ({why})");
    found(Bad, said, "the name in the DNS, or --public-url")
}

/// What came of asking for something over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Our own.
    Ours,
    /// Something else, with this status.
    Other(u16),
    /// No secure connection, and why.
    Insecure(String),
    /// None, and why.
    Nothing(String),
}

/// The answer to `/healthz` at the public URL.
pub fn public_answer(answer: &Answer) -> Finding {
    match answer {
        Answer::Ours => ok("public URL: the server answers there"),
        Answer::Other(status) => found(
            Bad,
            format!("public URL: something else answers there ({status})"),
            "the proxy's target, or --public-url",
        ),
        Answer::Insecure(why) => {
            let said = format!("public URL: no secure connection: {why}");
            found(Bad, said, "the proxy's certificate")
        }
        Answer::Nothing(why) => {
            let said = format!("public URL: no answer: {why}");
            found(Warn, said, "start the server and the proxy")
        }
    }
}

/// An address to listen on, by whether it is free, why not, and who answers there.
pub fn port(what: &str, addr: SocketAddr, bound: Result<(), String>, is_ours: bool) -> Finding {
    match bound {
        Result::Ok(()) => ok(format!("{what}: {addr} is free")),
        Err(_) if is_ours => ok(format!("{what}: the server listens on {addr}")),
        Err(why) => found(
            Bad,
            format!("{what}: {addr}: {why}"),
            "another address, or end what listens there",
        ),
    }
}

/// Figures that others may read.
pub fn metrics(addr: SocketAddr) -> Option<Finding> {
    let is_open = !is_private_address(addr.ip());
    let said = format!("figures: {addr} may be reached by anybody");
    let remedy = "an address of the inside, as 127.0.0.1:9090";
    is_open.then(|| found(Warn, said, remedy))
}

/// Whose word is taken for a customer's address.
pub fn proxy(is_https: bool, trusts: bool, addr: SocketAddr) -> Finding {
    match (is_https, trusts) {
        (true, false) => found(
            Warn,
            "proxy: https needs one, whose X-Forwarded-For isn't read: limits count all customers as one",
            "--trust-proxy",
        ),
        (true, true) if !addr.ip().is_loopback() => found(
            Warn,
            format!("proxy: who reaches {addr} past it can claim any address"),
            "let nobody else reach the port, or listen on 127.0.0.1",
        ),
        (false, true) => found(
            Warn,
            "proxy: X-Forwarded-For is read, though the public URL isn't https: without a proxy that sets it, anybody can \
             claim any address",
            "a proxy that speaks https, or no --trust-proxy",
        ),
        (true, true) => ok("proxy: its X-Forwarded-For is read"),
        (false, false) => ok("proxy: none"),
    }
}

/// The SMS gateway's answer, if there is a gateway.
pub fn sms(answer: Option<&Answer>, demo: bool) -> Finding {
    match answer {
        None if demo => found(Warn, "SMS: the demo shows codes on the page", "no --demo"),
        None => found(
            Warn,
            "SMS: no gateway: one-time codes go to the log",
            "--sms-url",
        ),
        Some(Answer::Ours) => ok("SMS: the gateway answers"),
        Some(Answer::Other(status)) if *status >= 500 => {
            let said = format!("SMS: the gateway fails ({status})");
            found(Warn, said, "ask its operator")
        }
        Some(Answer::Other(_)) => ok("SMS: the gateway answers; no message was sent"),
        Some(Answer::Insecure(why) | Answer::Nothing(why)) => {
            let said = format!("SMS: the gateway doesn't answer: {why}");
            found(Bad, said, "--sms-url, and the way there")
        }
    }
}

/// What the mail server said, if there is one.
pub fn mail(answer: Option<Result<(), String>>) -> Finding {
    match answer {
        None => found(
            Warn,
            "mail: no mail server: mails are written into a folder",
            "--smtp-url",
        ),
        Some(Result::Ok(())) => ok("mail: the mail server answers; no mail was sent"),
        Some(Err(why)) => {
            let said = format!("mail: the mail server doesn't answer: {why}");
            found(Bad, said, "--smtp-url, and the way there")
        }
    }
}

/// Where the key is that vendors' secrets are encrypted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptKey {
    /// It is configured.
    Given,
    /// In this file, which its owner alone may read or not.
    Kept(PathBuf, bool),
    /// In no file yet: this one is made by the first start.
    NotYet(PathBuf),
    /// It can't be read, and why.
    Bad(String),
    /// There is none, nor a place for one.
    Nowhere,
}

/// The key that vendors' secrets are encrypted with.
pub fn secret_key(kept: &KeptKey) -> Finding {
    match kept {
        KeptKey::Given => ok("secret key: given"),
        KeptKey::Kept(file, true) => ok(format!(
            "secret key: in {}, which backups of the database lack",
            file.display()
        )),
        KeptKey::Kept(file, false) => found(
            Warn,
            format!("secret key: others may read {}", file.display()),
            "chmod 600",
        ),
        KeptKey::NotYet(file) => ok(format!(
            "secret key: the first start makes {}",
            file.display()
        )),
        KeptKey::Bad(why) => found(Bad, format!("secret key: {why}"), "the key it was"),
        KeptKey::Nowhere => found(
            Warn,
            "secret key: none: no vendor's server can be spoken to",
            "--secret-key, made by `openssl rand -base64 32`",
        ),
    }
}

/// The countries to which codes are sent.
pub fn countries(count: usize) -> Finding {
    match count {
        0 => found(
            Warn,
            "SMS: codes are sent to all countries, also expensive ones",
            "--sms-countries 86,852,853,886",
        ),
        count => ok(format!("SMS: codes are sent to {count} countries")),
    }
}

/// How many seconds the clock is ahead of another, or behind; `None` if there is no other.
pub fn clock(ahead: Option<i64>) -> Finding {
    let remedy = "set it by NTP: codes and sessions end by it";
    match ahead {
        None => found(
            Warn,
            "clock: nothing to compare it with",
            "timedatectl says whether NTP sets it; codes and sessions end by it",
        ),
        Some(ahead) => {
            let said = format!("clock: {ahead} s ahead of the one that answered");
            match ahead.abs() {
                0..=30 => ok("clock: right to 30 s"),
                31..=300 => found(Warn, said, remedy),
                _ => found(Bad, said, remedy),
            }
        }
    }
}

/// The limit of open files, if there is one, against the connections that are held.
pub fn files(limit: Option<u64>, connections: usize) -> Finding {
    let needed = u64::try_from(connections).unwrap_or(u64::MAX);
    match limit {
        Some(limit) if limit < needed.saturating_add(OTHER_FILES) => found(
            Warn,
            format!("open files: {limit} for {connections} connections"),
            "ulimit -n, LimitNOFILE of systemd, or a smaller --max-connections",
        ),
        _ => ok(format!("open files: enough for {connections} connections")),
    }
}

/// Whether a database's URL leads to another machine.
pub fn is_elsewhere(database: &str) -> bool {
    let url = url::Url::parse(database);
    let host = url.as_ref().ok().and_then(url::Url::host_str);
    let Some(host) = host.filter(|host| !host.is_empty()) else {
        return false;
    };
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host != "localhost" && !address.is_ok_and(|address| address.is_loopback())
}

/// The host of a URL, without a port.
pub fn host(url: &str) -> &str {
    let host = url.split("://").nth(1).unwrap_or(url);
    let host = host.split('/').next().unwrap_or_default();
    match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((v6, _)) => v6,
        None => host.split(':').next().unwrap_or_default(),
    }
}

/// Whether a host is this machine or in its own network.
fn is_private(host: &str) -> bool {
    match host.parse() {
        Result::Ok(address) => is_private_address(address),
        Err(_) => {
            let name = host.to_ascii_lowercase();
            let last = name.rsplit('.').next();
            matches!(last, Some("localhost" | "local" | "internal"))
        }
    }
}

fn is_private_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests;
