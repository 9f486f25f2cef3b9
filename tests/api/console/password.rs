//! Changing one's password, and another one for one that was forgotten.

use api::console::path;
use domain::time::Span;
use serde_json::{Value, json};
use tests::World;
use tests::console::{Desk, PASSWORD};

const OTHER: &str = "staple battery horse";

async fn ask(desk: &Desk<'_>) -> (u16, Value) {
    let body = json!({ "email": desk.email });
    let (status, answer) = desk.send("POST", path::FORGOTTEN, body).await;
    (status.as_u16(), answer)
}

async fn reset(desk: &Desk<'_>, token: &str, password: &str) -> String {
    let body = json!({ "token": token, "password": password });
    desk.refusal("POST", path::RESET, body).await
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_keeps_this_one() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let elsewhere = Desk::new(&world, "wang@isv.example");
    elsewhere.sign_in().await;
    let change = json!({ "old": PASSWORD, "new": OTHER });
    assert_eq!(wang.send("PUT", path::PASSWORD, change).await.0, 204);
    assert_eq!(wang.get(path::ME).await.0, 200);
    assert_eq!(elsewhere.get(path::ME).await.1["code"], "not_signed_in");
    assert_eq!(
        wang.try_sign_in(PASSWORD, None).await.1["code"],
        "password_wrong"
    );
    assert_eq!(wang.try_sign_in(OTHER, None).await.0, 200);
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it_and_to_a_good_one() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    for (old, new, code, field) in [
        ("another password", OTHER, "password_wrong", "old"),
        (PASSWORD, "short", "password_short", "new"),
        (PASSWORD, "qwertyuiop", "password_breached", "new"),
        (PASSWORD, "wang@isv.example", "password_own", "new"),
        (PASSWORD, "示例科技有限公司 ", "password_short", "new"),
    ] {
        let change = json!({ "old": old, "new": new });
        let (status, answer) = wang.send("PUT", path::PASSWORD, change).await;
        assert_eq!(
            (status.as_u16(), &answer["code"]),
            (422, &json!(code)),
            "{new}"
        );
        assert_eq!(answer["field"], field);
    }
    // Guessing by a stolen session is limited as signing in is.
    let change = json!({ "old": "another password", "new": OTHER });
    for _ in 0..9 {
        wang.send("PUT", path::PASSWORD, change.clone()).await;
    }
    assert_eq!(
        wang.refusal("PUT", path::PASSWORD, change).await,
        "sign_in_wait"
    );
}

#[tokio::test]
async fn a_forgotten_password_is_set_by_the_link_of_a_mail_once() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let stranger = Desk::new(&world, "wang@isv.example");
    assert_eq!(ask(&stranger).await.0, 204);
    let token = world.mailbox.token(&wang.email, 1).await;
    assert_eq!(reset(&stranger, &token, "short").await, "password_short");
    assert_eq!(
        reset(&stranger, &token, "wang@isv.example").await,
        "password_own"
    );
    assert_eq!(wang.get(path::ME).await.0, 200);
    assert_eq!(reset(&stranger, &token, OTHER).await, "");
    assert_eq!(wang.get(path::ME).await.1["code"], "not_signed_in");
    assert_eq!(reset(&stranger, &token, PASSWORD).await, "token_dead");
    assert_eq!(wang.try_sign_in(OTHER, None).await.0, 200);
}

#[tokio::test]
async fn nobody_learns_from_asking_whether_an_address_has_an_account() {
    let world = World::bare().await;
    Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let known = ask(&Desk::new(&world, "wang@isv.example")).await;
    let unknown = ask(&Desk::new(&world, "nobody@isv.example")).await;
    assert_eq!(known, unknown);
    world.mailbox.nth("wang@isv.example", 1).await;
    assert!(world.mailbox.to("nobody@isv.example").is_empty());
}

#[tokio::test]
async fn the_link_is_good_for_an_hour_and_the_last_one_counts() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    ask(&wang).await;
    ask(&wang).await;
    let first = world.mailbox.token(&wang.email, 1).await;
    let second = world.mailbox.token(&wang.email, 2).await;
    assert_eq!(reset(&wang, &first, OTHER).await, "token_dead");
    world.pass(Span::minutes(60));
    assert_eq!(reset(&wang, &second, OTHER).await, "token_dead");
}

#[tokio::test]
async fn a_changed_password_ends_links_that_set_one() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    ask(&wang).await;
    let token = world.mailbox.token(&wang.email, 1).await;
    let change = json!({ "old": PASSWORD, "new": OTHER });
    wang.send("PUT", path::PASSWORD, change).await;
    assert_eq!(reset(&wang, &token, PASSWORD).await, "token_dead");
}

#[tokio::test]
async fn the_link_confirms_the_address_too() {
    let world = World::bare().await;
    let wang = Desk::new(&world, "wang@isv.example");
    wang.sign_up("示例科技有限公司").await;
    ask(&wang).await;
    let token = world.mailbox.token(&wang.email, 1).await;
    assert_eq!(reset(&wang, &token, OTHER).await, "");
    let (status, me) = wang.try_sign_in(OTHER, None).await;
    assert_eq!(status, 200);
    assert_eq!(me["vendor"], "示例科技");
}

#[tokio::test]
async fn a_reset_leaves_the_second_factor() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    wang.set_up_totp().await;
    ask(&wang).await;
    let token = world.mailbox.token(&wang.email, 1).await;
    assert_eq!(reset(&wang, &token, OTHER).await, "");
    assert_eq!(wang.try_sign_in(OTHER, None).await.1["code"], "totp_needed");
}

#[tokio::test]
async fn one_changes_ones_name() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    assert_eq!(
        wang.send("PUT", path::ME, json!({ "name": " 王 芳芳 " }))
            .await
            .0,
        204
    );
    assert_eq!(wang.get(path::ME).await.1["name"], "王 芳芳");
    assert_eq!(
        wang.refusal("PUT", path::ME, json!({ "name": "" })).await,
        "account_name"
    );
}
