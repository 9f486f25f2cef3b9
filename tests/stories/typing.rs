//! What is typed with an input method, and what is pasted from chats, mails and address books.

use serde_json::json;
use tests::World;
use tests::{SuiteLike, customer::Customer};

use crate::devtools::{compose, insert, owner_by_http, paste, press_enter, put_caret};
use crate::phone::Phone;
use crate::steps::{GO, LI, NO_SERIAL, WANG, ZH, at_the_team, create_solo};

/// A phone on the page of the serial, and a serial that is good there.
async fn at_the_serial(world: &World) -> (Phone, String) {
    let (suite, link) = world.link_of(SuiteLike::default()).await;
    let serial = world.serials(suite, 1, None).await[0].to_string();
    let phone = at_the_team(world, &link).await;
    create_solo(&phone).await;
    phone.comes_to("/serial").await;
    phone.find("#serial").await;
    (phone, serial)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_serial_that_is_composed_is_grouped_once_the_input_method_is_done() {
    let world = World::with_app().await;
    let (phone, serial) = at_the_serial(&world).await;
    let plain = serial.replace('-', "");
    put_caret(&phone, "#serial", 0).await;
    for end in [3, 4, 5, 9] {
        compose(&phone, &plain[..end]).await;
        assert_eq!(phone.value("#serial").await, plain[..end], "not yet");
    }
    insert(&phone, &plain[..9]).await;
    assert_eq!(phone.value("#serial").await, serial[..11]);
    compose(&phone, &plain[9..]).await;
    insert(&phone, &plain[9..]).await;
    assert_eq!(phone.value("#serial").await, serial);
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_into_the_middle_of_a_serial_leaves_the_caret_behind_it() {
    let world = World::with_app().await;
    let (phone, _) = at_the_serial(&world).await;
    phone.type_into("#serial", "abcdefghjk").await;
    assert_eq!(phone.value("#serial").await, "ABCD-EFGH-JK");
    let before_caret = "const it = document.querySelector('#serial');\
                        return it.value.slice(0, it.selectionStart).replaceAll('-', '')";
    put_caret(&phone, "#serial", 2).await;
    for (typed, stands, before) in [
        ("7", "AB7C-DEFG-HJK", "AB7"),
        ("9", "AB79-CDEF-GHJK", "AB79"),
        ("x", "AB79-XCDE-FGHJ-K", "AB79X"),
    ] {
        insert(&phone, typed).await;
        assert_eq!(phone.value("#serial").await, stands);
        assert_eq!(phone.asks(before_caret).await, json!(before));
    }
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_that_confirms_what_is_composed_sends_nothing() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    phone.type_into("#owner_name", "王小明").await;
    put_caret(&phone, "#name", 0).await;
    compose(&phone, "laojie").await;
    press_enter(&phone).await;
    insert(&phone, "老街早餐店").await;
    assert_eq!(phone.value("#name").await, "老街早餐店");
    // Safari tells by the key's code alone that the key was the input method's.
    let goes_on = |init: &str| {
        format!(
            "return document.querySelector('#name').dispatchEvent(new KeyboardEvent('keydown',\
             {{ key: 'Enter', bubbles: true, cancelable: true, {init} }}))"
        )
    };
    for (init, goes) in [
        ("keyCode: 229", false),
        ("isComposing: true", false),
        ("keyCode: 13", true),
    ] {
        assert_eq!(phone.asks(&goes_on(init)).await, json!(goes), "{init}");
    }
    let teams = world.funnel(&link).await;
    assert!(!teams.contains(&"team".to_owned()), "{teams:?}");
    assert!(phone.address().await.ends_with("/team"));
    press_enter(&phone).await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_and_a_code_are_read_as_address_books_and_messages_bring_them() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, &format!("/d/{link}/sign-in")).await;
    // Another region's number, without its code.
    paste(&phone, "#phone", "85251234567").await;
    phone.tap(".code button").await;
    phone.find("#phone[aria-invalid=true]").await;
    phone.picture("2-sign-in-suggestion").await;
    phone.tap(".field .link").await;
    assert_eq!(phone.value("#phone").await, "+852 5123 4567");
    phone.tap(".code button").await;
    phone.sees("秒后重发").await;
    assert!(world.outbox.last("+85251234567").is_some());
    paste(
        &phone,
        "#phone",
        "\u{202d}+86 138\u{a0}0013\u{200b} 8000\u{202c}\u{fe0f}",
    )
    .await;
    phone.sees("获取验证码").await;
    phone.tap(".code button").await;
    phone.sees("秒后重发").await;
    let code = world.outbox.last(WANG).unwrap();
    let message = format!("【快速部署】验证码：{code}，5分钟内有效。");
    paste(&phone, "#code", &message).await;
    phone.comes_to("/team").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roll_call_from_a_chat_gives_its_people_and_nobody_else() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = at_the_team(&world, &link).await;
    phone.tap(".mode:nth-child(2)").await;
    phone.tap("#paste").await;
    let list =
        "#接龙\n门店开通\n\n1. 李晓红 13900139000\n2. 张伟13700137000\n3. 陈静（13600136000）\n";
    paste(&phone, "#pasted", list).await;
    phone.sees("识别到 3 行，3 行可用").await;
    phone.tap(".sheet button[type=submit]").await;
    phone.sees("还差 2 人").await;
    let names = "return [...document.querySelectorAll('.row:has(.cross) .what > span')].map(e => e.textContent)";
    assert_eq!(phone.asks(names).await, json!(["李晓红", "张伟", "陈静"]));
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_serial_is_found_in_the_sentence_that_a_mail_has_around_it() {
    let world = World::with_app().await;
    let (phone, serial) = at_the_serial(&world).await;
    for written in [
        format!("序列号：{serial}。"),
        format!("序列号 {}", serial.replace('-', "·")),
    ] {
        paste(&phone, "#serial", &written).await;
        assert_eq!(phone.value("#serial").await, serial, "{written}");
    }
    phone.tap(GO).await;
    phone.comes_to("/authorize").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_opened_with_what_a_chat_took_for_a_part_of_it() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_by_http(&world, WANG, &link).await;
    let code = owner.invite_code(&corpid).await;
    let phone = Phone::new(ZH).await;
    phone
        .open(&world, &format!("/s/{link}（分享自微信）"))
        .await;
    phone.sees("长按保存二维码").await;
    phone.open(&world, &format!("/join/{code}。")).await;
    phone.sees("王小明 邀请您加入").await;
    phone.open(&world, &format!("/d/{link}（分享自")).await;
    phone.sees("开始开通").await;
    phone.ready().await;
    phone.tap(GO).await;
    phone.comes_to(&format!("/d/{link}/sign-in")).await;
    phone.sign_in(&world, LI).await;
    phone.comes_to(&format!("/d/{link}/team")).await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_opens_an_invite_on_somebody_elses_phone_joins_as_themselves() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_by_http(&world, WANG, &link).await;
    let code = owner.invite_code(&corpid).await;
    // The phone is of somebody who has a team of their own.
    Customer::new(&world, LI, &link).deploy_alone("面馆").await;
    world.pass(domain::time::Span::seconds(61));
    let phone = Phone::new(ZH).await;
    phone.open(&world, "/workbench").await;
    phone.sign_in(&world, LI).await;
    phone.find(".apps a").await;
    phone.open(&world, &format!("/join/{code}")).await;
    phone.ready().await;
    phone.tap(GO).await;
    phone.sees("当前登录：王小明 139").await;
    phone.picture("12-join-as-another").await;
    phone.tap("#other-number").await;
    phone.sees("没有账号会自动创建").await;
    phone.sign_in(&world, "13700137000").await;
    phone.type_into("#name", "张伟").await;
    phone.tap(GO).await;
    phone.find(".apps a").await;
    phone.sees("老街早餐店").await;
    let people = api::path::of_team(api::path::PEOPLE, &corpid);
    let (_, people) = owner.get(&people).await;
    let names = people["members"].as_array().unwrap().iter();
    let names: Vec<_> = names.map(|member| member["name"].clone()).collect();
    assert_eq!(names, ["王小明", "张伟"]);
    phone.off().await;
}
