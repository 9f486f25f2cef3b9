//! Colleagues come in by the invite.

use tests::World;
use tests::customer::{Customer, group};

use crate::engine::in_every_engine;
use crate::phone::Phone;
use crate::steps::{
    EN, GO, LI, NO_SERIAL, WANG, ZH, at_the_team, join, owner_on_workbench, save_and_scan,
};

in_every_engine!(
    a_colleague_joins_by_the_code_and_sees_what_is_in_scope_as_it_changes,
    joining_that_needs_approval_waits_is_declined_and_let_in,
);

async fn a_colleague_joins_by_the_code_and_sees_what_is_in_scope_as_it_changes() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, _) = owner_on_workbench(&world, &link).await;
    owner.tap("a[href^='/workbench/invite']").await;
    owner.sees("加入需要审核").await;
    owner.picture("11-invite").await;
    let address = save_and_scan(&owner).await;
    assert!(address.contains("/join/"), "{address}");
    owner.tap("#copy").await;
    owner.sees("已复制").await;

    let colleague = Phone::new(ZH).await;
    colleague.go_to(&address).await;
    colleague.sees("王小明 邀请您加入").await;
    colleague.sees("轻排班").await;
    colleague.ready().await;
    colleague.picture("12-join").await;
    colleague.tap(GO).await;
    colleague.comes_to("/go").await;
    colleague.picture("12-join-sign-in").await;
    colleague.sign_in(&world, LI).await;
    colleague.sees("您的姓名").await;
    colleague.tap(GO).await;
    colleague.sees("姓名为 1 到 20 个字").await;
    colleague.picture("12-join-name").await;
    colleague.type_into("#name", "李晓红").await;
    colleague.tap(GO).await;
    colleague.find(".apps a").await;
    colleague.sees("老街早餐店").await;
    colleague.sees_no("邀请同事").await;
    colleague.picture("9-workbench-member").await;

    owner.back().await;
    owner.find(".bell .dot").await;
    owner.tap(".bell").await;
    owner.sees("李晓红 已加入").await;
    owner.picture("13-notices").await;
    owner.back().await;
    owner
        .until_asked("return !document.querySelector('.bell .dot')")
        .await;
    owner.tap("a[href^='/workbench/suites']").await;
    owner.sees("全员 · 2 人").await;
    owner.picture("14-suites").await;
    owner.tap("a.row").await;
    owner.sees("变更记录").await;
    owner.picture("14-suite").await;
    owner.tap("a[href^='/workbench/scope']").await;
    owner.tap("label.row:nth-child(3) input").await;
    owner.sees("王小明").await;
    owner.tap("label.row input[type=checkbox]").await;
    owner.sees("完成（1 人）").await;
    owner.picture("14-scope").await;
    owner.tap(GO).await;
    owner.sees("王小明 · 1 人").await;
    colleague.sees("您还没有可用的应用").await;
    owner.tap("a[href^='/workbench/scope']").await;
    owner.find("label.row:nth-child(3) input:checked").await;
    owner.find("input[type=checkbox]:checked").await;
    owner.tap("label.row:nth-child(1) input").await;
    owner.tap(GO).await;
    owner.sees("全员 · 2 人").await;
    colleague.find(".apps a").await;
    owner.off().await;
    colleague.off().await;
}

async fn joining_that_needs_approval_waits_is_declined_and_let_in() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_on_workbench(&world, &link).await;
    owner
        .open(&world, &format!("/workbench/invite?team={corpid}"))
        .await;
    owner.tap("#approval").await;
    let address = save_and_scan(&owner).await;
    owner
        .open(&world, &format!("/workbench?team={corpid}"))
        .await;
    owner.find(".apps").await;

    let colleague = Phone::new(ZH).await;
    colleague.go_to(&address).await;
    colleague.sees("加入需要管理员审核").await;
    colleague.ready().await;
    colleague.tap(GO).await;
    colleague.sign_in(&world, LI).await;
    colleague.type_into("#name", "李晓红").await;
    colleague.tap(GO).await;
    colleague.sees("已申请，等待审核").await;
    colleague.picture("12-join-waiting").await;

    owner.sees("1 位同事等待加入").await;
    owner.picture("9-workbench-duty").await;
    owner.tap(".duty").await;
    owner.sees("等待加入").await;
    owner.picture("15-people-joins").await;
    owner.tap("#joins .plain").await;
    owner
        .until_asked("return !document.querySelector('#joins')")
        .await;
    colleague.sees("管理员没有同意").await;
    colleague.picture("12-join-declined").await;
    colleague.tap(GO).await;
    colleague.sees("已申请，等待审核").await;
    colleague.tap(GO).await;
    colleague.sees("申请加入").await;
    colleague.tap(GO).await;
    colleague.sees("已申请，等待审核").await;
    owner.find("#joins").await;
    owner.tap("#joins .small-button:not(.plain)").await;
    colleague.find(".apps a").await;
    colleague.sees("老街早餐店").await;
    owner.sees("李晓红").await;
    owner.picture("15-people").await;
    owner.off().await;
    colleague.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_link_kills_the_old_one_and_a_member_is_told_so() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_on_workbench(&world, &link).await;
    owner
        .open(&world, &format!("/workbench/invite?team={corpid}"))
        .await;
    let old = save_and_scan(&owner).await;
    let colleague = join(&world, &old, LI, "李晓红").await;
    owner.tap("button.row").await;
    owner.sees("旧的链接和二维码将立即失效").await;
    owner.picture("11-invite-renew").await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("链接已更换").await;
    let new = save_and_scan(&owner).await;
    assert_ne!(new, old);
    let stranger = Phone::new(EN).await;
    stranger.go_to(&old).await;
    stranger.sees("This invite is no longer valid").await;
    stranger.picture("12-join-dead").await;
    stranger.go_to(&new).await;
    stranger.sees("王小明 invites you").await;
    stranger.picture("12-join-en").await;
    colleague.go_to(&new).await;
    colleague.sees("您已经在这个团队里").await;
    colleague.picture("12-join-inside").await;
    colleague.tap(GO).await;
    colleague.find(".apps a").await;
    for phone in [owner, colleague, stranger] {
        phone.off().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_is_handed_over_and_the_account_deleted() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_on_workbench(&world, &link).await;
    owner
        .open(&world, &format!("/workbench/invite?team={corpid}"))
        .await;
    let address = save_and_scan(&owner).await;
    let colleague = join(&world, &address, LI, "李晓红").await;
    owner.open(&world, "/workbench/account").await;
    owner.tap("#delete").await;
    owner.sees("请先移交这些团队").await;
    owner.picture("10-account-hand-over").await;
    owner.tap(".sheet .plain").await;
    // Its entry in the history goes first: a sheet is left by going back.
    owner
        .until_asked("return !document.querySelector('dialog')")
        .await;
    owner
        .open(&world, &format!("/workbench/people?team={corpid}"))
        .await;
    owner.tap("#members button.row").await;
    owner.sees("移交团队").await;
    owner.picture("15-people-menu").await;
    owner.tap(".sheet .row:nth-child(2)").await;
    owner.sees("只有新的负责人能移交回来").await;
    owner.picture("15-people-hand-over").await;
    owner.tap(".sheet button[type=submit]").await;
    colleague.sees("邀请同事").await;
    colleague.tap(".bell").await;
    colleague.sees("王小明 把团队移交给您").await;
    owner.open(&world, "/workbench/account").await;
    owner.tap("#delete").await;
    owner.sees("您会退出这些团队").await;
    owner.type_into("#confirm", "0000").await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("输入的内容不一致").await;
    owner.picture("10-account-delete").await;
    owner.type_into("#confirm", "8000").await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("没有账号会自动创建").await;
    colleague.back().await;
    colleague.tap("a[href^='/workbench/people']").await;
    colleague.sees("李晓红").await;
    colleague.sees_no("王小明").await;
    owner.off().await;
    colleague.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_turns_back_while_signing_in_is_signed_in_and_goes_on() {
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
    colleague.type_into("#phone", LI).await;
    colleague.tap(".code button").await;
    colleague.sees("秒后重发").await;
    // Another number may have its code at once.
    colleague.type_into("#phone", "1390013900").await;
    colleague.sees("获取验证码").await;
    colleague.type_into("#phone", LI).await;
    colleague.sees("秒后重发").await;
    colleague.tap(GO).await;
    colleague.sees("请输入 6 位验证码").await;
    let code = world.outbox.last(LI).unwrap();
    colleague.network(false).await;
    colleague.type_into("#code", &code).await;
    colleague.sees("等待网络").await;
    // The invite can't be loaded yet; what was sent is answered first.
    colleague.back().await;
    colleague.sees("没有网络").await;
    colleague.network(true).await;
    colleague.sees("王小明 邀请您加入").await;
    colleague.ready().await;
    colleague.tap(GO).await;
    colleague.sees("当前登录").await;
    colleague.type_into("#name", "李晓红").await;
    colleague.tap(GO).await;
    colleague.find(".apps a").await;
    // The way back isn't the form for the name.
    colleague.back().await;
    colleague.sees("您已经在这个团队里").await;
    owner.off().await;
    colleague.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_before_the_program_is_there_leads_where_the_button_says() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_on_workbench(&world, &link).await;
    owner
        .open(&world, &format!("/workbench/invite?team={corpid}"))
        .await;
    owner.tap("#approval").await;
    owner
        .until_asked("return document.querySelector('#approval:checked:not(:disabled)') !== null")
        .await;
    let address = save_and_scan(&owner).await;
    let colleague = Phone::new(ZH).await;
    colleague.go_to(&address).await;
    colleague.ready().await;
    colleague.tap(GO).await;
    colleague.sign_in(&world, LI).await;
    colleague.type_into("#name", "李晓红").await;
    colleague.tap(GO).await;
    colleague.sees("已申请，等待审核").await;
    // The next tap of a nervous thumb takes nothing back: the button isn't there for it yet.
    let late = "return getComputedStyle(document.querySelector('.late')).animationName === 'late'";
    colleague.until_asked(late).await;
    // The painted button leads here.
    let go = format!("{address}/go");
    colleague.go_to(&go).await;
    colleague.sees("已申请，等待审核").await;
    colleague.ready().await;
    colleague.tap(".late").await;
    colleague.sees("申请加入").await;
    // Another person may be signed in on this phone: the page names them, and asks.
    colleague.go_to(&go).await;
    colleague.sees("当前登录：李晓红").await;
    colleague.tap(GO).await;
    colleague.sees("已申请，等待审核").await;
    owner.back().await;
    // In no team yet, and told so on the workbench too.
    colleague.open(&world, "/workbench").await;
    colleague.sees("老街早餐店 审核通过后").await;
    colleague.picture("9-workbench-waiting").await;
    owner.open(&world, "/workbench/people").await;
    owner.tap("#joins .small-button:not(.plain)").await;
    colleague.find(".apps a").await;
    owner.off().await;
    colleague.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_person_typed_is_not_shown_to_the_next_on_the_same_phone() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    phone.type_into("#name", "老街早餐店").await;
    phone.type_into("#owner_name", "王小明").await;
    phone.open(&world, &format!("/d/{link}/team")).await;
    phone.find("#name").await;
    assert_eq!(phone.value("#name").await, "老街早餐店");
    phone.open(&world, "/workbench/account").await;
    phone.tap("#sign-out").await;
    phone.sees("没有账号会自动创建").await;
    assert_eq!(phone.value("#phone").await, "");
    phone.open(&world, &format!("/d/{link}/team")).await;
    phone.sign_in(&world, LI).await;
    phone.comes_to("/team").await;
    assert_eq!(phone.value("#name").await, "");
    assert_eq!(phone.value("#owner_name").await, "");
    let kept = phone.asks("return JSON.stringify(localStorage)").await;
    assert!(!kept.as_str().unwrap().contains("王小明"), "{kept}");
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_was_added_by_number_is_in_the_team_by_joining_without_a_name() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let customer = Customer::new(&world, WANG, &link);
    customer.sign_in().await;
    customer.post(api::path::TEAM, group("老街早餐店", 6)).await;
    let corpid = customer.finish().await;
    let code = customer.invite_code(&corpid).await;
    world.pass(domain::time::Span::seconds(61));
    let owner = Phone::new(ZH).await;
    owner.open(&world, "/workbench/people").await;
    owner.sign_in(&world, WANG).await;
    owner.sees("已邀请").await;
    let colleague = Phone::new(ZH).await;
    colleague.open(&world, &format!("/join/{code}")).await;
    colleague.ready().await;
    colleague.tap(GO).await;
    colleague.sign_in(&world, "13900000003").await;
    // No name is asked for, and nobody is doubled.
    colleague.find(".apps a").await;
    let waiting = "return document.querySelectorAll('#members > li').length === 6 &&\
                   document.body.innerText.split('已邀请').length - 1 === 4";
    owner.until_asked(waiting).await;
    owner.open(&world, "/workbench/notices").await;
    owner.sees("同事3 已加入").await;
    owner.off().await;
    colleague.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_fills_up_meanwhile_says_so() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let customer = Customer::new(&world, WANG, &link);
    let corpid = customer.deploy_alone("老街早餐店").await;
    let code = customer.invite_code(&corpid).await;
    let colleague = Phone::new(ZH).await;
    colleague.open(&world, &format!("/join/{code}")).await;
    colleague.ready().await;
    colleague.tap(GO).await;
    colleague.sign_in(&world, LI).await;
    colleague.type_into("#name", "李晓红").await;
    world.fill_team(9_999).await;
    colleague.tap(GO).await;
    colleague.sees("团队人数已满").await;
    colleague.picture("12-join-full-name").await;
    colleague.open(&world, &format!("/join/{code}")).await;
    colleague.sees("请联系团队管理员").await;
    colleague.picture("12-join-full").await;
    colleague.off().await;
}
