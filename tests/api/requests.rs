//! A member asks for a suite; the owner authorizes or declines.

use api::path;
use domain::link::LinkToken;
use domain::task::SerialRule;
use serde_json::{Value, json};
use store::LinkSettings;
use tests::customer::{Customer, due};
use tests::{SuiteLike, World};

fn suite(name: &'static str, serial: SerialRule) -> SuiteLike {
    SuiteLike {
        name,
        serial,
        custom_after: &["scope"],
        ..SuiteLike::default()
    }
}

/// A team of an owner and a member who came by the invite.
async fn team(world: &World) -> (Customer<'_>, Customer<'_>, String) {
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let wang = Customer::new(world, "13800138000", &link);
    let corpid = wang.deploy_alone("老街").await;
    let code = wang.invite_code(&corpid).await;
    let li = Customer::new(world, "13900139000", &link);
    li.join(&code, "李晓红").await;
    (wang, li, corpid)
}

async fn first_request(wang: &Customer<'_>, corpid: &str) -> Value {
    let (_, found) = wang.get(&path::of_team(path::REQUESTS, corpid)).await;
    found["requests"][0].clone()
}

#[tokio::test]
async fn a_members_request_is_authorized_and_their_page_goes_on() {
    let world = World::bare().await;
    let (wang, li, corpid) = team(&world).await;
    let wanted = world.suite(suite("快报销", SerialRule::Issued)).await;
    let serial = world.serials(wanted, 1, None).await[0].to_string();
    let link = world.link(wanted, LinkSettings::default()).await;
    let li = Customer {
        link: link.clone(),
        ..li
    };
    li.post(path::ONBOARDING, json!({})).await;
    let found = li.onboarding().await;
    assert_eq!(
        due(&found),
        "team",
        "a member of one team chooses: ask there, or a team of their own"
    );
    assert_eq!(found["teams"][0]["decides"], json!(false));
    let pick = json!({ "how": "pick", "corpid": corpid });
    let (_, found) = li.post(path::TEAM, pick).await;
    assert_eq!(
        (due(&found).as_str(), &found["ask"]["state"]),
        ("ask", &Value::Null)
    );
    for path in [path::SERIAL, path::AUTHORIZE] {
        let body = json!({ "serial": serial, "consent": true });
        assert_eq!(li.post(path, body).await.0, 409, "{path} isn't a member's");
    }
    assert_eq!(li.get(&format!("{}?q=", path::DIRECTORY)).await.0, 403);
    let (_, found) = li.post(path::REQUEST, json!({})).await;
    assert_eq!(found["ask"]["state"], "waiting");
    li.post(path::REQUEST, json!({})).await;

    let bench = wang.workbench(&corpid).await;
    assert_eq!(
        (&bench["requests"], &bench["requested"]),
        (&json!(1), &json!(["快报销"]))
    );
    let request = first_request(&wang, &corpid).await;
    assert_eq!(
        (&request["asker"], &request["vendor"]),
        (&json!("李晓红"), &json!("示例科技有限公司"))
    );
    assert_eq!(request["permissions"][0]["title"]["zh"], "成员姓名、部门");
    let id = request["id"].as_i64().unwrap();
    let (_, onward) = wang
        .post(
            &path::of_item(path::REQUEST_APPROVE, &corpid, id),
            json!({}),
        )
        .await;
    assert_eq!(onward["link"], link.as_str());
    wang.post(
        &path::of_item(path::REQUEST_APPROVE, &corpid, id),
        json!({}),
    )
    .await;
    let wang = Customer { link, ..wang };
    assert_eq!(
        due(&wang.onboarding().await),
        "serial",
        "for the team, at once"
    );
    assert_eq!(due(&wang.redeem(&serial).await.1), "authorize");
    assert_eq!(
        first_request(&wang, &corpid).await["state"],
        "waiting",
        "until it is authorized"
    );
    wang.authorize().await;
    let found = li.onboarding().await;
    assert_eq!(
        (due(&found).as_str(), &found["ask"]["admitted"]),
        ("start", &json!(false))
    );
    wang.scope_everyone().await;
    assert_eq!(li.onboarding().await["ask"]["admitted"], json!(true));
    assert_eq!(first_request(&wang, &corpid).await, Value::Null);
    let (_, notices) = li.get(path::NOTICES).await;
    let told = &notices["notices"][0];
    assert_eq!(
        (&told["kind"], &told["who"], &told["what"]),
        (
            &json!("request_authorized"),
            &json!("王小明"),
            &json!("快报销")
        )
    );
    assert_eq!(due(&li.start().await.1), "");
    assert_eq!(li.workbench(&corpid).await["apps"][1]["name"], "快报销");
}

#[tokio::test]
async fn a_request_is_declined_with_a_reason_and_both_have_a_way_back() {
    let world = World::bare().await;
    let (wang, li, corpid) = team(&world).await;
    let (_, link) = world.link_of(suite("快报销", SerialRule::None)).await;
    let li = Customer {
        link: link.clone(),
        ..li
    };
    li.post(path::ONBOARDING, json!({})).await;
    li.post(path::TEAM, json!({ "how": "pick", "corpid": corpid }))
        .await;
    li.post(path::REQUEST, json!({})).await;
    assert_eq!(li.onboarding().await["team_open"], json!(false));
    let (_, found) = li.send("DELETE", path::REQUEST, Value::Null).await;
    assert_eq!(
        (&found["ask"]["state"], &found["team_open"]),
        (&json!("taken_back"), &json!(true))
    );
    let (_, found) = li.post(path::TEAM, json!({ "how": "other" })).await;
    assert_eq!(due(&found), "team");
    li.post(path::TEAM, json!({ "how": "pick", "corpid": corpid }))
        .await;
    li.post(path::REQUEST, json!({})).await;

    let id = first_request(&wang, &corpid).await["id"].as_i64().unwrap();
    let decline = path::of_item(path::REQUEST_DECLINE, &corpid, id);
    let (status, refused) = wang.post(&decline, json!({ "reason": " " })).await;
    assert_eq!(
        (status.as_u16(), &refused["field"]),
        (422, &json!("reason"))
    );
    for _ in 0..2 {
        let declined = wang.post(&decline, json!({ "reason": "太贵了" })).await;
        assert_eq!(declined.0, 204);
    }
    let ask = li.onboarding().await["ask"].clone();
    assert_eq!(
        (&ask["state"], &ask["reason"], &ask["decided_by"]),
        (&json!("declined"), &json!("太贵了"), &json!("王小明"))
    );
    assert_eq!(wang.workbench(&corpid).await["requests"], json!(0));
    assert_eq!(
        first_request(&wang, &corpid).await["state"],
        "declined",
        "there to be thought over"
    );
    li.post(path::REQUEST, json!({})).await;
    assert_eq!(wang.workbench(&corpid).await["requests"], json!(1));
    let again = wang
        .post(
            &path::of_item(path::REQUEST_APPROVE, &corpid, id),
            json!({}),
        )
        .await;
    assert_eq!(again.0, 200);
    let wang = Customer { link, ..wang };
    wang.finish_with_custom().await;
    assert_eq!(due(&li.onboarding().await), "start");
    assert_eq!(
        wang.post(&decline, json!({ "reason": "不" })).await.1["code"],
        "request_decided"
    );
}

#[tokio::test]
async fn an_owner_of_one_team_isnt_asked_which_and_may_still_choose_another() {
    let world = World::bare().await;
    let (wang, _, corpid) = team(&world).await;
    let (_, link) = world.link_of(suite("快报销", SerialRule::None)).await;
    let wang = Customer { link, ..wang };
    let (_, found) = wang.post(path::ONBOARDING, json!({})).await;
    assert_eq!(
        (due(&found).as_str(), &found["team"]["corpid"]),
        ("authorize", &json!(corpid))
    );
    assert_eq!(found["team_open"], json!(true));
    let (_, found) = wang.post(path::TEAM, json!({ "how": "other" })).await;
    assert_eq!(due(&found), "team");
    assert_eq!(found["teams"][0]["decides"], json!(true));
    wang.create_solo("江边").await;
    wang.authorize().await;
    assert_eq!(
        wang.post(path::TEAM, json!({ "how": "other" })).await.0,
        409
    );
}

#[tokio::test]
async fn a_member_of_a_team_that_has_the_suite_goes_straight_to_it() {
    let world = World::bare().await;
    let (_, li, corpid) = team(&world).await;
    li.post(path::ONBOARDING, json!({})).await;
    let (_, found) = li
        .post(path::TEAM, json!({ "how": "pick", "corpid": corpid }))
        .await;
    assert_eq!(
        (due(&found).as_str(), &found["ask"]["admitted"]),
        ("start", &json!(true))
    );
}

#[tokio::test]
async fn what_a_removed_member_asked_for_goes_with_them() {
    let world = World::bare().await;
    let (wang, li, corpid) = team(&world).await;
    let wanted = world.suite(suite("快报销", SerialRule::None)).await;
    let link = world.link(wanted, LinkSettings::default()).await;
    let li = Customer { link, ..li };
    li.post(path::ONBOARDING, json!({})).await;
    let pick = json!({ "how": "pick", "corpid": corpid });
    li.post(path::TEAM, pick).await;
    li.post(path::REQUEST, json!({})).await;
    assert_eq!(wang.workbench(&corpid).await["requests"], json!(1));
    let id = wang.member_id(&corpid, "李晓红").await;
    let member = path::of_item(path::MEMBER, &corpid, id);
    wang.send("DELETE", &member, Value::Null).await;
    assert_eq!(wang.workbench(&corpid).await["requests"], json!(0));
    assert_eq!(first_request(&wang, &corpid).await, Value::Null);
    assert_eq!(due(&li.onboarding().await), "team", "they begin anew");
}

/// A suite with a link that lets in one team.
async fn one_use(world: &World) -> LinkToken {
    let wanted = world.suite(suite("快报销", SerialRule::None)).await;
    let once = LinkSettings {
        max_uses: Some(1),
        ..LinkSettings::default()
    };
    world.link(wanted, once).await
}

/// What the guide page says is wrong with the link.
async fn problem(who: &Customer<'_>) -> Value {
    let guide = path::of_link(path::GUIDE, who.link.as_str());
    who.get(&guide).await.1["problem"].clone()
}

#[tokio::test]
async fn a_member_may_pick_the_team_that_spent_the_links_last_use_and_no_team_of_their_own() {
    let world = World::bare().await;
    let (wang, li, corpid) = team(&world).await;
    let link = one_use(&world).await;
    let wang = Customer {
        link: link.clone(),
        ..wang
    };
    let li = Customer { link, ..li };
    let pick = json!({ "how": "pick", "corpid": corpid });
    for begins in [&wang, &li] {
        begins.post(path::ONBOARDING, json!({})).await;
    }
    wang.post(path::TEAM, pick.clone()).await;
    assert_eq!(wang.authorize().await.0, 200);
    assert_eq!(problem(&li).await, Value::Null);
    let (status, refused) = li.create_solo("山海茶行").await;
    assert_eq!(status, 410);
    assert_eq!(refused["code"], "link_used_up");
    let (status, found) = li.post(path::TEAM, pick).await;
    assert_eq!((status.as_u16(), due(&found).as_str()), (200, "start"));
}

#[tokio::test]
async fn whoever_asked_sees_their_request_when_the_links_last_use_is_spent_and_nobody_takes_it_up()
{
    let world = World::bare().await;
    let (wang, li, corpid) = team(&world).await;
    let link = one_use(&world).await;
    let li = Customer {
        link: link.clone(),
        ..li
    };
    li.post(path::ONBOARDING, json!({})).await;
    let pick = json!({ "how": "pick", "corpid": corpid });
    li.post(path::TEAM, pick).await;
    li.post(path::REQUEST, json!({})).await;
    let id = first_request(&wang, &corpid).await["id"].as_i64().unwrap();
    let zhao = Customer::new(&world, "13700137000", &link);
    zhao.sign_in().await;
    zhao.create_solo("鹏城五金").await;
    assert_eq!(zhao.authorize().await.0, 200);
    assert_eq!(problem(&li).await, Value::Null);
    assert_eq!(li.onboarding().await["ask"]["state"], "waiting");
    let up = path::of_item(path::REQUEST_APPROVE, &corpid, id);
    let (status, refused) = wang.post(&up, json!({})).await;
    assert_eq!(status, 410);
    assert_eq!(refused["code"], "link_used_up");
    assert_eq!(li.send("DELETE", path::REQUEST, json!({})).await.0, 200);
}
