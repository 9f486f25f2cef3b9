//! An application is tried before it is judged.

use api::console::vendor_path;
use domain::link::LinkToken;
use serde_json::{Value, json};
use tests::World;
use tests::customer::Customer;

use super::Stage;

/// The tasks that a link's guide shows.
async fn tasks(world: &World, link: &LinkToken) -> Vec<String> {
    let visitor = Customer::new(world, "13800138000", link);
    let (_, found) = visitor.get(api::path::GUIDE).await;
    let steps = found["suite"]["tasks"].as_array().unwrap().iter();
    let task = |step: &Value| step["task"].as_str().unwrap().to_owned();
    steps.map(task).collect()
}

#[tokio::test]
async fn a_test_link_goes_the_way_of_the_open_application_and_its_operator_gets_it() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let make = stage.path(vendor_path::TEST_LINKS);
    let (status, made) = stage
        .owner
        .send("POST", &make, json!({ "label": "审核人员" }))
        .await;
    assert_eq!(status, 200, "{made}");
    let link = LinkToken::parse(made["links"][0]["token"].as_str().unwrap()).unwrap();
    let plain = ["sign-in", "team", "authorize", "scope", "start"];
    assert_eq!(tasks(&world, &link).await, plain);
    let mut form = stage.form().await;
    form["serials"] = json!("issued");
    form["tasks"] = json!([{
        "after": "team", "title": "看一眼说明", "text": "三分钟就能看完", "url": "", "title_en": "", "text_en": "",
    }]);
    // While something is missing, the suite is tried as it stands.
    let mut half = form.clone();
    half["reason"] = json!("");
    stage.save(&half).await;
    assert_eq!(tasks(&world, &link).await, plain);
    stage.submit(&form).await;
    let applied = [
        "sign-in",
        "team",
        "task-0",
        "serial",
        "authorize",
        "scope",
        "start",
    ];
    assert_eq!(tasks(&world, &link).await, applied);
    let first = stage.first().await;
    let seen = &first["test_links"][0];
    assert_eq!(
        (&seen["token"], &seen["label"], &seen["state"]),
        (&json!(link.as_str()), &json!("审核人员"), &json!("open"))
    );
    // Test serials are of use as soon as the application asks for serials.
    let sandbox = stage.path(vendor_path::SANDBOX);
    assert_eq!(stage.owner.get(&sandbox).await.1["serial_rule"], "issued");
    let tester = Customer::new(&world, "13900139000", &link);
    tester.sign_in().await;
    assert_eq!(tester.create_solo("试用").await.0, 200);
    assert_eq!(stage.approve().await.0, 200);
    let (status, found) = tester.get(api::path::ONBOARDING).await;
    assert_eq!(
        (status.as_u16(), &found["team"]["name"]),
        (200, &json!("【测试】试用"))
    );
}

#[tokio::test]
async fn a_serial_from_before_the_rule_changed_is_shown_as_it_is() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let ask = "UPDATE suite SET callback_url = 'https://isv.example/', serial_rule = 'vendor'";
    tests::database::execute(&world.database, ask).await;
    let make = stage.path(vendor_path::TEST_LINKS);
    let (_, made) = stage.owner.send("POST", &make, json!({})).await;
    let link = LinkToken::parse(made["links"][0]["token"].as_str().unwrap()).unwrap();
    let tester = Customer::new(&world, "13900139000", &link);
    tester.sign_in().await;
    tester.create_solo("试用").await;
    assert_eq!(tester.redeem("any text").await.0, 200);
    let issued = "UPDATE suite SET serial_rule = 'issued'";
    tests::database::execute(&world.database, issued).await;
    let (status, found) = tester.get(api::path::ONBOARDING).await;
    assert_eq!(status, 200, "{found}");
    assert_eq!(found["serial"]["accepted"], "any text");
}
