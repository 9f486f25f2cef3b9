//! Events to a vendor's server that fails a third of the time, from servers that are killed: none is lost, and they come in order.

mod vendor;

use std::collections::BTreeMap;
use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use api::path;
use reqwest::Method;
use serde_json::json;
use sqlx::any::install_default_drivers;
use sqlx::{AnyConnection, Connection};
use tempfile::TempDir;

use crate::fleet::{Phone, Server, kill_by_turns, said};
use crate::{database, on_postgres, until_ready};
use vendor::Vendor;

/// How many customers come where QUICKDEPLOY_TEST_CUSTOMERS doesn't say another number, and how many at once. Most of their time
/// they wait for the vendor.
const CUSTOMERS: usize = 24;
const PHONES: usize = 24;

/// How long a server lives after the one before answers again: many events are under way, and some of them end.
const LIFE: Duration = Duration::from_secs(2);

/// How often the vendor asks for a ticket, and with it for all that waits: else the pauses between attempts are most of the time.
const TICKETS: Duration = Duration::from_secs(2);

/// How long is waited for the last events, which are pushed again and again, in looks of a half second.
const LOOKS: usize = 400;

fn customers() -> usize {
    let given = env::var("QUICKDEPLOY_TEST_CUSTOMERS").ok();
    given.map_or(CUSTOMERS, |given| given.parse().unwrap())
}

/// Deploys the suite, changes it and withdraws it.
async fn come_and_go(phone: &Phone) -> Result<(), String> {
    phone.sign_in().await?;
    phone.post(path::TEAM, phone.team()).await?;
    let consent = json!({ "consent": true });
    let mut found = phone.post(path::AUTHORIZE, consent).await?;
    while found["authorization"]["state"] != "active" {
        tokio::time::sleep(Duration::from_secs(1)).await;
        found = phone.get(path::ONBOARDING).await?;
    }
    phone
        .post(path::SCOPE, json!({ "who": "everyone" }))
        .await?;
    phone.post(path::START, json!({})).await?;
    let corpid = found["team"]["corpid"].as_str().unwrap().to_owned();
    let of_suite = |path| path::of_suite(path, &corpid, vendor::KEY);
    for on in [false, true] {
        let switch = json!({ "on": on });
        let path = of_suite(path::SUITE_SWITCH);
        phone.send(Method::PUT, &path, switch).await?;
    }
    let withdraw = json!({ "name": "轻考勤" });
    phone
        .post(&of_suite(path::SUITE_WITHDRAW), withdraw)
        .await?;
    Ok(())
}

/// All events of teams in the outbox, by team and in order: what each is, and how it stands.
async fn outbox(database: &str) -> BTreeMap<String, Vec<(String, String)>> {
    install_default_drivers();
    let mut connection = AnyConnection::connect(database).await.unwrap();
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT corp.corpid, outbox.kind, outbox.state FROM outbox JOIN corp ON corp.id = outbox.corp_id ORDER BY outbox.id",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let mut of_teams: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (corpid, kind, state) in rows {
        of_teams.entry(corpid).or_default().push((kind, state));
    }
    of_teams
}

#[expect(
    clippy::print_stdout,
    reason = "how often it was killed says what it shows"
)]
async fn no_event_is_lost(servers: Vec<Server>, database: &str) {
    let customers = customers();
    let (vendor, url) = Vendor::start().await;
    let servers: Arc<[Server]> = servers.into();
    let mut processes = Vec::new();
    for server in servers.iter() {
        processes.push(server.start(database));
        until_ready(&server.base).await;
    }
    let icon = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/attendance.png");
    let create = [
        ["suite", "create"],
        ["--vendor", "示例科技有限公司"],
        ["--vendor-short", "示例科技"],
        ["--name", "轻考勤"],
        ["--icon", icon],
        ["--app-name", "轻考勤"],
        ["--home-url", "https://isv.example/"],
        ["--key", vendor::KEY],
        ["--callback-url", &url],
        ["--callback-targets", "127.0.0.1"],
        ["--token", vendor::TOKEN],
        ["--aes-key", vendor::AES_KEY],
        ["--secret", vendor::SECRET],
    ];
    said(database, create.as_flattened());
    vendor.serves(servers.iter().map(|server| server.base.clone()));
    let link = ["link", "create", "--suite", vendor::KEY];
    let link = said(database, &link);
    let link: Arc<str> = link.trim().rsplit('/').next().unwrap().into();

    let (next, is_over) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let phones = (0..PHONES).map(|_| {
        let (next, servers, link) = (next.clone(), servers.clone(), link.clone());
        tokio::spawn(async move {
            loop {
                let nth = next.fetch_add(1, Ordering::Relaxed);
                if nth >= customers {
                    return;
                }
                let end = come_and_go(&Phone::new(nth, &servers, &link)).await;
                assert_eq!(end, Ok(()), "the {nth}th");
            }
        })
    });
    let phones: Vec<_> = phones.collect();
    let tickets = tokio::spawn({
        let (database, is_over) = (database.to_owned(), is_over.clone());
        async move {
            while !is_over.load(Ordering::Relaxed) {
                let database = database.clone();
                let push = move || said(&database, &["callback", "ticket", vendor::KEY]);
                tokio::task::spawn_blocking(push).await.unwrap();
                tokio::time::sleep(TICKETS).await;
            }
        }
    });
    let coming = async {
        for phone in phones {
            phone.await.unwrap();
        }
        for _ in 0..LOOKS {
            let found = outbox(database).await;
            let mut all = found.values().flatten();
            if all.all(|(_, state)| state != "waiting") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        is_over.store(true, Ordering::Relaxed);
    };
    let killing = kill_by_turns(database, &servers, processes, (LIFE, &is_over));
    let ((), kills) = tokio::join!(coming, killing);
    tickets.await.unwrap();
    println!(
        "{customers} customers, {kills} kills, {} pushed",
        vendor.pushed()
    );
    assert!(kills > 4, "killed {kills} times");

    let (written, mut taken) = (outbox(database).await, vendor.taken());
    assert_eq!(written.len(), customers, "every team has its events");
    for (corpid, events) in written {
        for (kind, state) in &events {
            assert!(state == "delivered", "{kind} of {corpid} is {state}");
        }
        let mut kinds: Vec<String> = events.into_iter().map(|(kind, _)| kind).collect();
        kinds.dedup();
        let all = ["tmp_auth_code", "change_auth", "suite_relieve"];
        assert_eq!(kinds, all, "nothing that happened is missing");
        assert_eq!(taken.remove(&corpid), Some(kinds), "{corpid}, in order");
    }
}

const OPTIONS: [&str; 3] = ["--demo", "--callback-targets", "127.0.0.1"];

#[tokio::test(flavor = "multi_thread")]
async fn every_event_arrives_in_order_though_the_server_is_killed() {
    let folder = TempDir::new().unwrap();
    let server = Server::in_folder(folder.path(), &OPTIONS);
    no_event_is_lost(vec![server], &database(folder.path())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_event_arrives_in_order_from_two_servers_that_are_killed_by_turns() {
    let folder = TempDir::new().unwrap();
    let server = || Server::in_folder(folder.path(), &OPTIONS);
    let database = on_postgres(&format!("events_{}", std::process::id()));
    no_event_is_lost(vec![server(), server()], &database).await;
}
