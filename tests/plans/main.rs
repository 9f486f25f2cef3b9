//! What is asked of the database: every query of the flow is covered by an index, as the database's own plans say, and what is
//! held asks nothing.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod console;
mod held;
mod plan;
mod steps;

use std::collections::BTreeSet;

use api::path;
use domain::authorization::{VendorEvent, Verdict};
use domain::link::{LinkToken, TOKEN_LENGTH};
use domain::serial::Serial;
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Span;
use serde_json::json;
use server::credentials;
use server::open_api::call::{self, CALLS};
use server::state::system_random;
use store::{BatchLink, DeliveryKind, LinkSettings, PendingDelivery};
use tests::customer::{Customer, group};
use tests::isv::{CALLS_BACK, Isv, errcode};
use tests::statements::Statements;
use tests::vendor::Manner;
use tests::{SuiteLike, World};
use tokio::sync::{Mutex, MutexGuard};

use crate::plan::{Plans, explains};

/// The tests hear each other's statements, so one runs at a time.
async fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::const_new(());
    ALONE.lock().await
}

async fn the_whole_flow(world: &World) {
    let issued = world.suite(SuiteLike::default()).await;
    let serials = world.serials(issued, 3, None).await;
    let link = world.link(issued, LinkSettings::default()).await;
    tests::http()
        .get(format!("{}/d/{link}", world.base))
        .send()
        .await
        .unwrap();
    let wang = Customer::new(world, "13800138000", &link);
    wang.ask_code().await;
    wang.try_code("000000").await;
    world.pass(Span::seconds(61));
    assert_eq!(wang.sign_in().await.0, 200);
    assert_eq!(wang.post(path::TEAM, group("老街", 8)).await.0, 200);
    wang.redeem(&Serial::generate([1; 15]).to_string()).await;
    assert_eq!(wang.redeem(&serials[0].to_string()).await.0, 200);
    assert_eq!(wang.authorize().await.0, 200);
    let (_, found) = wang.get(&format!("{}?q=", path::DIRECTORY)).await;
    wang.get(&format!("{}?q=同事", path::DIRECTORY)).await;
    let ids = json!([found["departments"][0]["id"]]);
    let scope = json!({ "who": "departments", "ids": ids });
    assert_eq!(wang.post(path::SCOPE, scope).await.0, 200);
    assert_eq!(wang.start().await.0, 200);
    wang.get(path::WORKBENCH).await;
    wang.post(path::ONBOARDING, json!({ "again": true })).await;
    let (_, again) = wang.get(path::ONBOARDING).await;
    let corpid = again["teams"][0]["corpid"].clone();
    wang.post(path::TEAM, json!({ "how": "pick", "corpid": corpid }))
        .await;

    let (_, told) = world
        .link_of(SuiteLike {
            name: "轻排班",
            modes: TeamModes::Solo,
            serial: SerialRule::Vendor,
            hosted: false,
            custom_after: &["team"],
        })
        .await;
    let li = Customer::new(world, "13900139000", &told);
    li.sign_in().await;
    assert_eq!(li.create_solo("江边").await.0, 200);
    li.post(&path::CUSTOM.replace("{place}", "0"), json!({}))
        .await;
    assert_eq!(
        li.redeem(&Serial::generate([2; 15]).to_string()).await.0,
        200
    );
    world.vendor.becomes(Manner::Silent);
    assert_eq!(li.authorize().await.0, 200);
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(30));
    for _ in 0..100 {
        if tests::customer::due(&li.onboarding().await) == "scope" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let (_, found) = li.get(&format!("{}?q=", path::DIRECTORY)).await;
    let ids = json!([found["members"][0]["id"]]);
    assert_eq!(
        li.post(path::SCOPE, json!({ "who": "members", "ids": ids }))
            .await
            .0,
        200
    );
    li.http
        .delete(format!("{}{}", world.base, path::SESSION))
        .send()
        .await
        .unwrap();
    world
        .store
        .revoke_serial(issued, &serials[1], world.now())
        .await
        .unwrap();
    world.store.deliveries().await.unwrap();
    world.store.free_serial(issued).await.unwrap();
    world.store.first_link(issued).await.unwrap();
    world.store.revoke_link(&link, world.now()).await.unwrap();
}

/// Everything of the team after the start, once.
async fn the_team(world: &World) {
    let suite = world
        .suite(SuiteLike {
            hosted: false,
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let link = world.link(suite, LinkSettings::default()).await;
    let wang = Customer::new(world, "13600136000", &link);
    wang.sign_in().await;
    wang.post(path::TEAM, group("江边", 6)).await;
    wang.authorize().await;
    for _ in 0..100 {
        if tests::customer::due(&wang.onboarding().await) == "scope" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    wang.scope_everyone().await;
    let corpid = wang.start().await.1["team"]["corpid"]
        .as_str()
        .unwrap()
        .to_owned();
    let of_team = |path| path::of_team(path, &corpid);
    let added = |phone| Customer::new(world, phone, &link);
    let (accepts, declines) = (added("13900000001"), added("13900000002"));
    accepts.enter().await;
    accepts.accept("江边").await;
    declines.enter().await;
    let (_, bench) = declines.get(path::WORKBENCH).await;
    let id = bench["invitations"][0]["id"].as_i64().unwrap();
    assert_eq!(declines.answer(id, false).await.0, 200);
    assert_eq!(declines.answer(id, false).await.0, 200);
    let code = wang.invite_code(&corpid).await;
    let invitation = path::of_invite(path::INVITATION, &code);
    let li = Customer::new(world, "13500135000", &link);
    wang.send("PUT", &of_team(path::INVITE), json!({ "approval": true }))
        .await;
    li.join(&code, "李").await;
    li.send("DELETE", &invitation, json!({})).await;
    li.post(&invitation, json!({})).await;
    let (_, people) = wang.get(&format!("{}?q=李", of_team(path::PEOPLE))).await;
    let join = people["joins"][0]["id"].as_i64().unwrap();
    let join = path::of_item(path::JOIN, &corpid, join);
    assert_eq!(wang.post(&join, json!({ "admit": true })).await.0, 204);
    wang.post(&of_team(path::INVITE), json!({})).await;
    li.get(&invitation).await;
    wang.get(&of_team(path::REQUESTS)).await;

    let (_, wanted) = world
        .link_of(SuiteLike {
            name: "快报销",
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let li = Customer {
        link: wanted.clone(),
        ..li
    };
    li.post(path::ONBOARDING, json!({})).await;
    li.post(path::TEAM, json!({ "how": "pick", "corpid": corpid }))
        .await;
    li.post(path::REQUEST, json!({})).await;
    li.send("DELETE", path::REQUEST, json!({})).await;
    li.post(path::REQUEST, json!({})).await;
    let (_, found) = wang.get(&of_team(path::REQUESTS)).await;
    let id = found["requests"][0]["id"].as_i64().unwrap();
    wang.post(
        &path::of_item(path::REQUEST_DECLINE, &corpid, id),
        json!({ "reason": "不" }),
    )
    .await;
    wang.post(
        &path::of_item(path::REQUEST_APPROVE, &corpid, id),
        json!({}),
    )
    .await;
    let boss = Customer {
        link: wanted,
        ..wang
    };
    boss.finish().await;
    li.start().await;

    let (_, suites) = boss.get(&of_team(path::SUITES)).await;
    let key = suites["suites"][0]["key"].as_str().unwrap();
    let of_suite = |path| path::of_suite(path, &corpid, key);
    for search in ["", "同"] {
        boss.get(&format!("{}?q={search}", of_suite(path::SUITE_DIRECTORY)))
            .await;
    }
    let li_id = boss.member_id(&corpid, "李").await;
    let only = json!({ "who": "members", "ids": [li_id] });
    boss.send("PUT", &of_suite(path::SUITE_SCOPE), only).await;
    boss.send("PUT", &of_suite(path::SUITE_SWITCH), json!({ "on": false }))
        .await;
    boss.send("PUT", &of_suite(path::SUITE_SWITCH), json!({ "on": true }))
        .await;
    li.post(&of_suite(path::REPORTS), json!({ "text": "坏" }))
        .await;
    li.send(
        "PUT",
        &of_suite(path::RATING),
        json!({ "stars": 3, "text": "" }),
    )
    .await;
    li.get(&of_suite(path::SUITE)).await;
    li.workbench(&corpid).await;
    li.get(&of_team(path::CHANGES)).await;
    li.get(path::NOTICES).await;
    li.post(path::NOTICES, json!({})).await;
    boss.post(&of_suite(path::SUITE_WITHDRAW), json!({ "name": "云考勤" }))
        .await;
    boss.post(&of_suite(path::SUITE_AGAIN), json!({})).await;
    let page = format!("{}/join/{code}", world.base);
    tests::http().get(page).send().await.unwrap();
    for icon in ["/icons/suite/nothing", "/icons/app/1"] {
        tests::http()
            .get(format!("{}{icon}", world.base))
            .send()
            .await
            .unwrap();
    }
    let member = path::of_item(path::MEMBER, &corpid, li_id);
    boss.send("PUT", &member, json!({ "admin": true })).await;
    boss.send("PUT", &of_team(path::OWNER), json!({ "to": li_id }))
        .await;
    boss.send("DELETE", &of_team(path::MEMBERSHIP), json!({}))
        .await;
    accepts
        .send("DELETE", &of_team(path::MEMBERSHIP), json!({}))
        .await;
    boss.get(path::ACCOUNT).await;
    assert_eq!(boss.send("DELETE", path::ACCOUNT, json!({})).await.0, 204);
    assert_eq!(li.send("DELETE", path::ACCOUNT, json!({})).await.0, 204);
    world.store.sweep(world.now()).await.unwrap();
}

async fn the_batches(world: &World) {
    let key = "batches";
    let suite = world.suite_called(key, SuiteLike::default()).await;
    let serials = world.serials(suite, 1, None).await;
    let suite = world.store.suite(key).await.unwrap().unwrap();
    let link = |serial| BatchLink {
        token: LinkToken::generate([9; TOKEN_LENGTH]),
        customer: "鹏城五金".into(),
        serial: Some(serial),
    };
    let made = world
        .store
        .create_batch(
            &suite,
            "fair",
            &[link(serials[0].into())],
            None,
            world.now(),
        )
        .await;
    let batch = made.unwrap().unwrap();
    world.store.batches(suite.id).await.unwrap();
    world.store.batch(batch).await.unwrap();
    world.store.links(&suite).await.unwrap();
    let revoked = world.store.revoke_batch(batch, world.now()).await;
    assert_eq!(revoked.unwrap(), 1);
}

/// A vendor's server calls before it answers: nothing is left that its answer could settle.
async fn the_late_answer(world: &World, suite_id: i64) {
    let delivered = PendingDelivery {
        id: 0,
        what: DeliveryKind::VendorEvent(VendorEvent::Changed),
        last: false,
        suite_id,
        suite_key: "calls-back".to_owned(),
        callback_url: None,
        corpid: None,
        authorization_id: None,
        onboarding_id: None,
    };
    let told = [(&delivered, &Verdict::Acknowledged)];
    world.store.settle_events(&told, world.now()).await.unwrap();
}

/// All that a vendor's server calls, once.
async fn the_open_api(world: &World) {
    let isv = Isv::new(world, "calls-back", CALLS_BACK).await;
    let link = world.link(isv.suite, LinkSettings::default()).await;
    let wang = Customer::new(world, "13400134000", &link);
    wang.sign_in().await;
    assert_eq!(wang.post(path::TEAM, group("桥头", 8)).await.0, 200);
    let (_, found) = wang.authorize().await;
    let corpid = found["team"]["corpid"].as_str().unwrap().to_owned();
    let token = isv.token().await;
    let suite = async |path, body| {
        let answer = isv.post_with(path, &token, body).await;
        assert_eq!(errcode(&answer), 0, "{path}");
        answer
    };
    suite(call::GET_UNACTIVE_CORP, json!({ "app_id": isv.app_id })).await;
    let again = json!({ "app_id": isv.app_id, "corpid_list": [corpid] });
    suite(call::REAUTH_CORP, again).await;
    let code = isv.activate(&token, &corpid).await;
    the_late_answer(world, isv.suite).await;
    let mut about = isv.about(&corpid, &code);
    let info = suite(call::GET_AUTH_INFO, about.clone()).await;
    about["agentid"] = info["auth_info"]["agent"][0]["agentid"].clone();
    suite(call::GET_AGENT, about).await;
    let wrong = isv.about(&corpid, "nonsense");
    isv.post_with(call::GET_AUTH_INFO, &token, wrong).await;
    let list = json!({ "auth_corpid": corpid, "ip_whitelist": ["*.*.*.*"] });
    isv.post_with(call::SET_CORP_IP_WHITELIST, &token, list)
        .await;
    let team_token = isv.team_token(&token, &corpid, &code).await;
    let read = async || {
        for call in CALLS.iter().filter(|call| call.method == "GET") {
            let query = format!("access_token={team_token}&department_id=1&userid=1");
            isv.get(&format!("{}?{query}", call.path)).await;
            let query = format!("access_token={team_token}&department_id=2");
            isv.get(&format!("{}?{query}", call.path)).await;
        }
    };
    read().await;
    let (_, found) = wang.get(&format!("{}?q=", path::DIRECTORY)).await;
    let departments = json!({ "who": "departments", "ids": [found["departments"][0]["id"]] });
    assert_eq!(wang.post(path::SCOPE, departments).await.0, 200);
    wang.start().await;
    read().await;
    let scope = path::of_suite(path::SUITE_SCOPE, &corpid, "calls-back");
    let members = json!({ "who": "members", "ids": [found["members"][0]["id"]] });
    assert!(wang.send("PUT", &scope, members).await.0.is_success());
    read().await;
    assert!(
        wang.send("PUT", &scope, json!({ "who": "everyone" }))
            .await
            .0
            .is_success()
    );
    read().await;
    let name = json!({ "name": CALLS_BACK.name });
    let withdraw = path::of_suite(path::SUITE_WITHDRAW, &corpid, "calls-back");
    assert!(wang.post(&withdraw, name).await.0.is_success());
    let with = (&world.store, &world.secrets, &system_random as _);
    let hold = Span::days(1);
    let rotated = credentials::rotate(with, "calls-back", hold, world.now()).await;
    assert!(rotated.is_ok());
    world.store.sweep(world.now()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_statement_of_the_flow_reads_a_table_from_end_to_end() {
    let _alone = alone().await;
    let sent = Statements::listen();
    let world = World::bare().await;
    let before = sent.count();
    the_whole_flow(&world).await;
    the_team(&world).await;
    the_batches(&world).await;
    the_open_api(&world).await;
    console::everything(&world).await;
    let sent = sent.since(before).into_iter();
    let statements: BTreeSet<String> = sent.map(|statement| statement.sql).collect();
    assert!(statements.len() > 40, "only {} were seen", statements.len());

    let mut scans = Vec::new();
    let mut plans = Plans::of(&world.database).await;
    for statement in statements {
        // The rows of a VALUES are the statement's own. An INSERT of SQLite's looks for rows that wait for the one it adds, but
        // only where a transaction has put foreign keys off, as none does.
        if !explains(&statement) || statement.starts_with("INSERT") {
            continue;
        }
        for step in plans.of_statement(&statement).await {
            // What a statement itself makes is no table.
            let own = step
                .strip_prefix("SCAN ")
                .map(|name| format!("WITH RECURSIVE {name} "));
            if own.is_some_and(|own| statement.starts_with(&own)) {
                continue;
            }
            if step.starts_with("SCAN") || step.contains("Seq Scan") {
                scans.push(format!("{step}: {statement}"));
            }
        }
    }
    assert!(scans.is_empty(), "{scans:#?}");
}
