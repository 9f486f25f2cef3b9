//! The operators' queue of acceptances, and that vendors see only their own.

use api::console::acceptance_path as path;
use domain::account::Role;
use domain::time::Span;
use serde_json::json;
use tests::World;
use tests::console::Desk;

use super::{Stage, suite};

#[tokio::test]
async fn the_queue_has_what_waits_first_and_another_vendor_sees_nothing_of_it() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    stage.accepted("1.0").await;
    let mut keys = vec![stage.suite.clone()];
    for name in ["云排班", "云报销"] {
        world.pass(Span::minutes(1));
        keys.push(suite(&stage.owner, name).await);
    }
    let mut stage = stage;
    for key in &keys[1..] {
        stage.suite = key.clone();
        world.pass(Span::minutes(1));
        stage.hand_in("1.0").await;
    }
    stage.suite = keys[0].clone();
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page = format!("{}?limit=2{next}", path::ACCEPTANCES);
        let (_, page) = stage.operator.get(&page).await;
        let rows = page["rows"].as_array().unwrap().clone();
        seen.extend(
            rows.iter()
                .map(|row| row["suite"].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(after) => next = format!("&after={after}"),
            None => break,
        }
    }
    assert_eq!(seen, ["云排班", "云报销", "云考勤"]);
    let found = async |query: &str| -> usize {
        let path = format!("{}?{query}", path::ACCEPTANCES);
        let (_, page) = stage.operator.get(&path).await;
        page["rows"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(found("state=passed").await, 1);
    assert_eq!(found("state=failed").await, 0);
    assert_eq!(found("q=报销").await, 1);
    assert_eq!(found("q=示例科技").await, 3);
    for wrong in ["state=open", "after=x", "limit=0", "sort=newest"] {
        let wrong = format!("{}?{wrong}", path::ACCEPTANCES);
        let refused = stage.operator.refusal("GET", &wrong, json!({})).await;
        assert_eq!(refused, "list_query");
    }

    let other = Desk::owner(&world, "li@b.example", "乙软件有限公司").await;
    for (method, route, body) in [
        ("GET", path::ROAD, json!({})),
        ("GET", path::ACCEPTANCE, json!({})),
        ("PUT", path::ACCEPTANCE, json!({ "revision": 0 })),
        (
            "POST",
            path::ACCEPTANCE_SUBMISSION,
            json!({ "revision": 0 }),
        ),
        ("DELETE", path::ACCEPTANCE_SUBMISSION, json!({})),
        ("GET", path::DEFECTS, json!({})),
    ] {
        let refused = other.refusal(method, &stage.path(route), body).await;
        assert_eq!(refused, "not_found", "{method} {route}");
    }
    let reviewer = Desk::operator(&world, "zhao@op.example", Role::Reviewer).await;
    let (status, _) = reviewer.get(path::ACCEPTANCES).await;
    assert_eq!(status, 200);
}
