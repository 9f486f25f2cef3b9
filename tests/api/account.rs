//! Accounts: notices that are read, signing out, deleting.

use api::path;
use domain::authorization::VendorEvent;
use domain::task::SerialRule;
use serde_json::{Value, json};
use store::LinkSettings;
use tests::customer::{Customer, due};
use tests::vendor::Manner;
use tests::{SuiteLike, World, database};

#[tokio::test]
async fn an_owner_hands_over_before_deleting_their_account() {
    let world = World::bare().await;
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let wang = Customer::new(&world, "13800138000", &link);
    let corpid = wang.deploy_alone("老街").await;
    let li = Customer::new(&world, "13900139000", &link);
    li.join(&wang.invite_code(&corpid).await, "李晓红").await;
    let (_, account) = wang.get(path::ACCOUNT).await;
    let named = json!([{ "corpid": corpid, "name": "老街" }]);
    assert_eq!(account["hand_over"], named);
    let (status, refused) = wang.send("DELETE", path::ACCOUNT, Value::Null).await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (409, &json!("hand_over_first"))
    );
    let to = wang.member_id(&corpid, "李晓红").await;
    wang.send(
        "PUT",
        &path::of_team(path::OWNER, &corpid),
        json!({ "to": to }),
    )
    .await;
    let (_, account) = wang.get(path::ACCOUNT).await;
    assert_eq!(
        (&account["hand_over"], &account["leave"]),
        (&json!([]), &named)
    );
    let (_, before) = li.get(path::NOTICES).await;
    assert_eq!(before["notices"][0]["kind"], "made_owner");
    assert_eq!(wang.send("DELETE", path::ACCOUNT, Value::Null).await.0, 204);
    assert_eq!(
        wang.get(path::WORKBENCH).await.0,
        401,
        "every session is over"
    );
    let bench = li.workbench(&corpid).await;
    assert_eq!(
        (&bench["team"]["people"], &bench["apps"][0]["state"]),
        (&json!(1), &json!("active"))
    );

    world.pass(domain::time::Span::minutes(2));
    let wang = Customer::new(&world, "13800138000", &link);
    let (_, signed_in) = wang.enter().await;
    assert_eq!(
        signed_in["person"]["name"],
        Value::Null,
        "the number is a stranger's again"
    );
    assert_eq!(wang.get(path::WORKBENCH).await.1["teams"], json!([]));
}

#[tokio::test]
async fn a_team_of_one_ends_with_its_owners_account_and_its_vendors_are_told() {
    let world = World::bare().await;
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::None,
            hosted: false,
            ..SuiteLike::default()
        })
        .await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    wang.authorize().await;
    let (_, account) = wang.get(path::ACCOUNT).await;
    assert_eq!(account["dissolve"][0]["name"], json!("老街"));
    assert_eq!(wang.send("DELETE", path::ACCOUNT, Value::Null).await.0, 204);
    for _ in 0..100 {
        if world.vendor.heard().contains(&VendorEvent::Relieved) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{:?}", world.vendor.heard());
}

#[tokio::test]
async fn who_asked_to_join_a_team_that_ends_is_told_and_waits_no_longer() {
    let world = World::bare().await;
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let wang = Customer::new(&world, "13800138000", &link);
    let corpid = wang.deploy_alone("老街").await;
    let code = wang.invite_code(&corpid).await;
    let approval = path::of_team(path::INVITE, &corpid);
    wang.send("PUT", &approval, json!({ "approval": true }))
        .await;
    let li = Customer::new(&world, "13900139000", &link);
    assert_eq!(li.join(&code, "李晓红").await.1["join_status"], "waiting");
    let (_, bench) = li.get(path::WORKBENCH).await;
    assert_eq!(bench["wishes"], json!(["老街"]));
    assert_eq!(wang.send("DELETE", path::ACCOUNT, Value::Null).await.0, 204);
    let (_, bench) = li.get(path::WORKBENCH).await;
    assert_eq!(bench["wishes"], json!([]));
    let (_, found) = li.get(path::NOTICES).await;
    let told = &found["notices"][0];
    assert_eq!(
        json!([told["kind"], told["team"], told["corpid"]]),
        json!(["dissolved", "老街", ""]),
        "a team that is gone leads nowhere"
    );
    let invitation = path::of_invite(path::INVITATION, &code);
    let (_, seen) = li.get(&invitation).await;
    assert_eq!(
        (&seen["problem"], &seen["team"]),
        (&json!("invite_dead"), &json!(""))
    );
    let (status, _) = li.send("DELETE", &invitation, Value::Null).await;
    assert_eq!(status, 200, "nothing is left to take back");
}

/// A team of two, one of them an admin who is at the serial of a second suite for it; answers the admin and a serial.
async fn admin_at_a_serial(
    world: &World,
    rule: SerialRule,
) -> (Customer<'_>, Customer<'_>, String) {
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let wang = Customer::new(world, "13800138000", &link);
    let corpid = wang.deploy_alone("老街").await;
    let li = Customer::new(world, "13900139000", &link);
    li.join(&wang.invite_code(&corpid).await, "李晓红").await;
    let member = wang.member_id(&corpid, "李晓红").await;
    let member = path::of_item(path::MEMBER, &corpid, member);
    wang.send("PUT", &member, json!({ "admin": true })).await;
    let suite = world
        .suite(SuiteLike {
            name: "快报销",
            serial: rule,
            ..SuiteLike::default()
        })
        .await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let link = world.link(suite, LinkSettings::default()).await;
    let li = Customer { link, ..li };
    li.post(path::ONBOARDING, json!({})).await;
    assert_eq!(due(&li.onboarding().await), "serial");
    (wang, li, serial)
}

#[tokio::test]
async fn an_onboarding_for_a_team_that_ends_begins_again_at_the_team_and_asks_for_no_more() {
    let world = World::bare().await;
    let (wang, li, serial) = admin_at_a_serial(&world, SerialRule::Vendor).await;
    world.vendor.becomes(Manner::Unreachable);
    li.redeem(&serial).await;
    let corpid = li.onboarding().await["team"]["corpid"].clone();
    let membership = path::of_team(path::MEMBERSHIP, corpid.as_str().unwrap());
    assert_eq!(li.send("DELETE", &membership, Value::Null).await.0, 204);
    assert_eq!(wang.send("DELETE", path::ACCOUNT, Value::Null).await.0, 204);
    let found = li.onboarding().await;
    assert_eq!(
        (due(&found).as_str(), &found["team"], &found["teams"]),
        ("team", &Value::Null, &json!([]))
    );
    assert_eq!(found["serial"]["pending"], Value::Null);
    world.pass(domain::time::Span::minutes(30));
    let waiting = world
        .store
        .take_pending_deliveries(32, &[], world.now())
        .await
        .unwrap();
    assert_eq!(waiting, [], "nothing is asked for a team that is gone");
    world.vendor.becomes(Manner::Accepts);
    assert_eq!(due(&li.create_solo("新店").await.1), "serial");
    assert_eq!(due(&li.redeem(&serial).await.1), "authorize");
}

#[tokio::test]
async fn a_serial_stays_with_the_team_that_redeemed_it_when_its_onboarding_goes_to_another() {
    let world = World::bare().await;
    let (wang, li, serial) = admin_at_a_serial(&world, SerialRule::Issued).await;
    assert_eq!(due(&li.redeem(&serial).await.1), "authorize");
    let corpid = li.onboarding().await["team"]["corpid"].clone();
    let membership = path::of_team(path::MEMBERSHIP, corpid.as_str().unwrap());
    assert_eq!(li.send("DELETE", &membership, Value::Null).await.0, 204);
    let found = li.onboarding().await;
    assert_eq!(
        (due(&found).as_str(), &found["serial"]["accepted"]),
        ("team", &Value::Null)
    );
    let (_, found) = li.create_solo("新店").await;
    assert_eq!(due(&found), "serial", "the new team has none yet");
    let (_, refused) = li.redeem(&serial).await;
    assert_eq!(refused["code"], "serial_used", "one serial, one team");
    let (_, bench) = wang.get(path::WORKBENCH).await;
    assert_eq!(bench["team"]["corpid"], corpid);
}

#[tokio::test]
async fn notices_are_new_until_they_are_read() {
    let world = World::bare().await;
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let wang = Customer::new(&world, "13800138000", &link);
    let corpid = wang.deploy_alone("老街").await;
    assert_eq!(
        wang.workbench(&corpid).await["unread"],
        json!(1),
        "activated"
    );
    let (_, notices) = wang.get(path::NOTICES).await;
    assert_eq!(
        (
            &notices["notices"][0]["kind"],
            &notices["notices"][0]["new"]
        ),
        (&json!("activated"), &json!(true))
    );
    assert_eq!(
        wang.workbench(&corpid).await["unread"],
        json!(1),
        "looking at them isn't yet reading"
    );
    wang.post(path::NOTICES, json!({})).await;
    assert_eq!(wang.workbench(&corpid).await["unread"], json!(0));
}

#[tokio::test]
async fn however_much_is_old_it_is_swept_away() {
    let world = World::bare().await;
    let many = "INSERT INTO wrong_code (address, at) WITH RECURSIVE n (i) AS \
        (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) SELECT 'somewhere', i FROM n";
    database::execute(&world.database, many).await;
    world.store.sweep(world.now()).await.unwrap();
    let left = "SELECT COUNT(*) FROM wrong_code";
    assert_eq!(database::number(&world.database, left).await, 0);
}

#[tokio::test]
async fn what_is_old_is_swept_away_and_nothing_else() {
    let world = World::bare().await;
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let wang = Customer::new(&world, "13800138000", &link);
    let corpid = wang.deploy_alone("老街").await;
    world.store.sweep(world.now()).await.unwrap();
    assert_eq!(wang.workbench(&corpid).await["unread"], json!(1));
    world.pass(domain::time::Span::days(29));
    world.store.sweep(world.now()).await.unwrap();
    assert_eq!(wang.workbench(&corpid).await["unread"], json!(1));
    world.pass(domain::time::Span::days(62));
    world.store.sweep(world.now()).await.unwrap();
    wang.enter().await;
    let (_, notices) = wang.get(path::NOTICES).await;
    assert_eq!(notices["notices"], json!([]));
    assert_eq!(
        wang.workbench(&corpid).await["team"]["corpid"],
        json!(corpid)
    );
}
