//! The outbox: what a vendor's server missed comes to it later, all of it, in order.

mod turns;

use std::time::Duration;

use api::path;
use domain::authorization::VendorEvent::{Authorized, Changed, Relieved};
use domain::authorization::Verdict;
use domain::callback::{CallbackKind, OutboxState, Superseded, TICKET_EVERY};
use domain::task::SerialRule;
use domain::time::Span;
use serde_json::json;
use store::{DeliveryKind, StoreError};
use tests::customer::{Customer, due};
use tests::isv::{CALLS_BACK, Isv};
use tests::vendor::Manner;
use tests::{SuiteLike, World, database};

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

/// Takes what is due after so long, as a server does whose vendor takes the ticket or not; whether an event of a team was due.
async fn an_event_is_due(world: &World, after: Span, is_ticket_taken: bool) -> bool {
    world.pass(after);
    world.store.push_due_tickets(world.now()).await.unwrap();
    let mut is_due = false;
    // A ticket that is taken may make events due.
    for _ in 0..2 {
        let taken = world
            .store
            .take_pending_deliveries(32, &[], world.now())
            .await;
        for delivery in taken.unwrap() {
            is_due |= delivery.what != DeliveryKind::Ticket;
            if delivery.what == DeliveryKind::Ticket && is_ticket_taken {
                let told = [(&delivery, &Verdict::Acknowledged)];
                let settled = world.store.settle_events(&told, world.now());
                settled.await.unwrap();
            }
        }
    }
    is_due
}

#[tokio::test]
async fn a_taken_ticket_sends_what_waits_if_the_vendor_was_away_before() {
    let mut world = World::bare().await;
    let isv = Isv::new(&world, "calls-back", CALLS_BACK).await;
    let link = world.link(isv.suite, store::LinkSettings::default()).await;
    drop(isv);
    world.vendor.becomes(Manner::Unreachable);
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    assert_eq!(wang.authorize().await.0, 200);
    drop(wang);
    world.stop().await;
    let every = TICKET_EVERY;
    for _ in 0..12 {
        assert!(an_event_is_due(&world, Span::minutes(120), true).await);
    }
    assert!(
        an_event_is_due(&world, every, true).await,
        "it may have been away between two tickets"
    );
    for _ in 0..8 {
        assert!(an_event_is_due(&world, Span::minutes(120), true).await);
    }
    assert!(
        !an_event_is_due(&world, every, true).await,
        "a vendor that takes every ticket uses up no attempts"
    );
    assert!(!an_event_is_due(&world, every, false).await);
    assert!(an_event_is_due(&world, every, true).await, "it is back");
    let asked = world.store.push_ticket("calls-back", world.now()).await;
    asked.unwrap();
    // As soon as the attempt under way is over.
    let attempt = Span::seconds(5);
    assert!(an_event_is_due(&world, attempt, true).await, "asked for");
}

#[tokio::test]
async fn a_code_that_was_never_taken_is_not_pushed_after_the_withdrawal() {
    let world = World::bare().await;
    let like = SuiteLike {
        serial: SerialRule::None,
        hosted: false,
        ..SuiteLike::default()
    };
    let suite = world.suite_called("attendance", like).await;
    let link = world.link(suite, store::LinkSettings::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    world.vendor.becomes(Manner::Unreachable);
    let (_, found) = wang.authorize().await;
    let corpid = found["team"]["corpid"].as_str().unwrap();
    until(async || world.vendor.heard() == [Authorized]).await;
    let withdraw = path::of_suite(path::SUITE_WITHDRAW, corpid, "attendance");
    let name = json!({ "name": "云考勤" });
    assert_eq!(wang.post(&withdraw, name).await.0, 200);
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::minutes(120));
    until(async || world.store.deliveries().await.unwrap().waiting == 0).await;
    let heard = world.vendor.heard();
    assert!(
        heard[1..].iter().all(|event| *event == Relieved) && heard.len() > 1,
        "{heard:?}"
    );
}

#[tokio::test]
async fn a_suite_without_a_server_has_no_tickets() {
    let world = World::bare().await;
    let isv = Isv::new(&world, "calls-back", CALLS_BACK).await;
    let push = async || world.store.push_ticket("calls-back", world.now()).await;
    assert!(push().await.unwrap());
    let hosted = format!(
        "UPDATE suite SET callback_url = NULL WHERE id = {}",
        isv.suite
    );
    database::execute(&world.database, &hosted).await;
    assert!(!push().await.unwrap());
}

#[tokio::test]
async fn only_events_of_the_latest_change_are_pushed_again_once_they_are_delivered() {
    let world = World::bare().await;
    let isv = Isv::new(&world, "calls-back", CALLS_BACK).await;
    world.vendor.becomes(Manner::Accepts);
    let link = world.link(isv.suite, store::LinkSettings::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    wang.authorize().await;
    until(async || due(&wang.onboarding().await) == "scope").await;
    wang.scope_everyone().await;
    let (_, found) = wang.start().await;
    let corpid = found["team"]["corpid"].as_str().unwrap();
    let of_suite = |path| path::of_suite(path, corpid, "calls-back");
    let name = json!({ "name": CALLS_BACK.name });
    let withdrawn = wang.post(&of_suite(path::SUITE_WITHDRAW), name).await;
    assert_eq!(withdrawn.0, 200);
    wang.post(&of_suite(path::SUITE_AGAIN), json!({})).await;
    assert_eq!(wang.authorize().await.0, 200);
    let asked = world.store.push_ticket("calls-back", world.now()).await;
    asked.unwrap();
    until(async || world.store.deliveries().await.unwrap().waiting == 0).await;

    let events = world.store.callbacks("calls-back", None).await.unwrap();
    let of_latest = events
        .iter()
        .find(|event| event.kind == CallbackKind::TmpAuthCode)
        .unwrap();
    let mut refused = Vec::new();
    for event in &events {
        let pushed = world.store.push_callback_again(event.id, world.now());
        match pushed.await {
            Ok(()) => {
                let may_be = event.id == of_latest.id || event.kind == CallbackKind::SuiteTicket;
                assert!(may_be, "{event:?} is pushed again");
            }
            Err(StoreError::Superseded(Superseded)) => refused.push(event.kind),
            Err(why) => panic!("{why}"),
        }
    }
    let earlier = [
        CallbackKind::SuiteRelieve,
        CallbackKind::ChangeAuth,
        CallbackKind::TmpAuthCode,
    ];
    assert_eq!(refused, earlier);
    until(async || world.store.deliveries().await.unwrap().waiting == 0).await;
    let states = world.store.callbacks("calls-back", None).await.unwrap();
    let is_delivered = |event: &store::Callback| event.state == OutboxState::Delivered;
    assert!(states.iter().all(is_delivered), "{states:?}");
}

#[tokio::test]
async fn codes_that_a_vendor_asks_for_again_wait_for_their_turn_in_the_outbox() {
    let mut world = World::bare().await;
    let isv = Isv::new(&world, "calls-back", CALLS_BACK).await;
    let suite = isv.suite;
    let link = world.link(suite, store::LinkSettings::default()).await;
    drop(isv);
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    let (_, found) = wang.authorize().await;
    let corpid = found["team"]["corpid"].as_str().unwrap().to_owned();
    until(async || world.store.deliveries().await.unwrap().waiting == 0).await;
    drop(wang);
    world.stop().await;
    let (store, now) = (&world.store, world.now());
    let corpids = [corpid];
    let asked = store.push_authorizations_again(suite, &corpids, now);
    asked.await.unwrap();
    let taken = store.take_pending_deliveries(32, &[], now).await.unwrap();
    let taken: Vec<_> = taken.into_iter().map(|delivery| delivery.what).collect();
    assert_eq!(taken, [DeliveryKind::VendorEvent(Authorized)]);
}
