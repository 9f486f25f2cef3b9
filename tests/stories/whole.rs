//! The whole path of a vendor: from the sign-up to a customer who starts by the code that was downloaded, and who is seen in the funnel.

use std::path::Path;

use domain::account::Role;
use tempfile::TempDir;
use tests::World;
use tests::console::{Desk, PASSWORD};
use thirtyfour::Key;

use crate::console_user::ConsoleUser;
use crate::phone::Phone;
use crate::steps::{GO, WANG, ZH, authorize, create_solo, finish};

const OWNER: &str = "wang@vendor.example";
const OPERATOR: &str = "zhang@operator.example";
const VENDOR: &str = "星辰软件有限公司";
const PICTURE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../crates/server/demo/attendance.png"
);

/// A picture that is too large for an icon.
fn photo(folder: &Path) -> String {
    let picture = image::open(PICTURE).unwrap();
    let large = picture.resize(300, 300, image::imageops::FilterType::Nearest);
    let file = folder.join("photo.png");
    large.save(&file).unwrap();
    file.display().to_string()
}

async fn signs_up(user: &ConsoleUser, world: &World) {
    let browser = &user.browser;
    browser.open(world, "/console/sign-up").await;
    user.type_all(&[
        ("#sign-up-vendor", VENDOR),
        ("#sign-up-name", "王小明"),
        ("#sign-up-email", OWNER),
        ("#sign-up-password", PASSWORD),
    ])
    .await;
    user.submit(".door").await;
    browser.sees("请查收邮件").await;
    let token = world.mailbox.token(OWNER, 0).await;
    browser
        .open(world, &format!("/console/confirm?token={token}"))
        .await;
    user.submit(".door").await;
    browser.tap(".door .button").await;
    user.sign_in(OWNER).await;
}

/// A suite with an app.
async fn makes_a_suite(user: &ConsoleUser, folder: &Path) {
    let browser = &user.browser;
    browser.tap(".step a[href='/console/suites/new']").await;
    browser.find("#suite-icon").await;
    user.submit(".workshop").await;
    browser.find(".workshop .error").await;
    user.type_all(&[
        ("#suite-name", "云打卡"),
        ("#suite-tagline", "扫一下，就打卡"),
    ])
    .await;
    browser
        .find("#suite-icon")
        .await
        .send_keys(photo(folder))
        .await
        .unwrap();
    browser.tap(".repair .button").await;
    browser.tap("#suite-serial .choice:nth-child(2)").await;
    user.picture("suite-new").await;
    user.submit(".workshop").await;
    user.type_all(&[
        ("#app-name", "打卡"),
        ("#app-description", "记录上下班"),
        ("#app-home_url", "https://isv.example/?corpid=$CORPID$"),
    ])
    .await;
    user.submit("dialog[open]").await;
    browser.sees("上线之路").await;
    user.picture("suite").await;
}

/// The operator signs in at another desk.
async fn operator_signs_in(world: &World) -> ConsoleUser {
    let account = Desk::operator(world, OPERATOR, Role::Administrator).await;
    let user = ConsoleUser::desk().await;
    user.browser.open(world, "/console/sign-in").await;
    user.sign_in(OPERATOR).await;
    let code = account.code().unwrap();
    user.browser.type_into("#sign-in-code", &code).await;
    user.submit(".door").await;
    user.browser.sees("等待处理").await;
    user
}

/// The operator makes an invite code for the vendor.
async fn gives_an_invite_code(operator: &ConsoleUser) -> String {
    let browser = &operator.browser;
    operator
        .section("/console/invite-codes", "还没有邀请码")
        .await;
    browser.tap("#make-code").await;
    browser.type_into("#make-code-vendor_id", VENDOR).await;
    browser
        .until_asked("return document.querySelectorAll('#vendors option').length === 1")
        .await;
    operator.submit("dialog[open]").await;
    let code = browser.find(".fresh-code code").await.text().await;
    browser.press(Key::Escape).await;
    code.unwrap()
}

/// Fills the application in, and submits it.
async fn applies(user: &ConsoleUser, code: &str) {
    let browser = &user.browser;
    browser.tap(".tabs a[href$='/application']").await;
    browser.sees("填写的内容会自动保存").await;
    user.type_all(&[
        ("#application-product_code", "cmd0000000"),
        ("#application-invite_code", code),
        (
            "#application-reason",
            "门店没有电脑，店员用手机扫码开通考勤。",
        ),
    ])
    .await;
    for choice in ["on_site", "contacts"] {
        let first = format!("#application-{choice} .choice:nth-child(1)");
        browser.tap(&first).await;
    }
    browser.sees("已保存").await;
    browser.tap(".save-bar .primary").await;
    browser.sees("等待审核").await;
}

/// The operator approves the application that waits.
async fn approves(operator: &ConsoleUser) {
    let browser = &operator.browser;
    operator.section("/console/applications", "云打卡").await;
    browser.tap("tbody tr:first-child a").await;
    browser.tap("#approve").await;
    operator.submit("dialog[open]").await;
    browser.sees("打开部署页").await;
}

/// Serials; answers one of them.
async fn issues_serials(user: &ConsoleUser) -> String {
    let browser = &user.browser;
    browser.tap(".tabs a[href$='/serials']").await;
    browser.sees("还没有序列号").await;
    browser.tap("#issue").await;
    user.type_all(&[
        ("#issue-serials-count", "0"),
        ("#issue-serials-label", "首批"),
    ])
    .await;
    user.submit("dialog[open]").await;
    browser.find("dialog[open] .error").await;
    browser.type_into("#issue-serials-count", "3").await;
    user.submit("dialog[open]").await;
    browser.find(".table tbody tr:nth-child(3)").await;
    user.picture("serials").await;
    let serial = browser.find(".table .first.mono").await;
    serial.text().await.unwrap()
}

/// A link, with its code and poster as files; answers what the code says.
async fn prints_a_code(user: &ConsoleUser, folder: &Path) -> String {
    let browser = &user.browser;
    browser.tap(".tabs a[href$='/links']").await;
    browser.tap("#new-link").await;
    browser.type_into("#make-link-label", "柜台").await;
    user.submit("dialog[open]").await;
    let drawn = |css: &str| {
        format!(
            "const it = document.querySelector('{css}'); return it?.complete && it.naturalWidth > 0"
        )
    };
    browser.until_asked(&drawn(".code-picture")).await;
    user.picture("link").await;
    let code = user
        .download(folder, "a[download='code.png']", "code.png")
        .await;
    browser.tap("fieldset.views label:nth-of-type(2)").await;
    browser.until_asked(&drawn(".poster-picture")).await;
    user.picture("poster").await;
    let poster = user
        .download(folder, "a[download='poster.pdf']", "poster.pdf")
        .await;
    assert!(poster.starts_with(b"%PDF"));
    tests::scan(&code)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_gets_from_the_sign_up_to_a_customer_who_starts_by_the_code_on_the_counter() {
    let world = World::with_app().await;
    let folder = TempDir::new().unwrap();
    let user = ConsoleUser::desk().await;
    let browser = &user.browser;
    signs_up(&user, &world).await;
    makes_a_suite(&user, folder.path()).await;
    let operator = operator_signs_in(&world).await;
    let code = gives_an_invite_code(&operator).await;
    applies(&user, &code).await;
    approves(&operator).await;
    operator.browser.off().await;
    let letter = world.mailbox.nth(OWNER, 1).await;
    assert!(letter.text.contains("/d/"), "{}", letter.text);
    browser.asks("location.reload()").await;
    browser.sees("申请已通过").await;
    let serial = issues_serials(&user).await;
    let scanned = prints_a_code(&user, folder.path()).await;

    let phone = Phone::new(ZH).await;
    phone.go_to(&scanned.replacen("/d/", "/s/", 1)).await;
    phone.sees("云打卡").await;
    phone.picture("console-share").await;
    phone.go_to(&scanned).await;
    phone.ready().await;
    phone.tap(GO).await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    phone.type_into("#serial", &serial).await;
    phone.tap(GO).await;
    authorize(&phone).await;
    finish(&phone).await;
    phone.off().await;
    world.store.flush().await.unwrap();

    browser.tap(".tabs a[href$='/funnel']").await;
    browser.find(".figures").await;
    let started = "return [...document.querySelectorAll('.figures tbody tr')].at(-1).innerText";
    let started = browser.asks(started).await;
    let started: Vec<_> = started.as_str().unwrap().split_whitespace().collect();
    assert_eq!(started[..2], ["开始使用", "1"], "{started:?}");
    user.picture("funnel").await;
    browser.tap(".tabs a[href$='/customers']").await;
    browser.sees("老街早餐店").await;
    browser.sees(&serial).await;
    user.picture("customers").await;
    user.section("/console", "最近 7 天").await;
    let row = browser
        .asks("return document.querySelector('tbody tr').innerText")
        .await;
    let row: Vec<_> = row.as_str().unwrap().split_whitespace().collect();
    // The share page and the guide page.
    assert_eq!(row[..4], ["云打卡", "2", "1", "1"], "{row:?}");
    user.picture("home").await;
    user.browser.off().await;
}
