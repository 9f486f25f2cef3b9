//! Later changes on the owner's phone, as a colleague's phone sees them.

use tests::{SuiteLike, World};

use crate::engine::in_every_engine;
use crate::steps::{GO, LI, at_the_team, authorize, create_solo, finish, join, save_and_scan};

in_every_engine!(a_suite_is_disabled_enabled_withdrawn_and_authorized_again_with_the_same_serial,);

async fn a_suite_is_disabled_enabled_withdrawn_and_authorized_again_with_the_same_serial() {
    let world = World::with_app().await;
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serials = world.serials(suite, 2, None).await;
    let [serial, another] = [serials[0].to_string(), serials[1].to_string()];
    let owner = at_the_team(&world, &link).await;
    create_solo(&owner).await;
    owner.comes_to("/serial").await;
    owner.type_into("#serial", &serial).await;
    owner.tap(GO).await;
    authorize(&owner).await;
    finish(&owner).await;
    owner.tap("a[href^='/workbench/invite']").await;
    let colleague = join(&world, &save_and_scan(&owner).await, LI, "李晓红").await;
    colleague.find(".apps a").await;

    owner.open(&world, "/workbench/suites").await;
    owner.tap("a.row").await;
    owner.tap("#disable").await;
    owner.sees("停用“云考勤”？").await;
    owner.picture("14-suite-disable").await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("已停用").await;
    owner.picture("14-suite-disabled").await;
    colleague.sees("已停用").await;
    colleague.picture("9-workbench-disabled").await;
    owner.tap("#enable").await;
    owner.sees("使用中").await;
    colleague.find(".apps a").await;

    owner.tap("#withdraw").await;
    owner.sees("所有成员将立即无法使用").await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("输入的内容不一致").await;
    owner.picture("14-suite-withdraw").await;
    owner.tap(".sheet .plain").await;
    owner
        .until_asked("return !document.querySelector('dialog')")
        .await;
    // A serial stays its team's, and another one does as well.
    for serial in [serial, another] {
        owner.tap("#withdraw").await;
        owner.type_into("#confirm", "云考勤").await;
        owner.tap(".sheet button[type=submit]").await;
        owner.sees("已撤回").await;
        owner.picture("14-suite-withdrawn").await;
        colleague.sees("您还没有可用的应用").await;
        owner.tap(GO).await;
        owner.comes_to("/serial").await;
        owner.type_into("#serial", &serial).await;
        owner.tap(GO).await;
        authorize(&owner).await;
        finish(&owner).await;
        colleague.find(".apps a").await;
        owner.tap("a[href^='/workbench/suites']").await;
        owner.tap("a.row").await;
        owner.sees(&serial).await;
    }
    owner.off().await;
    colleague.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_reports_a_problem_and_rates_the_app() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(crate::steps::NO_SERIAL).await;
    let (owner, _) = crate::steps::owner_on_workbench(&world, &link).await;
    owner.tap("a[href^='/workbench/invite']").await;
    let member = join(&world, &save_and_scan(&owner).await, LI, "李晓红").await;
    member.tap("a[href^='/workbench/suites']").await;
    member.tap("a.row").await;
    member.sees("报告问题").await;
    member.sees_no("撤回授权").await;
    member.picture("14-suite-member").await;
    member.tap("#report").await;
    member.tap(".sheet button[type=submit]").await;
    member.sees("请描述问题").await;
    member.picture("14-suite-report").await;
    member.type_into("#text", "打卡时一直转圈").await;
    member.tap(".sheet button[type=submit]").await;
    member.sees("已提交，谢谢").await;
    member.tap("#rate").await;
    member.tap(".sheet button[type=submit]").await;
    member.sees("请选择 1 到 5 星").await;
    member.tap(".star:nth-child(4)").await;
    member.picture("14-suite-rate").await;
    member.tap(".sheet button[type=submit]").await;
    member.sees("4 星").await;
    member.tap("#rate").await;
    member
        .until_asked("return document.querySelectorAll('.star.on').length === 4")
        .await;
    member.press(thirtyfour::Key::Escape).await;
    owner.off().await;
    member.off().await;
}
