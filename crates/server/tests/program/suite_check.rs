//! `quickdeploy suite check …` beside a running server, against `quickdeploy isv-demo`.

use std::path::Path;

use serde_json::Value;
use store::Store;
use tempfile::TempDir;

use crate::commands::{run, text};
use crate::database;
use crate::exchange::{KEY, create, done, isv_demo, serve, with_callback};

const SERIAL: &str = "序列号 7";

/// Whether a check of the suite goes on.
async fn goes_on(folder: &Path) -> bool {
    let store = Store::open(&database(folder)).await.unwrap();
    let suite = store.suite_by_key(KEY).await.unwrap().unwrap();
    store.checked_team(suite).await.unwrap().is_some()
}

#[tokio::test]
async fn a_right_server_passes_and_a_stopped_one_is_named() {
    let folder = TempDir::new().unwrap();
    let (_server, base) = serve(folder.path()).await;
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
    assert!(!goes_on(folder.path()).await);
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
    assert!(!goes_on(folder.path()).await);
}
