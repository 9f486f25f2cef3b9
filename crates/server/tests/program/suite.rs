//! `quickdeploy suite …` against `quickdeploy isv-demo`, and the whole exchange between the server and a vendor's.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Output, Stdio};
use std::time::Duration;

use api::path;
use domain::serial::{RANDOM_BYTES, Serial};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use server::http;
use tempfile::TempDir;

use crate::commands::{run, text};
use crate::{app_in, quickdeploy, until_ready};

pub const KEY: &str = "suiteabcdefgh98765432";
const TOKEN: &str = "123456";
const AES_KEY: &str = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
const SECRET: &str = "a-secret-of-the-vendors";
const ICON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/attendance.png");

/// A process that ends with the test; what it says is in a file.
pub struct Running {
    process: Child,
    said: std::path::PathBuf,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Running {
    pub fn start(folder: &Path, name: &str, arguments: &[&str]) -> Self {
        let said = folder.join(name);
        let file = File::create(&said).unwrap();
        let process = quickdeploy(folder)
            .args(arguments)
            .env("RUST_LOG", "server=info")
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        Self { process, said }
    }

    /// Waits for a line that holds these words.
    pub async fn line(&self, words: &str) -> String {
        for _ in 0..400 {
            let said = fs::read_to_string(&self.said).unwrap();
            let mut whole = said
                .split_inclusive('\n')
                .filter(|line| line.ends_with('\n'));
            if let Some(line) = whole.rfind(|line| line.contains(words)) {
                return line.trim_end().to_owned();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let said = fs::read_to_string(&self.said).unwrap();
        panic!("never said {words}: {said}");
    }
}

/// Starts a vendor's server; answers it with its callback URL.
pub async fn isv_demo(folder: &Path, server: &str, more: &[&str]) -> (Running, String) {
    let arguments = [
        "isv-demo",
        "--addr",
        "127.0.0.1:0",
        "--server",
        server,
        "--suite-key",
        KEY,
        "--token",
        TOKEN,
        "--aes-key",
        AES_KEY,
        "--suite-secret",
        SECRET,
    ];
    let isv = Running::start(folder, "isv.txt", &[&arguments, more].concat());
    let line = isv.line("listening on ").await;
    let url = line.rsplit(' ').next().unwrap().to_owned();
    (isv, url)
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
    let options = usual
        .chain(given)
        .flat_map(|(option, value)| [*option, *value]);
    let arguments: Vec<&str> = ["suite", "create"].into_iter().chain(options).collect();
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
fn failed(output: &Output) -> String {
    assert!(!output.status.success(), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "");
    text(&output.stderr)
}

#[tokio::test]
async fn a_suite_is_created_once_its_vendors_server_has_answered_the_check() {
    let folder = TempDir::new().unwrap();
    let (isv, url) = isv_demo(folder.path(), "http://127.0.0.1:9", &[]).await;

    let mut options = with_callback(&url);
    options[3] = ("--token", "654321");
    let why = failed(&create(&folder, &options));
    let said = "--callback-url: the suite isn't created: The server answered with the status 403";
    assert!(why.contains(said), "{why}");
    isv.line("refused an event: The signature is wrong").await;
    let mut options = with_callback(&url);
    options[2] = ("--callback-targets", "");
    let why = failed(&create(&folder, &options));
    assert!(why.contains("127.0.0.1 is no public address"), "{why}");
    let why = failed(&run(&folder, &["suite", "show", KEY]));
    assert!(why.contains("there is no suite"), "{why}");

    let said = done(&create(&folder, &with_callback(&url)));
    assert_eq!(
        said,
        format!(
            "suite_key\t{KEY}\nsuite_secret\t{SECRET}\ntoken\t{TOKEN}\nencoding_aes_key\t{AES_KEY}\n"
        )
    );
    isv.line("check_create_suite_url").await;
    let why = failed(&create(&folder, &with_callback(&url)));
    assert!(
        why.contains("--key: there is a suite with the key"),
        "{why}"
    );

    let said = done(&run(&folder, &["suite", "show", KEY]));
    for line in [
        "name\t云考勤",
        "apps\t云考勤",
        "vendor\t示例科技有限公司",
        "team_modes\teither",
        "serial\tnone",
        &format!("callback_url\t{url}"),
        "secrets\tmade",
    ] {
        assert!(said.lines().any(|said| said == line), "{line} in {said}");
    }
    for secret in [TOKEN, AES_KEY, SECRET] {
        assert!(!said.contains(secret), "{said}");
    }
}

#[tokio::test]
async fn a_callback_url_is_changed_once_the_server_there_has_answered_the_check() {
    let folder = TempDir::new().unwrap();
    let (isv, url) = isv_demo(folder.path(), "http://127.0.0.1:9", &[]).await;
    done(&create(&folder, &with_callback(&url)));
    let set = |url: &str| {
        let targets = "--callback-targets=127.0.0.1";
        run(&folder, &["suite", "set-callback", KEY, url, targets])
    };
    let why = failed(&set("http://127.0.0.1:9/"));
    assert!(
        why.contains("the callback URL isn't set: The server can't be reached"),
        "{why}"
    );
    let why = failed(&set(&url.replace("callback", "elsewhere")));
    assert!(why.contains("the status 404"), "{why}");
    let shown = || done(&run(&folder, &["suite", "show", KEY]));
    assert!(shown().contains(&url));

    let other = format!("{url}?of=us");
    done(&set(&other));
    isv.line("check_update_suite_url").await;
    assert!(shown().contains(&other));

    let made = done(&run(&folder, &["suite", "rotate", KEY]));
    assert!(
        made.lines().count() == 3 && !made.contains(AES_KEY),
        "{made}"
    );
    assert!(shown().contains("those before hold for 86"), "{}", shown());
    done(&set(&url));
    done(&run(
        &folder,
        &["suite", "rotate", KEY, "--hold-hours", "0"],
    ));
    let why = failed(&set(&other));
    assert!(
        why.contains("the status 403"),
        "once no former secrets hold: {why}"
    );
}

#[test]
fn a_hosted_suite_has_no_secrets_until_they_are_made() {
    let folder = TempDir::new().unwrap();
    let said = done(&create(&folder, &[]));
    let key = said.trim_end().strip_prefix("suite_key\t").unwrap();
    assert_eq!(key.len(), 21, "{key}");
    let shown = || done(&run(&folder, &["suite", "show", key]));
    assert!(shown().contains("secrets\tnone") && shown().contains("callback_url\tnone: hosted"));
    let why = failed(&run(
        &folder,
        &["suite", "set-callback", key, "https://isv.example/"],
    ));
    assert!(
        why.contains(&format!("quickdeploy suite rotate {key}")),
        "{why}"
    );
    let made = done(&run(&folder, &["suite", "rotate", key]));
    assert_eq!(made.lines().count(), 3, "{made}");
    assert!(shown().contains("secrets\tmade"));
    // The second is the same vendor's, by its name or its id.
    done(&create(&folder, &[("--name", "轻排班")]));
    done(&create(&folder, &[("--name", "快报销"), ("--vendor", "1")]));
    let why = failed(&create(&folder, &[]));
    assert!(
        why.contains("--name: there is a suite with the name 云考勤"),
        "{why}"
    );
    let why = failed(&create(&folder, &[("--name", "好排班"), ("--vendor", "2")]));
    assert!(
        why.contains("--vendor: there is no vendor with the id 2"),
        "{why}"
    );
}

#[test]
fn a_bad_option_is_named() {
    let folder = TempDir::new().unwrap();
    let short = &AES_KEY[1..];
    let fails = |given: &[Given<'_>], option: &str| {
        let why = failed(&create(&folder, given));
        assert!(why.contains(option), "{option}: {why}");
        assert!(!why.contains(short), "{why}");
    };
    for (option, value) in [
        ("--key", "a b c"),
        ("--name", "云考勤 beta"),
        ("--app-name", "考"),
        ("--app-name", "一二三四五六七八九十一二三四五六七"),
        ("--home-url", "isv.example"),
        ("--callback-url", "https://isv.example/#a"),
        ("--accent", "blue"),
        ("--icon", "/nowhere"),
        ("--icon", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")),
        ("--serial", "vendor"),
    ] {
        fails(&[(option, value)], option);
    }
    fails(&[("--token", TOKEN)], "--callback-url");
    for (option, value) in [
        ("--token", "a b"),
        ("--aes-key", short),
        ("--secret", "short"),
    ] {
        let url = ("--callback-url", "https://isv.example/");
        fails(&[url, (option, value)], option);
    }
}

/// A phone that scanned the link.
struct Phone {
    http: Client,
    base: String,
    link: String,
}

impl Phone {
    async fn ask(&self, path: &str, body: Option<Value>) -> (StatusCode, Value) {
        let url = format!("{}{}", self.base, path::of_link(path, &self.link));
        let request = match body {
            Some(body) => self.http.post(url).json(&body),
            None => self.http.get(url),
        };
        let answer = request.send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    async fn done(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.ask(path, Some(body)).await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }
}

#[tokio::test]
async fn a_team_gets_a_suite_through_its_vendors_server() {
    let folder = TempDir::new().unwrap();
    let base = format!("http://127.0.0.1:{}", app_in(folder.path()));
    let app_dir = folder.path().to_str().unwrap().to_owned();
    let addr = base.trim_start_matches("http://");
    let server = Running::start(
        folder.path(),
        "server.txt",
        &[
            "serve",
            "--addr",
            addr,
            "--app-dir",
            &app_dir,
            "--public-url",
            &base,
            "--log-format",
            "json",
            "--callback-targets",
            "127.0.0.1",
        ],
    );
    until_ready(&base).await;
    let serial = |n| Serial::generate([n; RANDOM_BYTES]).to_string();
    let (right, wrong) = (serial(1), serial(2));
    let (isv, url) = isv_demo(folder.path(), &base, &["--accept", &right]).await;
    let mut of_vendor = with_callback(&url).to_vec();
    of_vendor.push(("--serial", "vendor"));
    done(&create(&folder, &of_vendor));
    isv.line("\"suite_ticket\"").await;
    let made = done(&run(&folder, &["link", "create", "--suite", KEY]));
    let link = made.trim_end().rsplit('/').next().unwrap().to_owned();

    let http = http::builder().cookie_store(true).build().unwrap();
    let phone = Phone { http, base, link };
    let request = "0123456789abcdef";
    let ask = json!({ "phone": "13800138000", "request": request });
    phone.done(path::CODES, ask).await;
    let line: Value = serde_json::from_str(&server.line("one-time code").await).unwrap();
    let session = json!({
        "phone": "13800138000", "code": line["fields"]["code"], "request": request, "link": phone.link,
    });
    phone.done(path::SESSION, session).await;
    let team = json!({
        "how": "create", "mode": "solo", "name": "老街", "industry": "catering", "owner_name": "王小明",
    });
    phone.done(path::TEAM, team).await;
    let (status, refused) = phone
        .ask(path::SERIAL, Some(json!({ "serial": wrong })))
        .await;
    assert_ne!(status, 200, "{refused}");
    isv.line(&wrong).await;
    phone.done(path::SERIAL, json!({ "serial": right })).await;
    phone
        .done(path::AUTHORIZE, json!({ "consent": true }))
        .await;
    isv.line("/service/activate_suite").await;
    let (_, found) = phone.ask(path::ONBOARDING, None).await;
    assert_eq!(found["authorization"]["state"], "active", "{found}");
    let scope = json!({ "who": "everyone" });
    phone.done(path::SCOPE, scope).await;
    phone.done(path::START, json!({})).await;

    let corpid = found["team"]["corpid"].as_str().unwrap();
    let of_suite = |path| path::of_suite(path, corpid, KEY);
    let withdraw = json!({ "name": "云考勤" });
    phone.done(&of_suite(path::SUITE_WITHDRAW), withdraw).await;
    let told = isv.line("suite_relieve").await;
    assert!(told.contains(corpid), "{told}");
    let told = isv.line("/service/get_auth_info").await;
    assert!(told.contains("老街"), "{told}");
}
