//! How long the server takes to open the workbench of a team of 10,000 people with 50 suites.
//!
//! Measured by a client on the same machine, so HTTP is in it. Figures are printed, never asserted.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that can't go on has failed"
)]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::time::{Duration, Instant};

use api::path;
use domain::task::SerialRule;
use serde_json::json;
use sqlx::{Connection, SqliteConnection};
use tests::customer::Customer;
use tests::{SuiteLike, World};

/// How many times it is opened by each.
const TIMES: usize = 300;
/// People of the large team.
const PEOPLE: u32 = 10_000;
/// Its suites.
const SUITES: u32 = 50;
/// The bound of the median (issue 3).
const BOUND: Duration = Duration::from_millis(10);

#[tokio::main]
async fn main() {
    println!(
        "filling the database: a team of {PEOPLE} people with {SUITES} suites, and 100,000 others …"
    );
    let world = World::bare().await;
    let free = SuiteLike {
        serial: SerialRule::None,
        ..SuiteLike::default()
    };
    let (_, link) = world.link_of(free.clone()).await;
    let owner = Customer::new(&world, "13800138000", &link);
    let corpid = owner.deploy_alone("老街").await;
    let code = owner.invite_code(&corpid).await;
    let member = Customer::new(&world, "13900139000", &link);
    member.join(&code, "李晓红").await;
    for _ in 1..SUITES {
        world.suite(free.clone()).await;
    }
    fill(&world).await;
    println!("{:24} {:>8} {:>8} {:>10}", "ms", "median", "p95", "bytes");
    for (who, customer) in [("owner", &owner), ("member, by department", &member)] {
        let path = format!("{}?team={corpid}", path::WORKBENCH);
        let mut times = Vec::with_capacity(TIMES);
        let mut bytes = 0;
        for _ in 0..TIMES {
            let began = Instant::now();
            let (status, bench) = customer.get(&path).await;
            times.push(began.elapsed());
            assert_eq!(
                (status.as_u16(), &bench["team"]["people"]),
                (200, &json!(PEOPLE))
            );
            assert_eq!(bench["apps"].as_array().unwrap().len(), SUITES as usize);
            bytes = bench.to_string().len();
        }
        times.sort_unstable();
        let at = |percent: usize| times[(TIMES - 1) * percent / 100];
        let held = if at(50) <= BOUND { "ok" } else { "TOO SLOW" };
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{who:24} {:>8.2} {:>8.2} {bytes:>10}   bound 10.00 {held}",
            ms(at(50)),
            ms(at(95))
        );
    }
}

/// The rest of the large team, in ten departments; its other suites, each for five of them; and many
/// other teams.
async fn fill(world: &World) {
    let numbers = |n: u32| {
        format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {n})")
    };
    let (people, suites, teams) = (numbers(PEOPLE - 2), numbers(SUITES), numbers(100_000));
    let statements = [
        format!("INSERT INTO department (corp_id, name) {} SELECT 1, 'd' || i FROM n", numbers(10)),
        format!(
            "INSERT INTO member (corp_id, phone, name, role, department_id, added_at) {people} \
             SELECT 1, 'p' || i, 'm' || i, 'member', 1 + i % 10, 0 FROM n"
        ),
        "UPDATE member SET department_id = 1 WHERE corp_id = 1 AND role = 'member' AND name = '李晓红'"
            .to_owned(),
        "UPDATE member SET department_id = 1 WHERE corp_id = 1 AND role = 'owner'".to_owned(),
        format!(
            "INSERT OR IGNORE INTO authorization (corp_id, suite_id, onboarding_id, link_id, state, \
             authorized_by, authorized_at, active_at, attempts, changed_at, scope) {suites} \
             SELECT 1, i, 1, 1, 'active', 1, 0, 0, 0, 0, 'departments' FROM n WHERE i > 1"
        ),
        format!(
            "INSERT INTO scope_choice (authorization_id, target_id) {suites} \
             SELECT authorization.id, d.id FROM n JOIN authorization ON authorization.suite_id = i \
             JOIN department AS d ON d.id <= 5 WHERE authorization.scope = 'departments'"
        ),
        format!(
            "INSERT INTO corp (corpid, name, industry, mode, owner_id, created_at) {teams} \
             SELECT 'fill' || i, 'team ' || i, 'retail', 'group', 1000 + i, 0 FROM n"
        ),
        format!(
            "INSERT INTO member (corp_id, phone, name, role, added_at) {teams} \
             SELECT 1000 + i, 'q' || i, 'm', 'member', 0 FROM n"
        ),
    ];
    let mut database = SqliteConnection::connect(&world.database).await.unwrap();
    for statement in statements {
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&mut database)
            .await
            .unwrap();
    }
}
