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
async fn a_number_that_can_be_mended_is_told_how() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    for (phone, code, suggestion) in [
        ("85251234567", "phone_needs_plus", Some("+852 5123 4567")),
        ("1.38001E+10", "phone_rounded", None),
        ("138", "phone_invalid", None),
    ] {
        let (status, problem) = wang.post(path::CODES, json!({ "phone": phone })).await;
        assert_eq!((status.as_u16(), &problem["code"]), (422, &json!(code)));
        assert_eq!(problem["suggestion"].as_str(), suggestion, "{phone}");
    }
    let pasted = json!({ "phone": "\u{202d}+86+86 138\u{a0}0013\u{a0}8000\u{202c}" });
    assert_eq!(wang.post(path::CODES, pasted).await.0, 200);
    let code = world.outbox.last("13800138000").unwrap();
    let message = format!("【快速部署】您的验证码是{code}，5分钟内有效。");
    let pasted = json!({ "phone": "tel:13800138000", "code": message });
    assert_eq!(wang.post(path::SESSION, pasted).await.0, 200);
}

/// Sends codes until one differs from the first, and answers both.
async fn two_codes(world: &World, wang: &Customer<'_>) -> (String, String) {
    wang.post(path::CODES, json!({ "phone": wang.phone })).await;
    let first = world.outbox.last(&wang.phone).unwrap();
    loop {
        world.pass(Span::minutes(1));
        wang.post(path::CODES, json!({ "phone": wang.phone })).await;
        let last = world.outbox.last(&wang.phone).unwrap();
        if last != first {
            return (first, last);
        }
    }
}

#[tokio::test]
async fn an_earlier_code_says_that_a_later_one_counts_and_costs_no_try() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let (first, last) = two_codes(&world, &wang).await;
    let try_with = |code: &str| {
        let body = json!({ "phone": wang.phone, "code": code });
        wang.post(path::SESSION, body)
    };
    for _ in 0..7 {
        let (status, problem) = try_with(&first).await;
        assert_eq!(
            (status.as_u16(), &problem["code"]),
            (422, &json!("code_replaced"))
        );
        assert_eq!(problem["field"], "code");
    }
    let other = ["000000", "111111", "222222"]
        .into_iter()
        .find(|other| *other != first && *other != last);
    let (_, problem) = try_with(other.unwrap()).await;
    assert_eq!(
        (&problem["code"], &problem["left"]),
        (&json!("code_wrong"), &json!(4))
    );
    assert_eq!(try_with(&last).await.0, 200);
}

#[tokio::test]
async fn a_code_that_is_asked_for_again_as_its_answer_was_lost_is_sent_once() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let ask = |phone: &'static str, request: &'static str| {
        wang.post(path::CODES, json!({ "phone": phone, "request": request }))
    };
    let (status, first) = ask("13800138000", "a").await;
    assert_eq!(
        (status.as_u16(), first["resend_after"].as_u64()),
        (200, Some(60))
    );
    world.pass(Span::seconds(20));
    let (status, again) = ask("13800138000", "a").await;
    assert_eq!(status, 200);
    let left = again["resend_after"].as_u64().unwrap();
    assert!((35..=40).contains(&left), "{left}");
    assert_eq!(world.outbox.count(), 1);
    assert_eq!(ask("13800138000", "b").await.0, 429, "another request");
    assert_eq!(ask("13900139000", "a").await.0, 200, "another number");
    assert_eq!(world.outbox.count(), 2);
    world.pass(Span::seconds(60));
    assert_eq!(ask("13800138000", "a").await.1["resend_after"], 0);
    assert_eq!(world.outbox.count(), 2);
    world.pass(Span::minutes(5));
    assert_eq!(
        ask("13800138000", "a").await.1["resend_after"],
        60,
        "the code is over"
    );
    assert_eq!(world.outbox.count(), 3);
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
