//! Many at once: colleagues who wait, members to choose from, an expired session, a thumb that goes on.

use std::time::Duration;

use api::path::{INVITE, MEMBER, PEOPLE, of_item, of_team};
use domain::time::Span;
use serde_json::json;
use tests::customer::{Customer, due};
use tests::{World, database};

use crate::devtools::owner_by_http;
use crate::phone::Phone;
use crate::steps::{GO, NO_SERIAL, WANG, ZH, at_the_team, create_solo};

#[tokio::test(flavor = "multi_thread")]
async fn three_who_are_admitted_as_fast_as_one_can_tap_are_all_in() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_by_http(&world, WANG, &link).await;
    let invite = of_team(INVITE, &corpid);
    owner
        .send("PUT", &invite, json!({ "approval": true }))
        .await;
    let code = owner.invite_code(&corpid).await;
    for (number, name) in [
        ("13900000001", "李晓红"),
        ("13900000002", "张伟"),
        ("13900000003", "陈静"),
    ] {
        let colleague = Customer::new(&world, number, &link);
        assert_eq!(colleague.join(&code, name).await.0, 200);
    }
    let phone = Phone::new(ZH).await;
    phone.open(&world, "/workbench/people").await;
    phone.sign_in(&world, WANG).await;
    phone
        .until_asked("return document.querySelectorAll('#joins li').length === 3")
        .await;
    let admit =
        "document.querySelectorAll('#joins .small-button:not(.plain)').forEach(it => it.click())";
    phone.asks(admit).await;
    phone
        .until_asked("return !document.querySelector('#joins')")
        .await;
    phone
        .until_asked("return document.querySelectorAll('#members > li').length === 4")
        .await;
    let (_, people) = owner.get(&of_team(PEOPLE, &corpid)).await;
    assert_eq!(people["members"].as_array().map(Vec::len), Some(4));
    phone.off().await;
}

/// The id of the member with exactly this name.
async fn member(owner: &Customer<'_>, corpid: &str, name: &str) -> i64 {
    let path = format!("{}?q={name}", of_team(PEOPLE, corpid));
    let (_, people) = owner.get(&path).await;
    let members = people["members"].as_array().unwrap().iter();
    let mut found = members.filter(|member| member["name"] == name);
    found.next().unwrap()["id"].as_i64().unwrap()
}

/// Searches for a member and chooses them.
async fn choose(phone: &Phone, name: &str) {
    phone.type_into("input[type=search]", name).await;
    let only = format!(
        "const rows = [...document.querySelectorAll('label.row:has([type=checkbox]) .what')];\
         return rows.length === 1 && rows[0].textContent === {name:?}"
    );
    phone.until_asked(&only).await;
    phone.tap("label.row input[type=checkbox]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_three_chosen_among_many_only_the_one_who_left_is_deselected() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let owner = Customer::new(&world, WANG, &link);
    owner.sign_in().await;
    owner.create_solo("老街早餐店").await;
    let (_, found) = owner.authorize().await;
    assert_eq!(due(&found), "scope");
    let corpid = found["team"]["corpid"].as_str().unwrap().to_owned();
    world.fill_team(199).await;
    world.pass(Span::seconds(61));
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}/sign-in")).await;
    phone.sign_in(&world, WANG).await;
    phone.comes_to("/scope").await;
    phone.tap("label.row:nth-child(3) input").await;
    // The last is beyond the first hundred.
    for name in ["m99", "m98", "m199"] {
        choose(&phone, name).await;
    }
    phone.sees("完成（3 人）").await;
    let left = member(&owner, &corpid, "m98").await;
    let gone = owner
        .send("DELETE", &of_item(MEMBER, &corpid, left), json!({}))
        .await;
    assert!(gone.0.is_success(), "{gone:?}");
    phone.tap(GO).await;
    phone.sees("名单有变化").await;
    phone.sees("完成（2 人）").await;
    phone.picture("7-scope-left").await;
    phone.tap(GO).await;
    phone.comes_to("/start").await;
    let mut kept = [
        member(&owner, &corpid, "m99").await,
        member(&owner, &corpid, "m199").await,
    ];
    kept.sort_unstable();
    let scope = owner.onboarding().await["scope"]["scope"].clone();
    let mut set: Vec<i64> = serde_json::from_value(scope["ids"].clone()).unwrap();
    set.sort_unstable();
    assert_eq!(set, kept, "{scope}");
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_session_costs_a_sign_in_and_no_tap() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (_, other) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    for begun in [&other, &link] {
        phone.open(&world, &format!("/d/{begun}")).await;
        phone.ready().await;
        database::execute(&world.database, "DELETE FROM session").await;
        world.pass(Span::seconds(61));
        phone.tap(GO).await;
        if begun == &link {
            create_solo(&phone).await;
        }
        phone.sees("登录已失效").await;
        phone.sign_in(&world, WANG).await;
        phone.comes_to("/team").await;
        phone.sees_no("登录已失效").await;
    }
    // What was typed before is still there.
    assert_eq!(phone.value("#name").await, "老街早餐店");
    create_solo(&phone).await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_may_be_sent_again_at_once_after_a_minute_asleep() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}/sign-in")).await;
    phone.type_into("#phone", WANG).await;
    phone.tap(".code button").await;
    phone.sees("秒后重发").await;
    phone.find(".code button:disabled").await;
    world.pass(Span::seconds(61));
    phone
        .asks("const now = Date.now; Date.now = () => now() + 61000")
        .await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let may = "return !!document.querySelector('.code button:not(:disabled)')";
    assert_eq!(phone.asks(may).await, json!(true));
    phone.tap(".code button").await;
    phone.sees("秒后重发").await;
    assert_eq!(world.outbox.count(), 2);
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copied_stands_as_long_after_the_second_tap_as_after_the_first() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    owner_by_http(&world, WANG, &link).await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, "/workbench/invite").await;
    phone.sign_in(&world, WANG).await;
    phone.tap("#copy").await;
    phone.sees("已复制").await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    phone.tap("#copy").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(phone.text().await.contains("已复制"), "cleared too early");
    phone.sees_no("已复制").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_a_colleague_leaves_the_focus_on_the_next_or_on_the_button_that_adds() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    phone.tap(".mode:nth-child(2)").await;
    phone.tap("#paste").await;
    let list = "李晓红 13900139000\n张伟 13700137000\n陈静 13600136000";
    phone.type_into("#pasted", list).await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("陈静").await;
    phone
        .until_asked("return !document.querySelector('dialog')")
        .await;
    for (removed, focused) in [
        ("李晓红", "移除 张伟"),
        ("张伟", "移除 陈静"),
        ("陈静", "add"),
    ] {
        phone.tap(&format!("[aria-label='移除 {removed}']")).await;
        phone.sees_no(removed).await;
        let at = "const it = document.activeElement; return it.getAttribute('aria-label') || it.id";
        assert_eq!(phone.asks(at).await, json!(focused));
    }
    phone.off().await;
}
