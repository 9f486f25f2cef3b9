//! A bad network: it goes away before every step, and nothing is lost.

use api::path::CLIENT_ERRORS;
use tests::{SuiteLike, WHOLE_FUNNEL, World, database};

use crate::phone::Phone;
use crate::steps::{
    GO, LI, NO_SERIAL, WANG, ZH, at_the_team, create_solo, owner_on_workbench, save_and_scan,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_does_not_load_to_its_end_says_so_and_is_loaded_again() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let phone = Phone::new(ZH).await;
    for missing in ["*.wasm", "*.js"] {
        phone.block(&[missing]).await;
        phone.open(&world, &format!("/d/{link}/sign-in")).await;
        phone.sees("正在加载").await;
        phone.sees("页面没有加载完").await;
        phone.picture("not-loaded").await;
        phone.block(&[]).await;
        phone.forgive().await;
        phone.tap("#lost a").await;
        phone.sees("没有账号会自动创建").await;
        phone.sees_no("页面没有加载完").await;
    }
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_fails_says_so_on_the_page() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    database::execute(&world.database, "ALTER TABLE link RENAME TO gone").await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("没有成功，请再试一次").await;
    phone.ready().await;
    phone.picture("failed").await;
    database::execute(&world.database, "ALTER TABLE gone RENAME TO link").await;
    phone.tap(GO).await;
    phone.sees("开始开通").await;
    phone.off().await;
}

/// The browser keeps what is reported, and takes no more entries into its history, as Safari does after 100 in half a minute.
const NO_MORE_ENTRIES: &str = "const send = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (to, text) => {
        sessionStorage.setItem('reported', JSON.stringify([to, JSON.parse(text), send(to, text)]));
        return true;
    };
    history.pushState = () => { throw new Error('too many entries') }";

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_fails_says_so_and_tells_the_server() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    phone.asks(NO_MORE_ENTRIES).await;
    create_solo(&phone).await;
    phone.sees("页面没有加载完").await;
    phone.picture("program-failed").await;
    let reported = phone
        .asks("return JSON.parse(sessionStorage.reported)")
        .await;
    let (to, report) = (&reported[0], &reported[1]);
    assert_eq!(to, CLIENT_ERRORS);
    assert!(
        report["message"]
            .as_str()
            .unwrap()
            .contains("too many entries"),
        "{report}"
    );
    assert_eq!(report["page"], format!("/d/{link}/team"));
    assert!(report["at"].as_str().unwrap().contains(".rs:"), "{report}");
    assert_eq!(reported[2], true, "the browser sends it");
    // The team is created: what failed is only the way to the next step.
    phone.forgive().await;
    phone.tap("#lost a").await;
    phone.sees("这一步已完成").await;
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

/// Taps without a network, sees that it is said, and gives it back.
async fn tap_offline(phone: &Phone, css: &str) {
    phone.network(false).await;
    phone.tap(css).await;
    phone.sees("没有网络").await;
    phone.network(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_nothing_is_lost_and_every_step_goes_on_by_itself() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.ready().await;
    tap_offline(&phone, GO).await;
    phone.comes_to("/sign-in").await;
    phone.type_into("#phone", WANG).await;
    tap_offline(&phone, ".code button").await;
    phone.sees("秒后重发").await;
    phone.sees_no("没有网络").await;
    phone.network(false).await;
    phone
        .type_into("#code", &world.outbox.last(WANG).unwrap())
        .await;
    phone.sees("等待网络").await;
    phone.network(true).await;
    phone.comes_to("/team").await;
    phone.type_into("#name", "老街早餐店").await;
    phone.type_into("#owner_name", "王小明").await;
    phone.network(false).await;
    phone.tap(GO).await;
    phone.sees("等待网络").await;
    phone.picture("offline").await;
    assert_eq!(phone.value("#name").await, "老街早餐店");
    phone.network(true).await;
    phone.comes_to("/serial").await;
    phone.type_into("#serial", &serial).await;
    tap_offline(&phone, GO).await;
    phone.comes_to("/authorize").await;
    phone.tap(".consent input").await;
    tap_offline(&phone, GO).await;
    phone.comes_to("/scope").await;
    tap_offline(&phone, "label.row:nth-child(3) input").await;
    phone.sees("王小明").await;
    phone.tap("label.row input[type=checkbox]").await;
    tap_offline(&phone, GO).await;
    phone.comes_to("/start").await;
    tap_offline(&phone, GO).await;
    phone.find(".apps a").await;
    phone.sees_no("没有网络").await;
    assert_eq!(
        world.funnel(&link).await,
        WHOLE_FUNNEL,
        "what was sent again was done once"
    );
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_team_what_is_tapped_without_a_network_goes_on_by_itself() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_on_workbench(&world, &link).await;
    owner
        .open(&world, &format!("/workbench/invite?team={corpid}"))
        .await;
    let address = save_and_scan(&owner).await;
    let colleague = Phone::new(ZH).await;
    colleague.go_to(&address).await;
    colleague.ready().await;
    colleague.tap(GO).await;
    colleague.sign_in(&world, LI).await;
    colleague.type_into("#name", "李晓红").await;
    tap_offline(&colleague, GO).await;
    colleague.find(".apps a").await;
    colleague.sees_no("没有网络").await;
    owner.open(&world, "/workbench/suites").await;
    owner.find("a.row").await;
    tap_offline(&owner, "a.row").await;
    owner.sees("变更记录").await;
    // What is cancelled before it could be sent never happens.
    owner.tap("#withdraw").await;
    owner.type_into("#confirm", "轻排班").await;
    owner.network(false).await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("等待网络").await;
    owner.picture("14-suite-withdraw-offline").await;
    owner.tap(".sheet .plain").await;
    owner
        .until_asked("return !document.querySelector('dialog')")
        .await;
    owner.network(true).await;
    owner.sees_no("没有网络").await;
    owner.sees("使用中").await;
    owner.tap("#disable").await;
    tap_offline(&owner, ".sheet button[type=submit]").await;
    owner.sees("已停用").await;
    owner.sees_no("撤回了授权").await;
    owner.tap("#report").await;
    owner.type_into("#text", "打不开").await;
    tap_offline(&owner, ".sheet button[type=submit]").await;
    owner.sees("已提交，谢谢").await;
    colleague.sees("已停用").await;
    owner.off().await;
    colleague.off().await;
}
