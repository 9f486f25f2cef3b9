//! Signing in by phone number and one-time code.

use api::path;
use domain::time::Span;
use serde_json::json;
use tests::customer::{Customer, due};
use tests::{SuiteLike, World};

#[tokio::test]
async fn refusals_before_the_sign_in_stand_in_the_links_funnel() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let link_word = link.as_str();
    wang.post(path::CODES, json!({ "phone": "12", "link": link_word }))
        .await;
    let code = json!({ "phone": wang.phone, "code": "000000", "link": link_word });
    wang.post(path::SESSION, code).await;
    assert_eq!(
        world.funnel(&link).await,
        ["error:phone_invalid", "error:code_expired"]
    );
}

#[tokio::test]
async fn a_wrong_code_is_told_and_the_fifth_spends_it() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.post(path::CODES, json!({ "phone": "138 0013 8000" }))
        .await;
    let right = world.outbox.last("13800138000").unwrap();
    let wrong = if right == "000000" {
        "111111"
    } else {
        "000000"
    };
    for (code, left) in [
        ("code_wrong", Some(4)),
        ("code_wrong", Some(3)),
        ("code_wrong", Some(2)),
        ("code_wrong", Some(1)),
        ("code_spent", None),
    ] {
        let (status, problem) = wang
            .post(
                path::SESSION,
                json!({ "phone": "13800138000", "code": wrong }),
            )
            .await;
        assert_eq!(status, 422);
        assert_eq!(problem["code"], code);
        assert_eq!(problem["left"].as_u64(), left);
    }
    let (_, problem) = wang
        .post(
            path::SESSION,
            json!({ "phone": "13800138000", "code": right }),
        )
        .await;
    assert_eq!(problem["code"], "code_spent");
}

#[tokio::test]
async fn a_code_is_over_after_five_minutes_and_good_for_one_number() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.post(path::CODES, json!({ "phone": "13800138000" }))
        .await;
    wang.post(path::CODES, json!({ "phone": "13900139000" }))
        .await;
    let of_wang = world.outbox.last("13800138000").unwrap();
    let of_li = world.outbox.last("13900139000").unwrap();
    if of_wang != of_li {
        let swapped = json!({ "phone": "13900139000", "code": of_wang });
        assert_eq!(
            wang.post(path::SESSION, swapped).await.1["code"],
            "code_wrong"
        );
    }
    world.pass(Span::minutes(5));
    let late = json!({ "phone": "13800138000", "code": of_wang });
    assert_eq!(
        wang.post(path::SESSION, late).await.1["code"],
        "code_expired"
    );
}

#[tokio::test]
async fn one_code_a_minute_and_ten_a_day() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let ask = || wang.post(path::CODES, json!({ "phone": "13800138000" }));
    for _ in 0..9 {
        assert_eq!(ask().await.0, 200);
        let (status, problem) = ask().await;
        assert_eq!(status, 429);
        let wait = problem["retry_after"].as_u64().unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
        world.pass(Span::minutes(1));
    }
    assert_eq!(ask().await.0, 200);
    let (status, problem) = ask().await;
    assert_eq!(status, 429);
    assert!(problem["retry_after"].as_u64().unwrap() > 23 * 3600);
    world.pass(Span::days(1));
    assert_eq!(ask().await.0, 200);
}

#[tokio::test]
async fn a_number_that_is_none_is_refused_beside_its_field() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    for phone in ["", "123", "12800138000", "138x0138000"] {
        let (status, problem) = wang.post(path::CODES, json!({ "phone": phone })).await;
        assert_eq!(
            (status.as_u16(), &problem["field"]),
            (422, &json!("phone")),
            "{phone}"
        );
    }
}

#[tokio::test]
async fn signing_in_elsewhere_goes_on_where_it_stopped() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    world.pass(Span::days(2));
    let other_phone = Customer::new(&world, "13800138000", &link);
    let (_, signed_in) = other_phone.sign_in().await;
    assert_eq!(due(&signed_in["onboarding"]), "serial");
    assert_eq!(signed_in["person"]["name"], "王小明");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_so_do_thirty_days() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    assert_eq!(wang.get(path::WORKBENCH).await.0, 200);
    wang.http
        .delete(format!("{}{}", world.base, path::SESSION))
        .send()
        .await
        .unwrap();
    assert_eq!(wang.get(path::WORKBENCH).await.0, 401);
    world.pass(Span::minutes(1));
    wang.sign_in().await;
    assert_eq!(wang.get(path::WORKBENCH).await.0, 200);
    world.pass(Span::days(30));
    assert_eq!(wang.get(path::WORKBENCH).await.0, 401);
}
