//! Accounts: notices that are read, signing out, deleting.

use api::path;
use domain::authorization::News;
use domain::task::SerialRule;
use serde_json::{Value, json};
use tests::customer::Customer;
use tests::{SuiteLike, World};

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
        if world.vendor.heard().contains(&News::Relieved) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{:?}", world.vendor.heard());
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
