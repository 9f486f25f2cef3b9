//! Later changes: scope, disabling, withdrawing, authorizing again; what members see at once.

use std::time::{Duration, Instant};

use api::path;
use domain::authorization::VendorEvent;
use domain::time::Span;
use serde_json::{Value, json};
use store::LinkSettings;
use tests::customer::{Customer, due};
use tests::vendor::Manner;
use tests::{SuiteLike, World, database};

/// A team of an owner and a member who have a suite, with its key.
struct Team<'a> {
    wang: Customer<'a>,
    li: Customer<'a>,
    corpid: String,
    key: String,
    serial: String,
    suite: i64,
}

async fn team(world: &World, hosted: bool) -> Team<'_> {
    let like = SuiteLike {
        hosted,
        ..SuiteLike::default()
    };
    let suite = world.suite(like).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let link = world
        .link(
            suite,
            LinkSettings {
                max_uses: Some(1),
                ..LinkSettings::default()
            },
        )
        .await;
    let wang = Customer::new(world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    wang.redeem(&serial).await;
    wang.authorize().await;
    until(async || due(&wang.onboarding().await) == "scope").await;
    wang.scope_everyone().await;
    let (_, found) = wang.start().await;
    let corpid = found["team"]["corpid"].as_str().unwrap().to_owned();
    let code = wang.invite_code(&corpid).await;
    let li = Customer::new(world, "13900139000", &link);
    li.join(&code, "李晓红").await;
    let (_, suites) = wang.get(&path::of_team(path::SUITES, &corpid)).await;
    let key = suites["suites"][0]["key"].as_str().unwrap().to_owned();
    Team {
        wang,
        li,
        corpid,
        key,
        serial,
        suite,
    }
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

impl Team<'_> {
    fn path(&self, path: &str) -> String {
        path::of_suite(path, &self.corpid, &self.key)
    }

    async fn apps(&self, who: &Customer<'_>) -> Vec<String> {
        let bench = who.workbench(&self.corpid).await;
        let apps = bench["apps"].as_array().unwrap().iter();
        apps.map(|app| app["state"].as_str().unwrap().to_owned())
            .collect()
    }
}

#[tokio::test]
async fn a_changed_scope_is_on_every_members_workbench() {
    let world = World::bare().await;
    let team = team(&world, true).await;
    assert_eq!(team.apps(&team.li).await, ["active"]);
    let me = team.wang.member_id(&team.corpid, "王小明").await;
    let scope = team.path(path::SUITE_SCOPE);
    let only_me = json!({ "who": "members", "ids": [me] });
    let (_, page) = team.wang.send("PUT", &scope, only_me.clone()).await;
    assert_eq!(page["suite"]["scope"]["names"], json!(["王小明"]));
    assert!(team.apps(&team.li).await.is_empty());
    assert_eq!(
        team.li.get(&team.path(path::SUITE)).await.0,
        404,
        "out of scope, out of sight"
    );
    team.wang.send("PUT", &scope, only_me).await;
    let (_, page) = team
        .wang
        .send("PUT", &scope, json!({ "who": "everyone" }))
        .await;
    let events = page["events"].as_array().unwrap();
    let told: Vec<_> = events
        .iter()
        .map(|event| (event["change"].clone(), event["by"].clone()))
        .collect();
    let by = |change: &str| (json!(change), json!("王小明"));
    assert_eq!(
        told,
        [by("scope"), by("scope"), by("scope"), by("authorize")],
        "the same scope again is no change"
    );
    let li = team.wang.member_id(&team.corpid, "李晓红").await;
    let only_li = json!({ "who": "members", "ids": [li] });
    team.wang.send("PUT", &scope, only_li).await;
    let (_, directory) = team.wang.get(&team.path(path::SUITE_DIRECTORY)).await;
    let listed = directory["members"].as_array().unwrap().iter();
    let listed: Vec<_> = listed.map(|member| member["id"].clone()).collect();
    assert_eq!(listed, [li, me], "whoever is chosen stands first");
    let everyone = json!({ "who": "everyone" });
    team.wang.send("PUT", &scope, everyone).await;
    let foreign = json!({ "who": "members", "ids": [me + 1000] });
    let (_, refused) = team.wang.send("PUT", &scope, foreign).await;
    assert_eq!(
        (&refused["code"], &refused["unknown"]),
        (&json!("scope_unknown"), &json!([me + 1000]))
    );
    let nobody = json!({ "who": "members", "ids": [] });
    assert_eq!(
        team.wang.send("PUT", &scope, nobody).await.1["code"],
        "scope_empty"
    );
    assert_eq!(team.apps(&team.li).await, ["active"]);
}

#[tokio::test]
async fn a_scope_never_ends_up_empty_when_its_last_member_leaves() {
    let world = World::bare().await;
    let team = team(&world, true).await;
    let li_id = team.wang.member_id(&team.corpid, "李晓红").await;
    let scope = team.path(path::SUITE_SCOPE);
    team.wang
        .send("PUT", &scope, json!({ "who": "members", "ids": [li_id] }))
        .await;
    assert!(team.apps(&team.wang).await.is_empty());
    team.wang
        .send(
            "DELETE",
            &path::of_item(path::MEMBER, &team.corpid, li_id),
            Value::Null,
        )
        .await;
    assert_eq!(
        team.apps(&team.wang).await,
        ["active"],
        "the owner stands in"
    );
}

#[tokio::test]
async fn a_vendor_is_told_of_a_scope_that_a_member_has_left() {
    let world = World::bare().await;
    let team = team(&world, false).await;
    let li = team.wang.member_id(&team.corpid, "李晓红").await;
    let me = team.wang.member_id(&team.corpid, "王小明").await;
    let scope = team.path(path::SUITE_SCOPE);
    let both = json!({ "who": "members", "ids": [li, me] });
    assert_eq!(team.wang.send("PUT", &scope, both).await.0, 200);
    until(async || world.vendor.heard().len() == 3).await;
    let member = path::of_item(path::MEMBER, &team.corpid, li);
    assert_eq!(team.wang.send("DELETE", &member, Value::Null).await.0, 204);
    until(async || world.vendor.heard().len() == 4).await;
    assert_eq!(world.vendor.heard()[3], VendorEvent::Changed);
    // Who isn't named in it leaves it as it is.
    let code = team.wang.invite_code(&team.corpid).await;
    team.li.join(&code, "李晓红").await;
    let li = team.wang.member_id(&team.corpid, "李晓红").await;
    let member = path::of_item(path::MEMBER, &team.corpid, li);
    assert_eq!(team.wang.send("DELETE", &member, Value::Null).await.0, 204);
    assert_eq!(world.store.deliveries().await.unwrap().waiting, 0);
}

#[tokio::test]
async fn a_disabled_suite_is_shown_as_such_and_enabled_again() {
    let world = World::bare().await;
    let team = team(&world, false).await;
    let switch = team.path(path::SUITE_SWITCH);
    for _ in 0..2 {
        let (_, page) = team.wang.send("PUT", &switch, json!({ "on": false })).await;
        assert_eq!(page["suite"]["state"], "disabled");
    }
    assert_eq!(team.apps(&team.li).await, ["disabled"]);
    team.wang.send("PUT", &switch, json!({ "on": true })).await;
    assert_eq!(team.apps(&team.li).await, ["active"]);
    until(async || world.vendor.heard().len() == 4).await;
    // The scope was set, then it was disabled and enabled.
    let changed = [VendorEvent::Changed; 3];
    let heard = [&[VendorEvent::Authorized], &changed[..]].concat();
    assert_eq!(world.vendor.heard(), heard);
}

#[tokio::test]
async fn a_suite_is_changed_so_often_in_an_hour_and_can_always_be_withdrawn() {
    let world = World::bare().await;
    let team = team(&world, false).await;
    let switch = team.path(path::SUITE_SWITCH);
    let mut changes = 2;
    let refused = loop {
        let on = json!({ "on": changes % 2 == 1 });
        let (status, answer) = team.wang.send("PUT", &switch, on).await;
        if status != 200 {
            break answer;
        }
        changes += 1;
    };
    assert_eq!((changes, &refused["code"]), (60, &json!("too_often")));
    let rows = "SELECT COUNT(*) FROM outbox";
    assert!(database::number(&world.database, rows).await <= 60);
    let withdraw = team.path(path::SUITE_WITHDRAW);
    let name = json!({ "name": "云考勤" });
    assert_eq!(team.wang.post(&withdraw, name).await.0, 200);
    let again = team.path(path::SUITE_AGAIN);
    assert_eq!(team.wang.post(&again, json!({})).await.0, 200);
    assert_eq!(team.wang.redeem(&team.serial).await.0, 200);
    assert_eq!(team.wang.authorize().await.1["code"], "too_often");
    world.pass(Span::minutes(60));
    assert_eq!(team.wang.authorize().await.0, 200);
}

#[tokio::test]
async fn what_is_withdrawn_is_gone_at_once_and_authorized_again_with_the_same_serial() {
    let world = World::bare().await;
    let team = team(&world, false).await;
    let Team { wang, li, .. } = &team;
    let withdraw = team.path(path::SUITE_WITHDRAW);
    let (status, refused) = wang.post(&withdraw, json!({ "name": "云考" })).await;
    assert_eq!(
        (status.as_u16(), &refused["field"]),
        (422, &json!("confirm"))
    );
    let (_, page) = wang.post(&withdraw, json!({ "name": " 云考勤" })).await;
    assert_eq!(page["suite"]["state"], "withdrawn");
    assert_eq!(
        wang.post(&withdraw, json!({ "name": "云考勤" })).await.0,
        200,
        "twice is once"
    );
    assert!(team.apps(li).await.is_empty() && team.apps(wang).await.is_empty());
    until(async || world.vendor.heard().last() == Some(&VendorEvent::Relieved)).await;
    let switch = team.path(path::SUITE_SWITCH);
    assert_eq!(
        wang.send("PUT", &switch, json!({ "on": true })).await.1["code"],
        "not_now"
    );
    // The finished onboarding is history: the same link begins another.
    assert_eq!(wang.get(path::ONBOARDING).await.0, 409);

    let again = team.path(path::SUITE_AGAIN);
    let (_, onward) = wang.post(&again, json!({})).await;
    assert_eq!(onward["link"], wang.link.as_str());
    wang.post(&again, json!({})).await;
    let found = wang.onboarding().await;
    assert_eq!(
        (due(&found).as_str(), &found["team"]["corpid"]),
        ("serial", &json!(team.corpid))
    );
    assert_eq!(
        due(&wang.redeem(&team.serial).await.1),
        "authorize",
        "a serial stays its team's"
    );
    let (status, _) = wang.authorize().await;
    assert_eq!(status, 200, "the link's only use is this team's already");
    until(async || due(&wang.onboarding().await) == "scope").await;
    wang.scope_everyone().await;
    wang.start().await;
    assert_eq!(team.apps(li).await, ["active"]);
    let (_, page) = wang.get(&team.path(path::SUITE)).await;
    let events = page["events"].as_array().unwrap().iter();
    let changes: Vec<_> = events
        .map(|event| event["change"].as_str().unwrap())
        .collect();
    assert_eq!(
        changes,
        ["scope", "authorize", "withdraw", "scope", "authorize"]
    );
}

#[tokio::test]
async fn another_admin_authorizes_again_through_a_new_link_with_a_new_serial() {
    let world = World::bare().await;
    let team = team(&world, true).await;
    let id = team.wang.member_id(&team.corpid, "李晓红").await;
    let member = path::of_item(path::MEMBER, &team.corpid, id);
    team.wang
        .send("PUT", &member, json!({ "admin": true }))
        .await;
    let scope = team.path(path::SUITE_SCOPE);
    team.wang
        .send("PUT", &scope, json!({ "who": "members", "ids": [id] }))
        .await;
    team.wang
        .post(
            &team.path(path::SUITE_WITHDRAW),
            json!({ "name": "云考勤" }),
        )
        .await;
    let serial = world.serials(team.suite, 1, None).await[0].to_string();
    let link = world.link(team.suite, LinkSettings::default()).await;
    let li = Customer { link, ..team.li };
    let (_, found) = li.post(path::ONBOARDING, json!({})).await;
    assert_eq!(
        due(&found),
        "serial",
        "their only team, which hasn't the suite any more"
    );
    li.redeem(&serial).await;
    assert_eq!(
        due(&li.authorize().await.1),
        "scope",
        "the old scope is forgotten"
    );
    li.scope_everyone().await;
    li.start().await;
    let bench = team.wang.workbench(&team.corpid).await;
    assert_eq!(bench["apps"][0]["state"], "active");
    assert_eq!(
        due(&team.wang.onboarding().await),
        "",
        "whoever had finished stays so"
    );
}

#[tokio::test]
async fn a_vendor_that_is_silent_is_told_of_a_change_again() {
    let world = World::bare().await;
    let team = team(&world, false).await;
    until(async || world.store.deliveries().await.unwrap().waiting == 0).await;
    let before = world.vendor.heard().len();
    world.vendor.becomes(Manner::Silent);
    team.wang
        .send(
            "PUT",
            &team.path(path::SUITE_SWITCH),
            json!({ "on": false }),
        )
        .await;
    until(async || world.vendor.heard().len() == before + 1).await;
    world.pass(Span::seconds(6));
    world.vendor.becomes(Manner::Accepts);
    until(async || world.vendor.heard().len() == before + 2).await;
    world.pass(Span::minutes(30));
    tokio::time::sleep(Duration::from_millis(2500)).await;
    assert_eq!(
        world.vendor.heard().len(),
        before + 2,
        "what was heard isn't told again"
    );
}

#[tokio::test]
async fn a_look_for_changes_is_answered_when_one_comes() {
    let world = World::bare().await;
    let team = team(&world, true).await;
    let seen = team.li.workbench(&team.corpid).await["team"]["changes"].clone();
    let changes = format!("{}?seen={seen}", path::of_team(path::CHANGES, &team.corpid));
    let began = Instant::now();
    let switch = team.path(path::SUITE_SWITCH);
    let (answer, _) = tokio::join!(team.li.get(&changes), async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        team.wang.send("PUT", &switch, json!({ "on": false })).await
    });
    assert!(answer.1["changes"].as_i64() > seen.as_i64());
    assert!(
        began.elapsed() < Duration::from_secs(8),
        "not only when the time is over"
    );
    let (_, old) = team
        .li
        .get(&path::of_team(path::CHANGES, &team.corpid))
        .await;
    assert!(
        old["changes"].as_i64() > seen.as_i64(),
        "whoever has seen less is told at once"
    );
}

#[tokio::test]
async fn members_report_and_rate_within_bounds() {
    let world = World::bare().await;
    let team = team(&world, true).await;
    let (reports, rating) = (team.path(path::REPORTS), team.path(path::RATING));
    let li = &team.li;
    assert_eq!(
        li.post(&reports, json!({ "text": " " })).await.1["field"],
        "text"
    );
    for n in 0..10 {
        let report = json!({ "text": format!("打不开 {n}") });
        assert_eq!(li.post(&reports, report.clone()).await.0, 204);
        assert_eq!(
            li.post(&reports, report).await.0,
            204,
            "the same words are one report"
        );
    }
    let (status, refused) = li.post(&reports, json!({ "text": "又打不开" })).await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (429, &json!("report_too_soon"))
    );
    for stars in [0, 6] {
        let refused = li
            .send("PUT", &rating, json!({ "stars": stars, "text": "" }))
            .await
            .1;
        assert_eq!(refused["field"], "stars");
    }
    li.send("PUT", &rating, json!({ "stars": 2, "text": "慢" }))
        .await;
    let (_, page) = li
        .send("PUT", &rating, json!({ "stars": 5, "text": "快了" }))
        .await;
    assert_eq!(page["rating"], json!({ "stars": 5, "text": "快了" }));
    assert_eq!(
        team.wang.get(&team.path(path::SUITE)).await.1["rating"],
        Value::Null
    );
    world.store.set_version(team.suite, "2").await.unwrap();
    let (_, page) = li.get(&team.path(path::SUITE)).await;
    assert_eq!(
        (&page["version"], &page["rating"]),
        (&json!("2"), &Value::Null)
    );
}
