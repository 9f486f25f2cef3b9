//! One's sessions: listed, ended one by one or all but one, over by themselves.

use std::time::Duration;

use api::console::path;
use domain::account::Role;
use domain::time::Span;
use serde_json::json;
use tests::World;
use tests::console::Desk;
use tests::database::number;

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let phone = Desk {
        address: "192.0.2.7".to_owned(),
        ..Desk::new(&world, "wang@isv.example")
    };
    phone.sign_in().await;
    let (_, found) = wang.get(path::SESSIONS).await;
    let sessions = found["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    let current: Vec<_> = sessions.iter().filter(|it| it["current"] == true).collect();
    assert_eq!(
        (current.len(), &current[0]["address"]),
        (1, &json!(wang.address))
    );
    let other = sessions.iter().find(|it| it["current"] == false).unwrap();
    assert_eq!(other["address"], "192.0.2.7");
    let path = path::of_id(path::ONE_SESSION, other["id"].as_i64().unwrap());
    assert_eq!(wang.send("DELETE", &path, json!({})).await.0, 204);
    assert_eq!(phone.get(path::ME).await.1["code"], "not_signed_in");
    assert_eq!(wang.send("DELETE", &path, json!({})).await.0, 404);
}

#[tokio::test]
async fn all_others_are_ended_at_once() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let others = [0; 3].map(|_| Desk::new(&world, "wang@isv.example"));
    for other in &others {
        other.sign_in().await;
    }
    assert_eq!(wang.send("DELETE", path::SESSIONS, json!({})).await.0, 204);
    assert_eq!(
        wang.get(path::SESSIONS).await.1["sessions"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    for other in &others {
        assert_eq!(other.get(path::ME).await.1["code"], "not_signed_in");
    }
}

#[tokio::test]
async fn nobody_ends_anothers_session() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let li = Desk::invited(&wang, "li@isv.example", "vendor_staff").await;
    let (_, found) = wang.get(path::SESSIONS).await;
    let path = path::of_id(
        path::ONE_SESSION,
        found["sessions"][0]["id"].as_i64().unwrap(),
    );
    assert_eq!(li.send("DELETE", &path, json!({})).await.0, 404);
    assert_eq!(wang.get(path::ME).await.0, 200);
}

/// Waits until it is written that the session is used.
async fn kept(world: &World) {
    let now = world.now().0 - Span::minutes(5).0;
    let seen = format!("SELECT count(*) FROM account_session WHERE seen_at > {now}");
    while number(&world.database, &seen).await == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_session_ends_a_week_after_its_last_use_and_after_a_month() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    for _ in 0..5 {
        world.pass(Span(Span::days(6).0 - Span::minutes(10).0));
        assert_eq!(wang.get(path::ME).await.0, 200);
        kept(&world).await;
    }
    world.pass(Span::days(1));
    assert_eq!(wang.get(path::ME).await.1["code"], "not_signed_in");
    wang.sign_in().await;
    world.pass(Span::days(7));
    assert_eq!(wang.get(path::ME).await.1["code"], "not_signed_in");
}

#[tokio::test]
async fn an_operators_session_ends_after_half_a_day() {
    let world = World::bare().await;
    let zhang = Desk::operator(&world, "zhang@op.example", Role::Reviewer).await;
    assert_eq!(zhang.get(path::AUDIT).await.0, 200);
    world.pass(Span::minutes(12 * 60));
    assert_eq!(zhang.get(path::AUDIT).await.1["code"], "not_signed_in");
}
