//! A network that stalls: what is sent is neither answered nor refused.

use std::time::Duration;

use serde_json::json;
use tests::World;
use tests::customer::Customer;

use crate::devtools::{
    answer_again, forget_requests, owner_by_http, requests, restore_from_cache, stall,
};
use crate::phone::Phone;
use crate::steps::{LI, NO_SERIAL, WANG, ZH, at_the_team, authorize, create_solo};

const API: &str = "*/api/*";

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_is_not_answered_says_so_and_goes_on_by_itself() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    stall(&phone, API).await;
    create_solo(&phone).await;
    phone.sees("请稍候").await;
    phone.sees("等待网络").await;
    phone.sees("没有网络").await;
    assert_eq!(phone.value("#name").await, "老街早餐店");
    answer_again(&phone).await;
    authorize(&phone).await;
    phone.comes_to("/scope").await;
    phone.sees_no("没有网络").await;
    let teams = world.funnel(&link).await;
    let teams = teams.iter().filter(|event| *event == "team").count();
    assert_eq!(teams, 1, "one team, however often it was sent");
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_answered_says_so_and_comes_by_itself() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    owner_by_http(&world, WANG, &link).await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, "/workbench").await;
    phone.sign_in(&world, WANG).await;
    phone.find(".apps a").await;
    stall(&phone, API).await;
    phone.tap("a[href^='/workbench/people']").await;
    phone.sees("没有网络").await;
    answer_again(&phone).await;
    phone.find("#members").await;
    phone.sees_no("没有网络").await;
    phone.off().await;
}

/// On the page of a suite, with the sheet that withdraws it filled in and sent into a network that stalls.
async fn withdrawing(world: &World) -> (Phone, Customer<'_>, String) {
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_by_http(world, WANG, &link).await;
    let phone = Phone::new(ZH).await;
    phone.open(world, "/workbench/suites").await;
    phone.sign_in(world, WANG).await;
    phone.tap("a.row").await;
    phone.tap("#withdraw").await;
    phone.type_into("#confirm", "轻排班").await;
    stall(&phone, API).await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("请稍候").await;
    (phone, owner, corpid)
}

/// The suite is in use, on the phone and at the server.
async fn is_in_use(phone: &Phone, owner: &Customer<'_>, corpid: &str) {
    phone
        .until_asked("return !document.querySelector('dialog')")
        .await;
    answer_again(phone).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    phone.sees("使用中").await;
    let apps = owner.workbench(corpid).await["apps"].clone();
    assert_eq!(apps.as_array().map(Vec::len), Some(1), "{apps}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_sheet_gave_up_is_not_sent_when_the_network_is_back() {
    let world = World::with_app().await;
    let (phone, owner, corpid) = withdrawing(&world).await;
    phone.tap(".sheet .plain").await;
    is_in_use(&phone, &owner, &corpid).await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_back_button_over_a_sheet_closes_the_sheet_alone_and_gives_up_what_it_sent() {
    let world = World::with_app().await;
    let (phone, owner, corpid) = withdrawing(&world).await;
    let before = phone.address().await;
    phone.back().await;
    is_in_use(&phone, &owner, &corpid).await;
    assert_eq!(phone.address().await, before);
    phone
        .back_to(&format!("/workbench/suites?team={corpid}"))
        .await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_without_a_network_asks_once_when_it_is_back() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_by_http(&world, WANG, &link).await;
    let invite = api::path::of_team(api::path::INVITE, &corpid);
    owner
        .send("PUT", &invite, json!({ "approval": true }))
        .await;
    let code = owner.invite_code(&corpid).await;
    Customer::new(&world, LI, &link).join(&code, "李晓红").await;
    world.pass(domain::time::Span::seconds(61));
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/join/{code}/go")).await;
    phone.sign_in(&world, LI).await;
    phone.sees("已申请，等待审核").await;
    phone.network(false).await;
    tokio::time::sleep(Duration::from_secs(12)).await;
    forget_requests(&phone).await;
    phone.network(true).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let sent = requests(&phone).await;
    assert!(sent <= 2, "{sent} requests at once");
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_from_the_browsers_cache_goes_to_what_is_due_now() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    world.pass(domain::time::Span::seconds(61));
    let elsewhere = Customer::new(&world, WANG, &link);
    elsewhere.sign_in().await;
    elsewhere.create_solo("老街早餐店").await;
    restore_from_cache(&phone).await;
    phone.comes_to("/authorize").await;
    phone.sees("老街早餐店").await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("继续").await;
    elsewhere.finish().await;
    restore_from_cache(&phone).await;
    phone.sees("进入工作台").await;
    phone.off().await;
}
