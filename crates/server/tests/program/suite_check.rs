//! `quickdeploy suite check …` beside a running server, against `quickdeploy isv-demo`.

use std::path::Path;

use serde_json::Value;
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use crate::commands::{run, text};
use crate::suite::{KEY, Running, create, done, isv_demo, with_callback};
use crate::{app_in, database, until_ready};

const SERIAL: &str = "序列号 7";

/// How many checks are under way, and codes, invites and tokens of their teams.
async fn left(folder: &Path) -> i64 {
    let mut connection = SqliteConnection::connect(&database(folder)).await.unwrap();
    let count = "SELECT (SELECT COUNT(*) FROM corp WHERE test = 'check') + (SELECT COUNT(*) FROM tmp_auth_code) \
                 + (SELECT COUNT(*) FROM invite) + (SELECT COUNT(*) FROM open_token WHERE corp_id IS NOT NULL)";
    let count = sqlx::query_scalar(count).fetch_one(&mut connection);
    count.await.unwrap()
}

#[tokio::test]
async fn a_right_server_passes_and_a_stopped_one_is_named() {
    let folder = TempDir::new().unwrap();
    let base = format!("http://127.0.0.1:{}", app_in(folder.path()));
    let app_dir = folder.path().to_str().unwrap().to_owned();
    let addr = base.trim_start_matches("http://");
    let serve = [
        "serve",
        "--addr",
        addr,
        "--app-dir",
        &app_dir,
        "--public-url",
        &base,
        "--callback-targets",
        "127.0.0.1",
    ];
    let _server = Running::start(folder.path(), "server.txt", &serve);
    until_ready(&base).await;
    let (isv, url) = isv_demo(folder.path(), &base, &["--accept", SERIAL]).await;
    let mut of_vendor = with_callback(&url).to_vec();
    of_vendor.push(("--serial", "vendor"));
    done(&create(&folder, &of_vendor));

    let check = |more: &[&str]| {
        let usual = ["suite", "check", KEY, "--callback-targets", "127.0.0.1"];
        run(&folder, &[&usual, more].concat())
    };
    let said = done(&check(&["--public-url", &base, "--serial", SERIAL]));
    let (steps, last) = said.trim_end().rsplit_once('\n').unwrap_or_default();
    assert_eq!(last, "the vendor's server is right", "{said}");
    assert!(steps.lines().all(|line| line.starts_with("ok ")), "{said}");
    assert_eq!(steps.lines().count(), 15, "{said}");
    assert_eq!(left(folder.path()).await, 0);
    isv.line("suite_relieve").await;

    let json = |output: &[u8]| serde_json::from_str::<Value>(&text(output)).unwrap();
    let report = json(done(&check(&["--public-url", &base, "--json"])).as_bytes());
    assert_eq!(report["passed"], true, "{report}");
    let lines = report["lines"].as_array().unwrap();
    let skipped = lines.iter().find(|line| line["level"] == "skip").unwrap();
    assert_eq!(skipped["what"], "give one by --serial");

    drop(isv);
    let output = check(&["--public-url", &base, "--json"]);
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("one check is bad"));
    let report = json(&output.stdout);
    assert_eq!(report["passed"], false);
    assert_eq!(
        report["lines"][1]["fault"], "connection_refused",
        "{report}"
    );

    let output = check(&["--public-url", "http://127.0.0.1:9"]);
    assert!(!output.status.success());
    let said = text(&output.stdout);
    assert!(
        said.starts_with("bad  server: No Quick Deploy server"),
        "{said}"
    );
    assert_eq!(left(folder.path()).await, 0);
}
