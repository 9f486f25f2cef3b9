//! Both sides of the exchange between the server and a vendor's: running programs, a suite's options, a customer's phone.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use api::path;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use server::http;
use tempfile::TempDir;

use crate::commands::{run, text};
use crate::{app_in, quickdeploy, until_ready};

pub const KEY: &str = "suiteabcdefgh98765432";
pub const TOKEN: &str = "123456";
pub const AES_KEY: &str = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
pub const SECRET: &str = "a-secret-of-the-vendors";
/// The customer's number, and what its phone says that asked for the code.
const NUMBER: &str = "13800138000";
const REQUEST: &str = "0123456789abcdef";
const ICON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/attendance.png");

/// A process that ends with the test; what it says is in a file.
pub struct Running {
    process: Child,
    said: PathBuf,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Running {
    /// Starts `quickdeploy` with these arguments.
    pub fn quickdeploy(folder: &Path, name: &str, arguments: &[&str]) -> Self {
        let mut program = quickdeploy(folder);
        program.args(arguments).env("RUST_LOG", "server=info");
        Self::start(folder, name, &mut program)
    }

    /// Starts a program. What it says goes to the file of this name in the folder.
    pub fn start(folder: &Path, name: &str, program: &mut Command) -> Self {
        let said = folder.join(name);
        let file = File::create(&said).unwrap();
        let process = program
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        Self { process, said }
    }

    /// The process's id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Types a line.
    pub fn type_line(&mut self, line: &str) {
        let stdin = self.process.stdin.as_mut().unwrap();
        writeln!(stdin, "{line}").unwrap();
    }

    /// The whole lines that it has said.
    pub fn lines(&self) -> Vec<String> {
        let said = fs::read_to_string(&self.said).unwrap();
        let lines = said.split_inclusive('\n');
        let whole = lines.filter_map(|line| line.strip_suffix('\n'));
        whole.map(str::to_owned).collect()
    }

    /// Waits for a line, the first after so many that is right; answers its place with it.
    pub async fn wait_for(&self, after: usize, is_right: impl Fn(&str) -> bool) -> (usize, String) {
        for _ in 0..1200 {
            let lines = self.lines().into_iter().enumerate();
            if let Some(found) = lines.skip(after).find(|(_, line)| is_right(line)) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("it never came: {:#?}", self.lines());
    }

    /// Waits for a line that holds these words; answers the latest such line.
    pub async fn line(&self, words: &str) -> String {
        self.wait_for(0, |line| line.contains(words)).await;
        let latest = self.lines().into_iter().rfind(|line| line.contains(words));
        latest.unwrap()
    }
}

/// Starts the server; answers it with its address. Vendors' servers may be on this machine.
pub async fn serve(folder: &Path) -> (Running, String) {
    let base = format!("http://127.0.0.1:{}", app_in(folder));
    (serve_at(folder, &base, &[]).await, base)
}

/// Starts the server at this address, whose app lies in the folder.
pub async fn serve_at(folder: &Path, base: &str, more: &[&str]) -> Running {
    let app_dir = folder.to_str().unwrap();
    let arguments = [
        "serve",
        "--addr",
        base.trim_start_matches("http://"),
        "--app-dir",
        app_dir,
        "--public-url",
        base,
        "--log-format",
        "json",
        "--callback-targets",
        "127.0.0.1",
    ];
    let server = Running::quickdeploy(folder, "server.txt", &[&arguments, more].concat());
    until_ready(base).await;
    server
}

/// Starts `isv-demo`; answers it with its callback URL.
pub async fn isv_demo(folder: &Path, server: &str, more: &[&str]) -> (Running, String) {
    isv_demo_of(KEY, folder, server, more).await
}

/// Starts `isv-demo` for the suite of this key; answers it with its callback URL.
pub async fn isv_demo_of(
    key: &str,
    folder: &Path,
    server: &str,
    more: &[&str],
) -> (Running, String) {
    let arguments = [
        "isv-demo",
        "--addr",
        "127.0.0.1:0",
        "--server",
        server,
        "--suite-key",
        key,
        "--token",
        TOKEN,
        "--aes-key",
        AES_KEY,
        "--suite-secret",
        SECRET,
    ];
    let isv = Running::quickdeploy(folder, "isv.txt", &[&arguments, more].concat());
    let url = callback_url(&isv).await;
    (isv, url)
}

/// The callback URL that a vendor's server says first.
pub async fn callback_url(isv: &Running) -> String {
    let line = isv.line("listening on ").await;
    line.rsplit(' ').next().unwrap().to_owned()
}

/// An option with its value.
pub type Given<'a> = (&'a str, &'a str);

/// Creates a suite; what is given replaces what is usual.
pub fn create(folder: &TempDir, given: &[Given<'_>]) -> Output {
    let usual = [
        ("--vendor", "示例科技有限公司"),
        ("--vendor-short", "示例科技"),
        ("--name", "云考勤"),
        ("--icon", ICON),
        ("--app-name", "云考勤"),
        ("--home-url", "https://isv.example/?corpid=$CORPID$"),
    ];
    let is_given = |option: &str| given.iter().any(|(given, _)| *given == option);
    let usual = usual.iter().filter(|(option, _)| !is_given(option));
    let options = usual.chain(given).flat_map(|(option, value)| {
        let has_value = *option != "--certified";
        [Some(*option), has_value.then_some(*value)]
    });
    let arguments: Vec<&str> = ["suite", "create"]
        .into_iter()
        .chain(options.flatten())
        .collect();
    run(folder, &arguments)
}

/// What the vendor's server knows.
pub fn with_callback(url: &str) -> [Given<'_>; 6] {
    [
        ("--key", KEY),
        ("--callback-url", url),
        ("--callback-targets", "127.0.0.1"),
        ("--token", TOKEN),
        ("--aes-key", AES_KEY),
        ("--secret", SECRET),
    ]
}

/// What a command says that is to succeed.
pub fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// Why a command fails that is to fail.
pub fn failed(output: &Output) -> String {
    assert!(!output.status.success(), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "");
    text(&output.stderr)
}

/// A phone that scanned a link.
pub struct Phone {
    http: Client,
    base: String,
    link: String,
}

impl Phone {
    /// Scans the link of this address.
    pub fn scan(base: &str, link: &str) -> Self {
        Self {
            http: http::builder()
                .cookie_store(true)
                // Shorter than the server leaves connections open.
                .pool_idle_timeout(Duration::from_secs(3))
                .build()
                .unwrap(),
            base: base.to_owned(),
            link: link.trim_end().rsplit('/').next().unwrap().to_owned(),
        }
    }

    /// Scans the link of this address, and signs in with the code that the server logs.
    pub async fn enter(server: &Running, base: &str, link: &str) -> Self {
        let phone = Self::scan(base, link);
        phone.ask_for_code().await;
        let line: Value = serde_json::from_str(&server.line("one-time code").await).unwrap();
        phone
            .sign_in(line["fields"]["code"].as_str().unwrap())
            .await;
        phone
    }

    /// Has a one-time code sent.
    pub async fn ask_for_code(&self) {
        let ask = json!({ "phone": NUMBER, "request": REQUEST });
        self.done(path::CODES, ask).await;
    }

    /// Signs in with the code.
    pub async fn sign_in(&self, code: &str) {
        let session =
            json!({ "phone": NUMBER, "code": code, "request": REQUEST, "link": self.link });
        self.done(path::SESSION, session).await;
    }

    /// Creates a team of one.
    pub async fn create_team(&self) {
        let team = json!({
            "how": "create", "mode": "solo", "name": "老街", "industry": "catering", "owner_name": "王小明",
        });
        self.done(path::TEAM, team).await;
    }

    /// Enters a serial; answers whether it is right.
    pub async fn enter_serial(&self, serial: &str) -> bool {
        let body = json!({ "serial": serial });
        let (status, _) = self.ask("POST", path::SERIAL, Some(body)).await;
        status.is_success()
    }

    /// Authorizes.
    pub async fn authorize(&self) {
        let consent = json!({ "consent": true });
        self.done(path::AUTHORIZE, consent).await;
    }

    /// Waits until the suite is active; answers the team's id.
    pub async fn until_active(&self) -> String {
        for _ in 0..200 {
            let (_, found) = self.ask("GET", path::ONBOARDING, None).await;
            if found["authorization"]["state"] == "active" {
                return found["team"]["corpid"].as_str().unwrap().to_owned();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("never active");
    }

    /// Lets everyone use it, and starts.
    pub async fn start(&self) {
        self.done(path::SCOPE, json!({ "who": "everyone" })).await;
        self.done(path::START, json!({})).await;
    }

    /// Posts what is to be taken.
    pub async fn done(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.ask("POST", path, Some(body)).await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    /// Sends a request; `{link}` in the path is the link's token.
    pub async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> (StatusCode, Value) {
        let url = format!("{}{}", self.base, path::of_link(path, &self.link));
        let request = self.http.request(method.parse().unwrap(), url);
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let answer = request.send().await.unwrap();
        let status = answer.status();
        (status, answer.json().await.unwrap_or(Value::Null))
    }
}
