//! The vendor's server: accepts, refuses, is late, is silent.

use std::time::Duration;

use domain::serial::Serial;
use domain::task::SerialRule;
use domain::time::Span;
use domain::vendor_serial::VendorSerial;
use futures_util::future::join_all;
use store::Backlog;
use tests::customer::{Customer, due};
use tests::vendor::Manner;
use tests::{SuiteLike, World, database};

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
    world.store.flush().await.unwrap();
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
    assert_eq!(problem["code"], "serial_refused");
    world
        .vendor
        .becomes(Manner::Late(Duration::from_millis(200)));
    assert_eq!(due(&wang.redeem(&serial).await.1), "authorize");

    let li = Customer::new(&world, "13900139000", &link);
    li.sign_in().await;
    li.create_solo("另一家").await;
    let (_, found) = li.redeem(&serial).await;
    assert_eq!(
        due(&found),
        "authorize",
        "whether several teams may have it is for the vendor to say"
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
    assert_eq!(world.vendor.told(), 3, "it was asked three times at once");
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

/// A suite whose vendor says whether a serial is good.
const ASKS_VENDOR: SuiteLike = SuiteLike {
    serial: SerialRule::Vendor,
    hosted: true,
    ..WITH_SERVER
};

fn serials() -> impl Iterator<Item = String> {
    (0..).map(|n| format!("许可 {n}"))
}

#[tokio::test]
async fn a_serial_that_waits_for_the_vendor_is_replaced_as_often_as_a_wrong_one_may_be_tried() {
    let world = World::bare().await;
    world.vendor.becomes(Manner::Unreachable);
    let (_, link) = world.link_of(ASKS_VENDOR).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    let typed: Vec<String> = serials().take(7).collect();
    let tries = |found: &serde_json::Value| found["serial"]["tries_left"].as_u64();
    let (_, first) = wang.redeem(&typed[0]).await;
    assert_eq!(tries(&first), Some(5), "not answering isn't wrong");
    let (_, again) = wang.redeem(&typed[0]).await;
    assert_eq!(tries(&again), Some(5), "the same one is no other");
    for (serial, left) in typed[1..6].iter().zip([4, 3, 2, 1, 0]) {
        let (status, found) = wang.redeem(serial).await;
        assert_eq!((status.as_u16(), tries(&found)), (200, Some(left)));
        assert_eq!(found["serial"]["pending"], serial.as_str());
    }
    let (status, refused) = wang.redeem(&typed[6]).await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (429, &"serial_wait".into())
    );
    assert!(refused["retry_after"].as_u64() > Some(3500));
    let asked = world.vendor.serials();
    let asked: Vec<&str> = asked.iter().map(VendorSerial::as_str).collect();
    assert_eq!(asked, typed[..6]);
    let found = wang.onboarding().await;
    assert_eq!(
        found["serial"]["pending"], typed[5],
        "the one that waits goes on waiting"
    );
    world.pass(Span::minutes(60));
    let (status, found) = wang.redeem(&typed[6]).await;
    assert_eq!((status.as_u16(), tries(&found)), (200, Some(4)));
}

#[tokio::test]
async fn replaced_serials_count_for_the_address_too() {
    let world = World::bare().await;
    world.vendor.becomes(Manner::Unreachable);
    let (_, link) = world.link_of(ASKS_VENDOR).await;
    let typed: Vec<_> = serials().take(30).collect();
    // At once, since each waits for the vendor's tries.
    let redeemed = typed.chunks(6).enumerate().map(async |(n, typed)| {
        let customer = Customer {
            address: "10.9.9.9".into(),
            ..Customer::new(&world, &format!("1390013900{n}"), &link)
        };
        customer.sign_in().await;
        customer.create_solo("老街").await;
        let mut statuses = Vec::new();
        for serial in typed {
            statuses.push(customer.redeem(serial).await.0.as_u16());
        }
        statuses
    });
    let redeemed = join_all(redeemed).await.concat();
    let answered = |status| redeemed.iter().filter(|found| **found == status).count();
    // Five first ones replace none; twenty may be replaced.
    assert_eq!((answered(200), answered(429)), (25, 5), "{redeemed:?}");
}

#[tokio::test]
async fn what_a_vendor_never_answers_is_given_up_after_the_hundredth_time_and_counted() {
    let world = World::bare().await;
    world.vendor.becomes(Manner::Silent);
    let deliveries = async |waiting, given_up| {
        let expected = Backlog { waiting, given_up };
        for _ in 0..100 {
            if world.store.deliveries().await.unwrap() == expected {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(world.store.deliveries().await.unwrap(), expected);
    };
    deliveries(0, 0).await;
    let (wang, _) = authorized(&world).await;
    deliveries(1, 0).await;
    let (_, link) = world.link_of(ASKS_VENDOR).await;
    let li = Customer::new(&world, "13900139000", &link);
    li.sign_in().await;
    li.create_solo("江边").await;
    li.redeem(&Serial::generate([4; 15]).to_string()).await;
    deliveries(2, 0).await;
    let last = "UPDATE outbox SET attempts = 99, next_at = 1 WHERE kind = 'tmp_auth_code'";
    database::execute(&world.database, last).await;
    deliveries(1, 1).await;
    let last = "UPDATE outbox SET attempts = 99, next_at = 1 \
                WHERE kind = 'check_suite_license_code'";
    database::execute(&world.database, last).await;
    deliveries(0, 2).await;
    // An answer at the last time is one.
    world.vendor.becomes(Manner::Accepts);
    let last = "UPDATE outbox SET attempts = 99, next_at = 1 WHERE kind = 'tmp_auth_code'";
    database::execute(&world.database, last).await;
    until(&wang, "active").await;
    deliveries(0, 1).await;
}
