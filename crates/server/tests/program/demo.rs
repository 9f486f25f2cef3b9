//! The demo: its sign-ins for the console, and the two months before it.

use api::console::{path, review_path, vendor_path};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::app_in;
use crate::exchange::{Running, serve_at};

/// A browser that has signed in to the console.
struct Desk {
    http: reqwest::Client,
    base: String,
}

impl Desk {
    async fn sign_in(base: &str, email: &str, password: &str, code: Option<&str>) -> Self {
        let http = server::http::builder().cookie_store(true).build().unwrap();
        let desk = Self {
            http,
            base: base.to_owned(),
        };
        let mut typed = json!({ "email": email, "password": password });
        if let Some(code) = code {
            typed["code"] = json!(code);
        }
        let sent = desk.http.post(format!("{base}{}", path::SESSION));
        let answered = sent.json(&typed).send().await.unwrap();
        assert_eq!(answered.status(), 200, "{}", answered.text().await.unwrap());
        desk
    }

    async fn get(&self, path: &str) -> Value {
        let answered = self.http.get(format!("{}{path}", self.base)).send();
        let answered = answered.await.unwrap();
        assert_eq!(answered.status(), 200, "{path}");
        answered.json().await.unwrap()
    }
}

/// What the server has printed of its sign-ins: the vendor's, the operator's, the second factor.
async fn told(server: &Running) -> [String; 3] {
    let mut lines = Vec::new();
    for begins in ["isv isv@", "operator operator@", "second factor "] {
        lines.push(server.line(begins).await);
    }
    lines.try_into().unwrap()
}

#[tokio::test]
async fn a_demo_prints_the_same_sign_ins_each_time_and_its_two_months_agree_with_each_other() {
    let folder = TempDir::new().unwrap();
    let base = format!("http://127.0.0.1:{}", app_in(folder.path()));
    let options = ["--demo", "--demo-history"];
    let server = serve_at(folder.path(), &base, &options).await;
    let first = told(&server).await;
    let words: Vec<Vec<&str>> = first.iter().map(|it| it.split(' ').collect()).collect();

    let isv = Desk::sign_in(&base, words[0][1], words[0][2], None).await;
    let of = |path: &str| vendor_path::of_suite(path, "demo-attendance");
    let funnel = isv.get(&of(vendor_path::FUNNEL)).await;
    let steps = funnel["steps"].as_array().unwrap();
    let people: Vec<u64> = steps
        .iter()
        .map(|it| it["people"].as_u64().unwrap())
        .collect();
    assert!(people.is_sorted_by(|a, b| a >= b), "{people:?}");
    assert!(people[0] > 200 && people[6] > 100, "{people:?}");
    assert!(funnel["scans"].as_u64().unwrap() > people[0]);
    let days = funnel["days"].as_array().unwrap().iter();
    let started: u64 = days.map(|day| day["started"].as_u64().unwrap()).sum();
    assert_eq!(started, people[6]);

    let mut states = Vec::new();
    for key in ["demo-attendance", "demo-roster", "demo-expense"] {
        let customers = vendor_path::of_suite(vendor_path::CUSTOMERS, key);
        let all = isv.get(&customers).await;
        let row = &all["rows"][0]["id"];
        let one = vendor_path::of_item(vendor_path::CUSTOMER, key, row.as_i64().unwrap());
        let timeline = isv.get(&one).await["timeline"].as_array().unwrap().len();
        assert!(timeline >= 3);
        for state in ["active", "awaiting", "refused", "disabled", "withdrawn"] {
            let found = isv.get(&format!("{customers}?state={state}")).await;
            if !found["rows"].as_array().unwrap().is_empty() {
                states.push(state);
            }
        }
    }
    states.sort_unstable();
    states.dedup();
    let all = ["active", "awaiting", "disabled", "refused", "withdrawn"];
    assert_eq!(states, all);
    let batches = isv.get(&of(vendor_path::SERIAL_BATCHES)).await;
    let batches = batches["rows"].as_array().unwrap();
    let redeemed: u64 = batches
        .iter()
        .map(|it| it["redeemed"].as_u64().unwrap())
        .sum();
    assert!(redeemed > 300, "{redeemed}");

    let code = words[2].last().unwrap();
    let operator = Desk::sign_in(&base, words[1][1], words[1][2], Some(code)).await;
    let queue = operator.get(review_path::APPLICATIONS).await;
    assert!(queue["rows"].as_array().unwrap().len() >= 7, "{queue}");
    let waiting = operator.get(review_path::DESK_WAITING).await;
    assert_eq!([&waiting["acceptances"], &waiting["overdue"]], [1, 1]);
    for path in [review_path::COMPLAINTS, path::AUDIT] {
        operator.get(path).await;
    }

    drop(server);
    let server = serve_at(folder.path(), &base, &options).await;
    assert_eq!(told(&server).await, first);
    // The recovery code is good again.
    Desk::sign_in(&base, words[1][1], words[1][2], Some(code)).await;
}
