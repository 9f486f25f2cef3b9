//! The road of a suite, from a new one to its first customer.

use api::console::acceptance_path as path;
use domain::link::LinkToken;
use serde_json::{Value, json};
use tests::World;
use tests::customer::Customer;

use super::Stage;

/// Each step as `state: lacks`, which the vendor and the operator see alike.
async fn road(stage: &Stage<'_>) -> Vec<String> {
    let (status, own) = stage.owner.get(&stage.path(path::ROAD)).await;
    assert_eq!(status, 200, "{own}");
    let (_, seen) = stage.operator.get(&stage.path(path::DESK_ROAD)).await;
    assert_eq!(own, seen);
    let step = |step: &Value| {
        let words = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let lacks: Vec<_> = step["lacks"]
            .as_array()
            .unwrap()
            .iter()
            .map(words)
            .collect();
        format!(
            "{} {} {}",
            words(&step["state"]),
            words(&step["who"]),
            lacks.join(",")
        )
    };
    own["steps"].as_array().unwrap().iter().map(step).collect()
}

#[tokio::test]
async fn a_suite_goes_the_road_from_its_app_to_its_first_customer() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let done = "done - ";
    assert_eq!(
        road(&stage).await,
        [
            done,
            "now vendor contact,product_code",
            "now vendor self_check",
            "now operator invite_code",
            "later vendor application",
            "later vendor link,customer",
        ]
    );
    let vendor =
        json!({ "name": super::VENDOR, "short_name": "示例", "contact": "tel:4001234567" });
    let (status, changed) = stage
        .owner
        .send("PUT", api::console::path::VENDOR, vendor)
        .await;
    assert!(status.is_success(), "{changed}");
    let id = stage.hand_in("1.0").await;
    assert_eq!(road(&stage).await[2], "now operator judgement");
    stage.close_round(id, &["blocker"], 100).await;
    assert_eq!(road(&stage).await[2], "now vendor another_round");
    let id = stage.hand_in("1.0").await;
    stage.close_round(id, &["blocker"], 100).await;
    assert_eq!(road(&stage).await[2], "now vendor another_version");
    stage.accepted("1.1").await;
    let form = stage.form().await;
    stage.submit(&form).await;
    let steps = road(&stage).await;
    assert_eq!(steps[..4], [done; 4]);
    assert_eq!(steps[4], "now operator review");
    let (_, approved) = stage.approve().await;
    assert_eq!(road(&stage).await[5], "now vendor customer");
    let link = LinkToken::parse(approved["link"].as_str().unwrap()).unwrap();
    let customer = Customer::new(&world, "13800138000", &link);
    customer.deploy_alone("老街").await;
    assert_eq!(road(&stage).await, [done; 6]);
    let suspension = stage.path(api::console::review_path::SUSPENSION);
    stage
        .operator
        .send("PUT", &suspension, json!({ "reason": "多起投诉" }))
        .await;
    assert_eq!(road(&stage).await[5], "now operator resumption");
}
