//! The steps of an onboarding: in order, repeated, out of order.

use api::path;
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Span;
use serde_json::json;
use store::LinkSettings;
use tests::customer::{Customer, due, group, solo};
use tests::{SuiteLike, WHOLE_FUNNEL, World};

const NO_SERIAL: SuiteLike = SuiteLike {
    name: "轻排班",
    modes: TeamModes::Either,
    serial: SerialRule::None,
    hosted: true,
    custom_after: &[],
};

#[tokio::test]
async fn a_scan_becomes_a_running_app() {
    let world = World::bare().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let wang = Customer::new(&world, "13800138000", &link);
    wang.get(&format!("/d/{link}")).await;

    let (status, signed_in) = wang.sign_in().await;
    assert_eq!(status, 200);
    assert_eq!(due(&signed_in["onboarding"]), "team");
    assert_eq!(due(&wang.create_solo("老街早餐店").await.1), "serial");
    assert_eq!(due(&wang.redeem(&serial).await.1), "authorize");
    let (_, authorized) = wang.authorize().await;
    assert_eq!(authorized["authorization"]["state"], "active");
    assert_eq!(due(&authorized), "scope");
    assert_eq!(due(&wang.scope_everyone().await.1), "start");
    assert_eq!(due(&wang.start().await.1), "");

    let (_, workbench) = wang.get(path::WORKBENCH).await;
    assert_eq!(workbench["team"]["name"], "老街早餐店");
    let corpid = workbench["team"]["corpid"].as_str().unwrap();
    let home = format!("https://example.com/app?corpid={corpid}");
    assert_eq!(workbench["apps"][0]["url"], home);
    assert_eq!(world.funnel(&link).await, WHOLE_FUNNEL,);
}

#[tokio::test]
async fn a_repeated_request_answers_as_the_first_did_and_does_nothing_twice() {
    let world = World::bare().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    assert_eq!(
        wang.create_solo("老街").await,
        wang.create_solo("老街").await
    );
    assert_eq!(
        wang.redeem(&serial).await,
        wang.redeem(&serial.to_lowercase()).await
    );
    assert_eq!(wang.authorize().await, wang.authorize().await);
    assert_eq!(wang.scope_everyone().await, wang.scope_everyone().await);
    assert_eq!(wang.start().await, wang.start().await);
    assert_eq!(
        wang.create_solo("老街").await.0,
        200,
        "even after everything is done"
    );
    let (_, workbench) = wang.get(path::WORKBENCH).await;
    assert_eq!(workbench["teams"].as_array().unwrap().len(), 1);
    assert_eq!(
        world.funnel(&link).await,
        [
            "signed_in",
            "team",
            "serial",
            "authorized",
            "active",
            "scope",
            "started"
        ],
    );
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
async fn simultaneous_taps_make_one_team_and_one_authorization() {
    let world = World::bare().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    let (a, b, c) = tokio::join!(
        wang.create_solo("老街"),
        wang.create_solo("老街"),
        wang.create_solo("老街")
    );
    assert!([a, b, c].iter().all(|answer| answer.0 == 200));
    let (a, b, c) = tokio::join!(wang.authorize(), wang.authorize(), wang.authorize());
    assert!([a, b, c].iter().all(|answer| answer.0 == 200));
    let funnel = world.funnel(&link).await;
    for once in ["team", "authorized", "active"] {
        assert_eq!(
            funnel.iter().filter(|event| *event == once).count(),
            1,
            "{once}"
        );
    }
}

#[tokio::test]
async fn out_of_order_answers_which_task_is_due() {
    let world = World::bare().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let wang = Customer::new(&world, "13800138000", &link);
    assert_eq!(wang.authorize().await.0, 401);
    wang.sign_in().await;
    for (status, problem) in [
        wang.redeem(&serial).await,
        wang.authorize().await,
        wang.scope_everyone().await,
        wang.start().await,
        wang.post("/api/onboardings/{link}/tasks/0", json!({}))
            .await,
    ] {
        assert_eq!(status, 409);
        assert_eq!(problem["code"], "task_not_due");
        assert_eq!(problem["due"], "team");
    }
    wang.create_solo("老街").await;
    let (status, problem) = wang.create_solo("另一个").await;
    assert_eq!((status.as_u16(), &problem["due"]), (409, &json!("serial")));
}

#[tokio::test]
async fn a_group_needs_six_and_says_which_line_is_wrong() {
    let world = World::bare().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    let (status, problem) = wang.post(path::TEAM, group("老街", 5)).await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (422, &json!("team_too_few"))
    );
    assert_eq!(problem["left"], 1);
    let mut twice = group("老街", 6);
    twice["colleagues"][3]["phone"] = json!("139 0000 0001");
    let (_, problem) = wang.post(path::TEAM, twice).await;
    assert_eq!(problem["code"], "colleague_twice");
    assert_eq!(problem["field"], "colleagues.3.phone");
    let (status, created) = wang.post(path::TEAM, group("老街", 6)).await;
    assert_eq!(status, 200);
    assert_eq!(created["team"]["people"], 6);
}

#[tokio::test]
async fn a_scope_of_departments_or_members_holds_on_the_workbench() {
    let world = World::bare().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.post(path::TEAM, group("老街", 6)).await;
    wang.authorize().await;
    let (_, directory) = wang.get(path::DIRECTORY).await;
    assert_eq!(directory["people"], 6);
    assert_eq!(directory["departments"][0]["people"], 3);
    let (_, found) = wang.get(&format!("{}?q=后", path::DIRECTORY)).await;
    assert_eq!(found["departments"].as_array().unwrap().len(), 1);
    let kitchen = found["departments"][0]["id"].clone();

    let nobody = json!({ "who": "departments", "ids": [] });
    assert_eq!(
        wang.post(path::SCOPE, nobody).await.1["code"],
        "scope_empty"
    );
    let stranger = json!({ "who": "members", "ids": [999_999] });
    assert_eq!(
        wang.post(path::SCOPE, stranger).await.1["code"],
        "scope_unknown"
    );
    let (status, set) = wang
        .post(
            path::SCOPE,
            json!({ "who": "departments", "ids": [kitchen] }),
        )
        .await;
    assert_eq!(status, 200);
    assert_eq!(set["scope"]["names"], json!(["后厨"]));
    wang.start().await;

    let apps = |workbench: serde_json::Value| workbench["apps"].as_array().unwrap().len();
    let cook = Customer::new(&world, "13900000001", &link);
    cook.sign_in().await;
    cook.accept("老街").await;
    assert_eq!(apps(cook.get(path::WORKBENCH).await.1), 1);
    let waiter = Customer::new(&world, "13900000002", &link);
    waiter.sign_in().await;
    waiter.accept("老街").await;
    assert_eq!(apps(waiter.get(path::WORKBENCH).await.1), 0);
}

#[tokio::test]
async fn an_owner_picks_a_team_and_one_that_has_the_suite_is_refused() {
    let world = World::bare().await;
    let (suite, link) = world.link_of(NO_SERIAL).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("第一家").await;
    wang.authorize().await;

    let other_link = world.link(suite, LinkSettings::default()).await;
    let again = Customer {
        http: wang.http.clone(),
        ..Customer::new(&world, "13800138000", &other_link)
    };
    let (_, begun) = again.post(path::ONBOARDING, json!({})).await;
    assert_eq!(begun["teams"][0]["has_suite"], true);
    let first = begun["teams"][0]["corpid"].clone();
    let (status, problem) = again
        .post(path::TEAM, json!({ "how": "pick", "corpid": first }))
        .await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (409, &json!("team_has_suite"))
    );

    let (_, other_suite_link) = world.link_of(NO_SERIAL).await;
    let other = Customer {
        http: wang.http.clone(),
        ..Customer::new(&world, "13800138000", &other_suite_link)
    };
    other.post(path::ONBOARDING, json!({})).await;
    let (status, picked) = other
        .post(path::TEAM, json!({ "how": "pick", "corpid": first }))
        .await;
    assert_eq!(status, 200);
    assert_eq!(picked["team"]["name"], "第一家");

    let li = Customer::new(&world, "13900139000", &other_suite_link);
    li.sign_in().await;
    let (status, _) = li
        .post(path::TEAM, json!({ "how": "pick", "corpid": first }))
        .await;
    assert_eq!(status, 403, "nobody picks another's team");
}

#[tokio::test]
async fn a_person_creates_so_many_teams_a_day() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    for n in 0..20 {
        assert_eq!(wang.create_solo(&format!("{n} 号店")).await.0, 200);
        let other = json!({ "how": "other" });
        assert_eq!(wang.post(path::TEAM, other).await.0, 200);
    }
    let (status, refused) = wang.create_solo("再开一家").await;
    assert_eq!(status, 429);
    assert_eq!(refused["code"], "too_often");
    world.pass(Span::days(1));
    assert_eq!(wang.create_solo("再开一家").await.0, 200);
}

#[tokio::test]
async fn a_finished_onboarding_is_followed_by_one_for_another_team() {
    let world = World::bare().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("第一家").await;
    let again = json!({ "again": true });
    assert_eq!(
        due(&wang.post(path::ONBOARDING, again.clone()).await.1),
        "authorize",
        "not yet finished"
    );
    wang.authorize().await;
    wang.scope_everyone().await;
    wang.start().await;
    assert_eq!(due(&wang.post(path::ONBOARDING, again).await.1), "team");
    assert_eq!(wang.create_solo("第二家").await.0, 200);
}

#[tokio::test]
async fn the_vendors_own_tasks_stand_where_its_application_puts_them() {
    let world = World::bare().await;
    let like = SuiteLike {
        custom_after: &["team"],
        ..NO_SERIAL
    };
    let (_, link) = world.link_of(like).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    assert_eq!(due(&wang.create_solo("老街").await.1), "task-0");
    assert_eq!(wang.authorize().await.0, 409);
    let done = wang
        .post("/api/onboardings/{link}/tasks/0", json!({}))
        .await;
    assert_eq!(due(&done.1), "authorize");
}

#[tokio::test]
async fn what_is_typed_wrong_is_told_by_its_field() {
    let world = World::bare().await;
    let (_, link) = world
        .link_of(SuiteLike {
            modes: TeamModes::Group,
            ..NO_SERIAL
        })
        .await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    assert_eq!(wang.create_solo("老街").await.1["code"], "team_mode");
    for (change, value, code, field) in [
        ("name", json!(" "), "team_name", "name"),
        ("industry", json!("magic"), "industry", "industry"),
        (
            "owner_name",
            json!("长".repeat(21)),
            "owner_name",
            "owner_name",
        ),
    ] {
        let mut body = group("老街", 6);
        body[change] = value;
        let (status, problem) = wang.post(path::TEAM, body).await;
        assert_eq!(status, 422);
        assert_eq!(
            (&problem["code"], &problem["field"]),
            (&json!(code), &json!(field))
        );
    }
    assert_eq!(
        wang.post(path::TEAM, json!({ "how": "dance" })).await.1["code"],
        "bad_request"
    );
    let mut huge = solo("老街");
    huge["owner_name"] = json!("x".repeat(100_000));
    assert_eq!(wang.post(path::TEAM, huge).await.1["code"], "too_large");
}

#[tokio::test]
async fn whoever_has_begun_is_told_when_others_have_spent_the_links_last_use() {
    let world = World::bare().await;
    let suite = world.suite(NO_SERIAL).await;
    let once = LinkSettings {
        max_uses: Some(1),
        ..LinkSettings::default()
    };
    let link = world.link(suite, once).await;
    let li = Customer::new(&world, "13900139000", &link);
    li.sign_in().await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街早餐店").await;
    let guide = path::of_link(path::GUIDE, link.as_str());
    let problem = async |who: &Customer<'_>| who.get(&guide).await.1["problem"].clone();
    assert_eq!(problem(&li).await, json!(null));
    assert_eq!(wang.authorize().await.0, 200);
    // It is theirs whose team spent it, and nobody else's: not even for a team that would come to nothing.
    assert_eq!(problem(&wang).await, json!(null));
    assert_eq!(problem(&li).await, json!("link_used_up"));
    let (status, refused) = li.create_solo("山海茶行").await;
    assert_eq!(status, 410);
    assert_eq!(refused["code"], "link_used_up");
}
