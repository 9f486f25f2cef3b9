//! A suite whose vendor has a server of its own, reached over HTTP: its serials, its absence, its activation, what it hears.

use domain::task::SerialRule;
use domain::time::Span;
use server::open_api::call;
use store::LinkSettings;
use tests::vendor_server::VendorServer;
use tests::{SuiteLike, World};

use crate::engine::in_every_engine;
use crate::phone::Phone;
use crate::steps::{GO, NO_SERIAL, at_the_team, authorize, create_solo, finish};

const OWN: SuiteLike = SuiteLike {
    serial: SerialRule::Vendor,
    hosted: false,
    ..NO_SERIAL
};

/// As long as a serial may be, in words that can't be broken.
const LONG: &str = "LIC/2026-华东-0x7f3a9c1e5b2d4f6081a3c5e7092b4d6f8a1c3e5f70924b6d8e";

in_every_engine!(
    a_customer_goes_through_a_suite_whose_vendor_has_a_server_from_the_serial_to_the_withdrawal,
);

async fn at_the_serial(world: &World, vendor: &VendorServer) -> Phone {
    let link = world.link(vendor.suite, LinkSettings::default()).await;
    let phone = at_the_team(world, &link).await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    phone
}

async fn enter(phone: &Phone, serial: &str) {
    phone.type_into("#serial", serial).await;
    phone.tap(GO).await;
}

async fn hears(vendor: &VendorServer, last: &str) {
    for _ in 0..400 {
        if vendor.heard().last().map(String::as_str) == Some(last) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{:?}", vendor.heard());
}

async fn a_customer_goes_through_a_suite_whose_vendor_has_a_server_from_the_serial_to_the_withdrawal()
 {
    let world = World::with_app_and_vendors().await;
    let mut vendor = VendorServer::new(&world, "suite1", OWN).await;
    vendor.accepts(&["许可 ab-12/o0"]);
    let phone = at_the_serial(&world, &vendor).await;
    phone.sees("请照原样输入").await;
    phone.tap(GO).await;
    phone.sees("请输入序列号").await;
    // Nothing is grouped, no letter made another.
    enter(&phone, " 许可 ab-12/oO ").await;
    phone.sees("示例科技没有通过这个序列号").await;
    assert_eq!(phone.value("#serial").await, "许可 ab-12/oO");
    phone.sees("还可以试 4 次").await;
    phone.picture("4-own-serial-refused").await;

    vendor.dies().await;
    phone.type_into("#serial", "许可 ab-12/0o").await;
    phone.picture("4-own-serial").await;
    phone.tap(GO).await;
    phone.sees("服务商还没有回应").await;
    phone.sees("许可 ab-12/0o").await;
    phone.picture("4-own-serial-pending").await;
    // What was mistyped is typed again meanwhile.
    phone.tap("main .link").await;
    assert_eq!(phone.value("#serial").await, "许可 ab-12/0o");
    phone.type_into("#serial", "许可 ab-12/o0").await;
    phone.tap(GO).await;
    phone.sees("服务商还没有回应").await;
    phone.sees("许可 ab-12/o0").await;
    vendor.comes_back().await;
    world.pass(Span::seconds(10));
    phone.comes_to("/authorize").await;

    vendor.activates_late();
    authorize(&phone).await;
    phone.sees("示例科技正在开通").await;
    hears(&vendor, "tmp_auth_code").await;
    phone.picture("6-own-activating").await;
    vendor.activates_now().await;
    phone.sees("示例科技已开通").await;
    phone.sees("轻排班 已开通").await;
    finish(&phone).await;
    hears(&vendor, "change_auth").await;
    let team = vendor.team();
    let info = vendor.call(call::GET_AUTH_INFO, &team).await;
    assert_eq!(info["auth_corp_info"]["license_code"], "许可 ab-12/o0");

    let before = vendor.heard().len();
    phone.open(&world, "/workbench/suites").await;
    phone.tap("a.row").await;
    phone.sees("许可 ab-12/o0").await;
    phone.tap("a[href^='/workbench/scope']").await;
    phone.tap("label.row:nth-child(3) input").await;
    phone.sees("王小明").await;
    phone.tap("label.row input[type=checkbox]").await;
    phone.sees("完成（1 人）").await;
    phone.tap(GO).await;
    phone.sees("王小明 · 1 人").await;
    hears(&vendor, "change_auth").await;
    assert_eq!(vendor.heard().len(), before + 1);
    phone.tap("#withdraw").await;
    phone.type_into("#confirm", OWN.name).await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("已撤回").await;
    hears(&vendor, "suite_relieve").await;
    let dead = vendor.call(call::GET_CORP_TOKEN, &team).await;
    assert_eq!(dead["errcode"], 41030, "{dead}");
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_serial_stays_whole_on_every_page() {
    let world = World::with_app_and_vendors().await;
    let vendor = VendorServer::new(&world, "suite1", OWN).await;
    vendor.accepts(&[LONG]);
    let phone = at_the_serial(&world, &vendor).await;
    let more = format!("{LONG}1234");
    enter(&phone, &more).await;
    phone.sees("序列号最多 64 个字符").await;
    assert_eq!(phone.value("#serial").await, more, "what was typed is kept");
    phone.picture("4-own-serial-long").await;
    enter(&phone, LONG).await;
    phone.comes_to("/authorize").await;
    phone.back().await;
    phone.sees("这一步已完成").await;
    phone.sees(LONG).await;
    phone.picture("4-own-serial-done").await;
    phone.tap(".foot .button").await;
    authorize(&phone).await;
    finish(&phone).await;
    phone.open(&world, "/workbench/suites").await;
    phone.tap("a.row").await;
    phone.sees(LONG).await;
    phone.picture("14-suite-long-serial").await;
    let fits = "return document.documentElement.scrollWidth <= innerWidth";
    phone.until_asked(fits).await;
    phone.off().await;
}
