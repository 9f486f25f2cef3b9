//! The console's API for a vendor: suites, serials, links, customers, the funnel.

mod customers;
mod figures;
mod funnel;
mod isolation;
mod link_batches;
mod links;
mod sandbox;
mod serial_files;
mod serials;
mod suites;

use api::console::vendor_path as path;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::link::LinkToken;
use serde_json::{Value, json};
use tests::console::Desk;
use tests::customer::Customer;
use tests::{ICON, World, database};

/// Bytes in base64.
fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// What is set of a suite.
fn fields(name: &str) -> Value {
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
async fn suite(desk: &Desk<'_>, name: &str) -> String {
    let mut new = fields(name);
    new["icon"] = json!(base64(ICON));
    let (status, made) = desk.send("POST", path::SUITES, new).await;
    assert_eq!(status, 200, "{made}");
    made["suite_key"].as_str().unwrap().to_owned()
}

/// Approves a suite, as an operator will.
async fn approve(world: &World, suite: &str) {
    let approved = format!("UPDATE suite SET approved_at = 1 WHERE suite_key = '{suite}'");
    database::execute(&world.database, &approved).await;
}

/// An app as it is typed.
fn app(name: &str) -> Value {
    json!({
        "name": name,
        "description": "记录上下班",
        "home_url": "https://isv.example/?corpid=$CORPID$",
    })
}

/// A vendor's owner with an approved suite.
struct Shop<'a> {
    world: &'a World,
    desk: Desk<'a>,
    key: String,
}

impl<'a> Shop<'a> {
    async fn open(world: &'a World) -> Self {
        Self::of_vendor(world, "wang@a.example", "甲科技有限公司", "云打卡").await
    }

    async fn of_vendor(world: &'a World, email: &str, vendor: &str, name: &str) -> Self {
        let desk = Desk::owner(world, email, vendor).await;
        let key = suite(&desk, name).await;
        approve(world, &key).await;
        Self { world, desk, key }
    }

    fn of(&self, path: &str) -> String {
        path::of_suite(path, &self.key)
    }

    async fn issue(&self, body: Value) -> Value {
        let (status, made) = self.desk.send("POST", &self.of(path::SERIALS), body).await;
        assert_eq!(status, 200, "{made}");
        made
    }

    /// The rows of a list.
    async fn rows(&self, path: &str, query: &str) -> Vec<Value> {
        let (status, found) = self.desk.get(&format!("{}{query}", self.of(path))).await;
        assert_eq!(status, 200, "{found}");
        found["rows"].as_array().unwrap().clone()
    }

    async fn serials(&self, query: &str) -> Vec<Value> {
        self.rows(path::SERIALS, query).await
    }

    async fn link(&self, body: Value) -> Value {
        let (status, made) = self.desk.send("POST", &self.of(path::LINKS), body).await;
        assert_eq!(status, 200, "{made}");
        made
    }

    /// Somebody who scans a new link.
    async fn scans(&self, phone: &str) -> Customer<'a> {
        let made = self.link(json!({ "label": "柜台" })).await;
        let token = LinkToken::parse(made["token"].as_str().unwrap()).unwrap();
        Customer::new(self.world, phone, &token)
    }

    /// A customer that has redeemed this serial and authorized: its team.
    async fn customer(&self, phone: &str, team: &str, serial: &str) -> String {
        let customer = self.scans(phone).await;
        customer.sign_in().await;
        assert_eq!(customer.create_solo(team).await.0, 200);
        let (status, redeemed) = customer.redeem(serial).await;
        assert_eq!(status, 200, "{redeemed}");
        let (status, found) = customer.authorize().await;
        assert_eq!(status, 200, "{found}");
        found["team"]["corpid"].as_str().unwrap().to_owned()
    }

    /// A file.
    async fn file(&self, path: &str) -> (u16, Vec<u8>) {
        let url = format!("{}{path}", self.world.base);
        let got = self.desk.http.get(url).send().await.unwrap();
        (got.status().as_u16(), got.bytes().await.unwrap().to_vec())
    }
}

fn texts(rows: &[Value], field: &str) -> Vec<String> {
    let rows = rows.iter();
    rows.map(|row| row[field].as_str().unwrap().to_owned())
        .collect()
}
