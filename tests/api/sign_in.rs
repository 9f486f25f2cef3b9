//! Signing in by phone number and one-time code.

use api::path;
use domain::sign_in::SendPolicy;
use domain::time::Span;
use serde_json::json;
use server::notify::NotSent;
use tests::customer::{Answer, Customer, due};
use tests::{SuiteLike, World, database};

/// What a code is asked for with.
const REQUEST: &str = "0123456789abcdef";

#[tokio::test]
async fn refusals_before_the_sign_in_stand_in_the_links_funnel() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let link_word = link.as_str();
    let ask = json!({ "phone": "12", "link": link_word, "request": REQUEST });
    wang.post(path::CODES, ask).await;
    let code = json!({ "phone": wang.phone, "code": "000000", "link": link_word });
    wang.post(path::SESSION, code).await;
    assert_eq!(
        world.funnel(&link).await,
        ["error:phone_invalid", "error:code_expired"]
    );
}

/// A code that none of these is.
fn other_than(codes: &[&str]) -> &'static str {
    let others = ["000000", "111111", "222222"];
    others
        .into_iter()
        .find(|other| !codes.contains(other))
        .unwrap()
}

/// The code of a refusal, and how many tries are left.
fn refusal(answer: Answer) -> (String, Option<u64>) {
    let code = answer.1["code"].as_str().unwrap_or_default();
    (code.to_owned(), answer.1["left"].as_u64())
}

#[tokio::test]
async fn a_wrong_code_is_told_and_the_fifth_spends_it() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.ask_code().await;
    let right = world.outbox.last("13800138000").unwrap();
    let wrong = other_than(&[&right]);
    for (code, left) in [
        ("code_wrong", Some(4)),
        ("code_wrong", Some(3)),
        ("code_wrong", Some(2)),
        ("code_wrong", Some(1)),
        ("code_spent", None),
    ] {
        assert_eq!(refusal(wang.try_code(wrong).await), (code.to_owned(), left));
    }
    assert_eq!(wang.try_code(&right).await.1["code"], "code_spent");
}

#[tokio::test]
async fn wrong_codes_count_after_a_sign_in_too() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.ask_code().await;
    let right = world.outbox.last("13800138000").unwrap();
    assert_eq!(wang.try_code(&right).await.0, 200);
    assert_eq!(
        wang.try_code(&right).await.0,
        200,
        "the first answer may be lost"
    );
    let wrong = other_than(&[&right]);
    for left in [Some(4), Some(3), Some(2), Some(1), None] {
        assert_eq!(refusal(wang.try_code(wrong).await).1, left);
    }
    assert_eq!(wang.try_code(&right).await.1["code"], "code_spent");
}

#[tokio::test]
async fn a_code_is_good_for_who_asked_for_it_and_nobody_else_spends_its_tries() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let stranger = Customer {
        address: "10.9.9.9".to_owned(),
        ..Customer::new(&world, "13800138000", &link)
    };
    wang.ask_code().await;
    let right = world.outbox.last("13800138000").unwrap();
    for _ in 0..7 {
        let refused = stranger.try_code(other_than(&[&right])).await;
        assert_eq!(refused.1["code"], "code_expired", "they asked for none");
    }
    assert_eq!(
        stranger.try_code(&right).await.1["code"],
        "code_expired",
        "not even the right one"
    );
    stranger.ask_code().await;
    let of_stranger = world.outbox.last("13800138000").unwrap();
    for _ in 0..5 {
        stranger.try_code(other_than(&[&right, &of_stranger])).await;
    }
    assert_eq!(wang.try_code(&right).await.0, 200);
}

#[tokio::test]
async fn an_address_that_tries_a_hundred_wrong_codes_waits() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let stranger = Customer::new(&world, "13800138000", &link);
    for _ in 0..100 {
        assert_eq!(stranger.try_code("000000").await.1["code"], "code_expired");
    }
    let (status, problem) = stranger.try_code("000000").await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (429, &json!("code_wait"))
    );
    assert!(problem["retry_after"].as_u64().unwrap() > 3500);
    let other_number = Customer {
        address: stranger.address.clone(),
        ..Customer::new(&world, "13900139000", &link)
    };
    assert_eq!(other_number.try_code("000000").await.1["code"], "code_wait");
    let other_address = Customer::new(&world, "13900139000", &link);
    assert_eq!(other_address.enter().await.0, 200);
    world.pass(Span::minutes(60));
    assert_eq!(stranger.enter().await.0, 200);
}

#[tokio::test]
async fn a_code_is_over_after_five_minutes_and_good_for_one_number() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.ask_code().await;
    let code = world.outbox.last("13800138000").unwrap();
    let swapped = json!({ "phone": "13900139000", "code": code, "request": wang.request() });
    let refused = wang.post(path::SESSION, swapped).await;
    assert_eq!(refused.1["code"], "code_expired");
    world.pass(Span::minutes(5));
    assert_eq!(wang.try_code(&code).await.1["code"], "code_expired");
}

#[tokio::test]
async fn one_code_a_minute_and_ten_a_day_for_an_address() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    for _ in 0..9 {
        assert_eq!(wang.ask_code().await.0, 200);
        let (status, problem) = wang.ask_code().await;
        assert_eq!(status, 429);
        let wait = problem["retry_after"].as_u64().unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
        world.pass(Span::minutes(1));
    }
    assert_eq!(wang.ask_code().await.0, 200);
    let (status, problem) = wang.ask_code().await;
    assert_eq!(status, 429);
    assert!(problem["retry_after"].as_u64().unwrap() > 23 * 3600);
    let elsewhere = Customer {
        address: "10.9.9.9".to_owned(),
        ..Customer::new(&world, "13800138000", &link)
    };
    assert_eq!(elsewhere.enter().await.0, 200, "nobody is locked out");
    world.pass(Span::days(1));
    assert_eq!(wang.ask_code().await.0, 200);
}

#[tokio::test]
async fn a_number_is_not_flooded_from_many_addresses() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let mut sent = 0;
    for n in 0..12 {
        let stranger = Customer {
            address: format!("10.9.9.{n}"),
            ..Customer::new(&world, "13800138000", &link)
        };
        sent += usize::from(stranger.ask_code().await.0 == 200);
    }
    assert_eq!((sent, world.outbox.count()), (8, 8));
}

#[tokio::test]
async fn codes_are_sent_to_the_countries_that_are_served_and_as_many_as_the_operator_allows() {
    let policy = SendPolicy {
        countries: vec!["86".parse().unwrap(), "852".parse().unwrap()],
        per_minute: 5,
        abroad_per_hour: 2,
        ..SendPolicy::default()
    };
    let world = World::sending(policy).await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let ask = async |phone: &str| {
        let (status, problem) = Customer::new(&world, phone, &link).ask_code().await;
        (status.as_u16(), problem["code"].as_str().map(str::to_owned))
    };
    let refused = |status, code: &str| (status, Some(code.to_owned()));
    assert_eq!(
        ask("+1 415 555 0123").await,
        refused(422, "country_not_served")
    );
    assert_eq!(ask("+852 5123 4561").await.0, 200);
    assert_eq!(ask("+852 5123 4562").await.0, 200);
    assert_eq!(ask("+852 5123 4563").await, refused(503, "codes_busy"));
    assert_eq!(ask("13800138001").await.0, 200);
    assert_eq!(ask("13800138002").await.0, 200);
    assert_eq!(ask("13800138003").await.0, 200);
    assert_eq!(ask("13800138004").await, refused(503, "codes_busy"));
    world.pass(Span::minutes(1));
    assert_eq!(ask("13800138004").await.0, 200);
    assert_eq!(ask("+852 5123 4563").await, refused(503, "codes_busy"));
    world.pass(Span::minutes(60));
    assert_eq!(ask("+852 5123 4563").await.0, 200);
}

#[tokio::test]
async fn a_number_that_is_none_is_refused_beside_its_field() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    for phone in ["", "123", "12800138000", "138x0138000"] {
        let (status, problem) = wang
            .post(path::CODES, json!({ "phone": phone, "request": REQUEST }))
            .await;
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
        let (status, problem) = wang
            .post(path::CODES, json!({ "phone": phone, "request": REQUEST }))
            .await;
        assert_eq!((status.as_u16(), &problem["code"]), (422, &json!(code)));
        assert_eq!(problem["suggestion"].as_str(), suggestion, "{phone}");
    }
    let pasted = json!({
        "phone": "\u{202d}+86+86 138\u{a0}0013\u{a0}8000\u{202c}", "request": REQUEST,
    });
    assert_eq!(wang.post(path::CODES, pasted).await.0, 200);
    let code = world.outbox.last("13800138000").unwrap();
    let message = format!("【快速部署】您的验证码是{code}，5分钟内有效。");
    let pasted = json!({ "phone": "tel:13800138000", "code": message, "request": REQUEST });
    assert_eq!(wang.post(path::SESSION, pasted).await.0, 200);
}

/// Sends codes until one differs from the first, and answers both.
async fn two_codes(world: &World, wang: &Customer<'_>) -> (String, String) {
    wang.ask_code().await;
    let first = world.outbox.last(&wang.phone).unwrap();
    loop {
        world.pass(Span::minutes(1));
        wang.ask_code().await;
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
    for _ in 0..7 {
        let (status, problem) = wang.try_code(&first).await;
        assert_eq!(
            (status.as_u16(), &problem["code"]),
            (422, &json!("code_replaced"))
        );
        assert_eq!(problem["field"], "code");
    }
    let (_, problem) = wang.try_code(other_than(&[&first, &last])).await;
    assert_eq!(
        (&problem["code"], &problem["left"]),
        (&json!("code_wrong"), &json!(4))
    );
    assert_eq!(wang.try_code(&last).await.0, 200);
}

#[tokio::test]
async fn a_code_that_is_asked_for_again_as_its_answer_was_lost_is_sent_once() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let ask = |phone: &'static str, request: &'static str| {
        wang.post(
            path::CODES,
            json!({ "phone": phone, "request": format!("{request:0>16}") }),
        )
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
async fn a_code_that_may_have_been_sent_counts_and_is_good() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let again = Customer::new(&world, "13800138000", &link);
    let why = || "the gateway".to_owned();
    world.outbox.answers(Some(NotSent::Surely(why())));
    let refused = refusal(wang.ask_code().await).0;
    assert_eq!(refused, "code_not_sent");
    world.outbox.answers(Some(NotSent::Perhaps(why())));
    assert_eq!(wang.ask_code().await.0, 200);
    assert_eq!(refusal(again.ask_code().await).0, "code_too_soon");
    let code = world.outbox.last(&wang.phone).unwrap();
    assert_eq!(wang.try_code(&code).await.0, 200);
}

#[tokio::test]
async fn who_deletes_their_account_gets_no_more_codes_by_it() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    let code = world.outbox.last(&wang.phone).unwrap();
    assert_eq!(wang.send("DELETE", path::ACCOUNT, json!({})).await.0, 204);
    assert_eq!(refusal(wang.try_code(&code).await).0, "code_expired");
    let again = Customer::new(&world, "13800138000", &link);
    assert_eq!(refusal(again.ask_code().await).0, "code_too_soon");
    world.pass(Span::minutes(1));
    assert_eq!(again.ask_code().await.0, 200);
}

#[tokio::test]
async fn a_code_that_is_refused_waits_for_nobody_who_writes() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    let again = Customer::new(&world, "13800138000", &link);
    assert_eq!(wang.ask_code().await.0, 200);
    let _lock = database::lock(&world.database).await;
    assert_eq!(refusal(again.ask_code().await).0, "code_too_soon");
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
