//! Every query of the flow is covered by an index: SQLite's own plans say so.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use api::path;
use domain::serial::Serial;
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Span;
use serde_json::json;
use sqlx::{Connection, Row, SqliteConnection};
use store::LinkSettings;
use tests::customer::{Customer, group};
use tests::vendor::Manner;
use tests::{SuiteLike, World};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// The statements that were sent to the database.
#[derive(Clone, Default)]
struct Sent(Arc<Mutex<BTreeSet<String>>>);

impl<S: Subscriber> Layer<S> for Sent {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            event.record(&mut Statement(self));
        }
    }
}

struct Statement<'a>(&'a Sent);

impl Visit for Statement<'_> {
    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}

    fn record_str(&mut self, field: &Field, value: &str) {
        let sql = value.trim();
        if field.name() == "db.statement" && !sql.is_empty() {
            self.0.0.lock().unwrap().insert(sql.to_owned());
        }
    }
}

async fn the_whole_flow(world: &World) {
    let issued = world.suite(SuiteLike::default()).await;
    let serials = world.serials(issued, 3, None).await;
    let link = world.link(issued, LinkSettings::default()).await;
    reqwest::get(format!("{}/d/{link}", world.base))
        .await
        .unwrap();
    let wang = Customer::new(world, "13800138000", &link);
    let wrong = json!({ "phone": wang.phone, "code": "000000" });
    wang.post(path::CODES, json!({ "phone": wang.phone })).await;
    wang.post(path::SESSION, wrong).await;
    world.pass(Span::seconds(61));
    assert_eq!(wang.sign_in().await.0, 200);
    assert_eq!(wang.post(path::TEAM, group("老街", 8)).await.0, 200);
    wang.redeem(&Serial::generate([1; 15]).to_string()).await;
    assert_eq!(wang.redeem(&serials[0].to_string()).await.0, 200);
    assert_eq!(wang.authorize().await.0, 200);
    let (_, found) = wang.get(&format!("{}?q=", path::DIRECTORY)).await;
    wang.get(&format!("{}?q=同事", path::DIRECTORY)).await;
    let ids = json!([found["departments"][0]["id"]]);
    let scope = json!({ "who": "departments", "ids": ids });
    assert_eq!(wang.post(path::SCOPE, scope).await.0, 200);
    assert_eq!(wang.start().await.0, 200);
    wang.get(path::WORKBENCH).await;
    wang.post(path::ONBOARDING, json!({ "again": true })).await;
    let (_, again) = wang.get(path::ONBOARDING).await;
    let corpid = again["teams"][0]["corpid"].clone();
    wang.post(path::TEAM, json!({ "how": "pick", "corpid": corpid }))
        .await;

    let (_, told) = world
        .link_of(SuiteLike {
            name: "轻排班",
            modes: TeamModes::Solo,
            serial: SerialRule::Vendor,
            hosted: false,
            custom_after: &["team"],
        })
        .await;
    let li = Customer::new(world, "13900139000", &told);
    li.sign_in().await;
    assert_eq!(li.create_solo("江边").await.0, 200);
    li.post(&path::CUSTOM.replace("{place}", "0"), json!({}))
        .await;
    assert_eq!(
        li.redeem(&Serial::generate([2; 15]).to_string()).await.0,
        200
    );
    world.vendor.becomes(Manner::Silent);
    assert_eq!(li.authorize().await.0, 200);
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(30));
    for _ in 0..100 {
        if tests::customer::due(&li.onboarding().await) == "scope" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let (_, found) = li.get(&format!("{}?q=", path::DIRECTORY)).await;
    let ids = json!([found["members"][0]["id"]]);
    assert_eq!(
        li.post(path::SCOPE, json!({ "who": "members", "ids": ids }))
            .await
            .0,
        200
    );
    li.http
        .delete(format!("{}{}", world.base, path::SESSION))
        .send()
        .await
        .unwrap();
    world
        .store
        .revoke_serial(issued, &serials[1], world.now())
        .await
        .unwrap();
    world.store.free_serial(issued).await.unwrap();
    world.store.first_link(issued).await.unwrap();
    world.store.revoke_link(&link, world.now()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_statement_of_the_flow_reads_a_table_from_end_to_end() {
    let sent = Sent::default();
    let subscriber = tracing_subscriber::registry().with(sent.clone());
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let world = World::bare().await;
    sent.0.lock().unwrap().clear();
    the_whole_flow(&world).await;
    let statements = sent.0.lock().unwrap().clone();
    assert!(statements.len() > 40, "only {} were seen", statements.len());

    let mut database = SqliteConnection::connect(&world.database).await.unwrap();
    let mut scans = Vec::new();
    for statement in statements {
        let explain = format!("EXPLAIN QUERY PLAN {statement}");
        let plan = sqlx::query(sqlx::AssertSqlSafe(explain))
            .fetch_all(&mut database)
            .await
            .unwrap();
        for row in plan {
            let step: String = row.get("detail");
            // The rows of a VALUES are the statement's own.
            let own = step == "SCAN CONSTANT ROW" || step.ends_with("VALUES CLAUSE");
            if step.starts_with("SCAN") && !own {
                scans.push(format!("{step}: {statement}"));
            }
        }
    }
    assert!(scans.is_empty(), "{scans:#?}");
}
