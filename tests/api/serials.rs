//! Serials: wrong, mistyped, used, expired, revoked, carried by the link; and the limits.

use api::path;
use domain::serial::Serial;
use domain::time::Span;
use serde_json::json;
use store::LinkSettings;
use tests::customer::{Customer, due};
use tests::{SuiteLike, World};

async fn with_team<'a>(
    world: &'a World,
    phone: &str,
    link: &domain::link::LinkToken,
) -> Customer<'a> {
    let customer = Customer::new(world, phone, link);
    customer.sign_in().await;
    customer.create_solo("老街").await;
    customer
}

#[tokio::test]
async fn each_refusal_has_its_own_code() {
    let world = World::bare().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let issued = world.serials(suite, 3, None).await;
    let soon = world.now() + Span::minutes(10);
    let expiring = world.serials(suite, 1, Some(soon)).await[0];
    let (other_suite, _) = world.link_of(SuiteLike::default()).await;
    let elsewhere = world.serials(other_suite, 1, None).await[0];
    world
        .store
        .revoke_serial(suite, &issued[1], world.now())
        .await
        .unwrap();
    let li = with_team(&world, "13900139000", &link).await;
    assert_eq!(li.redeem(&issued[0].to_string()).await.0, 200);
    world.pass(Span::minutes(10));

    let wang = with_team(&world, "13800138000", &link).await;
    let mut mistyped = issued[2].compact();
    let last = if mistyped.pop() == Some('0') {
        '1'
    } else {
        '0'
    };
    mistyped.push(last);
    for (serial, code, left) in [
        ("123".to_owned(), "serial_malformed", None),
        (mistyped, "serial_mistyped", None),
        (
            Serial::generate([7; 15]).to_string(),
            "serial_wrong",
            Some(4),
        ),
        (elsewhere.to_string(), "serial_wrong", Some(3)),
        (issued[0].to_string(), "serial_used", Some(2)),
        (issued[1].to_string(), "serial_revoked", Some(1)),
        (expiring.to_string(), "serial_expired", Some(0)),
    ] {
        let (status, problem) = wang.redeem(&serial).await;
        assert_eq!(status, 422, "{code}");
        assert_eq!(problem["code"], code);
        assert_eq!(problem["field"], "serial");
        assert_eq!(problem["left"].as_u64(), left, "{code}");
    }
    let (status, problem) = wang.redeem(&issued[2].to_string()).await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (429, &json!("serial_wait"))
    );
    assert!(problem["retry_after"].as_u64().unwrap() > 3500);
    assert!(wang.onboarding().await["serial"]["wait"].as_u64().unwrap() > 3500);
    world.pass(Span::minutes(60));
    assert_eq!(wang.redeem(&issued[2].to_string()).await.0, 200);
    let funnel = world.funnel(&link).await;
    assert!(
        funnel.contains(&"error:serial_used".to_owned()),
        "{funnel:?}"
    );
}

#[tokio::test]
async fn twenty_wrong_ones_from_one_address_make_everyone_there_wait() {
    let world = World::bare().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let good = world.serials(suite, 1, None).await[0].to_string();
    let wrong = Serial::generate([9; 15]).to_string();
    for n in 0..4 {
        let guesser = Customer {
            address: "10.9.9.9".into(),
            ..with_team(&world, &format!("1390013900{n}"), &link).await
        };
        for _ in 0..5 {
            assert_eq!(guesser.redeem(&wrong).await.0, 422);
        }
    }
    let same = Customer {
        address: "10.9.9.9".into(),
        ..with_team(&world, "13800138000", &link).await
    };
    assert_eq!(same.redeem(&good).await.0, 429);
    let elsewhere = with_team(&world, "13700137000", &link).await;
    assert_eq!(elsewhere.redeem(&good).await.0, 200);
}

#[tokio::test]
async fn a_link_may_carry_the_serial() {
    let world = World::bare().await;
    let suite = world.suite(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0];
    let settings = LinkSettings {
        serial: Some(serial.into()),
        ..LinkSettings::default()
    };
    let link = world.link(suite, settings).await;
    let wang = with_team(&world, "13800138000", &link).await;
    let onboarding = wang.onboarding().await;
    assert_eq!(onboarding["serial"]["prefilled"], serial.to_string());
    assert_eq!(due(&onboarding), "serial");
    assert_eq!(wang.redeem(&serial.to_string()).await.0, 200);
}

#[tokio::test]
async fn a_code_may_carry_a_serial_behind_its_link_which_waits_until_it_is_asked_for() {
    let world = World::bare().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0];
    let wang = Customer::new(&world, "13800138000", &link);
    let scan = async |behind: &str| {
        let url = format!("{}/D/{link}/{behind}?lang=en", world.base);
        wang.http.get(url).send().await.unwrap()
    };
    let guide = scan(&serial.compact()).await;
    assert_eq!(guide.status(), 200);
    // What is shared on from here gives no serial away.
    assert_eq!(guide.url().path(), format!("/d/{link}"));
    assert_eq!(guide.url().query(), Some("lang=en"));
    wang.sign_in().await;
    let (_, team) = wang.create_solo("老街早餐店").await;
    assert_eq!(team["serial"]["prefilled"], serial.to_string());
    let onboarding = wang.onboarding().await;
    assert_eq!(onboarding["serial"]["prefilled"], serial.to_string());
    let li = with_team(&world, "13900139000", &link).await;
    assert_eq!(
        li.onboarding().await["serial"]["prefilled"],
        serde_json::Value::Null
    );
    // A mistyped one leads to the guide too; what is no serial stays a page's name.
    let mut mistyped = serial.compact();
    let last = if mistyped.pop() == Some('0') {
        '1'
    } else {
        '0'
    };
    mistyped.push(last);
    assert_eq!(scan(&mistyped).await.url().path(), format!("/d/{link}"));
    assert_eq!(scan("team").await.url().path(), format!("/D/{link}/team"));
}

#[tokio::test]
async fn links_end_are_used_up_revoked_or_suspended() {
    let world = World::bare().await;
    let suite = world
        .suite(SuiteLike {
            serial: domain::task::SerialRule::None,
            ..SuiteLike::default()
        })
        .await;
    let once = LinkSettings {
        max_uses: Some(1),
        ..LinkSettings::default()
    };
    let once = world.link(suite, once).await;
    let ends = Some(world.now() + Span::minutes(1));
    let short = world
        .link(
            suite,
            LinkSettings {
                expires_at: ends,
                ..LinkSettings::default()
            },
        )
        .await;
    let revoked = world.link(suite, LinkSettings::default()).await;
    world
        .store
        .revoke_link(&revoked, world.now())
        .await
        .unwrap();

    let wang = with_team(&world, "13800138000", &once).await;
    let li = with_team(&world, "13900139000", &once).await;
    assert_eq!(wang.authorize().await.0, 200);
    assert_eq!(li.authorize().await.1["code"], "link_used_up");
    let zhang = with_team(&world, "13700137000", &short).await;
    world.pass(Span::minutes(1));
    assert_eq!(
        zhang.authorize().await.0,
        200,
        "who has begun may go on after the end"
    );
    for (link, code) in [
        (&once, "link_used_up"),
        (&short, "link_expired"),
        (&revoked, "link_revoked"),
    ] {
        let chen = Customer::new(&world, "13600136000", link);
        assert_eq!(chen.get(path::GUIDE).await.1["problem"], code);
        chen.sign_in().await;
        let (status, problem) = chen.post(path::ONBOARDING, json!({})).await;
        assert_eq!((status.as_u16(), &problem["code"]), (410, &json!(code)));
        world.pass(Span::minutes(2));
    }
    let plain = world.link(suite, LinkSettings::default()).await;
    let zhao = with_team(&world, "13500135000", &plain).await;
    world
        .store
        .suspend_suite(suite, Some(world.now()))
        .await
        .unwrap();
    assert_eq!(zhao.authorize().await.1["code"], "suite_suspended");
}
