//! A step's answer is made from what its transaction knows: it is what is loaded afterwards.

use api::path;
use domain::link::LinkToken;
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Span;
use reqwest::StatusCode;
use serde_json::{Value, json};
use store::LinkSettings;
use tests::customer::{Customer, due, group};
use tests::{SuiteLike, World};

/// Holds an answer against the onboarding as it is loaded now.
async fn holds(who: &Customer<'_>, (status, answer): (StatusCode, Value)) -> String {
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer, who.onboarding().await);
    due(&answer)
}

async fn holds_signed_in(who: &Customer<'_>) -> String {
    let (status, mut answer) = who.sign_in().await;
    holds(who, (status, answer["onboarding"].take())).await
}

async fn link(world: &World, like: SuiteLike, max_uses: Option<u32>) -> (i64, LinkToken) {
    let suite = world.suite(like).await;
    let settings = LinkSettings {
        max_uses,
        ..LinkSettings::default()
    };
    (suite, world.link(suite, settings).await)
}

#[tokio::test]
async fn each_step_answers_with_the_onboarding_as_it_is_loaded() {
    let world = World::bare().await;
    let like = SuiteLike {
        custom_after: &["authorize"],
        serial: SerialRule::Issued,
        ..SuiteLike::default()
    };
    let (suite, link) = link(&world, like, Some(5)).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let wang = Customer::new(&world, "13800138000", &link);
    assert_eq!(holds_signed_in(&wang).await, "team");
    for _ in 0..2 {
        let answer = wang.create_solo("老街").await;
        assert_eq!(holds(&wang, answer).await, "serial");
    }
    for _ in 0..2 {
        let answer = wang.redeem(&serial).await;
        assert_eq!(holds(&wang, answer).await, "authorize");
    }
    for _ in 0..2 {
        let answer = wang.authorize().await;
        holds(&wang, answer).await;
    }
    let custom = path::CUSTOM.replace("{place}", "0");
    let answer = wang.post(&custom, json!({})).await;
    assert_eq!(holds(&wang, answer).await, "scope");
    let answer = wang.scope_everyone().await;
    assert_eq!(holds(&wang, answer).await, "start");
    let answer = wang.start().await;
    holds(&wang, answer).await;
    let answer = wang.post(path::ONBOARDING, json!({ "again": true })).await;
    assert_eq!(holds(&wang, answer).await, "team");
}

#[tokio::test]
async fn so_does_a_sign_in_of_somebody_who_has_teams_and_each_choice_of_one() {
    let world = World::bare().await;
    let like = |name| SuiteLike {
        name,
        modes: TeamModes::Either,
        serial: SerialRule::None,
        ..SuiteLike::default()
    };
    let (_, first) = link(&world, like("轻排班"), None).await;
    let (_, second) = link(&world, like("快报销"), Some(3)).await;
    let wang = Customer::new(&world, "13800138000", &first);
    let corpid = wang.deploy_alone("老街").await;
    world.pass(Span(120_000));
    let wang = Customer::new(&world, "13800138000", &second);
    assert_eq!(holds_signed_in(&wang).await, "authorize", "their only team");
    let answer = wang.post(path::TEAM, json!({ "how": "other" })).await;
    assert_eq!(holds(&wang, answer).await, "team");
    let pick = json!({ "how": "pick", "corpid": corpid });
    for _ in 0..2 {
        let answer = wang.post(path::TEAM, pick.clone()).await;
        assert_eq!(holds(&wang, answer).await, "authorize");
    }
    wang.post(path::TEAM, json!({ "how": "other" })).await;
    let answer = wang.post(path::TEAM, group("新店", 6)).await;
    assert_eq!(holds(&wang, answer).await, "authorize");
    let members = wang.get(&format!("{}?q=", path::DIRECTORY)).await.1;
    let answer = wang.authorize().await;
    holds(&wang, answer).await;
    let some = json!({ "who": "members", "ids": [members["members"][0]["id"]] });
    let answer = wang.post(path::SCOPE, some).await;
    assert_eq!(holds(&wang, answer).await, "start");
}

#[tokio::test]
async fn so_do_steps_that_wait_for_the_vendor_and_requests_of_a_member() {
    let world = World::bare().await;
    let vendors = SuiteLike {
        name: "轻排班",
        serial: SerialRule::Vendor,
        hosted: false,
        ..SuiteLike::default()
    };
    let (_, link_of_vendor) = link(&world, vendors, None).await;
    let wang = Customer::new(&world, "13800138000", &link_of_vendor);
    assert_eq!(holds_signed_in(&wang).await, "team");
    wang.create_solo("老街").await;
    let serial = domain::serial::Serial::generate([7; domain::serial::RANDOM_BYTES]).to_string();
    let answer = wang.redeem(&serial).await;
    holds(&wang, answer).await;

    let plain = |name| SuiteLike {
        name,
        serial: SerialRule::None,
        ..SuiteLike::default()
    };
    let (_, wanted) = link(&world, plain("快报销"), None).await;
    let (_, first) = link(&world, plain("小账本"), None).await;
    let zhang = Customer::new(&world, "13700137000", &first);
    let corpid = zhang.deploy_alone("老店").await;
    let code = zhang.invite_code(&corpid).await;
    let li = Customer::new(&world, "13900139000", &wanted);
    li.join(&code, "李晓红").await;
    let answer = li.post(path::ONBOARDING, json!({})).await;
    assert_eq!(holds(&li, answer).await, "team");
    let pick = json!({ "how": "pick", "corpid": corpid });
    let answer = li.post(path::TEAM, pick).await;
    assert_eq!(holds(&li, answer).await, "ask");
    for _ in 0..2 {
        let answer = li.post(path::REQUEST, json!({})).await;
        holds(&li, answer).await;
        let answer = li.send("DELETE", path::REQUEST, json!({})).await;
        holds(&li, answer).await;
    }
}
