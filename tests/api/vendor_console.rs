//! The console's API for a vendor: suites, serials, links, customers, the funnel.

mod serials;
mod suites;

use api::console::vendor_path as path;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::console::Desk;
use tests::{ICON, World, database};

/// Bytes in base64.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// What is set of a suite.
pub fn fields(name: &str) -> Value {
    json!({
        "name": name,
        "tagline": { "zh": "打卡、排班" },
        "team_modes": "either",
        "serial": "issued",
        "permissions": [{ "title": { "zh": "姓名" }, "text": { "zh": "显示打卡人" } }],
        "tasks": [],
    })
}

/// Makes a suite, and answers its key.
pub async fn suite(desk: &Desk<'_>, name: &str) -> String {
    let mut new = fields(name);
    new["icon"] = json!(base64(ICON));
    let (status, made) = desk.send("POST", path::SUITES, new).await;
    assert_eq!(status, 200, "{made}");
    made["suite_key"].as_str().unwrap().to_owned()
}

/// Approves a suite, as an operator will.
pub async fn approve(world: &World, suite: &str) {
    let approved = format!("UPDATE suite SET approved_at = 1 WHERE suite_key = '{suite}'");
    database::execute(&world.database, &approved).await;
}

/// An app as it is typed.
pub fn app(name: &str) -> Value {
    json!({
        "name": name,
        "description": "记录上下班",
        "home_url": "https://isv.example/?corpid=$CORPID$",
    })
}
