//! Two servers on one PostgreSQL, killed by turns: they are as one, and nothing acknowledged is lost.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use api::path;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use server::http;
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use crate::{app_in, on_postgres, until_ready};

/// How many customers come, at how many phones at once. A thousand take two minutes, and end the same.
const CUSTOMERS: usize = 300;
const PHONES: usize = 16;

/// Each serial is on the hands of two customers, who come at the same time.
const SERIALS: usize = CUSTOMERS / 2;

/// How many teams may authorize through the link: fewer than have a serial.
const USES: usize = CUSTOMERS / 4;

/// How often a customer's phone sends a request until one of the servers answers.
const TRIES: usize = 200;

/// The numbers that a statement answers.
async fn numbers(database: &str, statement: &'static str) -> Vec<i64> {
    let mut connection = PgConnection::connect(database).await.unwrap();
    let numbers = sqlx::query_scalar(statement).fetch_all(&mut connection);
    numbers.await.unwrap()
}

/// One of the servers.
struct Server {
    base: String,
    port: u16,
}

impl Server {
    fn start(&self, folder: &Path, database: &str) -> Child {
        Command::new(env!("CARGO_BIN_EXE_quickdeploy"))
            .args(["serve", "--demo", "--trust-proxy"])
            .args(["--addr", &format!("127.0.0.1:{}", self.port)])
            .args(["--public-url", "http://127.0.0.1"])
            .args(["--sms-per-minute", "1000000", "--app-dir"])
            .arg(folder)
            .env("QUICKDEPLOY_DATABASE", database)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }
}

/// What the command prints.
fn said(database: &str, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_quickdeploy"))
        .args(args)
        .env("QUICKDEPLOY_DATABASE", database)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A customer, whose phone tries the other server when one doesn't answer.
struct Customer {
    nth: usize,
    http: Client,
    servers: Arc<[Server; 2]>,
    link: Arc<str>,
}

impl Customer {
    /// Sends a request until it is answered; answers the body of a success and the code of a refusal.
    async fn send(&self, path: &str, body: Value) -> Result<Value, String> {
        for attempt in 0..TRIES {
            let server = &self.servers[(self.nth + attempt) % 2];
            let url = format!("{}{}", server.base, path::of_link(path, &self.link));
            let request = self
                .http
                .post(url)
                .header(
                    "x-forwarded-for",
                    format!("10.1.{}.{}", self.nth / 250, self.nth % 250),
                )
                .json(&body);
            let Ok(response) = request.send().await else {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            let status = response.status();
            let Ok(text) = response.text().await else {
                continue;
            };
            let answer: Value = serde_json::from_str(&text).unwrap();
            assert!(
                status != StatusCode::INTERNAL_SERVER_ERROR,
                "{path}: {answer}"
            );
            return match status.is_success() {
                true => Ok(answer),
                false => Err(answer["code"].as_str().unwrap().to_owned()),
            };
        }
        panic!("no server answers {path}")
    }

    /// Goes as far as the rules let it; answers the code that ended it. Notes that a team was acknowledged.
    async fn onboard(&self, serial: &str, has_team: &mut bool) -> Result<(), String> {
        let phone = format!("138{:08}", self.nth);
        let request = format!("request of {:08}", self.nth);
        let ask = json!({ "phone": phone, "request": request });
        let sent = self.send(path::CODES, ask).await?;
        let enter = json!({
            "phone": phone, "code": sent["demo_code"], "request": request, "link": &*self.link,
        });
        let entered = self.send(path::SESSION, enter).await?;
        if entered["onboarding"].is_null() {
            // Signing in doesn't fail with its link: the page says what is wrong with that.
            return Err("link_used_up".to_owned());
        }
        let team = json!({
            "how": "create", "mode": "solo", "name": format!("第{}家", self.nth),
            "industry": "other", "owner_name": "王",
        });
        self.send(path::TEAM, team).await?;
        *has_team = true;
        self.send(path::SERIAL, json!({ "serial": serial })).await?;
        self.send(path::AUTHORIZE, json!({ "consent": true }))
            .await?;
        self.send(path::SCOPE, json!({ "who": "everyone" })).await?;
        self.send(path::START, json!({})).await?;
        Ok(())
    }
}

/// Kills the servers by turns, each as soon as the other answers again, until the customers are through. How often.
async fn kill_by_turns(
    folder: &Path,
    database: &str,
    servers: &[Server; 2],
    mut processes: [Child; 2],
    is_over: &AtomicBool,
) -> usize {
    let mut kills = 0;
    while !is_over.load(Ordering::Relaxed) {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let at = kills % 2;
        // On Unix it is SIGKILL.
        processes[at].kill().unwrap();
        processes[at].wait().unwrap();
        processes[at] = servers[at].start(folder, database);
        until_ready(&servers[at].base).await;
        kills += 1;
    }
    for process in &mut processes {
        process.kill().unwrap();
        process.wait().unwrap();
    }
    kills
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_that_are_killed_by_turns_are_as_one() {
    let (folder, database) = (
        TempDir::new().unwrap(),
        on_postgres(&format!("shared_{}", std::process::id())),
    );
    let server = || {
        let port = app_in(folder.path());
        let base = format!("http://127.0.0.1:{port}");
        Server { base, port }
    };
    let servers = Arc::new([server(), server()]);
    // Both bring the schema up to date at the same time. The demo's data are entered by the first.
    let migrate = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quickdeploy"));
        command
            .arg("migrate")
            .env("QUICKDEPLOY_DATABASE", &database);
        command.spawn().unwrap()
    };
    for mut migrating in [migrate(), migrate()] {
        assert!(migrating.wait().unwrap().success());
    }
    let first = servers[0].start(folder.path(), &database);
    until_ready(&servers[0].base).await;
    let second = servers[1].start(folder.path(), &database);
    until_ready(&servers[1].base).await;
    let processes = [first, second];
    let (count, uses) = (SERIALS.to_string(), USES.to_string());
    let issue = [
        "serials",
        "issue",
        "--suite",
        "demo-attendance",
        "--count",
        &count,
    ];
    let serials: Vec<String> = said(&database, &issue).lines().map(str::to_owned).collect();
    assert_eq!(serials.len(), SERIALS);
    let create = [
        "link",
        "create",
        "--suite",
        "demo-attendance",
        "--uses",
        &uses,
    ];
    let link = said(
        &database,
        &[&create[..], &["--public-url", "http://127.0.0.1"]].concat(),
    );
    let link: Arc<str> = link.trim().rsplit('/').next().unwrap().into();

    let (next, is_over) = (Arc::new(AtomicUsize::new(0)), AtomicBool::new(false));
    let serials = Arc::new(serials);
    let phones = (0..PHONES).map(|_| {
        let (next, servers) = (next.clone(), servers.clone());
        let (serials, link) = (serials.clone(), link.clone());
        tokio::spawn(async move {
            let mut ends = Vec::new();
            loop {
                let nth = next.fetch_add(1, Ordering::Relaxed);
                if nth >= CUSTOMERS {
                    return ends;
                }
                let customer = Customer {
                    nth,
                    http: http::builder().cookie_store(true).build().unwrap(),
                    servers: servers.clone(),
                    link: link.clone(),
                };
                let mut has_team = false;
                let end = customer.onboard(&serials[nth / 2], &mut has_team).await;
                ends.push((nth, has_team, end));
            }
        })
    });
    let phones: Vec<_> = phones.collect();
    let customers = async {
        let mut ends = Vec::new();
        for phone in phones {
            ends.extend(phone.await.unwrap());
        }
        is_over.store(true, Ordering::Relaxed);
        ends
    };
    let killing = kill_by_turns(folder.path(), &database, &servers, processes, &is_over);
    let (ends, kills) = tokio::join!(customers, killing);

    assert!(kills > 4, "killed {kills} times");
    let started: BTreeSet<usize> = ends
        .iter()
        .filter(|(.., end)| end.is_ok())
        .map(|(nth, ..)| *nth)
        .collect();
    let refused: BTreeSet<&str> = ends
        .iter()
        .filter_map(|(.., end)| end.as_ref().err().map(String::as_str))
        .collect();
    assert_eq!(started.len(), USES, "the link's uses hold over both");
    let expected = ["link_used_up", "serial_used"];
    assert_eq!(refused, BTreeSet::from(expected), "nothing else went wrong");
    let teams = "SELECT COUNT(*) FROM corp WHERE name LIKE '第%家'";
    let created = ends.iter().filter(|(_, has_team, _)| *has_team).count();
    assert_eq!(numbers(&database, teams).await, [created as i64]);
    let active =
        "SELECT COUNT(*) FROM \"authorization\" WHERE state = 'active' AND scope = 'everyone'";
    assert_eq!(numbers(&database, active).await, [USES as i64]);
    let acknowledged = "SELECT CAST(substring(person.phone FROM 7) AS bigint) FROM onboarding \
                        JOIN person ON person.id = onboarding.person_id WHERE started_at IS NOT NULL";
    let kept: BTreeSet<usize> = numbers(&database, acknowledged)
        .await
        .into_iter()
        .map(|nth| usize::try_from(nth).unwrap())
        .collect();
    assert_eq!(kept, started, "what was acknowledged is kept");
    let owners = "SELECT COUNT(*) FROM serial JOIN \"authorization\" AS given ON given.serial = serial.code \
                  AND given.corp_id = serial.corp_id";
    assert_eq!(
        numbers(&database, owners).await,
        [USES as i64],
        "each serial is its team's"
    );
    let uses = "SELECT CAST(uses AS bigint) FROM link WHERE max_uses IS NOT NULL";
    assert_eq!(numbers(&database, uses).await, [USES as i64]);
}
