//! What isn't saved in the console comes back with its page, and a list follows the language.

use api::console::vendor_path as path;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use tests::console::Desk;
use tests::{ICON, World};

use crate::console_user::ConsoleUser;

const OWNER: &str = "wang@vendor.example";

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_left_comes_back_until_it_is_saved_or_thrown_away() {
    let world = World::with_app().await;
    let desk = Desk::owner(&world, OWNER, "星辰软件有限公司").await;
    let new = json!({
        "name": "云考勤", "tagline": { "zh": "打卡" }, "team_modes": "either", "serial": "issued",
        "icon": STANDARD.encode(ICON),
    });
    let (status, made) = desk.send("POST", path::SUITES, new).await;
    assert_eq!(status, 200, "{made}");
    let suite = format!("/console/suites/{}", made["suite_key"].as_str().unwrap());
    let edit = format!("{suite}/edit");

    let user = ConsoleUser::desk().await;
    let browser = &user.browser;
    browser.open(&world, &edit).await;
    user.sign_in(OWNER).await;
    browser.find("#suite-name").await;
    browser.type_into("#suite-name", "云考勤二").await;
    browser
        .tap(&format!(".tabs a[href='{suite}/serials']"))
        .await;
    browser.sees("一个序列号只属于").await;
    browser.back_to("/edit").await;
    browser.sees("还没有保存").await;
    assert_eq!(browser.value("#suite-name").await, "云考勤二");
    user.picture("unsaved").await;
    browser.tap(".note .button").await;
    let first = "return document.querySelector('#suite-name')?.value === '云考勤'";
    browser.until_asked(first).await;
    browser.sees_no("还没有保存").await;
    browser.type_into("#suite-name", "云考勤三").await;
    user.submit(".workshop").await;
    browser.sees("已保存").await;
    browser.open(&world, &edit).await;
    browser.find("#suite-name").await;
    assert_eq!(browser.value("#suite-name").await, "云考勤三");
    browser.sees_no("还没有保存").await;

    // The button that adds rows goes with the last of them, and takes none with it.
    let rows = "document.querySelectorAll('#suite-permissions .entry-row').length";
    for have in 0..20 {
        browser
            .until_asked(&format!("return {rows} === {have}"))
            .await;
        browser.tap("#suite-permissions > .button").await;
    }
    browser.until_asked(&format!("return {rows} === 20")).await;
    browser
        .type_into("[id='suite-permissions.19.title']", "位置")
        .await;
    browser
        .tap(&format!(".tabs a[href='{suite}/serials']"))
        .await;
    browser.sees("一个序列号只属于").await;
    browser.back_to("/edit").await;
    browser.sees("还没有保存").await;
    let kept = browser.value("[id='suite-permissions.19.title']").await;
    assert_eq!(kept, "位置");

    browser.open(&world, "/console/members").await;
    browser.sees("两步验证").await;
    browser.tap(".switches button").await;
    browser.sees("Two steps").await;
    browser.sees_no("两步验证").await;
    browser.tap(".switches button").await;
    user.browser.off().await;
}
