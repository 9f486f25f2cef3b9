//! How many statements each step of the flow sends, exactly. The bound of a step is 8, and 12 for authorizing.

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

/// A step, what it sent, and how many statements it sends as far as is known.
type Cost = (&'static str, Vec<String>, usize);

#[tokio::test(flavor = "multi_thread")]
async fn each_step_costs_a_handful_of_statements() {
    let _alone = crate::alone().await;
    let statements = Statements::listen();
    for _ in 0..20 {
        let world = World::bare().await;
        let costs = of_each_step(statements, &world).await;
        // Where a transaction met what is written in the background, a step was tried again and sent more.
        if world.store.figures().retries > 0 {
            continue;
        }
        for (step, sent, known) in costs {
            let count = sent.len();
            assert_eq!(count, known, "{step} sends {count}: {sent:#?}");
        }
        return;
    }
    panic!("each time a step was tried again");
}

async fn of_each_step(statements: &Statements, world: &World) -> Vec<Cost> {
    let like = SuiteLike {
        custom_after: &["authorize"],
        serial: SerialRule::Issued,
        ..SuiteLike::default()
    };
    let (suite, link) = world.link_of(like).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let wang = Customer::new(world, "13800138000", &link);
    let mut seen = 0;
    let mut costs = Vec::new();
    let mut cost = |step, known| {
        let sent = statements.of(&wang.request_id());
        costs.push((step, sent[seen..].to_vec(), known));
        seen = sent.len();
    };
    wang.get(&format!("/d/{link}")).await;
    cost("guide", 1);
    wang.ask_code().await;
    // The limits are read before the lock and behind it. On PostgreSQL taking it is a statement.
    let lock = usize::from(Engine::of_tests() == Engine::Postgres);
    cost("code", 7 + lock);
    let code = world.outbox.last(&wang.phone).unwrap();
    let enter = json!({
        "phone": wang.phone, "code": code, "request": wang.request(), "link": link.as_str(),
    });
    assert_eq!(wang.post(path::SESSION, enter).await.0, 200);
    cost("session", 8);
    wang.get(&format!("/d/{link}")).await;
    // With the teams that they may choose from.
    cost("guide of who has begun", 3);
    assert_eq!(wang.post(path::TEAM, solo("老街")).await.0, 200);
    cost("team", 8);
    assert_eq!(wang.redeem(&serial).await.0, 200);
    cost("serial", 7);
    assert_eq!(wang.authorize().await.0, 200);
    cost("authorize", 8);
    let custom = path::CUSTOM.replace("{place}", "0");
    assert_eq!(wang.post(&custom, json!({})).await.0, 200);
    cost("custom", 3);
    assert_eq!(wang.scope_everyone().await.0, 200);
    cost("scope", 5);
    assert_eq!(wang.start().await.0, 200);
    cost("start", 3);
    wang.get(path::WORKBENCH).await;
    cost("workbench", 13);
    let of_vendor = with_vendor(statements, world).await;
    costs.push(("scope of a suite with a callback URL", of_vendor, 7));
    costs
}
