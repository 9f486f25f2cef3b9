//! From the scan to the workbench.

use domain::team::TeamModes;
use domain::time::Span;
use tests::{SuiteLike, WHOLE_FUNNEL, World, scan};

use crate::engine::in_every_engine;
use crate::phone::Phone;
use crate::steps::{EN, GO, NO_SERIAL, WANG, ZH, at_the_team, authorize, create_solo, finish};

in_every_engine!(
    a_shop_owner_scans_the_code_and_is_in_the_workbench,
    a_group_of_five_is_refused_and_one_of_six_goes_on,
);

/// The half blocks of a terminal as a picture, eight pixels a module.
fn photograph(terminal: &str) -> Vec<u8> {
    const SCALE: usize = 8;
    let plain = terminal
        .replace("\u{1b}[30;107m", "")
        .replace("\u{1b}[0m", "");
    let mut rows: Vec<Vec<bool>> = Vec::new();
    for line in plain.lines() {
        rows.push(line.chars().map(|c| matches!(c, '█' | '▀')).collect());
        rows.push(line.chars().map(|c| matches!(c, '█' | '▄')).collect());
    }
    let (width, height) = (rows[0].len() * SCALE, rows.len() * SCALE);
    let mut pgm = format!("P5 {width} {height} 255\n").into_bytes();
    for y in 0..height {
        pgm.extend((0..width).map(|x| if rows[y / SCALE][x / SCALE] { 0 } else { 255 }));
    }
    pgm
}

async fn a_shop_owner_scans_the_code_and_is_in_the_workbench() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let scanned = format!("{}/D/{link}", world.base);
    let code = qr::StyledSymbol::of_link(&scanned, &qr::Style::default()).unwrap();
    let address = scan(&photograph(&code.terminal(qr::Background::Any)));
    let phone = Phone::new(ZH).await;
    phone.go_to(&address).await;
    phone.sees("开始开通").await;
    phone.ready().await;
    phone.picture("1-guide").await;
    phone.tap(GO).await;
    phone.comes_to("/sign-in").await;
    phone.picture("2-sign-in").await;
    phone.type_into("#phone", "12345").await;
    phone.tap(GO).await;
    phone.sees("请输入正确的手机号").await;
    phone.picture("2-sign-in-wrong").await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/team").await;
    phone.picture("3-team-solo").await;
    phone.tap(GO).await;
    phone.sees("团队名称为 1 到 40 个字").await;
    phone.picture("3-team-wrong").await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    phone
        .type_into("#serial", &serial.to_lowercase().replace('-', ""))
        .await;
    phone.picture("4-serial").await;
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    phone.tap(GO).await;
    phone.sees("请先勾选同意").await;
    phone.picture("5-authorize-wrong").await;
    phone.tap(".consent input").await;
    phone.sees_no("请先勾选同意").await;
    phone.picture("5-authorize").await;
    phone.tap(GO).await;
    phone.comes_to("/scope").await;
    phone.picture("7-scope").await;
    phone.tap(GO).await;
    phone.comes_to("/start").await;
    phone.sees("云考勤 已开通").await;
    phone.picture("8-done").await;
    phone.tap(GO).await;
    phone.sees("老街早餐店").await;
    phone.picture("9-workbench").await;
    let tile = phone.find(".apps a").await.attr("href").await.unwrap();
    let tile = tile.unwrap();
    assert!(
        tile.starts_with("https://example.com/app?corpid="),
        "{tile}"
    );
    assert!(!tile.contains('$'), "the corp's id is filled in: {tile}");
    assert_eq!(world.funnel(&link).await, WHOLE_FUNNEL,);
    phone.off().await;
}

async fn a_group_of_five_is_refused_and_one_of_six_goes_on() {
    let world = World::with_app().await;
    let (_, link) = world
        .link_of(SuiteLike {
            modes: TeamModes::Group,
            ..NO_SERIAL
        })
        .await;
    let phone = at_the_team(&world, &link).await;
    phone.type_into("#name", "老街早餐店").await;
    phone.type_into("#owner_name", "王小明").await;
    phone.tap("#paste").await;
    let list = "李晓红 13900139000 前厅\n张伟 13700137000 前厅\n陈静 13600136000 后厨\n\
                赵敏 13500135000\n周强 123";
    phone.type_into("#pasted", list).await;
    phone.sees("识别到 5 行，4 行可用").await;
    phone.sees("周强 123: 请输入正确的手机号").await;
    phone.picture("3-team-paste").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("识别到 1 行，0 行可用").await;
    assert_eq!(
        phone.value("#pasted").await,
        "周强 123",
        "what is wrong stays"
    );
    phone.tap(".sheet .plain").await;
    phone.sees("还差 1 人").await;
    phone.tap(GO).await;
    phone.sees("至少需要 6 人").await;
    phone.picture("3-team-five").await;
    phone.tap("#add").await;
    phone.type_into("#new-name", "孙丽").await;
    phone.type_into("#new-phone", "138 0013 8000").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("这是您自己的号码").await;
    phone.picture("3-team-add-wrong").await;
    phone.type_into("#new-phone", "139 0013 9000").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("这个号码已经添加过了").await;
    phone.type_into("#new-phone", "13400134000").await;
    phone.picture("3-team-add").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("6 人").await;
    phone.sees_no("至少需要 6 人").await;
    phone.picture("3-team-group").await;
    phone.tap(GO).await;
    authorize(&phone).await;
    phone.comes_to("/scope").await;
    phone.tap("label.row:nth-child(2) input").await;
    phone.sees("后厨").await;
    phone.tap(GO).await;
    phone.sees("请至少选择一个").await;
    phone.picture("7-scope-wrong").await;
    phone.tap("label.row input[type=checkbox]").await;
    phone.sees("完成（1 个部门，2 人）").await;
    phone.picture("7-scope-departments").await;
    phone.tap("label.row:nth-child(3) input").await;
    phone.type_into("input[type=search]", "赵").await;
    phone.sees_no("李晓红").await;
    phone.tap("label.row input[type=checkbox]").await;
    phone.sees("完成（1 人）").await;
    phone.picture("7-scope-members").await;
    phone.type_into("input[type=search]", "没有这个人").await;
    phone.sees("没有找到").await;
    phone.picture("7-scope-nobody").await;
    phone.tap("label.row:nth-child(2) input").await;
    phone.sees("完成（1 个部门，2 人）").await;
    phone.tap(GO).await;
    phone.comes_to("/start").await;
    phone.sees("前厅共 2 人可用").await;
    phone.tap(GO).await;
    phone.sees("您还没有可用的应用").await;
    phone.picture("9-workbench-nothing").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suite_without_serial_goes_from_the_team_to_the_authorization() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    create_solo(&phone).await;
    authorize(&phone).await;
    finish(&phone).await;
    assert!(!world.funnel(&link).await.contains(&"serial".to_owned()));
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("进入工作台").await;
    phone.picture("1-guide-finished").await;
    phone.open(&world, &format!("/d/{link}/start")).await;
    phone.tap(".button.plain").await;
    phone.comes_to("/team").await;
    phone.sees("给哪个团队开通").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_phone_goes_on_where_the_first_stopped_two_days_later() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let first = at_the_team(&world, &link).await;
    create_solo(&first).await;
    first.comes_to("/authorize").await;
    first.open(&world, &format!("/d/{link}/team")).await;
    first.sees("这一步已完成").await;
    first.picture("read-only").await;
    first.open(&world, &format!("/d/{link}/scope")).await;
    first.comes_to("/authorize").await;
    first.off().await;
    world.pass(Span::days(2));
    let second = Phone::new(EN).await;
    second.open(&world, &format!("/d/{link}")).await;
    second.sees("Begin").await;
    second.picture("1-guide-en").await;
    second.tap(GO).await;
    second.sign_in(&world, WANG).await;
    second.comes_to("/authorize").await;
    second.sees("Authorize 轻排班 for 老街早餐店").await;
    second.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_browser_goes_on_without_signing_in_again() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    phone.type_into("#name", "老街早餐店").await;
    phone.tap(".mode:nth-child(2)").await;
    phone.tap("#paste").await;
    phone.type_into("#pasted", "李晓红 13900139000").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("李晓红").await;
    phone.tap(".mode:nth-child(1)").await;
    phone.sees_no("李晓红").await;
    let phone = phone.reopened().await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.tap(GO).await;
    phone.comes_to("/team").await;
    phone.tap(".mode:nth-child(2)").await;
    phone.sees("李晓红").await;
    phone.tap(".mode:nth-child(1)").await;
    assert_eq!(
        phone.value("#name").await,
        "老街早餐店",
        "what was typed is kept"
    );
    phone.type_into("#owner_name", "王小明").await;
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    let phone = phone.reopened().await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("继续").await;
    phone.picture("1-guide-half-way").await;
    phone.tap(GO).await;
    authorize(&phone).await;
    finish(&phone).await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_vendors_own_tasks_come_where_its_application_puts_them() {
    let world = World::with_app().await;
    let (_, link) = world
        .link_of(SuiteLike {
            custom_after: &["team", "scope"],
            ..NO_SERIAL
        })
        .await;
    let phone = at_the_team(&world, &link).await;
    create_solo(&phone).await;
    phone.comes_to("/task-0").await;
    phone.sees("看一分钟介绍").await;
    phone.picture("6-custom").await;
    phone.tap(GO).await;
    authorize(&phone).await;
    phone.comes_to("/scope").await;
    phone.open(&world, &format!("/d/{link}/task-0")).await;
    phone.sees("这一步已完成").await;
    phone.sees("了解怎样打卡").await;
    phone.picture("read-only-custom").await;
    phone.tap(GO).await;
    phone.comes_to("/scope").await;
    phone.tap(GO).await;
    phone.comes_to("/task-1").await;
    phone.tap(GO).await;
    phone.comes_to("/start").await;
    phone.off().await;
}
