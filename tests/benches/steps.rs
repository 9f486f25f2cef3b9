//! How long the server takes for each step, with ten teams in the database and with 100,000.
//!
//! Measured by a client on the same machine, one request after the other, so HTTP is in it; SQLite
//! in a file, each write synced to the disk. Figures are printed, never asserted.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that can't go on has failed"
)]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use api::path;
use domain::serial::Serial;
use serde_json::json;
use sqlx::{Connection, SqliteConnection};
use store::LinkSettings;
use tests::customer::{Customer, due, solo};
use tests::{SuiteLike, World};

/// Customers that go through the whole flow.
const CUSTOMERS: usize = 200;
/// The bound of a step's median (issue 2).
const BOUND: Duration = Duration::from_millis(5);

type Times = BTreeMap<usize, (&'static str, Vec<Duration>)>;

#[tokio::main]
async fn main() {
    let small = measure("10 teams, 10 serials", 10, 10).await;
    let large = measure("100,000 teams, 1,000,000 serials", 100_000, 1_000_000).await;
    println!(
        "\n{:12} {:>12} {:>8} {:>14} {:>8}",
        "ms", "10 teams", "p95", "100,000 teams", "p95"
    );
    for (place, (step, few)) in small {
        let many = &large[&place].1;
        let [a, b, c, d] = [
            quantile(&few, 50),
            quantile(&few, 95),
            quantile(many, 50),
            quantile(many, 95),
        ];
        let held = if c <= BOUND { "ok" } else { "TOO SLOW" };
        println!(
            "{step:12} {:>12.2} {:>8.2} {:>14.2} {:>8.2}   bound 5.00 {held}",
            ms(a),
            ms(b),
            ms(c),
            ms(d)
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn quantile(times: &[Duration], percent: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted[(sorted.len() - 1) * percent / 100]
}

async fn measure(what: &str, teams: u32, serials: u32) -> Times {
    println!("filling the database: {what} …");
    let world = World::bare().await;
    let suite = world.suite(SuiteLike::default()).await;
    let link = world.link(suite, LinkSettings::default()).await;
    fill(&world, suite, teams, serials).await;
    let mine = world.serials(suite, CUSTOMERS, None).await;
    println!("{CUSTOMERS} customers, one after the other …");
    let mut times = Times::new();
    for (n, serial) in mine.iter().enumerate() {
        let customer = Customer::new(&world, &format!("150{n:08}"), &link);
        walk(&customer, serial, &mut times).await;
    }
    times
}

async fn walk(customer: &Customer<'_>, serial: &Serial, times: &mut Times) {
    let mut start = Instant::now();
    let mut lap = |step: &'static str| {
        let place = STEPS.iter().position(|it| *it == step).unwrap();
        let entry = times.entry(place).or_insert_with(|| (step, Vec::new()));
        entry.1.push(start.elapsed());
        start = Instant::now();
    };
    let guide = format!("{}/d/{}", customer.world.base, customer.link);
    customer.http.get(guide).send().await.unwrap();
    lap("guide page");
    customer.ask_code().await;
    lap("send code");
    let code = customer.world.outbox.last(&customer.phone).unwrap();
    let body = json!({
        "phone": customer.phone, "code": code, "request": customer.request(), "link": customer.link.as_str(),
    });
    customer.post(path::SESSION, body).await;
    lap("sign in");
    customer.post(path::TEAM, solo("老街")).await;
    lap("team");
    customer.redeem(&serial.to_string()).await;
    lap("serial");
    customer.authorize().await;
    lap("authorize");
    customer.get(&format!("{}?q=", path::DIRECTORY)).await;
    lap("directory");
    customer.scope_everyone().await;
    lap("scope");
    let (status, done) = customer.start().await;
    lap("start");
    assert_eq!((status.as_u16(), due(&done).as_str()), (200, ""));
    customer.get(path::ONBOARDING).await;
    lap("onboarding");
    customer.get(path::WORKBENCH).await;
    lap("workbench");
}

const STEPS: [&str; 11] = [
    "guide page",
    "send code",
    "sign in",
    "team",
    "serial",
    "authorize",
    "directory",
    "scope",
    "start",
    "onboarding",
    "workbench",
];

/// Teams of six that went through the flow, and free serials.
async fn fill(world: &World, suite: i64, teams: u32, serials: u32) {
    let numbers = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {teams})"
    );
    let six = "n JOIN (SELECT 0 AS k UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 \
               UNION SELECT 5)";
    let statements = [
        format!(
            "INSERT INTO person (id, phone, name, created_at) {numbers} \
             SELECT 1000 + i, '+8616' || printf('%09d', i), 'p' || i, 0 FROM n"
        ),
        format!(
            "INSERT INTO corp (id, corpid, name, industry, mode, owner_id, created_at) {numbers} \
             SELECT 1000 + i, 'fill' || i, 'team ' || i, 'retail', 'group', 1000 + i, 0 FROM n"
        ),
        format!(
            "INSERT INTO member (corp_id, person_id, phone, name, role, added_at) {numbers} \
             SELECT 1000 + i, CASE k WHEN 0 THEN 1000 + i END, '+86' || (16000000000 + i + k), \
             'm' || k, CASE k WHEN 0 THEN 'owner' ELSE 'member' END, 0 FROM {six}"
        ),
        format!(
            "INSERT INTO onboarding (id, link_id, suite_id, person_id, round, corp_id, \
             serial_attempts, custom_done, started_at, created_at) {numbers} \
             SELECT 1000 + i, 1, {suite}, 1000 + i, 1, 1000 + i, 0, '[]', 0, 0 FROM n"
        ),
        format!(
            "INSERT INTO authorization (corp_id, suite_id, onboarding_id, link_id, state, \
             authorized_by, authorized_at, active_at, attempts, scope) {numbers} \
             SELECT 1000 + i, {suite}, 1000 + i, 1, 'active', 1000 + i, 0, 0, 0, 'everyone' FROM n"
        ),
        format!(
            "INSERT INTO funnel_event (link_id, suite_id, onboarding_id, event, at) {numbers} \
             SELECT 1, {suite}, 1000 + i, 'team', i FROM {six}"
        ),
        format!(
            "INSERT INTO session (token_hash, person_id, created_at, expires_at) {numbers} \
             SELECT 'fill' || i, 1000 + i, 0, 9000000000000 FROM n"
        ),
    ];
    let mut database = SqliteConnection::connect(&world.database).await.unwrap();
    for statement in statements {
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&mut database)
            .await
            .unwrap();
    }
    let mut left = serials;
    while left > 0 {
        let batch = left.min(100_000);
        world.serials(suite, batch as usize, None).await;
        left -= batch;
    }
}
