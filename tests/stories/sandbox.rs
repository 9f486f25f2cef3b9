//! A suite is tried before it is approved: a test link from the console, the way through it on a phone, each page marked.

use api::console::vendor_path;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::link::LinkToken;
use serde_json::json;
use tests::console::Desk;
use tests::customer::Customer;
use tests::{ICON, World};

use crate::console_user::ConsoleUser;
use crate::phone::Phone;
use crate::steps::{GO, WANG, ZH, create_solo};

const OWNER: &str = "wang@vendor.example";

/// The mark stands at the top, whatever is scrolled, and its page fits below it.
const MARKED: &str = "const mark = document.querySelector('#test:not([hidden])'); if (!mark) return false; \
     const at = mark.getBoundingClientRect(); return at.top === 0 && at.height >= 32 && mark.innerText.includes('仅供试用') \
     && document.elementFromPoint(at.width / 2, 16).closest('#test') === mark";

impl Phone {
    async fn is_marked(&self, screen: &str) {
        self.until_asked(MARKED).await;
        self.picture(&format!("sandbox-{screen}")).await;
    }
}

/// A draft of a vendor's, and its owner at a desk.
async fn a_draft<'a>(world: &'a World) -> (Desk<'a>, String) {
    let owner = Desk::owner(world, OWNER, "星辰软件有限公司").await;
    let suite = json!({
        "name": "云考勤", "tagline": { "zh": "扫码就能用" }, "team_modes": "solo", "serial": "issued",
        "icon": STANDARD.encode(ICON),
    });
    let (status, made) = owner.send("POST", vendor_path::SUITES, suite).await;
    assert_eq!(status, 200, "{made}");
    let key = made["suite_key"].as_str().unwrap().to_owned();
    let app = json!({
        "name": "考勤打卡", "description": "手机打卡", "home_url": "https://isv.example/?corpid=$CORPID$",
    });
    let apps = vendor_path::of_suite(vendor_path::APPS, &key);
    assert_eq!(owner.send("POST", &apps, app).await.0, 200);
    (owner, key)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_tries_a_draft_by_a_test_link_and_the_fourth_team_is_refused() {
    let world = World::with_app().await;
    let (owner, key) = a_draft(&world).await;
    let user = ConsoleUser::desk().await;
    let desk = &user.browser;
    desk.open(&world, &format!("/console/suites/{key}/sandbox"))
        .await;
    user.sign_in(OWNER).await;
    desk.sees("还没有测试链接").await;
    user.picture("sandbox-empty").await;
    desk.tap("#new-test-link").await;
    desk.type_into("#make-test-link-label", "审核人员").await;
    desk.tap("dialog[open] button[type=submit]").await;
    desk.sees("审核人员").await;
    desk.tap("#issue-test-serials").await;
    desk.sees("5 / 20").await;

    let sandbox = vendor_path::of_suite(vendor_path::SANDBOX, &key);
    let (_, seen) = owner.get(&sandbox).await;
    let link = LinkToken::parse(seen["links"][0]["token"].as_str().unwrap()).unwrap();
    let serial = seen["serials"][0]["serial"].as_str().unwrap().to_owned();
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/s/{link}")).await;
    phone.sees("在这台手机上开通").await;
    phone.is_marked("share").await;
    phone.tap(".foot a.button").await;
    phone.sees("开始开通").await;
    phone.is_marked("guide").await;
    phone.tap(GO).await;
    phone.comes_to("/sign-in").await;
    phone.is_marked("sign-in").await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    phone.is_marked("serial").await;
    phone.type_into("#serial", &serial).await;
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    phone.tap(".consent input").await;
    phone.tap(GO).await;
    phone.comes_to("/scope").await;
    phone.tap(GO).await;
    phone.comes_to("/start").await;
    phone.is_marked("done").await;
    phone.tap(GO).await;
    phone.sees("【测试】老街早餐店").await;
    phone.is_marked("workbench").await;

    for (number, team) in [("13800138002", "第二家"), ("13800138003", "第三家")] {
        let another = Customer::new(&world, number, &link);
        another.sign_in().await;
        assert_eq!(another.create_solo(team).await.0, 200);
    }
    let fourth = Phone::new(ZH).await;
    fourth.open(&world, &format!("/d/{link}")).await;
    fourth.sees("试用名额已满").await;
    fourth.is_marked("full").await;

    desk.open(&world, &format!("/console/suites/{key}/sandbox"))
        .await;
    desk.sees("3 个名额已满").await;
    user.picture("sandbox").await;
    desk.tap("[aria-label='移除: 【测试】第二家']").await;
    user.picture("sandbox-remove").await;
    desk.tap("dialog[open] button[type=submit]").await;
    desk.sees_no("第二家").await;
    fourth.open(&world, &format!("/d/{link}")).await;
    fourth.sees("开始开通").await;
    for browser in [user.browser, phone, fourth] {
        browser.off().await;
    }
}
