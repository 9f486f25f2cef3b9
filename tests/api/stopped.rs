//! A vendor that never answers: after a hundred attempts the next comes when somebody asks for it.

use std::time::Duration;

use api::path;
use domain::authorization::VendorEvent;
use domain::serial::Serial;
use domain::task::SerialRule;
use domain::time::Span;
use serde_json::json;
use tests::customer::{Customer, due};
use tests::vendor::{Manner, all_but_the_last_attempt};
use tests::{SuiteLike, World};

use crate::log::warnings;

const ASKS_VENDOR: SuiteLike = SuiteLike {
    name: "轻排班",
    modes: domain::team::TeamModes::Either,
    serial: SerialRule::Vendor,
    hosted: false,
    custom_after: &[],
};
const NO_SERIAL: SuiteLike = SuiteLike {
    serial: SerialRule::None,
    ..ASKS_VENDOR
};

/// A customer with a team whose vendor doesn't answer, before the authorization or the serial.
async fn with_team(world: &World, like: SuiteLike) -> Customer<'_> {
    let (_, link) = world.link_of(like).await;
    let wang = Customer::new(world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    world.vendor.becomes(Manner::Unreachable);
    wang
}

async fn until(holds: impl AsyncFn() -> bool) {
    for _ in 0..200 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never came");
}

/// Whether the server has logged that it gave up telling this team's vendor.
async fn is_logged(wang: &Customer<'_>) -> bool {
    let corpid = wang.onboarding().await["team"]["corpid"].clone();
    let corp = format!("corp={} ", corpid.as_str().unwrap());
    let given_up = |line: &String| line.contains("given up") && line.contains(&corp);
    warnings().iter().any(given_up)
}

#[tokio::test]
async fn an_authorization_without_an_answer_is_seen_to_have_stopped_and_told_again_once_asked() {
    warnings();
    let world = World::bare().await;
    let wang = with_team(&world, NO_SERIAL).await;
    wang.authorize().await;
    let stopped = async || wang.onboarding().await["authorization"]["stopped"].clone();
    all_but_the_last_attempt(&world).await;
    assert_eq!(stopped().await, json!(false));
    assert!(!is_logged(&wang).await);
    world.pass(Span::minutes(120));
    until(async || stopped().await == json!(true)).await;
    until(async || is_logged(&wang).await).await;
    let found = wang.onboarding().await;
    assert_eq!(
        (&found["authorization"]["state"], due(&found).as_str()),
        (&json!("awaiting"), "authorize")
    );

    let told = world.vendor.told();
    let (status, found) = wang.authorize().await;
    assert_eq!(
        (status.as_u16(), &found["authorization"]["stopped"]),
        (200, &json!(false))
    );
    until(async || world.vendor.told() > told).await;
    assert_eq!(stopped().await, json!(false), "attempts begin again");
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(10));
    until(async || due(&wang.onboarding().await) == "scope").await;
}

#[tokio::test]
async fn a_vendor_is_told_once_though_two_ask_at_once() {
    let world = World::bare().await;
    let wang = with_team(&world, NO_SERIAL).await;
    wang.authorize().await;
    all_but_the_last_attempt(&world).await;
    world.pass(Span::minutes(120));
    until(async || is_logged(&wang).await).await;
    world.vendor.becomes(Manner::Accepts);
    let told = world.vendor.told();
    let (one, other) = tokio::join!(wang.authorize(), wang.authorize());
    assert_eq!((one.0.as_u16(), other.0.as_u16()), (200, 200));
    until(async || due(&wang.onboarding().await) == "scope").await;
    assert_eq!(world.vendor.told(), told + 1);
}

#[tokio::test]
async fn a_serial_without_an_answer_is_seen_to_have_stopped_and_asked_about_again() {
    warnings();
    let world = World::bare().await;
    let wang = with_team(&world, ASKS_VENDOR).await;
    let serial = Serial::generate([5; 15]).to_string();
    let (_, found) = wang.redeem(&serial).await;
    assert_eq!(found["serial"]["stopped"], json!(false));
    all_but_the_last_attempt(&world).await;
    let stopped = async || wang.onboarding().await["serial"]["stopped"].clone();
    assert_eq!(stopped().await, json!(false));
    world.pass(Span::minutes(120));
    until(async || stopped().await == json!(true)).await;
    until(async || is_logged(&wang).await).await;
    let shown = warnings().iter().any(|line| line.contains(&serial));
    assert!(!shown, "a serial is as good as money");

    let told = world.vendor.told();
    let (status, found) = wang.redeem(&serial).await;
    assert_eq!(
        (status.as_u16(), &found["serial"]["stopped"]),
        (200, &json!(false))
    );
    assert_eq!(found["serial"]["pending"], serial);
    assert_eq!(
        found["serial"]["tries_left"],
        json!(5),
        "to ask again isn't wrong"
    );
    assert!(world.vendor.told() > told, "it is asked at once");
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(10));
    until(async || due(&wang.onboarding().await) == "authorize").await;
}

#[tokio::test]
async fn a_refusal_of_what_is_asked_about_again_is_told_at_once() {
    let world = World::bare().await;
    let wang = with_team(&world, ASKS_VENDOR).await;
    let serial = Serial::generate([6; 15]).to_string();
    wang.redeem(&serial).await;
    all_but_the_last_attempt(&world).await;
    world.pass(Span::minutes(120));
    until(async || is_logged(&wang).await).await;
    world.vendor.becomes(Manner::Refuses(""));
    let (status, refused) = wang.redeem(&serial).await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (422, &json!("serial_refused"))
    );
    let found = wang.onboarding().await;
    assert_eq!(found["serial"]["refused"]["serial"], serial);
    assert_eq!(found["serial"]["stopped"], json!(false));
}

#[tokio::test]
async fn a_vendor_that_takes_note_at_the_last_attempt_is_waited_for_and_not_given_up() {
    let world = World::bare().await;
    let wang = with_team(&world, NO_SERIAL).await;
    wang.authorize().await;
    all_but_the_last_attempt(&world).await;
    world.vendor.becomes(Manner::TakesNote);
    let told = world.vendor.told();
    world.pass(Span::minutes(120));
    until(async || world.vendor.told() > told).await;
    until(async || wang.onboarding().await["authorization"]["stopped"] == json!(false)).await;
    assert!(!is_logged(&wang).await);
    assert_eq!(
        wang.onboarding().await["authorization"]["state"],
        "awaiting"
    );
}

#[tokio::test]
async fn the_teams_next_change_is_told_though_the_one_before_was_given_up() {
    let world = World::bare().await;
    let wang = with_team(&world, NO_SERIAL).await;
    world.vendor.becomes(Manner::Accepts);
    wang.authorize().await;
    until(async || due(&wang.onboarding().await) == "scope").await;
    wang.scope_everyone().await;
    let (_, found) = wang.start().await;
    let corpid = found["team"]["corpid"].as_str().unwrap();
    let (_, suites) = wang.get(&path::of_team(path::SUITES, corpid)).await;
    let key = suites["suites"][0]["key"].as_str().unwrap();
    let switch = path::of_suite(path::SUITE_SWITCH, corpid, key);
    let changes = || {
        let heard = world.vendor.heard();
        heard
            .iter()
            .filter(|news| **news == VendorEvent::Changed)
            .count()
    };
    world.vendor.becomes(Manner::Unreachable);
    wang.send("PUT", &switch, json!({ "on": false })).await;
    all_but_the_last_attempt(&world).await;
    world.pass(Span::minutes(120));
    until(async || is_logged(&wang).await).await;
    let before = changes();
    for on in [true, false] {
        let (status, _) = wang.send("PUT", &switch, json!({ "on": on })).await;
        assert_eq!(status, 200);
    }
    // The first is pushed at once, the second in its turn.
    until(async || changes() > before).await;
    let told = changes();
    world.pass(Span::seconds(10));
    until(async || changes() > told).await;
    let withdraw = path::of_suite(path::SUITE_WITHDRAW, corpid, key);
    assert_eq!(
        wang.post(&withdraw, json!({ "name": "轻排班" })).await.0,
        200
    );
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::minutes(120));
    until(async || world.vendor.heard().contains(&VendorEvent::Relieved)).await;
}
