//! `docs/isv-guide.md`: its commands run as they are printed, in order, in one shell.

use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use api::path;
use serde_json::json;
use server::open_api::errcode::Errcode;
use tempfile::TempDir;

use crate::exchange::{Phone, Running};
use crate::{SECRET_KEY, app_in, database, is_on_postgres, until_ready};

const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/isv-guide.md");
const ICON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/attendance.png");

/// What a guide's reader does.
#[derive(Debug, PartialEq)]
enum Step {
    /// Runs these commands.
    Run(String),
    /// What a comment says.
    Act(String),
}

/// The blocks of shell commands and the comments, in order.
fn steps(guide: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        if line == "```sh" {
            let block = lines.by_ref().take_while(|line| *line != "```");
            steps.push(Step::Run(block.collect::<Vec<_>>().join("\n")));
        } else if let Some(comment) = line.strip_prefix("<!-- ") {
            steps.push(Step::Act(comment.trim_end_matches(" -->").to_owned()));
        }
    }
    steps
}

/// A shell that ends with all that it has started.
struct Shell {
    bash: Running,
    folder: PathBuf,
}

impl Drop for Shell {
    fn drop(&mut self) {
        if thread::panicking() {
            for log in ["server.log", "isv.log"] {
                let said = fs::read_to_string(self.folder.join(log));
                eprintln!("{log}: {}", said.unwrap_or_default());
            }
        }
        let group = format!("-{}", self.bash.id());
        Command::new("kill")
            .args(["-KILL", "--", &group])
            .output()
            .ok();
    }
}

impl Shell {
    /// A shell in this folder, in which `quickdeploy` is the program that is tested. It stops at the first command that fails.
    fn new(folder: &Path) -> Self {
        let programs = Path::new(env!("CARGO_BIN_EXE_quickdeploy"));
        let inherited = std::env::var("PATH").unwrap();
        let path = format!("{}:{inherited}", programs.parent().unwrap().display());
        let mut bash = Command::new("bash");
        bash.args(["-eu", "-o", "pipefail"])
            .current_dir(folder)
            .env("PATH", path)
            .env("QUICKDEPLOY_DATABASE", database(folder))
            .envs(is_on_postgres().then_some(("QUICKDEPLOY_SECRET_KEY", SECRET_KEY)))
            .env("RUST_LOG", "server=info")
            .env("NO_COLOR", "1")
            // The stories' app, which may not be built yet.
            .env_remove("QUICKDEPLOY_APP_DIR")
            .process_group(0);
        Self {
            bash: Running::start(folder, "guide.txt", &mut bash),
            folder: folder.to_owned(),
        }
    }

    /// Runs a block to its end.
    async fn run(&mut self, block: &str, number: usize) {
        let end = format!("=== the end of block {number}");
        self.bash.type_line(&format!("{block}\necho '{end}'"));
        self.bash.line(&end).await;
    }
}

/// Waits until a file holds these words; answers the line.
async fn line_in(file: &Path, words: &str) -> String {
    for _ in 0..1200 {
        let text = fs::read_to_string(file).unwrap_or_default();
        if let Some(line) = text.lines().rfind(|line| line.contains(words)) {
            return line.to_owned();
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("never in {}: {words}", file.display());
}

#[tokio::test]
async fn the_guide_leads_to_an_activated_customer() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str| folder.path().join(name);
    fs::create_dir(file("dist")).unwrap();
    fs::copy(ICON, file("picture.png")).unwrap();
    let (port, of_isv) = (app_in(&file("dist")), free_port());
    // The ports are all that is changed.
    let guide = fs::read_to_string(GUIDE).unwrap();
    let guide = guide
        .replace("8080", &port.to_string())
        .replace("8090", &of_isv.to_string());
    let base = format!("http://127.0.0.1:{port}");
    let key = "suitekq7h3m9x2p5w8c4e";
    let mut shell = Shell::new(folder.path());
    let mut customer = None;
    for (number, step) in steps(&guide).into_iter().enumerate() {
        match step {
            Step::Run(block) => shell.run(&block, number).await,
            Step::Act(what) if what == "The customer onboards." => {
                until_ready(&base).await;
                let link = shell.bash.line(&format!("{base}/d/")).await;
                let phone = Phone::scan(&base, link.split_whitespace().next().unwrap());
                phone.ask_for_code().await;
                let line = line_in(&file("server.log"), "one-time code").await;
                let code = line.split("code=").nth(1).unwrap();
                let code: String = code.chars().filter(char::is_ascii_digit).take(6).collect();
                phone.sign_in(&code).await;
                phone.create_team().await;
                assert!(!phone.enter_serial("KQ-2026-0002").await);
                assert!(phone.enter_serial("KQ-2026-0001").await);
                phone.authorize().await;
                let corpid = phone.until_active().await;
                phone.start().await;
                customer = Some((phone, corpid));
            }
            Step::Act(what) if what == "The customer withdraws." => {
                let (phone, corpid) = customer.as_ref().unwrap();
                let withdraw = path::of_suite(path::SUITE_WITHDRAW, corpid, key);
                phone.done(&withdraw, json!({ "name": "云考勤" })).await;
                line_in(&file("isv.log"), "suite_relieve").await;
            }
            Step::Act(what) => panic!("nobody knows how: {what}"),
        }
    }
    assert!(customer.is_some());
}

#[test]
fn the_guide_has_every_error_code() {
    let guide = fs::read_to_string(GUIDE).unwrap();
    let rows = guide.lines().filter(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let found: Vec<i32> = cells
        .flat_map(|cell| cell.split(','))
        .filter_map(|code| code.trim().parse().ok())
        .collect();
    for code in Errcode::ALL {
        let code = code.code();
        assert!(found.contains(&code), "{code} isn't in docs/isv-guide.md");
    }
    assert_eq!(found.len(), Errcode::ALL.len(), "{found:?}");
}

fn free_port() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    free.local_addr().unwrap().port()
}
