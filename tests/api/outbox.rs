//! The outbox: what a vendor's server missed comes to it later, all of it, in order.

use std::time::Duration;

use api::path;
use domain::authorization::VendorEvent::{Authorized, Changed, Relieved};
use domain::task::SerialRule;
use domain::time::Span;
use serde_json::json;
use tests::customer::{Customer, due};
use tests::vendor::Manner;
use tests::{SuiteLike, World};

async fn until(holds: impl AsyncFn() -> bool) {
    for _ in 0..200 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never came");
}

#[tokio::test]
async fn a_vendor_that_was_away_hears_of_each_change_in_order_and_none_twice() {
    let world = World::bare().await;
    let like = SuiteLike {
        name: "云考勤",
        serial: SerialRule::None,
        hosted: false,
        ..SuiteLike::default()
    };
    let suite = world.suite_called("attendance", like).await;
    let link = world.link(suite, store::LinkSettings::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    wang.authorize().await;
    until(async || due(&wang.onboarding().await) == "scope").await;
    wang.scope_everyone().await;
    let (_, found) = wang.start().await;
    let corpid = found["team"]["corpid"].as_str().unwrap();
    until(async || world.store.deliveries().await.unwrap().waiting == 0).await;
    assert_eq!(world.vendor.heard(), [Authorized, Changed]);
    world.vendor.becomes(Manner::Unreachable);
    let of_suite = |path| path::of_suite(path, corpid, "attendance");
    let off = json!({ "on": false });
    assert_eq!(
        wang.send("PUT", &of_suite(path::SUITE_SWITCH), off).await.0,
        200
    );
    let name = json!({ "name": "云考勤" });
    assert_eq!(
        wang.post(&of_suite(path::SUITE_WITHDRAW), name).await.0,
        200
    );
    assert_eq!(
        wang.post(&of_suite(path::SUITE_AGAIN), json!({})).await.0,
        200
    );
    assert_eq!(wang.authorize().await.0, 200);
    assert_eq!(world.store.deliveries().await.unwrap().waiting, 3);
    let missed = world.vendor.heard().len();
    // Only the first is tried while it waits.
    assert!(
        world.vendor.heard()[1..]
            .iter()
            .all(|event| *event == Changed)
    );

    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::minutes(120));
    until(async || world.store.deliveries().await.unwrap().waiting == 0).await;
    let heard = world.vendor.heard();
    assert_eq!(heard[missed..], [Changed, Relieved, Authorized]);
}
