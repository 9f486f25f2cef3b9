//! Acceptance: a vendor checks itself, an operator fails the first round, the second passes, a later defect gets its plan.

use api::console::{acceptance_path as path, vendor_path};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::account::Role;
use serde_json::{Value, json};
use tests::console::Desk;
use tests::{ICON, World};

use crate::console_user::ConsoleUser;

const WANG: &str = "wang@vendor.example";
const CHEN: &str = "chen@operator.example";

/// Makes a suite with an app; answers its key.
async fn suite(owner: &Desk<'_>) -> String {
    let new = json!({
        "name": "云考勤", "tagline": { "zh": "扫码就能用" }, "team_modes": "either", "serial": "none",
        "icon": STANDARD.encode(ICON),
    });
    let (_, made) = owner.send("POST", vendor_path::SUITES, new).await;
    let key = made["suite_key"].as_str().unwrap().to_owned();
    let app = json!({
        "name": "考勤打卡", "description": "手机打卡", "home_url": "https://isv.example/?corpid=$CORPID$",
    });
    let apps = vendor_path::of_suite(vendor_path::APPS, &key);
    owner.send("POST", &apps, app).await;
    key
}

/// Passes the round that waits, as an operator elsewhere does.
async fn pass(operator: &Desk<'_>) {
    let (_, queue) = operator
        .get(&format!("{}?state=submitted", path::ACCEPTANCES))
        .await;
    let id = queue["rows"][0]["id"].as_i64().unwrap();
    let send = async |method, path, body: Value| {
        let path = api::console::path::of_id(path, id);
        operator.send(method, &path, body).await.1
    };
    send("PUT", path::QUALITY, json!({ "coverage": 98 })).await;
    let seen = send("PUT", path::SECURITY, json!({ "passed": true })).await;
    let body = json!({ "revision": seen["revision"] });
    let closed = send("POST", path::VERDICT, body).await;
    assert_eq!(closed["round"]["verdict"], "passed", "{closed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_is_accepted_in_its_second_round_and_a_later_defect_gets_its_plan() {
    let world = World::with_app().await;
    let owner = Desk::owner(&world, WANG, "星辰软件有限公司").await;
    let operator = Desk::operator(&world, CHEN, Role::Administrator).await;
    let key = suite(&owner).await;
    let own = format!("/console/suites/{key}");
    let (vendor, desk) = tokio::join!(ConsoleUser::desk(), ConsoleUser::desk());
    let browser = &vendor.browser;
    browser.open(&world, "/console/sign-in").await;
    vendor.sign_in(WANG).await;
    browser.sees("您好").await;
    browser.open(&world, &own).await;
    browser.sees("完成自查清单").await;
    vendor.picture("road").await;
    let acceptance = format!("{own}/acceptance");
    browser.tap(&format!(".road a[href='{acceptance}']")).await;
    browser.sees("还没有验收结果").await;
    let tick =
        "document.querySelectorAll('.check-row input[type=checkbox]').forEach(it => it.click())";
    browser.asks(tick).await;
    browser.type_into("#check-version", "1.0").await;
    browser
        .type_into("#check-remark\\.phones", "三台旧手机")
        .await;
    vendor.picture("self-check").await;
    vendor.submit(".card").await;
    browser.sees("等待运营验收").await;

    let judge = &desk.browser;
    judge
        .open(&world, "/console/sign-in?next=%2Fconsole%2Facceptances")
        .await;
    desk.sign_in(CHEN).await;
    judge
        .type_into("#sign-in-code", &operator.code().unwrap())
        .await;
    desk.submit(".door").await;
    judge.sees("待验收").await;
    desk.picture("acceptances").await;
    judge.tap(".table .person").await;
    judge.sees("三台旧手机").await;
    judge.tap("#record-defect").await;
    judge
        .type_into("#defect-title", "导出的名单里有别家的人")
        .await;
    judge.tap("#defect-severity .choice:nth-child(4)").await;
    desk.picture("defect-dialog").await;
    desk.submit("dialog[open]").await;
    judge.sees("导出的名单里有别家的人").await;
    judge.type_into("#quality-coverage", "98").await;
    desk.submit(".form:has(#quality-coverage)").await;
    judge.sees("98%").await;
    desk.submit(".form:has(#security-note)").await;
    judge.sees("未通过：有阻断或严重缺陷").await;
    judge.tap(".card-head .button.primary").await;
    desk.submit("dialog[open]").await;
    judge.sees("由 张伟 结束").await;
    desk.picture("judged").await;

    browser.open(&world, &acceptance).await;
    browser.sees("导出的名单里有别家的人").await;
    browser.sees("这是第 2 轮").await;
    vendor.submit(".card").await;
    browser.sees("等待运营验收").await;
    pass(&operator).await;
    browser.open(&world, &acceptance).await;
    browser.sees("通过：100 分").await;
    vendor.picture("accepted").await;

    judge.open(&world, "/console/defects/new").await;
    judge.sees("云考勤 · 星辰软件有限公司").await;
    let choose = format!(
        "const it = document.querySelector('#found-suite'); it.value = '{key}'; it.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    judge.asks(&choose).await;
    judge.type_into("#found-title", "打卡慢").await;
    desk.picture("find-defect").await;
    desk.submit(".card").await;
    judge.sees("待提交计划").await;
    desk.picture("defect").await;
    browser.open(&world, &format!("{acceptance}/defects")).await;
    browser
        .tap("[aria-label='提交计划：打卡慢'], [aria-label='提交计划: 打卡慢']")
        .await;
    browser.type_into("#plan-plan", "周五升级缓存").await;
    vendor.submit("dialog[open]").await;
    browser.sees("修复中").await;
    vendor.picture("own-defects").await;
    desk.section("/console/defects", "修复中").await;
    desk.picture("defects").await;
    tokio::join!(vendor.browser.off(), desk.browser.off());
}
