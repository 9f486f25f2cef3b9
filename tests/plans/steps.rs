//! How many statements each step of the flow sends, exactly. The bound of a step is 8, and 12 for authorizing.

use std::cell::Cell;

use api::path;
use domain::task::SerialRule;
use serde_json::json;
use tests::customer::{Customer, due, solo};
use tests::database::Engine;
use tests::isv::CALLS_BACK;
use tests::statements::Statements;
use tests::{SuiteLike, World};

/// What it costs to set the scope of a suite whose vendor is told of it.
async fn with_vendor(statements: &Statements, world: &World) -> Vec<String> {
    let (_, link) = world.link_of(CALLS_BACK).await;
    let li = Customer::new(world, "13900139000", &link);
    li.sign_in().await;
    li.create_solo("江边").await;
    li.authorize().await;
    while due(&li.onboarding().await) != "scope" {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let before = statements.of(&li.request_id()).len();
    assert_eq!(li.scope_everyone().await.0, 200);
    statements.of(&li.request_id())[before..].to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_costs_a_handful_of_statements() {
    let _alone = crate::alone().await;
    let statements = Statements::listen();
    let world = World::bare().await;
    let like = SuiteLike {
        custom_after: &["authorize"],
        serial: SerialRule::Issued,
        ..SuiteLike::default()
    };
    let (suite, link) = world.link_of(like).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let wang = Customer::new(&world, "13800138000", &link);
    let seen = Cell::new(0);
    let cost = |step: &'static str| {
        let sent = statements.of(&wang.request_id());
        let of_step = sent[seen.replace(sent.len())..].to_vec();
        (step, of_step)
    };
    let mut costs = Vec::new();
    wang.get(&format!("/d/{link}")).await;
    costs.push((cost("guide"), 1));
    wang.ask_code().await;
    // The limits are read before the lock and behind it. On PostgreSQL taking it is a statement.
    let lock = usize::from(Engine::of_tests() == Engine::Postgres);
    costs.push((cost("code"), 7 + lock));
    let code = world.outbox.last(&wang.phone).unwrap();
    let enter = json!({
        "phone": wang.phone, "code": code, "request": wang.request(), "link": link.as_str(),
    });
    assert_eq!(wang.post(path::SESSION, enter).await.0, 200);
    costs.push((cost("session"), 8));
    wang.get(&format!("/d/{link}")).await;
    // With the teams that they may choose from.
    costs.push((cost("guide of who has begun"), 3));
    assert_eq!(wang.post(path::TEAM, solo("老街")).await.0, 200);
    costs.push((cost("team"), 8));
    assert_eq!(wang.redeem(&serial).await.0, 200);
    costs.push((cost("serial"), 7));
    assert_eq!(wang.authorize().await.0, 200);
    costs.push((cost("authorize"), 8));
    let custom = path::CUSTOM.replace("{place}", "0");
    assert_eq!(wang.post(&custom, json!({})).await.0, 200);
    costs.push((cost("custom"), 3));
    assert_eq!(wang.scope_everyone().await.0, 200);
    costs.push((cost("scope"), 5));
    assert_eq!(wang.start().await.0, 200);
    costs.push((cost("start"), 3));
    wang.get(path::WORKBENCH).await;
    costs.push((cost("workbench"), 13));
    let cost_with_vendor = with_vendor(statements, &world).await;
    costs.push((("scope, of which a vendor is told", cost_with_vendor), 7));
    for ((step, sent), known) in &costs {
        let count = sent.len();
        assert_eq!(count, *known, "{step} sends {count}: {sent:#?}");
    }
}
