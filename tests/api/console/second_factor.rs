//! The second factor: codes, recovery codes, and who can't do without.

use api::console::path;
use domain::account::Role;
use domain::time::Span;
use serde_json::json;
use tests::World;
use tests::console::{Desk, PASSWORD};
use tests::database::number;

#[tokio::test]
async fn a_second_factor_is_asked_for_once_it_is_switched_on() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let begin = json!({ "password": PASSWORD });
    let (_, begun) = wang.send("POST", path::TOTP, begin).await;
    assert!(
        begun["uri"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/")
    );
    assert!(begun["qr"].as_str().unwrap().starts_with("<svg"));
    // Begun is not switched on.
    assert_eq!(wang.try_sign_in(PASSWORD, None).await.0, 200);
    let codes = wang.set_up_totp().await;
    assert_eq!(codes.len(), 10);
    let (_, me) = wang.get(path::ME).await;
    assert_eq!(
        (&me["second_factor"], &me["recovery_codes"]),
        (&json!(true), &json!(10))
    );
    let (status, answer) = wang.try_sign_in(PASSWORD, None).await;
    assert_eq!(
        (status.as_u16(), &answer["code"]),
        (422, &json!("totp_needed"))
    );
    assert_eq!(
        wang.try_sign_in("another password", None).await.1["code"],
        "password_wrong"
    );
    assert_eq!(
        wang.try_sign_in(PASSWORD, Some("000000")).await.1["code"],
        "totp_wrong"
    );
    assert_eq!(
        wang.try_sign_in(PASSWORD, Some("nonsense")).await.1["code"],
        "totp_wrong"
    );
    wang.sign_in().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_taken_once() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    wang.set_up_totp().await;
    let code = wang.code();
    let tries = (0..5).map(|_| wang.try_sign_in(PASSWORD, code.as_deref()));
    let answers = futures_util::future::join_all(tries).await;
    let entered = answers.iter().filter(|(status, _)| status.is_success());
    assert_eq!(entered.count(), 1, "{answers:?}");
    assert!(
        answers
            .iter()
            .all(|(status, answer)| status.is_success() || answer["code"] == "totp_wrong")
    );
}

#[tokio::test]
async fn an_earlier_code_is_dead_once_a_later_one_was_taken() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    wang.set_up_totp().await;
    let earlier = wang.code();
    wang.sign_in().await;
    assert_eq!(
        wang.try_sign_in(PASSWORD, earlier.as_deref()).await.1["code"],
        "totp_wrong"
    );
}

#[tokio::test]
async fn a_recovery_code_signs_in_once() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let codes = wang.set_up_totp().await;
    let typed = codes[3].to_lowercase().replace('-', " ");
    let (status, me) = wang.try_sign_in(PASSWORD, Some(&typed)).await;
    assert_eq!((status.as_u16(), &me["recovery_codes"]), (200, &json!(9)));
    assert_eq!(
        wang.try_sign_in(PASSWORD, Some(&codes[3])).await.1["code"],
        "totp_wrong"
    );
    // They are kept as hashes, and the secret encrypted.
    let plain = codes[0].replace('-', "");
    let found = format!("SELECT count(*) FROM recovery_code WHERE code_hash LIKE '%{plain}%'");
    assert_eq!(number(&world.database, &found).await, 0);
    let sealed = "SELECT count(*) FROM account WHERE totp_secret LIKE 'v1.%'";
    assert_eq!(number(&world.database, sealed).await, 1);
}

#[tokio::test]
async fn wrong_codes_use_up_the_limit_of_sign_ins() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    wang.set_up_totp().await;
    for _ in 0..10 {
        wang.try_sign_in(PASSWORD, Some("000000")).await;
    }
    let code = wang.code();
    let (_, answer) = wang.try_sign_in(PASSWORD, code.as_deref()).await;
    assert_eq!(answer["code"], "sign_in_wait");
}

#[tokio::test]
async fn switching_it_on_ends_the_sessions_that_have_not_shown_it() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let elsewhere = Desk::new(&world, "wang@isv.example");
    elsewhere.sign_in().await;
    wang.set_up_totp().await;
    assert_eq!(elsewhere.get(path::ME).await.1["code"], "not_signed_in");
    assert_eq!(wang.get(path::ME).await.0, 200);
}

#[tokio::test]
async fn setting_it_up_needs_the_password_a_beginning_and_a_good_code() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let code = json!({ "code": "000000" });
    assert_eq!(
        wang.refusal("PUT", path::TOTP, code.clone()).await,
        "totp_not_begun"
    );
    let wrong = json!({ "password": "another password" });
    assert_eq!(
        wang.refusal("POST", path::TOTP, wrong.clone()).await,
        "password_wrong"
    );
    wang.send("POST", path::TOTP, json!({ "password": PASSWORD }))
        .await;
    assert_eq!(
        wang.refusal("PUT", path::TOTP, code.clone()).await,
        "totp_wrong"
    );
    wang.set_up_totp().await;
    assert_eq!(wang.refusal("PUT", path::TOTP, code).await, "totp_on");
    let again = json!({ "password": PASSWORD });
    assert_eq!(
        wang.refusal("POST", path::TOTP, again.clone()).await,
        "totp_on"
    );
    assert_eq!(
        wang.refusal("POST", path::TOTP_OFF, wrong).await,
        "password_wrong"
    );
    assert_eq!(wang.refusal("POST", path::TOTP_OFF, again).await, "");
    assert_eq!(wang.try_sign_in(PASSWORD, None).await.0, 200);
    assert_eq!(
        number(&world.database, "SELECT count(*) FROM recovery_code").await,
        0
    );
}

#[tokio::test]
async fn an_operator_sets_it_up_before_anything_else_and_keeps_it() {
    let world = World::bare().await;
    let zhang = Desk::bare_operator(&world, "zhang@op.example", Role::Administrator).await;
    let (_, me) = zhang.get(path::ME).await;
    assert_eq!(
        (&me["totp_required"], &me["vendor"]),
        (&json!(true), &json!(null))
    );
    for refused in [path::AUDIT, path::OPERATORS, path::SESSIONS] {
        let (status, answer) = zhang.get(refused).await;
        assert_eq!(
            (status.as_u16(), &answer["code"]),
            (403, &json!("totp_required"))
        );
    }
    zhang.set_up_totp().await;
    assert_eq!(zhang.get(path::ME).await.1["totp_required"], false);
    assert_eq!(zhang.get(path::AUDIT).await.0, 200);
    let off = json!({ "password": PASSWORD });
    assert_eq!(
        zhang.refusal("POST", path::TOTP_OFF, off).await,
        "totp_kept"
    );
    world.pass(Span::minutes(1));
    assert_eq!(
        zhang.try_sign_in(PASSWORD, None).await.1["code"],
        "totp_needed"
    );
    zhang.sign_in().await;
    assert_eq!(zhang.get(path::AUDIT).await.0, 200);
}
