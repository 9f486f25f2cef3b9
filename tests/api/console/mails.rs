//! Mails wait in the database until they are sent.

use std::time::Duration;

use api::console::path;
use domain::time::Span;
use serde_json::json;
use tests::World;
use tests::console::Desk;
use tests::database::number;

/// Waits until a statement answers this number.
async fn until(world: &World, statement: &str, is: i64) {
    for _ in 0..200 {
        if number(&world.database, statement).await == is {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{statement} isn't {is}");
}

#[tokio::test]
async fn a_mail_that_cannot_be_sent_is_tried_again() {
    let world = World::bare().await;
    world.mailbox.set_down(true);
    let wang = Desk::new(&world, "wang@isv.example");
    assert_eq!(wang.sign_up("示例科技有限公司").await.0, 204);
    until(&world, "SELECT count(*) FROM mail WHERE attempts = 1", 1).await;
    world.pass(Span::seconds(11));
    until(&world, "SELECT count(*) FROM mail WHERE attempts = 2", 1).await;
    world.mailbox.set_down(false);
    world.pass(Span::seconds(21));
    wang.confirm().await;
    until(&world, "SELECT count(*) FROM mail", 0).await;
    assert_eq!(world.mailbox.to("wang@isv.example").len(), 1);
}

#[tokio::test]
async fn a_mail_outlives_the_server_that_wrote_it() {
    let mut world = World::bare().await;
    world.mailbox.set_down(true);
    Desk::new(&world, "wang@isv.example")
        .sign_up("示例科技有限公司")
        .await;
    until(&world, "SELECT count(*) FROM mail WHERE attempts = 1", 1).await;
    world.stop().await;
    world.mailbox.set_down(false);
    let after = world.beside(|_| ()).await;
    after.pass(Span::seconds(11));
    after.mailbox.nth("wang@isv.example", 0).await;
}

#[tokio::test]
async fn two_servers_send_each_mail_once() {
    let world = World::bare().await;
    let beside = world.beside(|_| ()).await;
    for nth in 0..20 {
        let world = if nth % 2 == 0 { &world } else { &beside };
        let one = Desk {
            address: "192.0.2.1".to_owned(),
            ..Desk::new(world, &format!("{nth}@isv.example"))
        };
        one.sign_up("示例科技有限公司").await;
    }
    until(&world, "SELECT count(*) FROM mail", 0).await;
    for nth in 0..20 {
        assert_eq!(world.mailbox.to(&format!("{nth}@isv.example")).len(), 1);
    }
}

#[tokio::test]
async fn no_token_stands_in_the_database() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let token = world.mailbox.token("wang@isv.example", 0).await;
    world.mailbox.set_down(true);
    wang.send(
        "POST",
        path::FORGOTTEN,
        json!({ "email": "wang@isv.example" }),
    )
    .await;
    let plain = "SELECT count(*) FROM mail WHERE text NOT LIKE 'v1.%' OR text LIKE '%token=%'";
    assert_eq!(number(&world.database, plain).await, 0);
    let kept = format!("SELECT count(*) FROM account_token WHERE token_hash = '{token}'");
    assert_eq!(number(&world.database, &kept).await, 0);
}
