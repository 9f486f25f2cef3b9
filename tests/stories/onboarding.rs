//! From the guide page to the workbench.

use std::time::Duration;

use domain::serial::Serial;
use domain::task::SerialRule;
use domain::team::TeamModes;
use store::LinkSettings;
use tests::vendor::Manner;
use tests::{SuiteLike, World};

use crate::phone::Phone;

const ZH: &str = "zh-CN,zh";
const NO_SERIAL: SuiteLike = SuiteLike {
    name: "轻排班",
    modes: TeamModes::Either,
    serial: SerialRule::None,
    hosted: true,
    custom_after: &[],
};

async fn create_solo(phone: &Phone) {
    phone.type_into("#name", "老街早餐店").await;
    phone.type_into("#owner_name", "王小明").await;
    phone.tap("button[type=submit]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_owner_scans_and_is_in_the_workbench() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("开始开通").await;
    phone.picture("1-guide").await;
    phone.tap(".foot .button").await;
    phone.comes_to("/sign-in").await;
    phone.picture("2-sign-in").await;
    phone.sign_in(&world, "13800138000").await;
    phone.comes_to("/team").await;
    phone.picture("3-team-solo").await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    phone
        .type_into("#serial", &serial.to_lowercase().replace('-', ""))
        .await;
    phone.picture("4-serial").await;
    phone.tap("button[type=submit]").await;
    phone.comes_to("/authorize").await;
    phone.tap("button[type=submit]").await;
    phone.sees("请先勾选同意").await;
    phone.tap(".consent input").await;
    phone.picture("5-authorize").await;
    phone.tap("button[type=submit]").await;
    phone.comes_to("/scope").await;
    phone.picture("7-scope").await;
    phone.tap("button[type=submit]").await;
    phone.comes_to("/start").await;
    phone.sees("云考勤 已开通").await;
    phone.picture("8-done").await;
    phone.tap("button[type=submit]").await;
    phone.sees("老街早餐店").await;
    phone.picture("9-workbench").await;
    assert_eq!(
        world.funnel(&link).await,
        [
            "scanned",
            "signed_in",
            "team",
            "serial",
            "authorized",
            "active",
            "scope",
            "started"
        ],
    );
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_of_five_is_refused_and_one_of_six_goes_on() {
    let world = World::with_app().await;
    let (_, link) = world
        .link_of(SuiteLike {
            modes: TeamModes::Group,
            ..NO_SERIAL
        })
        .await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}/team")).await;
    phone.sign_in(&world, "13800138000").await;
    phone.comes_to("/team").await;
    phone.type_into("#name", "老街早餐店").await;
    phone.type_into("#owner_name", "王小明").await;
    phone.tap(".card .row:last-child .link:last-child").await;
    let list =
        "李晓红 13900139000 前厅\n张伟 13700137000 前厅\n陈静 13600136000 后厨\n赵敏 13500135000";
    phone.type_into("#pasted", list).await;
    phone.sees("识别到 4 行，4 行可用").await;
    phone.picture("3-team-paste").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("还差 1 人").await;
    phone.tap(".foot button[type=submit]").await;
    phone.sees("至少需要 6 人").await;
    phone.tap(".card .row:last-child .link:first-child").await;
    phone.type_into("#new-name", "孙丽").await;
    phone.type_into("#new-phone", "138 0013 8000").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("这是您自己的号码").await;
    phone.type_into("#new-phone", "13400134000").await;
    phone.picture("3-team-add").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("6 人").await;
    phone.picture("3-team-group").await;
    phone.tap(".foot button[type=submit]").await;
    phone.comes_to("/authorize").await;
    phone.tap(".consent input").await;
    phone.tap("button[type=submit]").await;
    phone.comes_to("/scope").await;
    phone.tap("label.row:nth-child(2) input").await;
    phone.sees("后厨").await;
    phone.tap("label.row input[type=checkbox]").await;
    phone.sees("完成（1 个部门，2 人）").await;
    phone.picture("7-scope-departments").await;
    phone.tap(".foot button[type=submit]").await;
    phone.comes_to("/start").await;
    phone.sees("前厅共 2 人可用").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_caught_before_any_request_and_a_wrong_serial_is_told() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let good = world.serials(suite, 1, None).await[0].to_string();
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}/serial")).await;
    phone.sign_in(&world, "13800138000").await;
    phone.comes_to("/team").await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    let mut slip = good.clone();
    let last = if slip.pop() == Some('0') { '1' } else { '0' };
    slip.push(last);
    phone.type_into("#serial", &slip).await;
    phone.tap("button[type=submit]").await;
    phone.sees("好像有一位输错了").await;
    phone.sees("还可以试 5 次").await;
    phone
        .type_into("#serial", &Serial::generate([7; 15]).to_string())
        .await;
    phone.tap("button[type=submit]").await;
    phone.sees("没有这个序列号").await;
    phone.sees("还可以试 4 次").await;
    phone.picture("4-serial-wrong").await;
    phone.type_into("#serial", &good).await;
    phone.tap("button[type=submit]").await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_vendor_is_waited_for_and_a_refusal_is_quoted() {
    let world = World::with_app().await;
    world.vendor.becomes(Manner::Refuses("请先续费"));
    let (_, link) = world
        .link_of(SuiteLike {
            hosted: false,
            ..NO_SERIAL
        })
        .await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}/authorize")).await;
    phone.sign_in(&world, "13800138000").await;
    phone.comes_to("/team").await;
    create_solo(&phone).await;
    phone.comes_to("/authorize").await;
    phone.tap(".consent input").await;
    phone.tap("button[type=submit]").await;
    phone.sees("请先续费").await;
    phone.picture("6-refused").await;
    world
        .vendor
        .becomes(Manner::Late(Duration::from_millis(2500)));
    phone.tap("button[type=submit]").await;
    phone.sees("正在开通").await;
    phone.picture("6-activating").await;
    phone.comes_to("/scope").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_nothing_is_lost_and_it_goes_on_by_itself() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}/team")).await;
    phone.sign_in(&world, "13800138000").await;
    phone.comes_to("/team").await;
    phone.network(false).await;
    create_solo(&phone).await;
    phone.sees("没有网络").await;
    phone.picture("offline").await;
    phone.network(true).await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_phone_goes_on_where_the_first_stopped() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let first = Phone::new(ZH).await;
    first.open(&world, &format!("/d/{link}/team")).await;
    first.sign_in(&world, "13800138000").await;
    first.comes_to("/team").await;
    create_solo(&first).await;
    first.comes_to("/authorize").await;
    first.open(&world, &format!("/d/{link}/team")).await;
    first.sees("这一步已完成").await;
    first.picture("read-only").await;
    first.open(&world, &format!("/d/{link}/scope")).await;
    first.comes_to("/authorize").await;
    first.off().await;
    world.pass(domain::time::Span::days(2));
    let second = Phone::new("en-US,en").await;
    second.open(&world, &format!("/d/{link}")).await;
    second.sees("Begin").await;
    second.picture("1-guide-en").await;
    second.tap(".foot .button").await;
    second.sign_in(&world, "13800138000").await;
    second.comes_to("/authorize").await;
    second.sees("Authorize 轻排班 for 老街早餐店").await;
    second.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_link_says_why() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    world.store.revoke_link(&link, world.now()).await.unwrap();
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("服务商已停用这个链接").await;
    phone.picture("1-guide-revoked").await;
    phone.open(&world, "/d/000000000000").await;
    phone.sees("没有找到这个链接").await;
    phone.open(&world, "/nowhere").await;
    phone.sees("没有这个页面").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_serial_that_the_link_carries_is_filled_in() {
    let world = World::with_app().await;
    let suite = world.suite(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0];
    let settings = LinkSettings {
        serial: Some(serial),
        ..LinkSettings::default()
    };
    let link = world.link(suite, settings).await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}/team")).await;
    phone.sign_in(&world, "13800138000").await;
    phone.comes_to("/team").await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    let typed = phone.find("#serial").await.prop("value").await.unwrap();
    assert_eq!(typed, Some(serial.to_string()));
    phone.tap("button[type=submit]").await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_of_a_team_picks_it_and_one_that_has_the_suite_leads_to_its_workbench() {
    let world = World::with_app().await;
    let (suite, first) = world.link_of(NO_SERIAL).await;
    let second = world.link(suite, LinkSettings::default()).await;
    let (_, other) = world
        .link_of(SuiteLike {
            name: "快报销",
            ..NO_SERIAL
        })
        .await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{first}/team")).await;
    phone.sign_in(&world, "13800138000").await;
    phone.comes_to("/team").await;
    create_solo(&phone).await;
    phone.comes_to("/authorize").await;
    phone.tap(".consent input").await;
    phone.tap("button[type=submit]").await;
    phone.comes_to("/scope").await;
    phone.open(&world, &format!("/d/{other}")).await;
    phone.tap(".foot .button").await;
    phone.sees("给哪个团队开通").await;
    phone.picture("3-team-pick").await;
    phone.tap(".card button.row").await;
    phone.comes_to("/authorize").await;
    phone.open(&world, &format!("/d/{second}")).await;
    phone.tap(".foot .button").await;
    phone.sees("已开通，去工作台").await;
    phone.tap(".card a.row").await;
    phone.sees("退出登录").await;
    phone.off().await;
}
