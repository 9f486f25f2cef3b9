//! The serial number: every way in which it can be wrong, and the two in which it comes by itself.

use domain::serial::Serial;
use domain::task::SerialRule;
use domain::time::Span;
use serde_json::json;
use store::LinkSettings;
use tests::vendor::Manner;
use tests::{SuiteLike, World};
use thirtyfour::Key;

use crate::engine::in_every_engine;
use crate::phone::Phone;
use crate::steps::{GO, NO_SERIAL, WANG, ZH, at_the_team, create_solo};

in_every_engine!(a_slip_is_caught_before_any_request_and_each_wrong_serial_has_its_own_words,);

async fn at_the_serial(world: &World, link: &domain::link::LinkToken) -> Phone {
    let phone = at_the_team(world, link).await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    phone
}

async fn enter(phone: &Phone, serial: &str) {
    phone.type_into("#serial", serial).await;
    phone.tap(GO).await;
}

async fn a_slip_is_caught_before_any_request_and_each_wrong_serial_has_its_own_words() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let good = world.serials(suite, 3, None).await;
    let over = world.now() + Span::days(1);
    let expired = world.serials(suite, 1, Some(over)).await[0];
    world
        .store
        .revoke_serial(suite, &good[1], world.now())
        .await
        .unwrap();
    let other = tests::customer::Customer::new(&world, "13900139000", &link);
    other.sign_in().await;
    other.create_solo("另一家").await;
    assert_eq!(other.redeem(&good[2].to_string()).await.0, 200);
    world.pass(Span::days(2));

    let phone = at_the_serial(&world, &link).await;
    phone.type_into("#serial", "aaaabbbb").await;
    assert_eq!(phone.value("#serial").await, "AAAA-BBBB");
    for key in [Key::Left, Key::Left, Key::Backspace] {
        phone.press(key).await;
    }
    assert_eq!(phone.value("#serial").await, "AAAA-BBB");
    let caret = phone
        .asks("return document.activeElement.selectionStart")
        .await;
    assert_eq!(caret, json!(6), "whoever mends the middle stays there");
    let mut slip = good[0].to_string();
    let last = if slip.pop() == Some('0') { '1' } else { '0' };
    slip.push(last);
    enter(&phone, &slip).await;
    phone.sees("好像有一位输错了").await;
    enter(&phone, "ABC").await;
    phone.sees("序列号为 16 位字母和数字").await;
    phone.sees("还可以试 5 次").await;
    phone.picture("4-serial-slip").await;
    let unknown = Serial::generate([7; 15]);
    for (serial, said, left) in [
        (unknown, "没有这个序列号", 4),
        (good[2], "已被另一个团队使用", 3),
        (good[1], "作废", 2),
        (expired, "已过期", 1),
    ] {
        enter(&phone, &serial.to_string()).await;
        phone.sees(said).await;
        phone.sees(&format!("还可以试 {left} 次")).await;
    }
    phone.picture("4-serial-wrong").await;
    enter(&phone, &unknown.to_string()).await;
    phone.sees("错误次数过多").await;
    phone.picture("4-serial-wait").await;
    world.pass(Span::seconds(3700));
    enter(&phone, &good[0].to_string()).await;
    phone.comes_to("/authorize").await;
    phone.back().await;
    phone.sees("这一步已完成").await;
    phone.sees(&good[0].to_string()).await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_serial_that_the_link_carries_is_filled_in() {
    let world = World::with_app().await;
    let suite = world.suite(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0];
    let settings = LinkSettings {
        serial: Some(serial.into()),
        ..LinkSettings::default()
    };
    let link = world.link(suite, settings).await;
    let phone = at_the_serial(&world, &link).await;
    assert_eq!(phone.value("#serial").await, serial.to_string());
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_serial_behind_the_link_is_filled_in() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0];
    let phone = Phone::new(ZH).await;
    let scanned = format!("/D/{link}/{}", serial.compact());
    phone.open(&world, &scanned).await;
    phone.comes_to(&format!("/d/{link}")).await;
    phone.tap(GO).await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    assert_eq!(phone.value("#serial").await, serial.to_string());
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_that_does_not_answer_is_not_a_wrong_serial() {
    let world = World::with_app().await;
    world.vendor.becomes(Manner::Silent);
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::Vendor,
            ..NO_SERIAL
        })
        .await;
    let phone = at_the_serial(&world, &link).await;
    enter(&phone, &Serial::generate([4; 15]).to_string()).await;
    phone.sees("服务商还没有回应").await;
    phone.picture("4-serial-pending").await;
    world.vendor.becomes(Manner::Refuses(""));
    world.pass(Span::seconds(10));
    phone.sees("没有通过这个序列号").await;
    phone.sees("还可以试 4 次").await;
    phone.open(&world, &format!("/d/{link}/serial")).await;
    phone.sees("没有通过这个序列号").await;
    world.vendor.becomes(Manner::Silent);
    enter(&phone, &Serial::generate([5; 15]).to_string()).await;
    phone.sees("服务商还没有回应").await;
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(60));
    phone.comes_to("/authorize").await;
    phone.off().await;
}
