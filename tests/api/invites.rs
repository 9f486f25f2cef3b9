//! Invites: joining, approval, renewal, and the roles of who is in.

mod renewed;

use api::path;
use domain::task::SerialRule;
use serde_json::{Value, json};
use tests::customer::{Customer, group};
use tests::{SuiteLike, World};

const FREE: SuiteLike = SuiteLike {
    name: "轻排班",
    modes: domain::team::TeamModes::Either,
    serial: SerialRule::None,
    hosted: true,
    custom_after: &[],
};

/// A team of one that has a suite: its owner and its id.
async fn team(world: &World) -> (Customer<'_>, String) {
    let (_, link) = world.link_of(FREE).await;
    let wang = Customer::new(world, "13800138000", &link);
    let corpid = wang.deploy_alone("老街").await;
    (wang, corpid)
}

fn colleague<'a>(wang: &Customer<'a>, phone: &str) -> Customer<'a> {
    Customer::new(wang.world, phone, &wang.link)
}

async fn names(wang: &Customer<'_>, corpid: &str) -> Vec<String> {
    let (_, people) = wang.get(&path::of_team(path::PEOPLE, corpid)).await;
    let members = people["members"].as_array().unwrap().iter();
    members
        .map(|member| member["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_colleague_sees_the_team_joins_it_and_uses_its_apps() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let code = wang.invite_code(&corpid).await;
    let li = colleague(&wang, "13900139000");
    let invitation = path::of_invite(path::INVITATION, &code.to_lowercase());
    let (_, seen) = li.get(&invitation).await;
    assert_eq!(
        (&seen["team"], &seen["inviter"]),
        (&json!("老街"), &json!("王小明"))
    );
    assert_eq!(seen["suites"][0]["name"], "轻排班");
    assert_eq!(
        (&seen["join_status"], &seen["corpid"]),
        (&json!("outside"), &json!(""))
    );

    assert_eq!(seen["person"], Value::Null);

    li.enter().await;
    let (_, seen) = li.get(&invitation).await;
    assert_eq!(seen["person"]["phone"], "139 0013 9000", "who one is");
    let (status, refused) = li.post(&invitation, json!({})).await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (422, &json!("name_needed"))
    );
    let (_, joined) = li.post(&invitation, json!({ "name": "李晓红" })).await;
    assert_eq!(
        (&joined["join_status"], &joined["corpid"]),
        (&json!("inside"), &json!(corpid))
    );
    let (_, again) = li.post(&invitation, json!({ "name": "李晓红" })).await;
    assert_eq!(again["join_status"], "inside", "the same tap twice");
    assert_eq!(names(&wang, &corpid).await, ["王小明", "李晓红"]);
    let bench = li.workbench(&corpid).await;
    assert_eq!(bench["apps"][0]["name"], "轻排班");
    assert_eq!(bench["team"]["role"], "member");
    let (_, notices) = wang.get(path::NOTICES).await;
    let joined = json!(["joined", "李晓红"]);
    let told = |notice: &Value| json!([notice["kind"], notice["who"]]);
    assert!(
        notices["notices"]
            .as_array()
            .unwrap()
            .iter()
            .map(told)
            .any(|it| it == joined)
    );
}

#[tokio::test]
async fn a_person_who_was_added_by_number_joins_without_approval_and_is_not_doubled() {
    let world = World::bare().await;
    let (_, link) = world.link_of(FREE).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.post(path::TEAM, group("老街", 6)).await;
    let corpid = wang.finish().await;
    let code = wang.invite_code(&corpid).await;
    let invitation = path::of_invite(path::INVITATION, &code);
    wang.send(
        "PUT",
        &path::of_team(path::INVITE, &corpid),
        json!({ "approval": true }),
    )
    .await;
    let added = colleague(&wang, "13900000003");
    let (_, people) = wang.get(&path::of_team(path::PEOPLE, &corpid)).await;
    assert_eq!(people["members"][3]["invited"], json!(true));
    added.enter().await;
    let (_, seen) = added.get(&invitation).await;
    assert_eq!(seen["join_status"], "outside", "signing in accepts nothing");
    let (_, joined) = added.post(&invitation, json!({})).await;
    assert_eq!(
        joined["join_status"], "inside",
        "approval isn't for those who were added"
    );
    assert_eq!(names(&wang, &corpid).await.len(), 6);
    let (_, people) = wang.get(&path::of_team(path::PEOPLE, &corpid)).await;
    assert_eq!(people["members"][3]["invited"], json!(false));
    let (_, notices) = wang.get(path::NOTICES).await;
    assert_eq!(
        (
            &notices["notices"][0]["kind"],
            &notices["notices"][0]["who"]
        ),
        (&json!("joined"), &json!("同事3"))
    );
}

#[tokio::test]
async fn a_team_handed_over_on_two_phones_at_once_has_one_owner() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let code = wang.invite_code(&corpid).await;
    let (li, zhang) = (
        colleague(&wang, "13900139000"),
        colleague(&wang, "13700137000"),
    );
    li.join(&code, "李晓红").await;
    zhang.join(&code, "张伟").await;
    let owner = path::of_team(path::OWNER, &corpid);
    let (li_id, zhang_id) = (
        wang.member_id(&corpid, "李晓红").await,
        wang.member_id(&corpid, "张伟").await,
    );
    let to = |id: i64| wang.send("PUT", &owner, json!({ "to": id }));
    let (one, other) = tokio::join!(to(li_id), to(zhang_id));
    let mut statuses = [one.0, other.0].map(|status| status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 403]);
    let mut roles = Vec::new();
    for who in [&wang, &li, &zhang] {
        roles.push(who.workbench(&corpid).await["team"]["role"].clone());
    }
    assert_eq!(roles.iter().filter(|role| **role == "owner").count(), 1);
}

#[tokio::test]
async fn joining_that_needs_approval_waits_for_it() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let code = wang.invite_code(&corpid).await;
    let invitation = path::of_invite(path::INVITATION, &code);
    let set = path::of_team(path::INVITE, &corpid);
    let (_, invite) = wang.send("PUT", &set, json!({ "approval": true })).await;
    assert_eq!(invite["approval"], json!(true));
    let li = colleague(&wang, "13900139000");
    let (_, asked) = li.join(&code, "李晓红").await;
    assert_eq!(asked["join_status"], "waiting");
    assert_eq!(li.workbench(&corpid).await["team"], Value::Null);
    let bench = wang.workbench(&corpid).await;
    assert_eq!(
        (&bench["joins"], &bench["joining"]),
        (&json!(1), &json!(["李晓红"]))
    );

    let (_, people) = wang.get(&path::of_team(path::PEOPLE, &corpid)).await;
    let id = people["joins"][0]["id"].as_i64().unwrap();
    let decide = path::of_item(path::JOIN, &corpid, id);
    let (status, _) = wang.post(&decide, json!({ "admit": false })).await;
    assert_eq!(status, 204);
    assert_eq!(li.get(&invitation).await.1["join_status"], "declined");
    let (_, asked) = li.post(&invitation, json!({})).await;
    assert_eq!(
        asked["join_status"], "waiting",
        "asked once more, the name is known"
    );
    li.send("DELETE", &invitation, Value::Null).await;
    assert_eq!(wang.workbench(&corpid).await["joins"], json!(0));
    li.post(&invitation, json!({})).await;
    let (_, people) = wang.get(&path::of_team(path::PEOPLE, &corpid)).await;
    let id = people["joins"][0]["id"].as_i64().unwrap();
    let decide = path::of_item(path::JOIN, &corpid, id);
    wang.post(&decide, json!({ "admit": true })).await;
    wang.post(&decide, json!({ "admit": false })).await;
    assert_eq!(
        li.get(&invitation).await.1["join_status"],
        "inside",
        "decided is decided"
    );
    assert_eq!(names(&wang, &corpid).await, ["王小明", "李晓红"]);
}

#[tokio::test]
async fn a_renewed_link_kills_the_old_one() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let old = wang.invite_code(&corpid).await;
    assert_eq!(
        wang.invite_code(&corpid).await,
        old,
        "looking renews nothing"
    );
    let (_, renewed) = wang
        .post(&path::of_team(path::INVITE, &corpid), json!({}))
        .await;
    let new = renewed["url"].as_str().unwrap().rsplit('/').next().unwrap();
    assert_ne!(new, old);
    let li = colleague(&wang, "13900139000");
    let (status, refused) = li.join(&old, "李晓红").await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (410, &json!("invite_dead"))
    );
    let (_, seen) = li.get(&path::of_invite(path::INVITATION, &old)).await;
    assert_eq!(seen["problem"], "invite_dead");
    assert_eq!(li.join(new, "李晓红").await.1["join_status"], "inside");
    let page = tests::http()
        .get(format!("{}/join/{old}", world.base))
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), 404);
    assert!(page.text().await.unwrap().contains("这个邀请已失效"));
    for tail in ["", "。", "（分享自", "%A1%A3", "."] {
        let page = tests::http()
            .get(format!("{}/join/{new}{tail}", world.base))
            .send()
            .await
            .unwrap();
        assert_eq!(page.status(), 200, "{tail}");
    }
    let page = tests::http()
        .get(format!("{}/join/{new}", world.base))
        .send()
        .await
        .unwrap();
    let html = page.text().await.unwrap();
    assert!(html.contains("王小明 邀请您加入") && html.contains("<title>加入 老街</title>"));
    let png = tests::http()
        .get(format!("{}/join/{new}.png", world.base))
        .send()
        .await
        .unwrap();
    assert_eq!(png.headers()["content-type"], "image/png");
    let scanned = tests::scan(&png.bytes().await.unwrap());
    assert_eq!(scanned, format!("{}/join/{new}", world.base.to_uppercase()));
}

#[tokio::test]
async fn an_invites_code_counts_as_other_codes_do_and_is_kept() {
    let world = World::bare().await;
    let from = async |address: &str, n: u32, known: &str| {
        let http = tests::http();
        let request = http.get(format!("{}/join/{n:012}.png", world.base));
        let request = request.header("x-forwarded-for", address);
        let request = request.header("if-none-match", known);
        request.send().await.unwrap()
    };
    let first = from("192.0.2.1", 0, "").await;
    assert_eq!(first.status(), 200);
    let tag = first.headers()["etag"].to_str().unwrap().to_owned();
    let mut n = 1;
    while from("192.0.2.1", n, "").await.status() != 429 {
        n += 1;
        assert!(n < 500, "an address has as many drawn as it likes");
    }
    assert!(n >= 60, "{n}");
    assert_eq!(from("192.0.2.2", n, "").await.status(), 200);
    assert_eq!(from("192.0.2.1", 0, "").await.status(), 200, "it is kept");
    assert_eq!(from("192.0.2.1", 0, &tag).await.status(), 304);
    assert_eq!(
        from("192.0.2.2", 1, &tag).await.status(),
        200,
        "another code"
    );
}

#[tokio::test]
async fn a_full_team_takes_nobody_but_those_who_are_in() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let code = wang.invite_code(&corpid).await;
    let li = colleague(&wang, "13900139000");
    li.join(&code, "李晓红").await;
    world.fill_team(9_998).await;
    let zhang = colleague(&wang, "13700137000");
    let (status, refused) = zhang.join(&code, "张伟").await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (409, &json!("team_full"))
    );
    let invitation = path::of_invite(path::INVITATION, &code);
    assert_eq!(zhang.get(&invitation).await.1["problem"], "team_full");
    assert_eq!(li.get(&invitation).await.1["problem"], Value::Null);
    let page = tests::http()
        .get(format!("{}/join/{code}", world.base))
        .send()
        .await
        .unwrap();
    assert!(page.text().await.unwrap().contains("团队人数已满"));
}

#[tokio::test]
async fn admins_are_made_the_team_is_handed_over_and_members_are_taken_out() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let code = wang.invite_code(&corpid).await;
    let (li, zhang) = (
        colleague(&wang, "13900139000"),
        colleague(&wang, "13700137000"),
    );
    li.join(&code, "李晓红").await;
    zhang.join(&code, "张伟").await;
    let of = async |name| wang.member_id(&corpid, name).await;
    let (me, li_id, zhang_id) = (of("王小明").await, of("李晓红").await, of("张伟").await);
    let member = |id| path::of_item(path::MEMBER, &corpid, id);
    wang.send("PUT", &member(li_id), json!({ "admin": true }))
        .await;
    assert_eq!(li.workbench(&corpid).await["team"]["role"], "admin");
    for (by, id, status) in [(&li, me, 409), (&li, li_id, 409), (&wang, me, 409)] {
        assert_eq!(by.send("DELETE", &member(id), Value::Null).await.0, status);
    }
    assert_eq!(
        li.send("DELETE", &member(zhang_id), Value::Null).await.0,
        204
    );
    assert_eq!(
        li.send("DELETE", &member(zhang_id), Value::Null).await.0,
        204
    );
    assert_eq!(zhang.workbench(&corpid).await["teams"], json!([]));
    let owner = path::of_team(path::OWNER, &corpid);
    assert_eq!(wang.send("PUT", &owner, json!({ "to": 999 })).await.0, 404);
    assert_eq!(
        wang.send("PUT", &owner, json!({ "to": li_id })).await.0,
        204
    );
    assert_eq!(li.workbench(&corpid).await["team"]["role"], "owner");
    assert_eq!(wang.workbench(&corpid).await["team"]["role"], "admin");
    let membership = path::of_team(path::MEMBERSHIP, &corpid);
    assert_eq!(
        li.send("DELETE", &membership, Value::Null).await.0,
        409,
        "the owner stays"
    );
    assert_eq!(wang.send("DELETE", &membership, Value::Null).await.0, 204);
    assert_eq!(names(&li, &corpid).await, ["李晓红"]);
}
