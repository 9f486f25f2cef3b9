//! Lost answers: `kill -9` in the middle of a stream of onboardings, and a code that is asked for again.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use api::path;
use reqwest::Client;
use serde_json::{Value, json};
use server::http;
use tempfile::TempDir;

use crate::{app_in, quickdeploy, until_ready};

/// The running program with the demo's data.
pub struct Server {
    pub process: Child,
    pub base: String,
    /// The token of the expense suite's link.
    pub link: String,
}

/// Starts the real program on the folder's database and reads where it is.
pub fn start(folder: &Path, port: u16) -> Server {
    start_with(folder, port, &[])
}

/// The same with more options.
pub fn start_with(folder: &Path, port: u16, options: &[&str]) -> Server {
    let base = format!("http://127.0.0.1:{port}");
    let mut process = quickdeploy(folder)
        .args(["serve", "--demo", "--addr", &format!("127.0.0.1:{port}")])
        .args(["--public-url", &base, "--trust-proxy", "--app-dir"])
        .arg(folder)
        .args(options)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let expense = lines.find_map(|line| {
        let line = line.unwrap();
        line.starts_with("link 快报销")
            .then(|| line.rsplit('/').next().unwrap().to_owned())
    });
    Server {
        process,
        base,
        link: expense.unwrap(),
    }
}

async fn post(http: &Client, server: &Server, path: &str, n: usize, body: Value) -> Option<Value> {
    let url = format!("{}{}", server.base, path::of_link(path, &server.link));
    let request = http
        .post(url)
        .header("x-forwarded-for", format!("10.0.0.{n}"))
        .json(&body);
    let response = request.send().await.ok()?.error_for_status().ok()?;
    response.json().await.ok()
}

async fn sign_in(http: &Client, server: &Server, n: usize) -> Option<Value> {
    let phone = format!("138{n:08}");
    let request = format!("request of {n:08}");
    let ask = json!({ "phone": phone, "request": request });
    let sent = post(http, server, path::CODES, n, ask).await?;
    let body = json!({
        "phone": phone, "code": sent["demo_code"], "request": request, "link": server.link,
    });
    post(http, server, path::SESSION, n, body).await
}

/// The name of the browser's team, as the server has it.
pub async fn team_of(http: &Client, server: &Server) -> Value {
    let path = path::of_link(path::ONBOARDING, &server.link);
    let asked = http.get(format!("{}{path}", server.base)).send().await;
    let found: Value = asked.unwrap().json().await.unwrap();
    found["team"]["name"].clone()
}

/// Goes as far as the server lives; answers the browser and the name of the acknowledged team.
pub async fn onboard(server: &Server, n: usize) -> Option<(Client, String)> {
    let http = http::builder().cookie_store(true).build().unwrap();
    sign_in(&http, server, n).await?;
    let name = format!("第{n}家");
    let team = json!({
        "how": "create", "mode": "solo", "name": name, "industry": "other", "owner_name": "王",
    });
    post(&http, server, path::TEAM, n, team).await?;
    Some((http, name))
}

#[tokio::test]
async fn everything_acknowledged_outlives_kill_9() {
    let folder = TempDir::new().unwrap();
    let free = app_in(folder.path());
    let mut server = start(folder.path(), free);
    until_ready(&server.base).await;
    let acknowledged = Mutex::new(Vec::new());
    let killed = AtomicBool::new(false);
    let phone = async |first: usize| {
        for n in (first..).step_by(4) {
            let Some(team) = onboard(&server, n).await else {
                assert!(killed.load(Ordering::SeqCst), "the {n}th is refused");
                return;
            };
            acknowledged.lock().unwrap().push(team);
        }
    };
    let kill = async {
        while acknowledged.lock().unwrap().len() < 25 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // While the requests of each phone are on their way.
        killed.store(true, Ordering::SeqCst);
        let process = server.process.id().to_string();
        let sent = Command::new("kill").args(["-9", &process]).status();
        assert!(sent.unwrap().success());
    };
    tokio::join!(phone(0), phone(1), phone(2), phone(3), kill);
    server.process.wait().unwrap();
    let mut again = start(folder.path(), free);
    until_ready(&again.base).await;
    assert_eq!(again.link, server.link, "the demo data is kept");
    for (http, name) in acknowledged.into_inner().unwrap() {
        assert_eq!(team_of(&http, &again).await, name);
    }
    again.process.kill().unwrap();
    again.process.wait().unwrap();
}

#[tokio::test]
async fn the_demo_shows_a_code_again_where_the_answer_was_lost() {
    let folder = TempDir::new().unwrap();
    let mut server = start(folder.path(), app_in(folder.path()));
    until_ready(&server.base).await;
    let http = http::builder().build().unwrap();
    let ask = json!({ "phone": "13800138000", "request": "0123456789abcdef" });
    let first = post(&http, &server, path::CODES, 1, ask.clone()).await;
    let again = post(&http, &server, path::CODES, 1, ask).await;
    let shown = |answer: Option<Value>| answer.unwrap()["demo_code"].as_str().map(str::to_owned);
    let (first, again) = (shown(first), shown(again));
    assert_eq!(first.as_ref().map(String::len), Some(6));
    assert_eq!(first, again);
    server.process.kill().unwrap();
    server.process.wait().unwrap();
}
