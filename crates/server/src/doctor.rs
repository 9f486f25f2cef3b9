//! `doctor`: looks at everything that `serve` would run with, and says what is wrong.

mod judge;

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use reqwest::{Client, Method};
use rustix::fs::Access;
use rustix::process::Resource;
use server::config::Serve;
use server::notify::reasons;
use server::state::system_clock;
use server::{Pages, Worker, http, secrets};
use tokio::net::{TcpListener, lookup_host};

use self::judge::{Answer, Finding, KeptKey, Level};
use crate::output;

/// Checks everything and prints a line for each check.
///
/// # Errors
///
/// Something is bad.
pub async fn run(database: &str, options: Serve) -> Result<()> {
    let (mut findings, mut ahead) = look_at_database(database).await;
    findings.push(judge::app(read_app(&options)));
    findings.extend(look_at_url(&options).await);
    findings.push(look_at_port("port", options.addr, "/healthz").await);
    if let Some(addr) = options.metrics_addr {
        findings.push(look_at_port("figures", addr, "/metrics").await);
        findings.extend(judge::metrics(addr));
    }
    let url = options.public_url.as_deref().unwrap_or_default();
    let is_https = url.starts_with("https://");
    findings.push(judge::proxy(is_https, options.trust_proxy, options.addr));
    let gateway = match &options.sms_url {
        Some(url) => {
            let asked = ask_gateway(url).await;
            ahead = asked.ahead.or(ahead);
            Some(asked.answer)
        }
        None => None,
    };
    findings.push(judge::sms(gateway.as_ref(), options.demo));
    findings.push(judge::countries(options.sms_countries.len()));
    findings.push(judge::mail(options.mail.try_server().await));
    findings.push(judge::clock(ahead));
    findings.push(look_at_secret_key(database, &options));
    let limit = rustix::process::getrlimit(Resource::Nofile).current;
    findings.push(judge::files(limit, options.max_connections.get()));
    for finding in &findings {
        output::line(finding)?;
    }
    let bad = findings.iter().filter(|found| found.level == Level::Bad);
    match bad.count() {
        0 => Ok(()),
        1 => bail!("one check is bad"),
        count => bail!("{count} checks are bad"),
    }
}

/// What is to be said of the database, and how many seconds our clock is ahead of its.
async fn look_at_database(database: &str) -> (Vec<Finding>, Option<i64>) {
    let file = store::sqlite_file(database);
    let folder = file.as_deref().map(first_folder);
    let (mut findings, mut ahead) = (Vec::new(), None);
    findings.push(match (&file, &folder) {
        (Some(file), Some(folder)) if !file.exists() => {
            let is_writable = rustix::fs::access(folder, Access::WRITE_OK).is_ok();
            judge::no_database(folder, is_writable)
        }
        _ => match store::look(database).await {
            Ok(looked) => {
                // On this machine it is our own clock.
                let there = looked.now.filter(|_| judge::is_elsewhere(database));
                ahead = there.map(|there| (system_clock() - there).0 / 1000);
                judge::schema(&looked.schema)
            }
            Err(why) => judge::unopened(&why.to_string()),
        },
    });
    if let Some(disk) = folder.and_then(|folder| rustix::fs::statvfs(&folder).ok()) {
        findings.push(judge::disk(disk.f_bavail.saturating_mul(disk.f_frsize)));
    }
    if let Some(mut log) = file.map(PathBuf::into_os_string) {
        log.push("-wal");
        let size = std::fs::metadata(log).map_or(0, |log| log.len());
        findings.push(judge::log(size));
    }
    (findings, ahead)
}

/// What is to be said of the key that vendors' secrets are encrypted with. None is made.
fn look_at_secret_key(database: &str, options: &Serve) -> Finding {
    let keys = &options.secret_keys;
    if let Err(why) = keys.check() {
        return judge::secret_key(&KeptKey::Bad(why.to_string()));
    }
    let kept = match secrets::key_file(database) {
        _ if keys.is_given() => KeptKey::Given,
        Some(file) => match secrets::read_key(&file) {
            Ok(None) => KeptKey::NotYet(file),
            Ok(Some(_)) => {
                let mode = std::fs::metadata(&file).map_or(0, |file| file.mode());
                KeptKey::Kept(file, mode & 0o077 == 0)
            }
            Err(why) => KeptKey::Bad(why.to_string()),
        },
        None => KeptKey::Nowhere,
    };
    judge::secret_key(&kept)
}

/// The folder of a file, or the first one above it that is there.
fn first_folder(file: &Path) -> PathBuf {
    let mut above = file.ancestors().skip(1);
    let there = above.find(|folder| folder.is_dir());
    there.map_or_else(|| ".".into(), Path::to_owned)
}

fn read_app(options: &Serve) -> Result<(), String> {
    let read = Pages::read(&options.app_dir, options.live).and_then(|_| match options.live {
        true => Ok(()),
        false => Worker::read(&options.app_dir).map(drop),
    });
    read.map_err(|why| format!("{why:#}"))
}

/// What is to be said of the public URL. The clock there is mostly this machine's own.
async fn look_at_url(options: &Serve) -> Vec<Finding> {
    let Some(url) = options.public_url.as_deref() else {
        let instead = format!("http://{}", crate::reachable(options.addr));
        return vec![judge::no_public_url(&instead)];
    };
    let url = url.trim_end_matches('/');
    let mut findings = vec![judge::public_url(url)];
    let host = judge::host(url);
    if let Err(why) = lookup_host((host, 443)).await {
        findings.push(judge::unresolved(host, &why.to_string()));
        return findings;
    }
    let asked = ask_ours(&format!("{url}/healthz")).await;
    findings.push(judge::public_answer(&asked.answer));
    findings
}

async fn look_at_port(what: &str, addr: SocketAddr, path: &str) -> Finding {
    let bound = TcpListener::bind(addr).await;
    let bound = bound.map(drop).map_err(|why| why.to_string());
    let is_ours = bound.is_err() && {
        let own = match addr.ip() {
            ip if !ip.is_unspecified() => ip,
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        };
        let own = SocketAddr::new(own, addr.port());
        let asked = ask_ours(&format!("http://{own}{path}")).await;
        asked.answer == Answer::Ours
    };
    judge::port(what, addr, bound, is_ours)
}

/// What came of it.
struct Found {
    answer: Answer,
    /// How many seconds our clock is ahead of the one that answered.
    ahead: Option<i64>,
}

/// Asks for something of ours. Not through a proxy of this machine's: the customers don't come by it.
async fn ask_ours(url: &str) -> Found {
    let (found, body) = ask(http::direct_client(), Method::GET, url).await;
    let is_ours =
        found.answer == Answer::Other(200) && (body == "ok" || body.contains("quickdeploy_build"));
    match is_ours {
        true => Found {
            answer: Answer::Ours,
            ..found
        },
        false => found,
    }
}

/// Asks what a gateway's address takes, which sends no message.
async fn ask_gateway(url: &str) -> Found {
    ask(http::client(), Method::OPTIONS, url).await.0
}

/// What came of a request, and the answer's text.
async fn ask(client: reqwest::Result<Client>, method: Method, url: &str) -> (Found, String) {
    let answered = match client {
        Ok(client) => client.request(method, url).send().await,
        Err(why) => Err(why),
    };
    match answered {
        Ok(answered) => {
            let date = answered.headers().get("date");
            let date = date.and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
            let found = Found {
                answer: Answer::Other(answered.status().as_u16()),
                ahead: date.map(|date| seconds_after(SystemTime::now(), date)),
            };
            (found, answered.text().await.unwrap_or_default())
        }
        Err(why) => {
            let said = reasons(&why);
            let answer = match is_insecure(&why) {
                true => Answer::Insecure(said),
                false => Answer::Nothing(said),
            };
            let found = Found {
                answer,
                ahead: None,
            };
            (found, String::new())
        }
    }
}

/// Whether an error comes from TLS, which hides inside of one of input and output.
fn is_insecure(error: &(dyn Error + 'static)) -> bool {
    let inside = error.downcast_ref::<std::io::Error>();
    let inside = inside.and_then(|error| error.get_ref());
    error.is::<rustls::Error>()
        || inside.is_some_and(|error| is_insecure(error))
        || error.source().is_some_and(is_insecure)
}

/// How many seconds one moment lies after another.
fn seconds_after(one: SystemTime, other: SystemTime) -> i64 {
    let seconds = |span: Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    match one.duration_since(other) {
        Ok(after) => seconds(after),
        Err(before) => -seconds(before.duration()),
    }
}
