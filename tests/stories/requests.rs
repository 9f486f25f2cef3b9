//! A scan by someone who may not decide.

use tests::{SuiteLike, World};

use crate::steps::{GO, LI, NO_SERIAL, join, owner_on_workbench, save_and_scan};

#[tokio::test(flavor = "multi_thread")]
async fn a_members_request_is_declined_asked_again_and_authorized() {
    let world = World::with_app().await;
    let (_, first) = world.link_of(NO_SERIAL).await;
    let (_, wanted) = world
        .link_of(SuiteLike {
            name: "快报销",
            ..NO_SERIAL
        })
        .await;
    let (owner, corpid) = owner_on_workbench(&world, &first).await;
    owner
        .open(&world, &format!("/workbench/invite?team={corpid}"))
        .await;
    let member = join(&world, &save_and_scan(&owner).await, LI, "李晓红").await;
    owner
        .open(&world, &format!("/workbench?team={corpid}"))
        .await;
    owner.find(".apps a").await;

    member.open(&world, &format!("/d/{wanted}")).await;
    member.tap(GO).await;
    member.sees("给哪个团队开通").await;
    member.picture("3-team-ask").await;
    member.tap(".card button.row").await;
    member.comes_to("/ask").await;
    member.picture("16-ask").await;
    member.tap(GO).await;
    member.sees("申请已发送").await;
    member.picture("16-ask-sent").await;

    owner.sees("1 个应用申请等待处理").await;
    owner.tap(".duty").await;
    owner.sees("李晓红 申请开通 快报销").await;
    owner.sees("成员姓名、部门").await;
    owner.picture("17-requests").await;
    owner.tap(".buttons .plain").await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("请写明原因").await;
    owner.picture("17-requests-decline").await;
    owner.type_into("#reason", "先看看别的").await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("已拒绝").await;
    owner.picture("17-requests-declined").await;
    member.sees("王小明：先看看别的").await;
    member.picture("16-ask-declined").await;

    member.tap(GO).await;
    member.sees("申请已发送").await;
    member.tap(GO).await;
    member.sees("发送申请").await;
    member.tap(GO).await;
    member.sees("申请已发送").await;
    owner.sees_no("已拒绝").await;
    owner.tap(".buttons .small-button:not(.plain)").await;
    owner.comes_to("/authorize").await;
    owner.sees("授权“快报销”用于 老街早餐店").await;
    owner.tap(".consent input").await;
    owner.tap(GO).await;
    owner.comes_to("/scope").await;
    member.comes_to("/start").await;
    member.sees("您暂时不在使用范围内").await;
    owner.tap(GO).await;
    owner.comes_to("/start").await;
    owner.sees("复制邀请链接").await;
    owner.picture("8-done-invite").await;
    member.tap(GO).await;
    member
        .until_asked("return document.querySelectorAll('.apps a').length === 2")
        .await;
    member.tap(".bell").await;
    member.sees("王小明 已授权您申请的 快报销").await;
    member.picture("13-notices-member").await;
    owner.off().await;
    member.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_of_one_team_is_not_asked_which_but_may_say_another() {
    let world = World::with_app().await;
    let (_, first) = world.link_of(NO_SERIAL).await;
    let (_, second) = world
        .link_of(SuiteLike {
            name: "快报销",
            ..NO_SERIAL
        })
        .await;
    let (owner, _) = owner_on_workbench(&world, &first).await;
    owner.open(&world, &format!("/d/{second}")).await;
    owner.tap(GO).await;
    owner.comes_to("/authorize").await;
    owner.sees("换一个团队").await;
    owner.picture("5-authorize-other-team").await;
    owner.tap("main button.link").await;
    owner.sees("给哪个团队开通").await;
    owner.tap(".card button.row").await;
    owner.comes_to("/authorize").await;
    owner.off().await;
}
