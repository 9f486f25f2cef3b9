//! The share page: forwarded into chats, opened on phones, in web views and on desktops.

use serde_json::json;
use tests::{CLIENT, World, scan};

use crate::phone::Phone;
use crate::steps::{EN, NO_SERIAL, ZH, save_and_scan};

const ANDROID: &str = "Mozilla/5.0 (Linux; Android 14; 23013RK75C) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36";
const WECHAT: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                      Mobile/15E148 MicroMessenger/8.0.50(0x18003229) NetType/4G Language/zh_CN";

/// Lets the browser be another one.
async fn become_browser(phone: &Phone, agent: &str) {
    let tools = phone.driver.cdp();
    let agent = json!({ "userAgent": agent });
    let command = "Emulation.setUserAgentOverride";
    tools.send_raw(command, agent).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_code_stands_there_and_no_button_that_does_nothing() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = Phone::new(ZH).await;
    become_browser(&phone, ANDROID).await;
    let scripts_are_off = async |off: bool| {
        let command = "Emulation.setScriptExecutionDisabled";
        let tools = phone.driver.cdp();
        tools
            .send_raw(command, json!({ "value": off }))
            .await
            .unwrap();
    };
    scripts_are_off(true).await;
    phone.open(&world, &format!("/s/{link}")).await;
    // The page's own didn't run; ours, that look at it, may.
    scripts_are_off(false).await;
    phone.sees("长按保存二维码").await;
    let said = save_and_scan(&phone).await;
    assert_eq!(said, format!("{}/D/{link}", world.base.to_uppercase()));
    let copy = phone.find("#copy").await;
    assert!(!copy.is_displayed().await.unwrap());
    // Nor is anybody asked to turn on what the page doesn't need.
    phone
        .until_asked("return !document.querySelector('noscript')")
        .await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_the_page_begins_right_there_and_its_code_can_be_saved() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = Phone::new(ZH).await;
    become_browser(&phone, ANDROID).await;
    phone.open(&world, &format!("/s/{link}")).await;
    phone.sees("长按保存二维码").await;
    phone.sees("获取客户端").await;
    let get = phone.find("a.get").await.attr("href").await.unwrap();
    assert_eq!(get.as_deref(), Some(CLIENT));
    let said = save_and_scan(&phone).await;
    assert_eq!(said, format!("{}/D/{link}", world.base.to_uppercase()));
    phone.picture("share-phone").await;
    let poster = "return document.querySelector('footer .pair a').href";
    let poster = phone.asks(poster).await;
    let poster = tests::http()
        .get(poster.as_str().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(scan(&poster.bytes().await.unwrap()), said);
    phone.tap("#copy").await;
    phone.sees("链接已复制").await;
    phone.tap("footer a.button").await;
    phone.comes_to(&format!("/d/{link}")).await;
    phone.sees("开始开通").await;
    phone.ready().await;
    let get = phone
        .find("footer a.plain")
        .await
        .attr("href")
        .await
        .unwrap();
    assert_eq!(
        get.as_deref(),
        Some(CLIENT),
        "the guide leads to the client, too"
    );
    phone.picture("1-guide-client").await;
    // What the code says leads to the same page, and its steps have the usual address.
    phone.open(&world, &format!("/D/{link}")).await;
    phone.sees("开始开通").await;
    phone.ready().await;
    phone.tap("footer .button").await;
    phone.comes_to(&format!("/d/{link}/sign-in")).await;
    phone.back().await;
    phone.sees("开始开通").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_an_english_phone_the_page_says_the_same_and_its_poster_too() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = Phone::new(EN).await;
    become_browser(&phone, ANDROID).await;
    phone.open(&world, &format!("/s/{link}")).await;
    phone.sees("Press and hold to save the code").await;
    phone.sees("Start on this phone").await;
    let poster = "return document.querySelector('footer .pair a').search";
    assert_eq!(phone.asks(poster).await, "?paper=phone&lang=en");
    phone.picture("share-phone-en").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_chat_apps_web_view_the_page_says_how_to_leave_it() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = Phone::new(ZH).await;
    become_browser(&phone, WECHAT).await;
    phone.open(&world, &format!("/s/{link}")).await;
    phone.sees("正在微信中浏览").await;
    phone.sees("在浏览器打开").await;
    // No client is set for its device.
    phone.sees("不用下载").await;
    phone.sees_no("去下载").await;
    phone.picture("share-wechat").await;
    phone.open(&world, "/s/000000000000").await;
    phone.sees("没有找到这个链接").await;
    phone.picture("share-unknown").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desktop_shows_the_code_large_with_files_to_hand_out_and_a_card_for_chats() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let desk = Phone::desktop(EN).await;
    desk.open(&world, &format!("/s/{link}")).await;
    desk.sees("Scan it with your phone").await;
    desk.sees_no("Start on this phone").await;
    let said = save_and_scan(&desk).await;
    assert_eq!(said, format!("{}/D/{link}", world.base.to_uppercase()));
    desk.picture("share-desktop").await;
    let card = "return document.querySelector('meta[property=\"og:image\"]').content";
    let card = desk.asks(card).await;
    assert_eq!(card, format!("{}/s/{link}/card.png?lang=en", world.base));
    for file in ["png?size=1200&icon=1", "poster.pdf"] {
        let there =
            format!("return !!document.querySelector('.files a[href*=\"{file}\"][download]')");
        desk.until_asked(&there).await;
    }
    // What calls itself a desktop may be a tablet in somebody's hands.
    let begins = format!("return !!document.querySelector('.files a[href=\"/d/{link}\"]')");
    desk.until_asked(&begins).await;
    // The phone that scans may have to get the client: where, the desktop tells.
    desk.sees("Get the client").await;
    desk.sees_no("Nothing to download").await;
    let get = desk.find(".gets a").await.attr("href").await.unwrap();
    assert_eq!(get.as_deref(), Some(CLIENT));
    desk.tap("a.lang").await;
    desk.sees("用手机扫描").await;
    // The language holds on the next page.
    desk.open(&world, &format!("/d/{link}")).await;
    desk.sees("开始开通").await;
    desk.off().await;
}
