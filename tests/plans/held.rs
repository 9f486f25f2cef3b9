//! What requests cost that are held until a team changes.

use std::time::Duration;

use api::path;
use domain::task::SerialRule;
use serde_json::json;
use tests::customer::{Answer, Customer};
use tests::statements::Statements;
use tests::{SuiteLike, World};
use tokio::task::JoinSet;

/// What the one look at two teams asks for, in the words of SQLite and of PostgreSQL.
const LOOKS: [&str; 2] = [
    "\"changes\" FROM \"corp\" WHERE \"corp\".\"id\" IN (?, ?)",
    "\"changes\" FROM \"corp\" WHERE \"corp\".\"id\" IN ($1, $2)",
];

/// A team's owner, its id and what a phone asks for that has seen all its changes.
async fn team<'a>(world: &'a World, phone: &str) -> (Customer<'a>, String, String) {
    let like = SuiteLike {
        serial: SerialRule::None,
        ..SuiteLike::default()
    };
    let (_, link) = world.link_of(like).await;
    let owner = Customer::new(world, phone, &link);
    let corpid = owner.deploy_alone("老街").await;
    let asks = asks(&owner, &corpid).await;
    (owner, corpid, asks)
}

async fn asks(customer: &Customer<'_>, corpid: &str) -> String {
    let changes = path::of_team(path::CHANGES, corpid);
    let (_, now) = customer.get(&changes).await;
    format!("{changes}?seen={}", now["changes"])
}

/// Sends so many requests of a customer.
fn hold(customer: &Customer<'_>, path: &str, count: usize) -> JoinSet<Answer> {
    let mut held = JoinSet::new();
    for _ in 0..count {
        let request = customer.http.get(format!("{}{path}", customer.world.base));
        held.spawn(async {
            let response = request.send().await.unwrap();
            (response.status(), response.json().await.unwrap())
        });
    }
    held
}

fn sent(customer: &Customer<'_>) -> usize {
    Statements::listen().count_of(&customer.request_id())
}

/// Sends so many requests and waits until each has asked once; answers with how many statements that was.
async fn held(customer: &Customer<'_>, path: &str, count: usize) -> (JoinSet<Answer>, usize) {
    let before = sent(customer);
    // What is answered at once tells what a request asks before it is held.
    let (now, _) = path.split_once('?').unwrap();
    customer.get(now).await;
    let each = sent(customer) - before;
    let requests = hold(customer, path, count);
    while sent(customer) < before + (count + 1) * each {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    (requests, count * each)
}

#[tokio::test(flavor = "multi_thread")]
async fn held_requests_ask_nothing_while_they_wait_and_one_look_asks_for_all_teams() {
    let _alone = crate::alone().await;
    let statements = Statements::listen();
    let world = World::bare().await;
    let (wang, corpid, of_wang) = team(&world, "13800138000").await;
    let (li, _, of_li) = team(&world, "13900139000").await;
    let code = wang.invite_code(&corpid).await;
    let (mut requests, _) = held(&wang, &of_wang, 5).await;
    let (mut others, _) = held(&li, &of_li, 5).await;
    let before = (sent(&wang), sent(&li));
    let from = statements.count();
    let mut looks = Vec::new();
    while looks.len() < 3 && requests.len() == 5 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let new = statements.since(from).into_iter();
        let new = new.filter(|statement| LOOKS.iter().any(|look| statement.sql.contains(look)));
        looks = new.map(|look| look.sql).collect();
        assert!(
            requests.try_join_next().is_none(),
            "without a change, or a look"
        );
    }
    assert_eq!(
        (sent(&wang), sent(&li)),
        before,
        "what is held asks nothing"
    );

    let zhang = Customer::new(&world, "13700137000", &wang.link);
    assert_eq!(zhang.join(&code, "张伟").await.0, 200);
    let mut answers = Vec::new();
    while let Some(answer) = requests.join_next().await {
        answers.push(answer.unwrap());
    }
    for (status, now) in &answers {
        assert_eq!(*status, 200);
        assert!(!of_wang.ends_with(&format!("={}", now["changes"])), "{now}");
    }
    assert_eq!(sent(&wang), before.0 + 5, "each looks once more");
    assert!(
        others.try_join_next().is_none(),
        "nothing of theirs has changed"
    );
    assert_eq!(sent(&li), before.1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_holds_so_many_requests_and_others_hold_theirs() {
    let _alone = crate::alone().await;
    Statements::listen();
    let world = World::bare().await;
    let (wang, corpid, _) = team(&world, "13800138000").await;
    let code = wang.invite_code(&corpid).await;
    let li = Customer::new(&world, "13900139000", &wang.link);
    li.join(&code, "李晓红").await;
    let of_team = asks(&wang, &corpid).await;
    let (mut most, _) = held(&wang, &of_team, 8).await;
    let mut over = hold(&wang, &of_team, 1);
    let (mut of_li, _) = held(&li, &of_team, 1).await;
    let (status, now) = over.join_next().await.unwrap().unwrap();
    assert_eq!(status, 200);
    assert!(of_team.ends_with(&format!("={}", now["changes"])));
    assert!(
        most.try_join_next().is_none(),
        "those before it are still held"
    );
    assert!(
        of_li.try_join_next().is_none(),
        "somebody else's is still held"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_taken_out_or_deletes_their_account_meanwhile_is_told() {
    let _alone = crate::alone().await;
    Statements::listen();
    let world = World::bare().await;
    let (wang, corpid, _) = team(&world, "13800138000").await;
    let code = wang.invite_code(&corpid).await;
    let li = Customer::new(&world, "13900139000", &wang.link);
    li.join(&code, "李晓红").await;
    let id = wang.member_id(&corpid, "李晓红").await;
    let of_team = asks(&wang, &corpid).await;
    let (mut requests, _) = held(&li, &of_team, 1).await;
    let member = path::of_item(path::MEMBER, &corpid, id);
    assert_eq!(wang.send("DELETE", &member, json!({})).await.0, 204);
    let (status, refused) = requests.join_next().await.unwrap().unwrap();
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (403, &json!("not_in_team"))
    );

    let of_team = asks(&wang, &corpid).await;
    let (mut requests, _) = held(&wang, &of_team, 1).await;
    assert_eq!(wang.send("DELETE", path::ACCOUNT, json!({})).await.0, 204);
    let (status, refused) = requests.join_next().await.unwrap().unwrap();
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (403, &json!("not_in_team"))
    );
}
