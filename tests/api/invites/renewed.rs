//! An invite that is renewed while somebody waits to be let in.

use api::path;
use serde_json::{Value, json};
use tests::World;
use tests::customer::Customer;

use super::{colleague, team};

/// A team whose invite was renewed while a colleague waits to be let in: the owner, the colleague, the team's id and the old code.
async fn renewed_while_one_waits(world: &World) -> (Customer<'_>, Customer<'_>, String, String) {
    let (wang, corpid) = team(world).await;
    let code = wang.invite_code(&corpid).await;
    let invite = path::of_team(path::INVITE, &corpid);
    wang.send("PUT", &invite, json!({ "approval": true })).await;
    let li = colleague(&wang, "13900139000");
    assert_eq!(li.join(&code, "李晓红").await.1["join_status"], "waiting");
    wang.post(&invite, json!({})).await;
    (wang, li, corpid, code)
}

#[tokio::test]
async fn who_waits_takes_the_wish_back_by_the_code_they_asked_with_though_it_was_renewed() {
    let world = World::bare().await;
    let (wang, li, corpid, code) = renewed_while_one_waits(&world).await;
    let invitation = path::of_invite(path::INVITATION, &code);
    let (_, seen) = li.get(&invitation).await;
    assert_eq!(
        json!([seen["problem"], seen["join_status"], seen["team"]]),
        json!([null, "waiting", "老街"])
    );
    let page = li.http.get(format!("{}/join/{code}", world.base)).send();
    let page = page.await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("已申请，等待审核"));
    let (status, seen) = li.send("DELETE", &invitation, Value::Null).await;
    assert_eq!(
        (status.as_u16(), &seen["problem"]),
        (200, &json!("invite_dead")),
        "nothing hangs on the old code any more"
    );
    assert_eq!(wang.workbench(&corpid).await["joins"], json!(0));
    let (_, bench) = li.get(path::WORKBENCH).await;
    assert_eq!(bench["wishes"], json!([]));
    let (status, refused) = li.post(&invitation, json!({})).await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (410, &json!("invite_dead"))
    );
}

#[tokio::test]
async fn who_waits_with_a_renewed_code_is_let_in_by_an_admin_alone() {
    let world = World::bare().await;
    let (wang, li, corpid, code) = renewed_while_one_waits(&world).await;
    let invitation = path::of_invite(path::INVITATION, &code);
    let invite = path::of_team(path::INVITE, &corpid);
    wang.send("PUT", &invite, json!({ "approval": false }))
        .await;
    let (_, seen) = li.post(&invitation, json!({})).await;
    assert_eq!(
        seen["join_status"], "waiting",
        "the old code lets nobody in"
    );
    let (_, people) = wang.get(&path::of_team(path::PEOPLE, &corpid)).await;
    let id = people["joins"][0]["id"].as_i64().unwrap();
    let decide = path::of_item(path::JOIN, &corpid, id);
    wang.post(&decide, json!({ "admit": true })).await;
    let (_, seen) = li.get(&invitation).await;
    assert_eq!(
        (&seen["join_status"], &seen["corpid"]),
        (&json!("inside"), &json!(corpid)),
        "the page that waits goes on into the team"
    );
}

#[tokio::test]
async fn a_renewed_code_is_dead_for_everybody_but_who_waits_with_it() {
    let world = World::bare().await;
    let (wang, li, corpid, code) = renewed_while_one_waits(&world).await;
    let invitation = path::of_invite(path::INVITATION, &code);
    let zhang = colleague(&wang, "13700137000");
    for signed_in in [false, true] {
        if signed_in {
            zhang.enter().await;
        }
        let (_, seen) = zhang.get(&invitation).await;
        assert_eq!(
            json!([seen["problem"], seen["team"]]),
            json!(["invite_dead", ""])
        );
    }
    let (status, _) = zhang.post(&invitation, json!({ "name": "张伟" })).await;
    assert_eq!(status, 410);
    zhang.send("DELETE", &invitation, Value::Null).await;
    let (_, people) = wang.get(&path::of_team(path::PEOPLE, &corpid)).await;
    assert_eq!(people["joins"].as_array().unwrap().len(), 1);
    let id = people["joins"][0]["id"].as_i64().unwrap();
    let decide = path::of_item(path::JOIN, &corpid, id);
    wang.post(&decide, json!({ "admit": false })).await;
    let (_, seen) = li.get(&invitation).await;
    assert_eq!(
        seen["problem"], "invite_dead",
        "once declined they can't ask again with it"
    );
    let (_, found) = li.get(path::NOTICES).await;
    assert_eq!(found["notices"][0]["kind"], "not_admitted");
}

#[tokio::test]
async fn who_waits_for_a_team_that_is_full_sees_it_and_takes_the_wish_back() {
    let world = World::bare().await;
    let (wang, li, corpid, _) = renewed_while_one_waits(&world).await;
    world.fill_team(9_999).await;
    let code = wang.invite_code(&corpid).await;
    let invitation = path::of_invite(path::INVITATION, &code);
    let (_, seen) = li.get(&invitation).await;
    assert_eq!(
        json!([seen["problem"], seen["join_status"]]),
        json!([null, "waiting"])
    );
    let (_, seen) = li.send("DELETE", &invitation, Value::Null).await;
    assert_eq!(seen["problem"], "team_full");
    assert_eq!(wang.workbench(&corpid).await["joins"], json!(0));
}
