//! Signing up and confirming the address.

use api::console::path;
use domain::time::Span;
use serde_json::{Value, json};
use tests::World;
use tests::console::{Desk, PASSWORD};
use tests::database::number;

fn body(change: (&str, Value)) -> Value {
    let mut body = json!({
        "name": "王芳", "email": "wang@isv.example", "password": PASSWORD, "vendor": "示例科技有限公司",
    });
    body[change.0] = change.1;
    body
}

#[tokio::test]
async fn who_signs_up_confirms_and_signs_in_owns_a_vendor() {
    let world = World::bare().await;
    let wang = Desk::new(&world, "wang@isv.example");
    let (status, answer) = wang.sign_up("示例科技有限公司").await;
    assert_eq!(status, 204, "{answer}");
    let letter = world.mailbox.nth("wang@isv.example", 0).await;
    let link = format!("{}/console/confirm?token=", world.base);
    assert!(letter.text.contains(&link), "{}", letter.text);
    assert!(letter.subject.contains("确认"), "{}", letter.subject);
    assert_eq!(wang.confirm().await.0, 204);
    let me = wang.sign_in().await;
    assert_eq!(me["name"], "王芳");
    assert_eq!(me["role"], "vendor_owner");
    assert_eq!(me["vendor"], "示例科技");
    assert_eq!(me["totp_required"], false);
    let permissions = me["permissions"].as_array().unwrap();
    assert!(permissions.contains(&json!("edit_members")));
    assert!(!permissions.contains(&json!("review")));
    let (_, again) = wang.get(path::ME).await;
    assert_eq!(again, me);
    let (_, vendor) = wang.get(path::VENDOR).await;
    assert_eq!(vendor["name"], "示例科技有限公司");
    assert_eq!(vendor["certified"], false);
}

#[tokio::test]
async fn what_is_wrong_in_the_form_is_said_beside_its_field() {
    let world = World::bare().await;
    let wang = Desk::new(&world, "wang@isv.example");
    for (field, typed, code) in [
        ("name", json!(" "), "account_name"),
        ("name", json!("长".repeat(41)), "account_name"),
        ("email", json!("wang@isv"), "email_invalid"),
        (
            "email",
            json!("wang@isv.example\r\nbcc: li@isv.example"),
            "email_invalid",
        ),
        ("password", json!("short"), "password_short"),
        ("password", json!("长".repeat(129)), "password_long"),
        ("password", json!("1234567890"), "password_breached"),
        ("password", json!("Wang@ISV.example"), "password_own"),
        ("vendor", json!(""), "vendor_name"),
    ] {
        let (status, answer) = wang
            .send("POST", path::ACCOUNTS, body((field, typed)))
            .await;
        assert_eq!(
            (status.as_u16(), &answer["code"]),
            (422, &json!(code)),
            "{answer}"
        );
        assert_eq!(answer["field"], field);
    }
    let own = json!({
        "name": "王芳", "email": "wang@isv.example", "password": "Example Technology", "vendor": "example technology",
    });
    assert_eq!(
        wang.refusal("POST", path::ACCOUNTS, own).await,
        "password_own"
    );
    assert_eq!(
        number(&world.database, "SELECT count(*) FROM account").await,
        0
    );
    assert!(world.mailbox.to("wang@isv.example").is_empty());
}

#[tokio::test]
async fn nobody_learns_from_signing_up_whether_an_address_has_an_account() {
    let world = World::bare().await;
    Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let stranger = Desk::new(&world, "WANG@isv.example");
    let known = stranger.sign_up("别的公司").await;
    let unknown = Desk::new(&world, "li@isv.example")
        .sign_up("别的公司")
        .await;
    assert_eq!(known, unknown);
    let letter = world.mailbox.nth("wang@isv.example", 1).await;
    assert!(letter.subject.contains("已经有账号"), "{}", letter.subject);
    assert!(!letter.text.contains("token="), "{}", letter.text);
    let wang = Desk::new(&world, "wang@isv.example");
    assert_eq!(wang.sign_in().await["vendor"], "示例科技");
}

#[tokio::test]
async fn an_address_is_confirmed_before_one_signs_in_and_only_who_knows_the_password_is_told() {
    let world = World::bare().await;
    let wang = Desk::new(&world, "wang@isv.example");
    wang.sign_up("江边科技有限公司").await;
    assert_eq!(
        wang.try_sign_in("another password", None).await.1["code"],
        "password_wrong"
    );
    let (status, answer) = wang.try_sign_in(PASSWORD, None).await;
    assert_eq!(
        (status.as_u16(), &answer["code"]),
        (403, &json!("email_unconfirmed"))
    );
    // Another link has come, and the first is dead.
    let (first, second) = (
        world.mailbox.token(&wang.email, 0).await,
        world.mailbox.token(&wang.email, 1).await,
    );
    let confirm = async |token| {
        wang.refusal("POST", path::CONFIRM, json!({ "token": token }))
            .await
    };
    assert_eq!(confirm(first).await, "token_dead");
    assert_eq!(confirm(second.clone()).await, "");
    // A lost answer is asked for again.
    assert_eq!(confirm(second).await, "");
    assert_eq!(confirm("nonsense".to_owned()).await, "token_dead");
    wang.sign_in().await;
    assert_eq!(
        number(
            &world.database,
            "SELECT count(*) FROM vendor WHERE short_name = '江边科技'"
        )
        .await,
        1
    );
}

#[tokio::test]
async fn who_asks_for_too_many_links_is_still_told_to_confirm() {
    let world = World::bare().await;
    let wang = Desk::new(&world, "wang@isv.example");
    wang.sign_up("示例科技有限公司").await;
    for _ in 0..7 {
        let (_, answer) = wang.try_sign_in(PASSWORD, None).await;
        assert_eq!(answer["code"], "email_unconfirmed");
    }
    world.mailbox.nth("wang@isv.example", 4).await;
    assert_eq!(world.mailbox.to("wang@isv.example").len(), 5);
}

#[tokio::test]
async fn a_link_that_confirms_is_good_for_two_days() {
    let world = World::bare().await;
    let wang = Desk::new(&world, "wang@isv.example");
    wang.sign_up("示例科技有限公司").await;
    let token = json!({ "token": world.mailbox.token(&wang.email, 0).await });
    world.pass(Span::days(2));
    assert_eq!(
        wang.refusal("POST", path::CONFIRM, token).await,
        "token_dead"
    );
}

#[tokio::test]
async fn who_signs_up_again_before_confirming_replaces_what_was_entered() {
    let world = World::bare().await;
    let wang = Desk::new(&world, "wang@isv.example");
    wang.send(
        "POST",
        path::ACCOUNTS,
        body(("password", json!("somebody else's"))),
    )
    .await;
    wang.sign_up("江边科技有限公司").await;
    let token = world.mailbox.token(&wang.email, 1).await;
    wang.send("POST", path::CONFIRM, json!({ "token": token }))
        .await;
    assert_eq!(
        wang.try_sign_in("somebody else's", None).await.1["code"],
        "password_wrong"
    );
    assert_eq!(wang.sign_in().await["vendor"], "江边科技");
}

#[tokio::test]
async fn mails_that_are_asked_for_have_limits_by_recipient_and_by_address() {
    let world = World::bare().await;
    let wang = Desk::new(&world, "wang@isv.example");
    for _ in 0..5 {
        assert_eq!(wang.sign_up("示例科技有限公司").await.0, 204);
    }
    let (status, answer) = wang.sign_up("示例科技有限公司").await;
    assert_eq!(
        (status.as_u16(), &answer["code"]),
        (429, &json!("mail_wait"))
    );
    assert!(
        answer["retry_after"]
            .as_i64()
            .is_some_and(|wait| (1..=3600).contains(&wait))
    );
    // From another address it is the same recipient's limit.
    let other = Desk {
        address: "192.0.2.1".to_owned(),
        ..Desk::new(&world, "wang@isv.example")
    };
    assert_eq!(
        other.sign_up("示例科技有限公司").await.1["code"],
        "mail_wait"
    );
    world.pass(Span::minutes(61));
    assert_eq!(wang.sign_up("示例科技有限公司").await.0, 204);
    for nth in 0..29 {
        let email = format!("{nth}@isv.example");
        let one = Desk {
            address: wang.address.clone(),
            ..Desk::new(&world, &email)
        };
        assert_eq!(one.sign_up("示例科技有限公司").await.0, 204, "{nth}");
    }
    let one = Desk {
        address: wang.address.clone(),
        ..Desk::new(&world, "last@isv.example")
    };
    assert_eq!(one.sign_up("示例科技有限公司").await.1["code"], "mail_wait");
}

#[tokio::test]
async fn mails_come_in_the_language_of_the_page() {
    let world = World::bare().await;
    let body = body(("name", json!("Wang Fang")));
    let request = tests::http().post(format!("{}{}", world.base, path::ACCOUNTS));
    let answer = request.header("cookie", "lang=en").json(&body).send().await;
    assert_eq!(answer.unwrap().status(), 204);
    let letter = world.mailbox.nth("wang@isv.example", 0).await;
    assert_eq!(letter.subject, "Confirm your e-mail address");
}
