//! The largest batch of serials: issued, exported, and imported again by another suite.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use api::console::vendor_path::SUITES;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::serial::MOST;
use serde_json::json;
use server::state::Settings;
use tempfile::TempDir;
use tests::console::Desk;
use tests::{ICON, World};

use crate::console_user::ConsoleUser;

const WANG: &str = "wang@vendor.example";

/// Makes a suite; answers its page.
async fn suite(owner: &Desk<'_>, name: &str) -> String {
    let new = json!({
        "name": name, "tagline": { "zh": "扫码就能用" }, "team_modes": "either", "serial": "issued",
        "icon": STANDARD.encode(ICON),
    });
    let (status, made) = owner.send("POST", SUITES, new).await;
    assert_eq!(status, 200, "{made}");
    format!("/console/suites/{}", made["suite_key"].as_str().unwrap())
}

/// The serials of an exported file.
fn serials(csv: &[u8]) -> BTreeSet<String> {
    let text = std::str::from_utf8(csv).unwrap();
    let first = |line: &str| line.split(',').next().unwrap().to_owned();
    text.lines().skip(1).map(first).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_serials_are_issued_exported_and_imported_by_another_suite() {
    // Without optimizations they take longer than a request may.
    let slow = |settings: &mut Settings| {
        settings.limits.request_time = Duration::from_secs(120);
    };
    let world = World::with_app_and(slow).await;
    let owner = Desk::owner(&world, WANG, "星辰软件有限公司").await;
    let [first, second] = [suite(&owner, "云考勤").await, suite(&owner, "云报销").await];
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("serials.csv");
    let user = ConsoleUser::desk().await;
    let browser = &user.browser;
    browser.open(&world, "/console/sign-in").await;
    user.sign_in(WANG).await;
    browser.sees("您好").await;

    browser.open(&world, &format!("{first}/serials")).await;
    browser.tap("#issue").await;
    user.type_all(&[
        ("#issue-serials-count", &MOST.to_string()),
        ("#issue-serials-label", "年度渠道合作伙伴统一采购批次"),
    ])
    .await;
    user.submit("dialog[open]").await;
    browser.find("dialog[open] progress").await;
    browser
        .until_asked("return !document.querySelector('dialog[open]')")
        .await;
    browser.sees("100,000").await;
    user.picture("serials-many").await;
    let issued = user
        .download(folder.path(), "a[download='serials.csv']", "serials.csv")
        .await;
    assert_eq!(serials(&issued).len(), MOST);

    browser
        .open(&world, &format!("{second}/serials/import"))
        .await;
    let chosen = file.display().to_string();
    browser
        .find("#serial-file-file")
        .await
        .send_keys(&chosen)
        .await
        .unwrap();
    browser
        .until_asked("return !!document.querySelector('.examples')")
        .await;
    user.picture("serials-import").await;
    fs::remove_file(&file).unwrap();
    user.submit(".form:has(#import-serials-label)").await;
    browser
        .until_asked("return location.search.includes('batch')")
        .await;
    let again = user
        .download(folder.path(), "a[download='serials.csv']", "serials.csv")
        .await;
    assert!(serials(&again) == serials(&issued));
    user.browser.off().await;
}
