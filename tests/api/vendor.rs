//! The vendor's server: accepts, refuses, is late, is silent.

use std::time::Duration;

use domain::serial::Serial;
use domain::task::SerialRule;
use domain::time::Span;
use tests::customer::{Customer, due};
use tests::vendor::Manner;
use tests::{SuiteLike, World};

const WITH_SERVER: SuiteLike = SuiteLike {
    name: "轻排班",
    modes: domain::team::TeamModes::Either,
    serial: SerialRule::None,
    hosted: false,
    custom_after: &[],
};

async fn authorized(world: &World) -> (Customer<'_>, domain::link::LinkToken) {
    let (_, link) = world.link_of(WITH_SERVER).await;
    let wang = Customer::new(world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    assert_eq!(wang.authorize().await.0, 200);
    (wang, link)
}

/// Waits until the authorization is in this state; the last one seen if it never is.
async fn until(customer: &Customer<'_>, state: &str) -> serde_json::Value {
    for _ in 0..100 {
        let now = customer.onboarding().await;
        if now["authorization"]["state"] == state {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    customer.onboarding().await
}

#[tokio::test]
async fn a_vendor_that_accepts_makes_it_active() {
    let world = World::bare().await;
    let (wang, link) = authorized(&world).await;
    assert_eq!(due(&until(&wang, "active").await), "scope");
    assert!(world.funnel(&link).await.ends_with(&["active".to_owned()]));
}

#[tokio::test]
async fn a_vendor_that_refuses_is_quoted_and_may_be_asked_again() {
    let world = World::bare().await;
    world.vendor.becomes(Manner::Refuses("请先续费"));
    let (wang, link) = authorized(&world).await;
    let refused = until(&wang, "refused").await;
    assert_eq!(refused["authorization"]["reason"], "请先续费");
    assert_eq!(due(&refused), "authorize");
    world.vendor.becomes(Manner::Accepts);
    assert_eq!(wang.authorize().await.0, 200);
    assert_eq!(due(&until(&wang, "active").await), "scope");
    assert_eq!(
        world
            .store
            .deployment(&link)
            .await
            .unwrap()
            .unwrap()
            .facts
            .uses,
        1
    );
}

#[tokio::test]
async fn a_late_vendor_is_said_to_be_late_and_told_again_until_it_answers() {
    let world = World::bare().await;
    world.vendor.becomes(Manner::Silent);
    let (wang, _) = authorized(&world).await;
    assert_eq!(wang.onboarding().await["authorization"]["late"], false);
    world.pass(Span::seconds(6));
    let late = wang.onboarding().await;
    assert_eq!(late["authorization"]["state"], "awaiting");
    assert_eq!(late["authorization"]["late"], true);
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(10));
    assert_eq!(
        until(&wang, "active").await["authorization"]["state"],
        "active"
    );
    assert!(world.vendor.told() >= 2);
}

#[tokio::test]
async fn a_vendors_word_on_a_serial_is_asked_for_at_once() {
    let world = World::bare().await;
    let like = SuiteLike {
        serial: SerialRule::Vendor,
        hosted: true,
        ..WITH_SERVER
    };
    let (_, link) = world.link_of(like).await;
    let serial = Serial::generate([3; 15]).to_string();
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    world.vendor.becomes(Manner::Refuses(""));
    let (status, problem) = wang.redeem(&serial).await;
    assert_eq!((status.as_u16(), problem["left"].as_u64()), (422, Some(4)));
    assert_eq!(problem["code"], "serial_wrong");
    world
        .vendor
        .becomes(Manner::Late(Duration::from_millis(200)));
    assert_eq!(due(&wang.redeem(&serial).await.1), "authorize");

    let li = Customer::new(&world, "13900139000", &link);
    li.sign_in().await;
    li.create_solo("另一家").await;
    let (_, problem) = li.redeem(&serial).await;
    assert_eq!(
        problem["code"], "serial_used",
        "one serial, one team, whatever the vendor says"
    );
}

#[tokio::test]
async fn a_silent_vendor_leaves_the_serial_pending_and_the_customer_is_let_on_later() {
    let world = World::bare().await;
    let like = SuiteLike {
        serial: SerialRule::Vendor,
        hosted: true,
        ..WITH_SERVER
    };
    let (_, link) = world.link_of(like).await;
    let serial = Serial::generate([4; 15]).to_string();
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    world.vendor.becomes(Manner::Silent);
    let (status, pending) = wang.redeem(&serial).await;
    assert_eq!(status, 200);
    assert_eq!(pending["serial"]["pending"], serial);
    assert_eq!(
        pending["serial"]["tries_left"], 5,
        "not answering isn't wrong"
    );
    assert_eq!(due(&pending), "serial");
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(6));
    for _ in 0..100 {
        if due(&wang.onboarding().await) == "authorize" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never let on");
}
