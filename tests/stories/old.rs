//! An engine that is too old for the programs.

use std::time::Duration;

use serde_json::json;
use tests::World;

use crate::devtools::owner_by_http;
use crate::phone::Phone;
use crate::steps::{EN, GO, NO_SERIAL, WANG, ZH};

/// A phone whose engine can't run our WASM.
async fn old_phone(language: &'static str) -> Phone {
    let phone = Phone::new(language).await;
    phone.has("WebAssembly.validate = () => false").await;
    phone
}

/// Nothing of the programs has been fetched, and nothing will be.
async fn fetches_no_program(phone: &Phone) {
    tokio::time::sleep(Duration::from_secs(1)).await;
    let fetched = "return performance.getEntriesByType('resource').map(e => e.name)\
                   .filter(name => /\\/(deploy|workbench)-/.test(name))";
    assert_eq!(phone.asks(fetched).await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_whole_and_a_step_says_what_to_do() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (owner, corpid) = owner_by_http(&world, WANG, &link).await;
    let code = owner.invite_code(&corpid).await;
    for (language, begins, invites, shares) in [
        (ZH, "开始开通", "王小明 邀请您加入", "长按保存二维码"),
        (
            EN,
            "Begin",
            "王小明 invites you",
            "Press and hold to save the code",
        ),
    ] {
        let phone = old_phone(language).await;
        phone.open(&world, &format!("/s/{link}")).await;
        phone.sees(shares).await;
        phone.find("img.qr").await;
        fetches_no_program(&phone).await;
        phone.open(&world, &format!("/d/{link}")).await;
        phone.sees(begins).await;
        phone.sees_no("浏览器太旧").await;
        fetches_no_program(&phone).await;
        phone.tap(GO).await;
        phone.comes_to("/sign-in").await;
        phone.sees("这个浏览器太旧").await;
        phone.sees("This browser is too old").await;
        phone.picture(&format!("too-old-{}", &language[..2])).await;
        fetches_no_program(&phone).await;
        phone.back_to(&format!("/d/{link}")).await;
        phone.open(&world, &format!("/join/{code}")).await;
        phone.sees(invites).await;
        phone.sees_no("浏览器太旧").await;
        phone.tap(GO).await;
        phone.comes_to("/go").await;
        phone.sees("这个浏览器太旧").await;
        fetches_no_program(&phone).await;
        phone.open(&world, "/workbench").await;
        phone.sees("This browser is too old").await;
        phone.off().await;
    }
}
