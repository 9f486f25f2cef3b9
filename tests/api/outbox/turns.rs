//! Whose turn it is in the outbox, and how long what was never delivered is kept.

use api::path;
use domain::authorization::VendorEvent::{Changed, Relieved};
use domain::authorization::Verdict;
use domain::callback::{CallbackKind, OutboxState};
use domain::time::{Moment, Span};
use serde_json::json;
use store::{Callback, DeliveryKind, LinkSettings, PendingDelivery};
use tests::customer::{Customer, due};
use tests::isv::{CALLS_BACK, Isv};
use tests::vendor::Manner;
use tests::{World, database};

use super::until;

const KEY: &str = "calls-back";

/// A team that has a suite, whose vendor can't be reached from now on; and the path of its switch.
async fn active(world: &World) -> (Customer<'_>, String) {
    let isv = Isv::new(world, KEY, CALLS_BACK).await;
    world.vendor.becomes(Manner::Accepts);
    let link = world.link(isv.suite, LinkSettings::default()).await;
    let wang = Customer::new(world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    wang.authorize().await;
    until(async || due(&wang.onboarding().await) == "scope").await;
    wang.scope_everyone().await;
    let (_, found) = wang.start().await;
    let corpid = found["team"]["corpid"].as_str().unwrap();
    // With the first ticket, which the server pushes by itself.
    until(async || {
        let events = world.store.callbacks(KEY, None).await.unwrap();
        let is_ticket = |event: &Callback| event.kind == CallbackKind::SuiteTicket;
        events.iter().any(is_ticket)
            && events
                .iter()
                .all(|event| event.state == OutboxState::Delivered)
    })
    .await;
    world.vendor.becomes(Manner::Unreachable);
    let switch = path::of_suite(path::SUITE_SWITCH, corpid, KEY);
    (wang, switch)
}

async fn switch(wang: &Customer<'_>, path: &str, on: bool) {
    let body = json!({ "on": on });
    assert_eq!(wang.send("PUT", path, body).await.0, 200);
}

async fn taken(world: &World, busy: &[i64], now: Moment) -> Vec<PendingDelivery> {
    let taken = world.store.take_pending_deliveries(32, busy, now).await;
    taken.unwrap()
}

#[tokio::test]
async fn what_waits_behind_an_event_is_due_with_it_or_once_it_is_delivered() {
    let mut world = World::bare().await;
    let (wang, path) = active(&world).await;
    for on in [false, true, false] {
        switch(&wang, &path, on).await;
    }
    drop(wang);
    world.stop().await;
    let now = world.now() + Span::minutes(120);
    let first = taken(&world, &[], now).await;
    assert_eq!(first.len(), 1);
    let waiting = world.store.callbacks(KEY, Some(OutboxState::Waiting));
    let waiting = waiting.await.unwrap();
    let of_first = waiting.last().unwrap();
    assert_eq!(of_first.id, first[0].id);
    assert!(of_first.next_at.unwrap() > now);
    let times: Vec<_> = waiting.iter().map(|event| event.next_at).collect();
    assert_eq!(times, [of_first.next_at; 3]);

    let told = [(&first[0], &Verdict::Acknowledged)];
    world.store.settle_events(&told, now).await.unwrap();
    let second = taken(&world, &[], now).await;
    let ids: Vec<_> = second.iter().map(|event| event.id).collect();
    assert_eq!(ids, [waiting[1].id]);
}

#[tokio::test]
async fn what_waits_behind_a_code_is_due_once_the_code_is_dropped() {
    let world = World::bare().await;
    let (wang, path) = active(&world).await;
    let authorization = "SELECT MAX(suite_id) FROM \"authorization\"";
    let suite = database::number(&world.database, authorization).await;
    let (_, found) = wang.get(path::ONBOARDING).await;
    let corpids = [found["team"]["corpid"].as_str().unwrap().to_owned()];
    let asked = world
        .store
        .push_authorizations_again(suite, &corpids, world.now());
    asked.await.unwrap();
    let later = (world.now() + Span::minutes(120)).0;
    let later =
        format!("UPDATE outbox SET next_at = {later}, pushed_until = NULL WHERE state = 'waiting'");
    database::execute(&world.database, &later).await;
    switch(&wang, &path, false).await;
    let withdraw = path::of_suite(path::SUITE_WITHDRAW, &corpids[0], KEY);
    let name = json!({ "name": CALLS_BACK.name });
    world.vendor.becomes(Manner::Accepts);
    assert_eq!(wang.post(&withdraw, name).await.0, 200);
    until(async || world.vendor.heard().ends_with(&[Changed, Relieved])).await;
}

#[tokio::test]
async fn the_suite_that_has_waited_longest_comes_first_and_a_busy_one_not_at_all() {
    let mut world = World::bare().await;
    let mut suites = Vec::new();
    for key in ["one", "two", "three"] {
        suites.push(Isv::new(&world, key, CALLS_BACK).await.suite);
    }
    world.stop().await;
    let mut now = world.now();
    // What the server has pushed before it was stopped.
    taken(&world, &[], now + Span::minutes(1)).await;
    for key in ["two", "one", "three"] {
        now = now + Span::seconds(1);
        world.store.push_ticket(key, now).await.unwrap();
    }
    let busy = [suites[1]];
    let one = world.store.take_pending_deliveries(1, &busy, now).await;
    assert_eq!(one.unwrap()[0].suite_key, "one");
    let rest = taken(&world, &[], now).await;
    assert!(rest.iter().all(|event| event.what == DeliveryKind::Ticket));
    let keys: Vec<_> = rest.iter().map(|event| event.suite_key.as_str()).collect();
    assert_eq!(keys, ["two", "three"]);
}

#[tokio::test]
async fn what_was_given_up_is_swept_with_its_log_unless_its_authorization_waits_for_it() {
    let mut world = World::bare().await;
    let (wang, path) = active(&world).await;
    switch(&wang, &path, false).await;
    let li = Customer::new(&world, "13900139000", &wang.link);
    li.sign_in().await;
    li.create_solo("江边").await;
    assert_eq!(li.authorize().await.0, 200);
    drop((wang, li));
    world.stop().await;
    let now = world.now();
    let at = (now + Span::days(5)).0;
    for statement in [
        "UPDATE outbox SET state = 'given_up', next_at = NULL WHERE state = 'waiting'".to_owned(),
        format!(
            "INSERT INTO callback_log (outbox_id, suite_id, kind, message, answer, outcome, took_ms, at) \
             SELECT id, suite_id, kind, '', '', '', 0, {at} FROM outbox WHERE state = 'given_up'"
        ),
    ] {
        database::execute(&world.database, &statement).await;
    }
    let kept = async |days| {
        world.store.sweep(now + Span::days(days)).await.unwrap();
        world.store.deliveries().await.unwrap().given_up
    };
    assert_eq!(kept(29).await, 2);
    assert_eq!(kept(31).await, 2, "its log is younger");
    assert_eq!(kept(36).await, 1, "one is awaited");
    let active = "UPDATE \"authorization\" SET state = 'active'";
    database::execute(&world.database, active).await;
    assert_eq!(kept(36).await, 0);
}
