//! Invitations by number: people who were added accept or decline, and until then nobody learns anything of them.

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

/// Has an account before anybody adds the number.
const REGISTERED: &str = "13900000001";
/// Has none.
const UNREGISTERED: &str = "13900000002";

/// The owner of a team of six, five of them invited, and the team's id. Its suite is for everyone.
async fn team(world: &World) -> (Customer<'_>, String) {
    let (_, link) = world.link_of(FREE).await;
    Customer::new(world, REGISTERED, &link).enter().await;
    let wang = Customer::new(world, "13800138000", &link);
    wang.sign_in().await;
    assert_eq!(wang.post(path::TEAM, group("老街", 6)).await.0, 200);
    let corpid = wang.finish().await;
    (wang, corpid)
}

/// The person with this number, signed in.
async fn person<'a>(wang: &Customer<'a>, phone: &str) -> Customer<'a> {
    wang.world.pass(domain::time::Span::seconds(61));
    let person = Customer::new(wang.world, phone, &wang.link);
    assert_eq!(person.enter().await.0, 200);
    person
}

async fn bench(who: &Customer<'_>) -> Value {
    who.get(path::WORKBENCH).await.1
}

/// The row of a member in the owner's list, without what the owner typed.
async fn row(wang: &Customer<'_>, corpid: &str, name: &str) -> Value {
    let (_, people) = wang.get(&path::of_team(path::PEOPLE, corpid)).await;
    let members = people["members"].as_array().unwrap().iter();
    let mut row = members
        .clone()
        .find(|member| member["name"] == name)
        .unwrap_or(&Value::Null)
        .clone();
    if let Some(row) = row.as_object_mut() {
        for typed in ["id", "name", "phone", "department"] {
            row.remove(typed);
        }
    }
    row
}

async fn last_notice(who: &Customer<'_>) -> Value {
    let (_, found) = who.get(path::NOTICES).await;
    let notice = &found["notices"][0];
    json!([notice["kind"], notice["who"]])
}

fn code(answer: &(reqwest::StatusCode, Value)) -> (u16, &str) {
    let code = answer.1["code"].as_str().unwrap_or_default();
    (answer.0.as_u16(), code)
}

#[tokio::test]
async fn a_person_who_was_added_sees_by_whom_and_to_which_team_and_is_in_it_once_they_accept() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    for (phone, name) in [(REGISTERED, "同事1"), (UNREGISTERED, "同事2")] {
        let li = person(&wang, phone).await;
        let before = bench(&li).await;
        assert_eq!(
            (&before["teams"], &before["team"]),
            (&json!([]), &Value::Null)
        );
        assert_eq!(li.workbench(&corpid).await["team"], Value::Null);
        let invitation = &before["invitations"][0];
        assert_eq!(
            (&invitation["team"], &invitation["by"]),
            (&json!("老街"), &json!("王小明"))
        );
        assert_eq!(before["invitations"].as_array().unwrap().len(), 1);

        let id = invitation["id"].as_i64().unwrap();
        let (status, accepted) = li.answer(id, true).await;
        assert_eq!(
            (status.as_u16(), &accepted["corpid"]),
            (200, &json!(corpid))
        );
        let (_, again) = li.answer(id, true).await;
        assert_eq!(again, accepted, "the same tap twice");
        let after = bench(&li).await;
        assert_eq!(after["team"]["corpid"], json!(corpid));
        assert_eq!(after["apps"][0]["name"], "轻排班");
        assert_eq!(after["invitations"], json!([]));
        assert_eq!(after["person"]["name"], name);
        assert_eq!(last_notice(&wang).await, json!(["joined", name]));
        assert_eq!(row(&wang, &corpid, name).await["invited"], false);
        assert_eq!(
            code(&li.answer(id, false).await),
            (409, "invitation_accepted"),
            "one leaves the team instead"
        );
    }
    let people = bench(&wang).await["team"]["people"].clone();
    assert_eq!(people, 6, "nobody is doubled");
}

#[tokio::test]
async fn a_person_who_declines_is_gone_from_the_team_and_from_its_scopes() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let (_, suites) = wang.get(&path::of_team(path::SUITES, &corpid)).await;
    let key = suites["suites"][0]["key"].as_str().unwrap();
    let invited = wang.member_id(&corpid, "同事1").await;
    let only = json!({ "who": "members", "ids": [invited] });
    let scope = path::of_suite(path::SUITE_SCOPE, &corpid, key);
    let (status, _) = wang.send("PUT", &scope, only).await;
    assert!(status.is_success(), "the invited may be chosen");

    let li = person(&wang, REGISTERED).await;
    let id = bench(&li).await["invitations"][0]["id"].as_i64().unwrap();
    let (status, declined) = li.answer(id, false).await;
    assert_eq!((status.as_u16(), &declined["corpid"]), (200, &Value::Null));
    assert_eq!(li.answer(id, false).await.0, 200, "the same tap twice");
    assert_eq!(
        code(&li.answer(id, true).await),
        (409, "invitation_declined")
    );
    assert_eq!(bench(&li).await["invitations"], json!([]));
    assert_eq!(
        last_notice(&wang).await,
        json!(["invitation_declined", "同事1"])
    );
    assert_eq!(row(&wang, &corpid, "同事1").await, Value::Null);
    let (_, suites) = wang.get(&path::of_team(path::SUITES, &corpid)).await;
    assert_eq!(
        suites["suites"][0]["scope"]["names"],
        json!(["王小明"]),
        "the owner stands in"
    );
    let code = wang.invite_code(&corpid).await;
    let (_, joined) = li.join(&code, "李晓红").await;
    assert_eq!(
        joined["join_status"], "inside",
        "the link is open to everybody"
    );
}

#[tokio::test]
async fn a_scope_admits_a_chosen_member_once_they_accept() {
    let world = World::bare().await;
    let (_, link) = world.link_of(FREE).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.post(path::TEAM, group("老街", 6)).await;
    wang.authorize().await;
    let (_, directory) = wang.get(path::DIRECTORY).await;
    assert_eq!(directory["people"], 6);
    let invited = directory["members"][1]["id"].clone();
    let scope = json!({ "who": "members", "ids": [invited] });
    let (_, set) = wang.post(path::SCOPE, scope).await;
    assert_eq!(set["scope"]["names"], json!(["同事1"]));
    wang.start().await;
    let apps = |bench: Value| bench["apps"].as_array().unwrap().len();
    let (chosen, other) = (
        person(&wang, "13900000001").await,
        person(&wang, "13900000002").await,
    );
    assert_eq!(apps(bench(&chosen).await), 0);
    chosen.accept("老街").await;
    other.accept("老街").await;
    assert_eq!(apps(bench(&chosen).await), 1);
    assert_eq!(apps(bench(&other).await), 0);
}

#[tokio::test]
async fn no_answer_tells_the_owner_whether_a_number_has_an_account() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let mut told = Vec::new();
    for name in ["同事1", "同事2"] {
        let id = wang.member_id(&corpid, name).await;
        let member = path::of_item(path::MEMBER, &corpid, id);
        let admin = wang.send("PUT", &member, json!({ "admin": true })).await;
        let not = wang.send("PUT", &member, json!({ "admin": false })).await;
        let owner = path::of_team(path::OWNER, &corpid);
        let owner = wang.send("PUT", &owner, json!({ "to": id })).await;
        for refused in [&admin, &not, &owner] {
            assert_eq!(code(refused), (409, "still_invited"));
        }
        let row = row(&wang, &corpid, name).await;
        assert_eq!(row["invited"], true);
        told.push((row, admin.1, not.1, owner.1));
    }
    let mut told = told.into_iter();
    let without_ids = |(row, admin, not, owner): (Value, Value, Value, Value)| {
        let plain = |mut answer: Value| {
            answer.as_object_mut().unwrap().remove("request_id");
            answer
        };
        (row, plain(admin), plain(not), plain(owner))
    };
    assert_eq!(told.next().map(without_ids), told.next().map(without_ids));
    assert_eq!(bench(&wang).await["team"]["role"], "owner");

    let (_, account) = wang.get(path::ACCOUNT).await;
    assert_eq!(account["hand_over"], json!([]));
    assert_eq!(account["dissolve"][0]["name"], "老街");
}

#[tokio::test]
async fn an_invitation_is_answered_by_its_own_number_alone_while_it_is_open() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let (li, zhang) = (
        person(&wang, REGISTERED).await,
        person(&wang, UNREGISTERED).await,
    );
    let id = bench(&li).await["invitations"][0]["id"].as_i64().unwrap();
    for accept in [true, false] {
        let gone = (404, "invitation_gone");
        assert_eq!(code(&zhang.answer(id, accept).await), gone);
        assert_eq!(code(&wang.answer(id, accept).await), gone);
        assert_eq!(code(&zhang.answer(999_999, accept).await), gone);
    }
    let own = wang.member_id(&corpid, "王小明").await;
    assert_eq!(code(&zhang.answer(own, true).await).0, 404);

    let member = path::of_item(path::MEMBER, &corpid, id);
    assert_eq!(wang.send("DELETE", &member, json!({})).await.0, 204);
    assert_eq!(bench(&li).await["invitations"], json!([]));
    assert_eq!(
        code(&li.answer(id, true).await),
        (404, "invitation_gone"),
        "taken back"
    );
    assert_eq!(row(&wang, &corpid, "同事1").await, Value::Null);
}

#[tokio::test]
async fn an_invitation_counts_for_nothing_where_its_person_works_already() {
    let world = World::bare().await;
    let (_, link) = world.link_of(FREE).await;
    let li = Customer::new(&world, REGISTERED, &link);
    let own = li.deploy_alone("江边").await;
    let (wang, corpid) = {
        let wang = Customer::new(&world, "13800138000", &link);
        wang.sign_in().await;
        wang.post(path::TEAM, group("老街", 6)).await;
        let corpid = wang.finish().await;
        (wang, corpid)
    };
    let found = bench(&li).await;
    assert_eq!(found["team"]["corpid"], json!(own), "what it opens with");
    assert_eq!(found["teams"].as_array().unwrap().len(), 1);
    assert_eq!(found["invitations"][0]["team"], "老街");
    let team_path = path::of_team(path::SUITES, &corpid);
    assert_eq!(code(&li.get(&team_path).await), (403, "not_in_team"));

    let (_, other) = world.link_of(FREE).await;
    let li = Customer { link: other, ..li };
    let (_, begun) = li.post(path::ONBOARDING, json!({})).await;
    assert_eq!(
        begun["team"]["corpid"],
        json!(own),
        "the only team is chosen"
    );
    let (_, before) = li.get(path::NOTICES).await;
    let from = |notices: &Value| notices["notices"].as_array().unwrap().len();
    let member = path::of_item(
        path::MEMBER,
        &corpid,
        wang.member_id(&corpid, "同事1").await,
    );
    wang.send("PUT", &member, json!({ "admin": true })).await;
    assert_eq!(from(&li.get(path::NOTICES).await.1), from(&before));
    assert_eq!(li.accept("老街").await, corpid);
    assert_eq!(bench(&li).await["teams"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn an_account_that_ends_declines_nothing_and_a_team_that_ends_invites_nobody() {
    let world = World::bare().await;
    let (wang, _) = team(&world).await;
    let li = person(&wang, REGISTERED).await;
    assert_eq!(li.send("DELETE", path::ACCOUNT, json!({})).await.0, 204);
    let li = person(&wang, REGISTERED).await;
    assert_eq!(bench(&li).await["invitations"][0]["team"], "老街");
    assert_eq!(wang.send("DELETE", path::ACCOUNT, json!({})).await.0, 204);
    assert_eq!(bench(&li).await["invitations"], json!([]));
}

#[tokio::test]
async fn the_latest_invitations_are_shown_first_and_no_crowd_of_them() {
    let world = World::bare().await;
    let (_, link) = world.link_of(FREE).await;
    for n in 0..22 {
        let owner = Customer::new(&world, &format!("137001370{n:02}"), &link);
        owner.sign_in().await;
        let team = group(&format!("店{n}"), 6);
        assert_eq!(owner.post(path::TEAM, team).await.0, 200);
    }
    let li = Customer::new(&world, REGISTERED, &link);
    li.enter().await;
    let found = bench(&li).await["invitations"].clone();
    let found = found.as_array().unwrap();
    assert_eq!((found.len(), &found[0]["team"]), (20, &json!("店21")));
    li.answer(found[0]["id"].as_i64().unwrap(), false).await;
    let found = bench(&li).await["invitations"].clone();
    assert_eq!(found[19]["team"], "店1", "the next one takes the place");
}

#[tokio::test]
async fn of_two_answers_at_once_the_first_one_counts() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let li = person(&wang, REGISTERED).await;
    let id = bench(&li).await["invitations"][0]["id"].as_i64().unwrap();
    let (yes, no) = tokio::join!(li.answer(id, true), li.answer(id, false));
    let mut statuses = [yes.0, no.0].map(|status| status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let is_in = li.workbench(&corpid).await["team"] != Value::Null;
    assert_eq!(is_in, yes.0 == 200);
}

#[tokio::test]
async fn the_invite_link_accepts_for_a_person_who_was_added_without_asking_their_name() {
    let world = World::bare().await;
    let (wang, corpid) = team(&world).await;
    let set = path::of_team(path::INVITE, &corpid);
    wang.send("PUT", &set, json!({ "approval": true })).await;
    let code = wang.invite_code(&corpid).await;
    let invitation = path::of_invite(path::INVITATION, &code);
    world.fill_team(9_994).await;
    let li = Customer::new(&world, UNREGISTERED, &wang.link);
    assert_eq!(li.get(&invitation).await.1["problem"], "team_full");
    li.enter().await;
    let (_, seen) = li.get(&invitation).await;
    assert_eq!(
        (&seen["join_status"], &seen["problem"]),
        (&json!("outside"), &Value::Null),
        "counted already"
    );
    assert_eq!(
        (&seen["nameless"], &seen["approval"]),
        (&json!(false), &json!(false))
    );
    let (_, joined) = li.post(&invitation, json!({})).await;
    assert_eq!(joined["join_status"], "inside");
    assert_eq!(joined["person"]["name"], "同事2");
    assert_eq!(last_notice(&wang).await, json!(["joined", "同事2"]));
    assert_eq!(bench(&li).await["invitations"], json!([]));
}
