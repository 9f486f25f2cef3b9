//! Servers on one database that are killed by turns, and phones that speak to whichever answers.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use api::path;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use server::http;

use crate::{SECRET_KEY, app_in, until_ready};

/// How often a phone sends a request until one of the servers answers, and the pause between.
const TRIES: usize = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// One of the servers.
pub struct Server {
    pub base: String,
    port: u16,
    folder: PathBuf,
    options: Vec<&'static str>,
}

impl Server {
    /// A server with its app in this folder.
    pub fn in_folder(folder: &Path, options: &[&'static str]) -> Self {
        let port = app_in(folder);
        Self {
            base: format!("http://127.0.0.1:{port}"),
            port,
            folder: folder.to_owned(),
            options: options.to_vec(),
        }
    }

    pub fn start(&self, database: &str) -> Child {
        let log = File::options().create(true).append(true).open(self.log());
        program(database)
            .args(["serve", "--trust-proxy"])
            .args(["--addr", &format!("127.0.0.1:{}", self.port)])
            .args(["--sms-per-minute", "1000000", "--app-dir"])
            .arg(&self.folder)
            .args(&self.options)
            .env("RUST_LOG", "error")
            .stdout(Stdio::null())
            .stderr(log.unwrap())
            .spawn()
            .unwrap()
    }

    /// Where it writes its errors, all its lives into one file.
    fn log(&self) -> PathBuf {
        self.folder.join(format!("{}.log", self.port))
    }
}

fn program(database: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_quickdeploy"));
    program
        .env("QUICKDEPLOY_DATABASE", database)
        .env("QUICKDEPLOY_PUBLIC_URL", "http://127.0.0.1")
        .env("QUICKDEPLOY_SECRET_KEY", SECRET_KEY);
    program
}

/// What the command prints.
pub fn said(database: &str, args: &[&str]) -> String {
    let output = program(database).args(args).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Kills the servers by turns, so long after the one before answers again, until `is_over`. How often.
pub async fn kill_by_turns(
    database: &str,
    servers: &[Server],
    mut processes: Vec<Child>,
    (pause, is_over): (Duration, &AtomicBool),
) -> usize {
    let mut kills = 0;
    while !is_over.load(Ordering::Relaxed) {
        tokio::time::sleep(pause).await;
        let at = kills % servers.len();
        // On Unix it is SIGKILL.
        processes[at].kill().unwrap();
        processes[at].wait().unwrap();
        processes[at] = servers[at].start(database);
        until_ready(&servers[at].base).await;
        kills += 1;
    }
    for process in &mut processes {
        process.kill().unwrap();
        process.wait().unwrap();
    }
    kills
}

/// A customer's phone, which tries the next server when one doesn't answer.
pub struct Phone {
    nth: usize,
    http: Client,
    servers: Arc<[Server]>,
    link: Arc<str>,
}

impl Phone {
    pub fn new(nth: usize, servers: &Arc<[Server]>, link: &Arc<str>) -> Self {
        Self {
            nth,
            http: http::builder().cookie_store(true).build().unwrap(),
            servers: servers.clone(),
            link: link.clone(),
        }
    }

    pub async fn post(&self, path: &str, body: Value) -> Result<Value, String> {
        self.send(Method::POST, path, body).await
    }

    pub async fn get(&self, path: &str) -> Result<Value, String> {
        self.send(Method::GET, path, Value::Null).await
    }

    /// Sends a request until it is answered; answers the body of a success and the code of a refusal.
    pub async fn send(&self, method: Method, path: &str, body: Value) -> Result<Value, String> {
        let address = format!("10.1.{}.{}", self.nth / 250, self.nth % 250);
        for attempt in 0..TRIES {
            let server = &self.servers[(self.nth + attempt) % self.servers.len()];
            let url = format!("{}{}", server.base, path::of_link(path, &self.link));
            let request = self.http.request(method.clone(), url);
            let mut request = request.header("x-forwarded-for", &address);
            if !body.is_null() {
                request = request.json(&body);
            }
            let Ok(response) = request.send().await else {
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            let status = response.status();
            let Ok(text) = response.text().await else {
                continue;
            };
            if status == StatusCode::NO_CONTENT {
                return Ok(Value::Null);
            }
            let answer: Value = serde_json::from_str(&text).unwrap();
            assert!(
                status != StatusCode::INTERNAL_SERVER_ERROR,
                "{path}: {answer}; {}",
                fs::read_to_string(server.log()).unwrap()
            );
            return match status.is_success() {
                true => Ok(answer),
                false => Err(answer["code"].as_str().unwrap().to_owned()),
            };
        }
        panic!("no server answers {path}")
    }

    /// Signs in by the link; answers the session.
    pub async fn sign_in(&self) -> Result<Value, String> {
        let phone = format!("138{:08}", self.nth);
        let request = format!("request of {:08}", self.nth);
        let ask = json!({ "phone": phone, "request": request });
        let sent = self.post(path::CODES, ask).await?;
        let enter = json!({
            "phone": phone, "code": sent["demo_code"], "request": request, "link": &*self.link,
        });
        self.post(path::SESSION, enter).await
    }

    /// A team of its own.
    pub fn team(&self) -> Value {
        json!({
            "how": "create", "mode": "solo", "name": format!("第{}家", self.nth),
            "industry": "other", "owner_name": "王",
        })
    }
}
