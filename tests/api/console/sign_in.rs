//! Signing in: what is wrong, limits, cookies.

use api::console::path;
use domain::time::Span;
use serde_json::json;
use tests::World;
use tests::console::{Desk, PASSWORD};

#[tokio::test]
async fn nobody_learns_which_of_address_and_password_is_wrong() {
    let world = World::bare().await;
    Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let at = |email| Desk {
        address: "192.0.2.1".to_owned(),
        ..Desk::new(&world, email)
    };
    let wrong = at("wang@isv.example")
        .try_sign_in("another password", None)
        .await;
    let unknown = at("nobody@isv.example")
        .try_sign_in("another password", None)
        .await;
    assert_eq!(wrong, unknown);
    assert_eq!(wrong.1["code"], "password_wrong");
    assert_eq!(wrong.0, 422);
}

#[tokio::test]
async fn an_address_is_typed_in_any_case() {
    let world = World::bare().await;
    Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    Desk::new(&world, " WANG@ISV.example ").sign_in().await;
    let unreadable = Desk::new(&world, "wang").try_sign_in(PASSWORD, None).await;
    assert_eq!(unreadable.1["code"], "email_invalid");
}

#[tokio::test]
async fn the_eleventh_failed_attempt_from_one_address_waits_and_others_sign_in() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    for email in ["wang@isv.example", "nobody@isv.example"] {
        let guesser = Desk {
            address: "192.0.2.1".to_owned(),
            ..Desk::new(&world, email)
        };
        for _ in 0..10 {
            let (_, answer) = guesser.try_sign_in("another password", None).await;
            assert_eq!(answer["code"], "password_wrong");
        }
        // The right password waits too, and an address without an account is limited the same.
        let (status, answer) = guesser.try_sign_in(PASSWORD, None).await;
        assert_eq!(
            (status.as_u16(), &answer["code"]),
            (429, &json!("sign_in_wait"))
        );
        assert!(
            answer["retry_after"]
                .as_i64()
                .is_some_and(|wait| (1..=900).contains(&wait))
        );
    }
    wang.sign_in().await;
    world.pass(Span::minutes(16));
    let guesser = Desk {
        address: "192.0.2.1".to_owned(),
        ..Desk::new(&world, "wang@isv.example")
    };
    guesser.sign_in().await;
}

#[tokio::test]
async fn attempts_to_one_account_are_limited_whatever_their_address() {
    let world = World::bare().await;
    Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let from = |nth: u8| Desk {
        address: format!("192.0.2.{nth}"),
        ..Desk::new(&world, "wang@isv.example")
    };
    for nth in 0..50 {
        from(nth / 9).try_sign_in("another password", None).await;
    }
    let (_, answer) = from(200).try_sign_in(PASSWORD, None).await;
    assert_eq!(answer["code"], "sign_in_wait");
    world.pass(Span::minutes(61));
    from(200).sign_in().await;
}

#[tokio::test]
async fn attempts_from_one_address_are_limited_whatever_their_account() {
    let world = World::bare().await;
    Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let guess = async |email: String| {
        let guesser = Desk {
            address: "192.0.2.1".to_owned(),
            ..Desk::new(&world, &email)
        };
        guesser.try_sign_in(PASSWORD, None).await.1["code"].clone()
    };
    for nth in 0..100 {
        assert_eq!(guess(format!("{nth}@isv.example")).await, "password_wrong");
    }
    assert_eq!(guess("wang@isv.example".to_owned()).await, "sign_in_wait");
}

#[tokio::test(flavor = "multi_thread")]
async fn simultaneous_attempts_are_all_counted() {
    let world = World::bare().await;
    Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let guesser = Desk {
        address: "192.0.2.1".to_owned(),
        ..Desk::new(&world, "wang@isv.example")
    };
    let guesses = (0..30).map(|_| guesser.try_sign_in("another password", None));
    let answers = futures_util::future::join_all(guesses).await;
    let tried = answers
        .iter()
        .filter(|(_, answer)| answer["code"] == "password_wrong");
    assert_eq!(tried.count(), 10);
}

#[tokio::test]
async fn sign_ins_that_succeed_use_up_no_limit() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    for _ in 0..12 {
        wang.sign_in().await;
    }
}

#[tokio::test]
async fn limits_hold_over_several_servers() {
    let world = World::bare().await;
    Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    let beside = world.beside(|_| ()).await;
    for nth in 0..10 {
        let world = if nth % 2 == 0 { &world } else { &beside };
        let guesser = Desk {
            address: "192.0.2.1".to_owned(),
            ..Desk::new(world, "wang@isv.example")
        };
        guesser.try_sign_in("another password", None).await;
    }
    let guesser = Desk {
        address: "192.0.2.1".to_owned(),
        ..Desk::new(&beside, "wang@isv.example")
    };
    assert_eq!(
        guesser.try_sign_in(PASSWORD, None).await.1["code"],
        "sign_in_wait"
    );
}

#[tokio::test]
async fn the_console_has_a_cookie_of_its_own() {
    for (public_url, name, secure) in [
        (None, "console=", false),
        (Some("https://deploy.example.com"), "__Host-console=", true),
    ] {
        let world = World::bare_with(|settings| {
            if let Some(url) = public_url {
                settings.public_url = url.to_owned();
            }
        });
        let world = world.await;
        let wang = Desk::new(&world, "wang@isv.example");
        wang.sign_up("示例科技有限公司").await;
        wang.confirm().await;
        let body = json!({ "email": "wang@isv.example", "password": PASSWORD });
        let answer = tests::http().post(format!("{}{}", world.base, path::SESSION));
        let answer = answer.json(&body).send().await.unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.starts_with(name), "{cookie}");
        assert_eq!(cookie.contains("Secure"), secure, "{cookie}");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
}

#[tokio::test]
async fn another_site_signs_nobody_in_or_out() {
    let world = World::bare().await;
    let wang = Desk::owner(&world, "wang@isv.example", "示例科技有限公司").await;
    for method in ["POST", "DELETE"] {
        let url = format!("{}{}", world.base, path::SESSION);
        let request = wang.http.request(method.parse().unwrap(), url);
        let request = request
            .header("sec-fetch-site", "cross-site")
            .json(&json!({}));
        assert_eq!(request.send().await.unwrap().status(), 403);
    }
    assert_eq!(wang.get(path::ME).await.0, 200);
    assert_eq!(wang.send("DELETE", path::SESSION, json!({})).await.0, 204);
    assert_eq!(wang.get(path::ME).await.1["code"], "not_signed_in");
}
