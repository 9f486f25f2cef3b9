//! Waiting in vain: for a vendor that never answers, for a team whose invite was renewed.

use domain::serial::Serial;
use domain::task::SerialRule;
use domain::time::Span;
use tests::vendor::{Manner, all_but_the_last_attempt};
use tests::{SuiteLike, World};

use crate::phone::Phone;
use crate::steps::{
    GO, LI, NO_SERIAL, ZH, at_the_team, authorize, create_solo, finish, owner_on_workbench,
    save_and_scan,
};

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_for_a_vendor_that_was_given_up_reads_so_and_asks_again() {
    let world = World::with_app().await;
    world.vendor.becomes(Manner::Unreachable);
    let (_, link) = world
        .link_of(SuiteLike {
            serial: SerialRule::Vendor,
            hosted: false,
            ..NO_SERIAL
        })
        .await;
    let phone = at_the_team(&world, &link).await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    let serial = Serial::generate([5; 15]).to_string();
    phone.type_into("#serial", &serial).await;
    phone.tap(GO).await;
    phone.sees("我们会继续询问").await;
    all_but_the_last_attempt(&world).await;
    world.pass(Span::minutes(120));
    phone.sees("我们已停止询问").await;
    phone.sees(&serial).await;
    phone.picture("4-serial-stopped").await;
    phone.tap(GO).await;
    phone.sees("我们会继续询问").await;
    world.vendor.becomes(Manner::Accepts);
    world.pass(Span::seconds(10));
    phone.comes_to("/authorize").await;

    world.vendor.becomes(Manner::Unreachable);
    authorize(&phone).await;
    phone.sees("正在开通").await;
    all_but_the_last_attempt(&world).await;
    world.pass(Span::minutes(120));
    phone.sees("我们已停止询问").await;
    phone.picture("6-stopped").await;
    world.vendor.becomes(Manner::Refuses("请先续费"));
    phone.tap(GO).await;
    phone.sees("请先续费").await;
    world.vendor.becomes(Manner::Accepts);
    phone.tap(GO).await;
    finish(&phone).await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_to_be_let_in_takes_the_wish_back_though_the_invite_was_renewed() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_on_workbench(&world, &link).await;
    owner
        .open(&world, &format!("/workbench/invite?team={corpid}"))
        .await;
    owner.tap("#approval").await;
    let old = save_and_scan(&owner).await;
    let colleague = Phone::new(ZH).await;
    colleague.go_to(&old).await;
    colleague.ready().await;
    colleague.tap(GO).await;
    colleague.sign_in(&world, LI).await;
    colleague.type_into("#name", "李晓红").await;
    colleague.tap(GO).await;
    colleague.sees("已申请，等待审核").await;
    owner.tap("button.row").await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("链接已更换").await;
    colleague.go_to(&old).await;
    colleague.sees("已申请，等待审核").await;
    colleague.tap(GO).await;
    colleague.sees("通过后会自动进入").await;
    colleague.tap(GO).await;
    colleague.sees("这个邀请已失效").await;
    owner
        .open(&world, &format!("/workbench/people?team={corpid}"))
        .await;
    owner.sees("王小明").await;
    owner.sees_no("李晓红").await;
    owner.off().await;
    colleague.off().await;
}
