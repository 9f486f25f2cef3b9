//! The console at a desk of 1440 x 900, and the main way at 390 x 844.

use std::time::Duration;

use domain::account::Role;
use domain::account::second_factor::RECOVERY_CODES;
use serde_json::json;
use tests::World;
use tests::console::{Desk, PASSWORD};

use crate::console_user::{ConsoleUser, code};

const WANG: &str = "wang@vendor.example";
const LI: &str = "li@vendor.example";
const CHEN: &str = "chen@operator.example";

/// What its page, WASM and JavaScript weigh at most.
const BYTES: usize = 650_000;

/// From the sign-up to a colleague who has joined.
async fn a_vendor_begins(user: impl Future<Output = ConsoleUser>) {
    let world = World::with_app().await;
    let user = user.await;
    let browser = &user.browser;
    browser.open(&world, "/console").await;
    browser.comes_to("/console/sign-in?next=%2Fconsole").await;
    user.picture("sign-in").await;
    browser.tap("a[href='/console/sign-up']").await;
    browser
        .type_into("#sign-up-vendor", "星辰软件有限公司")
        .await;
    user.type_all(&[
        ("#sign-up-name", "王小明"),
        ("#sign-up-email", WANG),
        ("#sign-up-password", "short"),
    ])
    .await;
    browser.sees("还差 5 个字符").await;
    user.submit(".door").await;
    browser.sees("密码至少 10 个字符").await;
    user.picture("sign-up").await;
    browser.type_into("#sign-up-password", PASSWORD).await;
    user.submit(".door").await;
    browser.sees("请查收邮件").await;
    user.picture("look-into-mail").await;

    let token = world.mailbox.token(WANG, 0).await;
    browser
        .open(&world, &format!("/console/confirm?token={token}"))
        .await;
    user.picture("confirm").await;
    user.submit(".door").await;
    browser.sees("邮箱已确认").await;
    browser.tap(".door .button").await;
    user.sign_in(WANG).await;
    browser.sees("王小明，您好").await;
    browser.sees("5 步中已完成 0 步").await;
    user.picture("home").await;

    browser
        .tap(".step a[href='/console/account/second-factor']")
        .await;
    user.set_up_factor(&world, WANG).await;
    browser.comes_to("/console/account").await;
    browser
        .sees(&format!("还有 {RECOVERY_CODES} 个恢复码"))
        .await;
    browser.sees("本机").await;
    user.picture("account").await;

    user.section("/console/vendor", "客户联系方式").await;
    browser.type_into("#vendor-contact", "电话").await;
    user.submit(".card").await;
    browser.sees("请以 tel:、mailto: 或 https:// 开头").await;
    browser.type_into("#vendor-contact", "tel:4001234567").await;
    user.submit(".card").await;
    browser.sees("已保存").await;
    user.picture("vendor").await;

    user.section("/console/members", "没有等待接受的邀请").await;
    browser.tap("#invite").await;
    browser.type_into("#invite-email", LI).await;
    user.picture("invite").await;
    user.submit("dialog[open]").await;
    browser.sees(&format!("邀请已发到 {LI}")).await;
    browser.find("[aria-label='收回：li@vendor.example']").await;
    user.picture("members").await;

    let token = world.mailbox.token(LI, 0).await;
    browser
        .open(&world, &format!("/console/invitation?token={token}"))
        .await;
    browser
        .sees("王小明 邀请您加入“星辰软件有限公司”，角色是员工。")
        .await;
    user.picture("invitation").await;
    user.type_all(&[("#accept-name", "李芳"), ("#accept-password", PASSWORD)])
        .await;
    user.submit(".door").await;
    browser.sees("加入成功").await;
    browser
        .open(&world, &format!("/console/invitation?token={token}"))
        .await;
    browser.sees("链接已失效").await;
    user.picture("link-dead").await;
    browser.driver.delete_all_cookies().await.unwrap();
    browser.open(&world, "/console/sign-in").await;
    user.sign_in(LI).await;
    browser.sees("李芳，您好").await;
    browser.find("a[href='/console/vendor']").await;
    browser.open(&world, "/console/members").await;
    browser.sees("王小明").await;
    let none = "return !document.querySelector('#main button')";
    assert_eq!(browser.asks(none).await, json!(true));
    user.picture("members-of-staff").await;
    browser.open(&world, "/console/operators").await;
    browser.sees("没有这个页面").await;
    user.picture("not-found").await;
    browser.open(&world, "/console/vendor").await;
    browser.sees("tel:4001234567").await;
    user.picture("vendor-of-staff").await;
    user.browser.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_signs_up_at_a_desk_and_a_colleague_joins() {
    a_vendor_begins(ConsoleUser::desk()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_signs_up_on_a_phone_and_a_colleague_joins() {
    a_vendor_begins(ConsoleUser::phone()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_set_anew_and_a_session_that_ends_keeps_what_was_typed() {
    let world = World::with_app().await;
    let user = ConsoleUser::desk().await;
    let browser = &user.browser;
    let elsewhere = Desk::owner(&world, WANG, "星辰软件有限公司").await;
    browser.open(&world, "/console/account").await;
    browser
        .comes_to("/console/sign-in?next=%2Fconsole%2Faccount")
        .await;
    user.type_all(&[
        ("#sign-in-email", WANG),
        ("#sign-in-password", "not this one"),
    ])
    .await;
    user.submit(".door").await;
    browser.sees("邮箱或密码不对").await;
    user.picture("sign-in-wrong").await;
    browser.tap("a[href='/console/forgotten']").await;
    browser.type_into("#forgotten-email", WANG).await;
    user.picture("forgotten").await;
    user.submit(".door").await;
    browser.sees("如果这个邮箱有账号，信已经发出").await;
    let token = world.mailbox.token(WANG, 1).await;
    browser
        .open(&world, &format!("/console/reset?token={token}"))
        .await;
    browser.type_into("#reset-password", PASSWORD).await;
    user.picture("reset").await;
    user.submit(".door").await;
    browser.sees("密码已更新").await;
    let (status, _) = elsewhere.get(api::console::path::ME).await;
    assert_eq!(status, 401, "the other session has ended");

    browser.open(&world, "/console/account").await;
    user.sign_in(WANG).await;
    browser.comes_to("/console/account").await;
    elsewhere.sign_in().await;
    browser.open(&world, "/console/account").await;
    browser.sees("退出其他全部").await;
    let sessions = elsewhere
        .send("DELETE", api::console::path::SESSIONS, json!({}))
        .await;
    assert_eq!(sessions.0, 204);
    browser.type_into("#profile-name", "王大明").await;
    browser.network(false).await;
    browser.sees("没有网络").await;
    user.submit(".card").await;
    browser.sees("没有连上服务器").await;
    user.picture("offline").await;
    browser.network(true).await;
    browser.sees("登录已失效").await;
    user.picture("session-lost").await;
    browser.type_into("#again-password", PASSWORD).await;
    user.submit("dialog[open]").await;
    browser
        .until_asked("return !document.querySelector('dialog[open]')")
        .await;
    assert_eq!(browser.value("#profile-name").await, "王大明");
    user.submit(".card").await;
    browser.sees("已保存").await;
    browser
        .until_asked("return document.querySelector('.own').innerText.includes('王大明')")
        .await;
    let choose = "const it = document.querySelector('.switches select'); it.value = 'dark';\
                  it.dispatchEvent(new Event('change'))";
    browser.asks(choose).await;
    let is_dark = "return getComputedStyle(document.body).backgroundColor === 'rgb(14, 16, 20)'";
    browser.until_asked(is_dark).await;
    browser.open(&world, "/console/account").await;
    browser.until_asked(is_dark).await;
    user.browser.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_sets_up_two_steps_first_and_reads_who_did_what() {
    let world = World::with_app().await;
    let user = ConsoleUser::desk().await;
    let browser = &user.browser;
    Desk::bare_operator(&world, CHEN, Role::Administrator).await;
    browser.open(&world, "/console/operators").await;
    user.sign_in(CHEN).await;
    browser.sees("运营人员必须开启两步验证").await;
    user.picture("operator-bound").await;
    let secret = user.set_up_factor(&world, CHEN).await;
    browser.sees("管理平台的人").await;
    browser.find("#invite").await;
    user.picture("operators").await;
    browser.tap(".side-foot .section").await;
    browser.comes_to("/console/sign-in").await;
    user.sign_in(CHEN).await;
    browser.find("#sign-in-code").await;
    user.picture("sign-in-code").await;
    browser
        .type_into("#sign-in-code", &code(&world, &secret, CHEN))
        .await;
    user.submit(".door").await;
    browser.sees("最近发生的事").await;
    user.picture("operator-home").await;
    user.section("/console/audit", "开启两步验证").await;
    user.picture("audit").await;
    browser.open(&world, "/console/nothing/of/the/kind").await;
    browser.sees("没有这个页面").await;
    user.picture("not-found").await;
    user.section("/console/audit", "开启两步验证").await;
    browser.type_into("#audit-q", "nobody at all").await;
    user.submit(".filter").await;
    browser.sees("没有找到记录").await;
    browser.comes_to("/console/audit?q=nobody%20at%20all").await;
    user.picture("audit-empty").await;
    browser.tap(".switches .button").await;
    browser.sees("Nothing found").await;
    user.picture("audit-english").await;
    user.browser.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_comes_under_its_own_policy_and_stays_small() {
    let world = World::with_app().await;
    let get = |path: String| {
        let request = tests::http().get(format!("{}{path}", world.base));
        let request = request.header("accept-encoding", "br");
        async move {
            request
                .timeout(Duration::from_secs(60))
                .send()
                .await
                .unwrap()
        }
    };
    let page = get("/console/members".to_owned()).await;
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    assert_eq!(page.headers()["x-robots-tag"], "noindex");
    let index = get("/console/index.html".to_owned()).await;
    assert_eq!(index.headers()["content-security-policy"], policy.as_str());
    let html = tests::http()
        .get(format!("{}/console", world.base))
        .send()
        .await
        .unwrap();
    let html = html.text().await.unwrap();
    let files: Vec<_> = html
        .split('\'')
        .filter(|part| part.starts_with("/console/console-"))
        .collect();
    let mut bytes = index.bytes().await.unwrap().len();
    for file in files {
        let answer = get(file.to_owned()).await;
        assert_eq!(answer.headers()["content-encoding"], "br", "{file}");
        assert!(
            answer.headers()["cache-control"]
                .to_str()
                .unwrap()
                .contains("immutable")
        );
        bytes += answer.bytes().await.unwrap().len();
    }
    assert!(bytes > 100_000, "the page names its program");
    assert!(bytes <= BYTES, "the console has {bytes} bytes");
    assert_eq!(
        get("/console/no-such-file.js".to_owned()).await.status(),
        404
    );
}
