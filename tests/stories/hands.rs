//! Hands: nervous thumbs, the back button, a keyboard.

use serde_json::json;
use tests::customer::Customer;
use tests::{SuiteLike, WHOLE_FUNNEL, World};
use thirtyfour::Key;

use crate::phone::Phone;
use crate::steps::{
    GO, LI, NO_SERIAL, WANG, ZH, at_the_team, authorize, create_solo, finish, owner_on_workbench,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_double_tap_on_every_button_makes_one_team_and_one_authorization() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.ready().await;
    phone.double_tap(GO).await;
    phone.comes_to("/sign-in").await;
    phone.type_into("#phone", WANG).await;
    phone.double_tap(".code button").await;
    phone.sees("秒后重发").await;
    assert_eq!(world.outbox.count(), 1);
    phone
        .type_into("#code", &world.outbox.last(WANG).unwrap())
        .await;
    phone.comes_to("/team").await;
    phone.double_tap(".mode:nth-child(2)").await;
    phone.double_tap("#add").await;
    phone.type_into("#new-name", "孙丽").await;
    phone.type_into("#new-phone", "13400134000").await;
    phone.double_tap(".sheet button[type=submit]").await;
    phone.sees("还差 4 人").await;
    phone.double_tap(".cross").await;
    phone.sees("还差 5 人").await;
    phone.double_tap(".mode:nth-child(1)").await;
    phone.type_into("#name", "老街早餐店").await;
    phone.type_into("#owner_name", "王小明").await;
    phone.double_tap(GO).await;
    phone.comes_to("/serial").await;
    phone.type_into("#serial", &serial).await;
    phone.double_tap(GO).await;
    phone.comes_to("/authorize").await;
    phone.tap(".consent input").await;
    phone.double_tap(GO).await;
    phone.comes_to("/scope").await;
    phone.double_tap(GO).await;
    phone.comes_to("/start").await;
    phone.double_tap(GO).await;
    phone.find(".apps a").await;
    assert_eq!(world.funnel(&link).await, WHOLE_FUNNEL);
    phone.open(&world, &format!("/d/{link}/start")).await;
    phone.double_tap(".button.plain").await;
    phone.comes_to("/team").await;
    phone.sees("给哪个团队开通").await;
    let teams = "return document.querySelectorAll('.card .row').length";
    assert_eq!(phone.asks(teams).await, json!(1));
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_back_button_leads_through_the_whole_flow_and_forward_again() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.tap(GO).await;
    phone.comes_to("/sign-in").await;
    phone.back().await;
    phone.sees("开始开通").await;
    phone.driver.forward().await.unwrap();
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    phone.back().await;
    phone.sees("这一步已完成").await;
    phone.picture("read-only-sign-in").await;
    phone.tap(GO).await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    phone.type_into("#serial", &serial).await;
    phone.tap(GO).await;
    authorize(&phone).await;
    phone.comes_to("/scope").await;
    for (step, shows) in [
        ("authorize", "可以使用"),
        ("serial", serial.as_str()),
        ("team", "老街早餐店"),
        ("sign-in", "138 0013 8000"),
    ] {
        phone.back_to(&format!("/{step}")).await;
        phone.sees("这一步已完成").await;
        phone.sees(shows).await;
    }
    phone.back_to(&format!("/d/{link}")).await;
    phone.sees("继续").await;
    phone.tap(GO).await;
    finish(&phone).await;
    phone.back().await;
    phone.sees("已开通").await;
    phone.back().await;
    phone.sees("这一步已完成").await;
    phone.sees("全员").await;
    phone.picture("read-only-scope").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_flow_needs_no_more_than_a_keyboard() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    let at = "return document.activeElement.id || document.activeElement.tagName";
    assert_eq!(phone.asks(at).await, json!("H1"), "a new page is read out");
    phone.tap(".mode:nth-child(2)").await;
    phone.tap("#add").await;
    assert_eq!(phone.asks(at).await, json!("new-name"));
    for _ in 0..12 {
        phone.press(Key::Tab).await;
        let inside = "return document.activeElement === document.body\
                      || document.activeElement.closest('dialog') !== null";
        assert_eq!(
            phone.asks(inside).await,
            json!(true),
            "the sheet keeps the focus"
        );
    }
    phone.press(Key::Escape).await;
    phone
        .until_asked("return document.querySelector('dialog') === null")
        .await;
    assert_eq!(phone.asks(at).await, json!("add"), "the focus is back");
    phone.tap(".mode:nth-child(1)").await;
    phone.type_into("#name", "老街早餐店").await;
    phone.type_into("#owner_name", "王小明").await;
    phone.press(Key::Enter).await;
    phone.comes_to("/authorize").await;
    phone
        .until_asked("return document.activeElement.tagName === 'H1'")
        .await;
    for _ in 0..10 {
        phone.press(Key::Tab).await;
        if phone.asks("return document.activeElement.type").await == json!("checkbox") {
            break;
        }
    }
    phone.press(Key::Space).await;
    phone.press(Key::Enter).await;
    phone.comes_to("/scope").await;
    phone.off().await;
}

/// Moves the focus by Tab until it is on what this selector finds.
async fn tab_to(phone: &Phone, css: &str) {
    let there = format!("return document.activeElement.matches({css:?})");
    for _ in 0..40 {
        if phone.asks(&there).await == json!(true) {
            return;
        }
        phone.press(Key::Tab).await;
    }
    panic!("Tab never came to {css}: {}", phone.text().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_is_managed_with_no_more_than_a_keyboard() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (phone, corpid) = owner_on_workbench(&world, &link).await;
    let owner = Customer::new(&world, WANG, &link);
    world.pass(domain::time::Span::seconds(61));
    owner.sign_in().await;
    let code = owner.invite_code(&corpid).await;
    Customer::new(&world, LI, &link).join(&code, "李晓红").await;
    tab_to(&phone, "a[href^='/workbench/people']").await;
    phone.press(Key::Enter).await;
    phone.sees("李晓红").await;
    tab_to(&phone, "#members button.row").await;
    phone.press(Key::Enter).await;
    phone.find("dialog[open]").await;
    tab_to(&phone, ".sheet button.row").await;
    phone.press(Key::Enter).await;
    tab_to(&phone, ".sheet button[type=submit]").await;
    phone.press(Key::Enter).await;
    phone.sees("管理员").await;
    phone
        .until_asked("return !document.querySelector('dialog')")
        .await;
    tab_to(&phone, ".back").await;
    phone.press(Key::Enter).await;
    tab_to(&phone, "a[href^='/workbench/suites']").await;
    phone.press(Key::Enter).await;
    tab_to(&phone, "a.row").await;
    phone.press(Key::Enter).await;
    tab_to(&phone, "#rate").await;
    phone.press(Key::Enter).await;
    tab_to(&phone, ".star input").await;
    phone.press(Key::Space).await;
    phone.press(Key::Right).await;
    phone.press(Key::Right).await;
    phone
        .until_asked("return document.querySelectorAll('.star.on').length === 3")
        .await;
    tab_to(&phone, ".sheet button[type=submit]").await;
    phone.press(Key::Enter).await;
    phone.sees("3 星").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_tap_lets_one_in_once_withdraws_once_and_asks_once() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (phone, corpid) = owner_on_workbench(&world, &link).await;
    let owner = Customer::new(&world, WANG, &link);
    world.pass(domain::time::Span::seconds(61));
    owner.sign_in().await;
    let set = api::path::of_team(api::path::INVITE, &corpid);
    owner.send("PUT", &set, json!({ "approval": true })).await;
    let code = owner.invite_code(&corpid).await;
    let colleague = Phone::new(ZH).await;
    colleague.open(&world, &format!("/join/{code}")).await;
    colleague.ready().await;
    colleague.double_tap(GO).await;
    colleague.sign_in(&world, LI).await;
    colleague.type_into("#name", "李晓红").await;
    colleague.double_tap(GO).await;
    colleague.sees("已申请，等待审核").await;
    phone.sees("1 位同事等待加入").await;
    phone.tap(".duty").await;
    phone.double_tap("#joins .small-button:not(.plain)").await;
    colleague.find(".apps a").await;
    phone
        .until_asked("return document.querySelectorAll('#members li').length === 2")
        .await;
    phone.open(&world, "/workbench/suites").await;
    phone.tap("a.row").await;
    phone.double_tap("#withdraw").await;
    phone.type_into("#confirm", "轻排班").await;
    phone.double_tap(".sheet button[type=submit]").await;
    phone.sees("已撤回").await;
    let history = "return [...document.querySelectorAll('#history li')]\
                   .filter(li => li.textContent.includes('撤回')).length";
    phone
        .until_asked(&format!("return (() => {{ {history} }})() === 1"))
        .await;
    phone.off().await;
    colleague.off().await;
}
