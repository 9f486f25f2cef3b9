//! Back: each press leads to another page, and the page stands where it stood.

use domain::task::SerialRule;
use tests::customer::Customer;
use tests::vendor::Manner;
use tests::{SuiteLike, World};

use crate::devtools::{owner_by_http, scrolled};
use crate::phone::Phone;
use crate::steps::{GO, NO_SERIAL, WANG, ZH, authorize, create_solo};

/// Presses Back until the guide is there: each press shows another page, and these in this order.
async fn back_through(phone: &Phone, guide: &str, steps: &[&str]) {
    for step in steps {
        phone.back_to(&format!("{guide}/{step}")).await;
        phone.find("h1").await;
    }
    phone.back_to(guide).await;
    phone.find("[data-document]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_press_of_back_is_dead_from_the_start_to_the_guide() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let guide = format!("/d/{link}");
    let phone = Phone::new(ZH).await;
    phone.open(&world, &guide).await;
    phone.ready().await;
    phone.tap(GO).await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    phone.type_into("#serial", &serial).await;
    phone.tap(GO).await;
    authorize(&phone).await;
    phone.comes_to("/scope").await;
    phone.tap(GO).await;
    phone.comes_to("/start").await;
    let steps = ["scope", "authorize", "serial", "team", "sign-in"];
    back_through(&phone, &guide, &steps).await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_press_of_back_is_dead_after_a_vendor_was_waited_for() {
    let world = World::with_app().await;
    world.vendor.becomes(Manner::Silent);
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::Vendor,
            hosted: false,
            ..NO_SERIAL
        })
        .await;
    let guide = format!("/d/{link}");
    let phone = Phone::new(ZH).await;
    phone.open(&world, &guide).await;
    phone.ready().await;
    phone.tap(GO).await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    let serial = domain::serial::Serial::generate([7; domain::serial::RANDOM_BYTES]);
    phone.type_into("#serial", &serial.to_string()).await;
    phone.tap(GO).await;
    phone.sees("服务商还没有回应").await;
    world.vendor.becomes(Manner::Accepts);
    world.pass(domain::time::Span::seconds(20));
    phone.comes_to("/authorize").await;
    world.vendor.becomes(Manner::Silent);
    authorize(&phone).await;
    phone.sees("通常不到 5 秒").await;
    world.vendor.becomes(Manner::Accepts);
    world.pass(domain::time::Span::seconds(20));
    phone.comes_to("/scope").await;
    back_through(&phone, &guide, &["authorize", "serial", "team", "sign-in"]).await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bars_button_of_a_page_opened_by_its_address_leads_to_what_is_behind_it() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_by_http(&world, WANG, &link).await;
    let code = owner.invite_code(&corpid).await;
    for (page, behind) in [
        (format!("/d/{link}/sign-in"), format!("/d/{link}")),
        (format!("/join/{code}/go"), format!("/join/{code}")),
    ] {
        let phone = Phone::new(ZH).await;
        phone.open(&world, &page).await;
        phone.sees("没有账号会自动创建").await;
        phone.tap(".back").await;
        phone.comes_to(&behind).await;
        phone.ready().await;
        // The page is behind it no more: a way forward, and one back.
        phone.tap(GO).await;
        phone.comes_to(&page).await;
        phone.tap(".back").await;
        phone.comes_to(&behind).await;
        phone.off().await;
    }
    let phone = Phone::new(ZH).await;
    phone.open(&world, "/workbench/people").await;
    phone.sign_in(&world, WANG).await;
    phone.find("#members").await;
    phone.tap(".back").await;
    phone.find(".apps a").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_stands_where_it_stood_when_one_comes_back() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_by_http(&world, WANG, &link).await;
    let code = owner.invite_code(&corpid).await;
    for n in 0..25 {
        let colleague = Customer::new(&world, &format!("139000001{n:02}"), &link);
        assert_eq!(colleague.join(&code, &format!("同事{n}")).await.0, 200);
    }
    let phone = Phone::new(ZH).await;
    phone.open(&world, "/workbench/notices").await;
    phone.sign_in(&world, WANG).await;
    phone.tap("#notices li:nth-child(20) a").await;
    phone.find("#members").await;
    let top = scrolled(&phone).await;
    assert_eq!(top, 0, "a new page stands at its top");
    phone.back().await;
    phone.find("#notices").await;
    let stands = "const box = document.querySelector('#notices li:nth-child(20)').getBoundingClientRect();\
                  return box.top > 0 && box.bottom < innerHeight";
    phone.until_asked(stands).await;
    phone.off().await;
}
