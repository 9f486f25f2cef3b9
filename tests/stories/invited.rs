//! People who were added by number: they accept or decline, and until then the owner sees that they are invited, no more.

use domain::time::Span;
use serde_json::json;
use tests::World;
use tests::customer::{Customer, group};
use thirtyfour::Key;

use crate::devtools::owner_by_http;
use crate::engine::in_every_engine;
use crate::phone::Phone;
use crate::steps::{EN, GO, LI, NO_SERIAL, WANG, ZH, at_the_team, authorize, finish};

in_every_engine!(one_colleague_accepts_and_another_declines);

/// Another colleague.
const ZHANG: &str = "13700137000";

/// How many of the team's list are invited, and how many there are.
async fn list_is(owner: &Phone, invited: usize, all: usize) {
    let is = format!(
        "const ends = [...document.querySelectorAll('#members .end')].map(it => it.textContent);\
         return ends.length === {all} && ends.filter(it => it === '已邀请').length === {invited}"
    );
    owner.until_asked(&is).await;
}

async fn one_colleague_accepts_and_another_declines() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    // One of them has an account, which the owner doesn't learn.
    Customer::new(&world, LI, &link).enter().await;
    world.pass(Span::seconds(61));

    let owner = at_the_team(&world, &link).await;
    owner.tap(".mode:nth-child(2)").await;
    owner.type_into("#name", "老街早餐店").await;
    owner.type_into("#owner_name", "王小明").await;
    owner.tap("#paste").await;
    let list = "李晓红 13900139000 前厅\n张伟 13700137000 前厅\n陈静 13600136000 后厨\n\
                赵敏 13500135000\n孙丽 13400134000";
    owner.type_into("#pasted", list).await;
    owner.tap(".sheet button[type=submit]").await;
    owner.sees("孙丽").await;
    owner.tap(GO).await;
    authorize(&owner).await;
    finish(&owner).await;
    owner.tap("a[href^='/workbench/people']").await;
    list_is(&owner, 5, 6).await;
    owner.picture("15-people-invited").await;

    let colleague = Phone::new(ZH).await;
    colleague.open(&world, "/workbench").await;
    colleague.sign_in(&world, LI).await;
    colleague.sees("王小明 邀请您加入 老街早餐店").await;
    colleague.picture("9-workbench-invited").await;
    colleague
        .double_tap("#invitations .small-button:not(.plain)")
        .await;
    colleague.find(".apps a").await;
    colleague.sees_no("邀请您加入").await;
    list_is(&owner, 4, 6).await;

    let other = Phone::new(ZH).await;
    other.open(&world, "/workbench").await;
    other.sign_in(&world, ZHANG).await;
    other.tap("#invitations .plain").await;
    other.sees("拒绝加入“老街早餐店”？").await;
    other.picture("9-workbench-decline").await;
    other.tap(".sheet .button.plain").await;
    let closed = "return !document.querySelector('dialog')";
    other.until_asked(closed).await;
    other.tap("#invitations .plain").await;
    other.tap(".sheet button[type=submit]").await;
    other.sees("您还没有加入团队").await;
    other.sees_no("邀请您加入").await;
    let heard = "return document.activeElement.tagName === 'H1'";
    other.until_asked(heard).await;
    list_is(&owner, 3, 5).await;
    owner.sees_no("张伟").await;

    owner.tap("#members li:nth-child(3) button").await;
    owner.tap(".sheet .row.bad").await;
    owner.sees("对方将看不到这个邀请").await;
    owner.picture("15-people-uninvite").await;
    owner.tap(".sheet button[type=submit]").await;
    list_is(&owner, 2, 4).await;
    owner.until_asked(closed).await;
    owner.open(&world, "/workbench/notices").await;
    owner.sees("李晓红 已加入").await;
    owner.sees("张伟 没有接受邀请").await;
    owner.picture("13-notices-invited").await;
    for phone in [owner, colleague, other] {
        phone.off().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_team_is_invited_to_others_in_english_and_by_keyboard() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    owner_by_http(&world, LI, &link).await;
    let mut owners = Vec::new();
    for (number, team) in [(WANG, "Riverside Diner"), (ZHANG, "Old Street Breakfast")] {
        let owner = Customer::new(&world, number, &link);
        owner.sign_in().await;
        let mut body = group(team, 6);
        body["owner_name"] = json!("Wang Xiaoming");
        body["colleagues"][0]["phone"] = json!(LI);
        owner.post(api::path::TEAM, body).await;
        let corpid = owner.finish().await;
        owners.push((owner, corpid));
    }
    world.pass(Span::seconds(61));
    let phone = Phone::new(EN).await;
    phone.open(&world, "/workbench").await;
    phone.sign_in(&world, LI).await;
    phone.find(".apps a").await;
    let first = phone.address().await;
    phone
        .sees("Wang Xiaoming invites you to join Old Street Breakfast")
        .await;
    phone.picture("9-workbench-invitations-en").await;

    // Taken back meanwhile: it says so, and declining is done.
    let (owner, corpid) = &owners[0];
    let id = owner.member_id(corpid, "同事1").await;
    let member = api::path::of_item(api::path::MEMBER, corpid, id);
    owner.send("DELETE", &member, json!({})).await;
    phone
        .tap("#invitations li:nth-child(2) .small-button:not(.plain)")
        .await;
    phone.sees("This invitation has been withdrawn").await;
    phone.picture("9-workbench-invitation-gone-en").await;
    phone.tap("#invitations li:nth-child(2) .plain").await;
    phone.sees("Decline to join Riverside Diner?").await;
    phone.picture("9-workbench-decline-en").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees_no("Riverside Diner").await;

    let focus = "document.querySelector('#invitations .small-button').focus()";
    phone.asks(focus).await;
    phone.press(Key::Tab).await;
    let name = "return document.activeElement.textContent";
    assert_eq!(phone.asks(name).await, "Accept Old Street Breakfast");
    phone.press(Key::Enter).await;
    let there = "return document.querySelector('.team h1')?.textContent.startsWith('Old Street')";
    phone.until_asked(there).await;
    let heard = "return document.activeElement.tagName === 'H1'";
    phone.until_asked(heard).await;
    phone.sees_no("invites you").await;
    phone.back().await;
    assert_eq!(
        phone.address().await,
        first,
        "Back leads to the team before"
    );
    phone.off().await;
}
