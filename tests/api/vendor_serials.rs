//! Serials that a vendor verifies: the vendor's own text, passed on as it was typed; and the exchange with its real server.

use std::time::Duration;

use api::path;
use domain::task::SerialRule;
use domain::time::Span;
use serde_json::{Value, json};
use server::open_api::call;
use store::LinkSettings;
use tests::customer::{Customer, due};
use tests::isv::{CALLS_BACK, Isv, errcode};
use tests::vendor::Manner;
use tests::vendor_server::VendorServer;
use tests::{SuiteLike, World, database};

const OWN: SuiteLike = SuiteLike {
    serial: SerialRule::Vendor,
    ..CALLS_BACK
};

async fn at_the_serial<'a>(
    world: &'a World,
    phone: &str,
    link: &domain::link::LinkToken,
) -> Customer<'a> {
    let customer = Customer::new(world, phone, link);
    customer.sign_in().await;
    customer.create_solo("老街").await;
    customer
}

async fn until(customer: &Customer<'_>, task: &str) -> Value {
    for _ in 0..200 {
        let found = customer.onboarding().await;
        if due(&found) == task {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never came to {task}: {}", customer.onboarding().await);
}

#[tokio::test]
async fn any_printable_text_is_passed_on_as_it_was_typed() {
    let world = World::bare().await;
    let suite = world
        .suite(SuiteLike {
            hosted: true,
            ..OWN
        })
        .await;
    for (n, (typed, serial)) in [
        ("A".to_owned(), "A".to_owned()),
        ("  许可 ab-12/Ｘ \n".to_owned(), "许可 ab-12/Ｘ".to_owned()),
        ("序列号：七".to_owned(), "序列号：七".to_owned()),
        ("a  b".to_owned(), "a  b".to_owned()),
        (
            "0123-4567 oO iIl1".to_owned(),
            "0123-4567 oO iIl1".to_owned(),
        ),
        ("🎫 7".to_owned(), "🎫 7".to_owned()),
        ("\u{200f}مفتاح-7\u{200f}".to_owned(), "مفتاح-7".to_owned()),
        (
            "'; DROP TABLE serial; --".to_owned(),
            "'; DROP TABLE serial; --".to_owned(),
        ),
        ("<b>\"%7\\".to_owned(), "<b>\"%7\\".to_owned()),
        ("序".repeat(64), "序".repeat(64)),
    ]
    .into_iter()
    .enumerate()
    {
        let link = world.link(suite, LinkSettings::default()).await;
        let wang = at_the_serial(&world, &format!("138001380{n:02}"), &link).await;
        let (status, found) = wang.redeem(&typed).await;
        assert_eq!(
            (status.as_u16(), due(&found)),
            (200, "authorize".into()),
            "{found}"
        );
        assert_eq!(found["serial"]["accepted"], serial);
        assert_eq!(world.vendor.serials()[n].as_str(), serial);
    }
}

#[tokio::test]
async fn what_is_no_printable_text_says_why_and_costs_no_try() {
    let world = World::bare().await;
    let (_, link) = world.link_of(OWN).await;
    let wang = at_the_serial(&world, "13800138000", &link).await;
    let long = "序".repeat(65);
    for (typed, code) in [
        ("", "serial_empty"),
        (" \u{3000}\t", "serial_empty"),
        ("\u{3164}", "serial_empty"),
        (long.as_str(), "serial_too_long"),
        ("a\tb", "serial_invisible"),
        ("a\u{1b}[31mb", "serial_invisible"),
        ("a\nb", "serial_invisible"),
        ("a\u{200f}b", "serial_invisible"),
        ("a\u{202e}b", "serial_invisible"),
        ("a\u{200b}b", "serial_invisible"),
        ("👨\u{200d}👩\u{200d}👧", "serial_invisible"),
    ] {
        let (status, problem) = wang.redeem(typed).await;
        assert_eq!(
            (status.as_u16(), &problem["code"]),
            (422, &json!(code)),
            "{typed:?}"
        );
        assert_eq!(problem["field"], "serial");
        assert_eq!(problem["left"], Value::Null);
    }
    let (status, problem) = wang.redeem("a\0b").await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (400, &json!("bad_request"))
    );
    assert_eq!(wang.onboarding().await["serial"]["tries_left"], 5);
    assert!(world.vendor.serials().is_empty());
}

#[tokio::test]
async fn a_refused_one_stands_as_it_was_typed_and_another_is_tried() {
    let world = World::bare().await;
    let (_, link) = world.link_of(OWN).await;
    let wang = at_the_serial(&world, "13800138000", &link).await;
    world.vendor.becomes(Manner::Refuses(""));
    let (status, problem) = wang.redeem(" 许可 7 ").await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (422, &json!("serial_refused"))
    );
    assert_eq!(problem["left"], 4);
    let found = wang.onboarding().await;
    assert_eq!(
        found["serial"]["refused"],
        json!({ "serial": "许可 7", "code": "serial_refused" })
    );
    world.vendor.becomes(Manner::Unreachable);
    let (_, found) = wang.redeem("许可 8").await;
    assert_eq!(found["serial"]["pending"], "许可 8");
    assert_eq!(found["serial"]["refused"], Value::Null);
    // What differs by case or by a space is another one.
    let (_, found) = wang.redeem("许可  8").await;
    assert_eq!(found["serial"]["pending"], "许可  8");
    assert_eq!(found["serial"]["tries_left"], 3);
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(6));
    let found = until(&wang, "authorize").await;
    assert_eq!(found["serial"]["accepted"], "许可  8");
}

#[tokio::test]
async fn the_vendor_and_the_team_read_it_as_it_was_typed() {
    let world = World::bare().await;
    let isv = Isv::new(&world, "suite1", OWN).await;
    let link = world.link(isv.suite, LinkSettings::default()).await;
    world.vendor.becomes(Manner::Accepts);
    // In the form of those issued here, but without dashes: nobody sets any.
    let like_ours = domain::serial::Serial::generate([7; 15])
        .compact()
        .to_lowercase();
    let wang = at_the_serial(&world, "13800138000", &link).await;
    wang.redeem(&like_ours).await;
    world.vendor.becomes(Manner::TakesNote);
    let (_, found) = wang.authorize().await;
    let corpid = found["team"]["corpid"].as_str().unwrap();
    let token = isv.token().await;
    isv.activate(&token, corpid).await;
    let about = json!({ "suite_key": "suite1", "auth_corpid": corpid });
    let info = isv.post_with(call::GET_AUTH_INFO, &token, about).await;
    assert_eq!(info["auth_corp_info"]["license_code"], like_ours);
    wang.scope_everyone().await;
    wang.start().await;
    let page = path::of_suite(path::SUITE, corpid, "suite1");
    assert_eq!(wang.get(&page).await.1["serial"], like_ours);
}

#[tokio::test]
async fn a_link_carries_a_vendors_own_serial_and_so_may_others() {
    let world = World::bare().await;
    let suite = world
        .suite(SuiteLike {
            hosted: true,
            ..OWN
        })
        .await;
    for phone in ["13800138000", "13900139000"] {
        let own = domain::vendor_serial::VendorSerial::parse("许可 7").unwrap();
        let settings = LinkSettings {
            serial: Some(own.into()),
            ..LinkSettings::default()
        };
        let link = world.link(suite, settings).await;
        let customer = at_the_serial(&world, phone, &link).await;
        let found = customer.onboarding().await;
        assert_eq!(found["serial"]["prefilled"], "许可 7");
        let (_, found) = customer.redeem("许可 7").await;
        assert_eq!(due(&found), "authorize");
    }
}

/// Over HTTP, from the serial to the withdrawal.
#[tokio::test]
async fn a_vendors_server_hears_of_all_that_a_customer_does() {
    let world = World::bare_with_vendors().await;
    let mut vendor = VendorServer::new(&world, "suite1", OWN).await;
    vendor.accepts(&["许可 ab-12"]);
    let link = world.link(vendor.suite, LinkSettings::default()).await;
    let wang = at_the_serial(&world, "13800138000", &link).await;
    assert_eq!(wang.redeem("许可 AB-12").await.1["code"], "serial_refused");
    vendor.dies().await;
    let (_, found) = wang.redeem("许可 ab-12").await;
    assert_eq!(found["serial"]["pending"], "许可 ab-12");
    assert_eq!(found["serial"]["tries_left"], 4);
    vendor.comes_back().await;
    world.pass(Span::seconds(10));
    until(&wang, "authorize").await;

    vendor.activates_late();
    assert_eq!(wang.authorize().await.0, 200);
    while !vendor.heard().contains(&"tmp_auth_code".to_owned()) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(
        wang.onboarding().await["authorization"]["state"],
        "awaiting"
    );
    vendor.activates_now().await;
    until(&wang, "scope").await;
    let team = vendor.team();
    let info = vendor.call(call::GET_AUTH_INFO, &team).await;
    assert_eq!(info["auth_corp_info"]["license_code"], "许可 ab-12");
    wang.scope_everyone().await;
    wang.start().await;
    let name = json!({ "name": OWN.name });
    let withdraw = path::of_suite(path::SUITE_WITHDRAW, &team.0, "suite1");
    assert_eq!(wang.post(&withdraw, name).await.0, 200);
    let heard = [
        "check_suite_license_code: 许可 AB-12",
        "check_suite_license_code: 许可 ab-12",
        "tmp_auth_code",
        "change_auth",
        "suite_relieve",
    ];
    while vendor.heard().len() < heard.len() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(vendor.heard(), heard);
    let dead = vendor.call(call::GET_CORP_TOKEN, &team).await;
    assert!(matches!(errcode(&dead), 40079 | 40084 | 41030), "{dead}");
}

#[tokio::test]
async fn who_has_been_activated_is_pushed_no_further_code() {
    let world = World::bare().await;
    let isv = Isv::new(&world, "suite1", CALLS_BACK).await;
    world.vendor.becomes(Manner::Unreachable);
    let link = world.link(isv.suite, LinkSettings::default()).await;
    let wang = at_the_serial(&world, "13800138000", &link).await;
    let (_, found) = wang.authorize().await;
    let corpid = found["team"]["corpid"].as_str().unwrap();
    let left = "SELECT COUNT(*) FROM outbox WHERE kind = 'tmp_auth_code' AND state <> 'delivered'";
    let left = async || database::number(&world.database, left).await;
    assert_eq!(left().await, 1);
    let token = isv.token().await;
    isv.activate(&token, corpid).await;
    assert_eq!(left().await, 0);
    // What comes after it isn't held up.
    world.vendor.becomes(Manner::Accepts);
    let before = world.vendor.heard().len();
    wang.scope_everyone().await;
    while world.vendor.heard().len() == before {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let heard = world.vendor.heard();
    assert_eq!(
        heard[before..],
        [domain::authorization::VendorEvent::Changed]
    );
}
