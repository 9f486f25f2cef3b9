//! Links: every kind of bad one, and the guide, which is a document.

use domain::time::Span;
use serde_json::json;
use store::LinkSettings;
use tests::World;
use tests::customer::Customer;

use crate::devtools::{answer_again, stall};
use crate::phone::Phone;
use crate::steps::{GO, NO_SERIAL, ZH, at_the_team, create_solo};

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_link_says_why_and_what_to_do() {
    let world = World::with_app().await;
    let suite = world.suite(NO_SERIAL).await;
    let suspended = world.suite(NO_SERIAL).await;
    let plain = LinkSettings::default;
    let once = LinkSettings {
        max_uses: Some(1),
        ..plain()
    };
    let short = LinkSettings {
        expires_at: Some(world.now() + Span::seconds(60)),
        ..plain()
    };
    let spent = world.link(suite, once).await;
    let expired = world.link(suite, short).await;
    let revoked = world.link(suite, plain()).await;
    let paused = world.link(suspended, plain()).await;
    world
        .store
        .revoke_link(&revoked, world.now())
        .await
        .unwrap();
    let now = Some(world.now());
    world.store.suspend_suite(suspended, now).await.unwrap();
    let li = Customer::new(&world, "13900139000", &spent);
    li.sign_in().await;
    li.create_solo("另一家").await;
    assert_eq!(li.authorize().await.0, 200);
    world.pass(Span::seconds(120));
    let phone = Phone::new(ZH).await;
    for (token, name, said) in [
        (spent.as_str(), "used-up", "次数已用完"),
        (expired.as_str(), "expired", "已过期"),
        (revoked.as_str(), "revoked", "服务商已停用这个链接"),
        (paused.as_str(), "suspended", "暂停开通"),
        ("000000000000", "unknown", "没有找到这个链接"),
    ] {
        phone.open(&world, &format!("/d/{token}")).await;
        phone.sees(said).await;
        phone.ready().await;
        phone.picture(&format!("1-guide-{name}")).await;
        phone.open(&world, &format!("/d/{token}/team")).await;
        phone.sees(said).await;
    }
    phone.open(&world, "/nowhere").await;
    phone.sees("没有这个页面").await;
    phone.picture("not-found").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_needs_no_program_and_its_program_takes_its_place_without_a_page_load() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = Phone::new(ZH).await;
    phone.block(&["*.wasm"]).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("开始开通").await;
    let drawn = "return [...document.images].every(i => i.complete)";
    phone.until_asked(drawn).await;
    let painted = phone.pixels("light").await;
    phone.block(&[]).await;
    phone.forgive().await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.ready().await;
    phone.until_asked(drawn).await;
    assert!(
        phone.pixels("light").await == painted,
        "the program draws nothing on it"
    );
    phone.asks("window.sameLoad = true").await;
    phone.tap(GO).await;
    phone.find("#phone").await;
    phone.comes_to("/sign-in").await;
    assert_eq!(
        phone.asks("return window.sameLoad === true").await,
        json!(true)
    );
    phone.back().await;
    phone.sees("开始开通").await;
    phone.ready().await;
    assert_eq!(
        phone.asks("return window.sameLoad === undefined").await,
        json!(true)
    );
    phone.block(&["*.wasm"]).await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.tap(GO).await;
    phone.comes_to("/sign-in").await;
    phone.sees("页面没有加载完").await;
    phone.block(&[]).await;
    phone.forgive().await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_waits_for_the_program_that_is_on_its_way() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let phone = Phone::new(ZH).await;
    phone.open(&world, "/nowhere").await;
    stall(&phone, "*.wasm").await;
    phone.open(&world, &format!("/d/{link}")).await;
    let is_asked_for =
        "return performance.getEntriesByType('resource').some(e => e.name.endsWith('.js'))";
    phone.until_asked(is_asked_for).await;
    phone.asks("window.sameLoad = true").await;
    phone.tap(GO).await;
    phone.sees("正在加载").await;
    phone.picture("1-guide-waits").await;
    assert!(phone.address().await.ends_with(link.as_str()));
    answer_again(&phone).await;
    phone.find("#phone").await;
    phone.comes_to("/sign-in").await;
    let same = phone.asks("return window.sameLoad === true").await;
    assert_eq!(same, json!(true), "what had come of the program was kept");
    // Who can't wait taps once more, and goes on by the plain link.
    stall(&phone, "*.wasm").await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.until_asked(is_asked_for).await;
    phone.tap(GO).await;
    phone.sees("正在加载").await;
    phone.tap(GO).await;
    phone.comes_to("/sign-in").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_others_spend_the_links_last_use_whoever_is_on_the_way_is_told_what_to_do() {
    let world = World::with_app().await;
    let suite = world.suite(NO_SERIAL).await;
    let once = LinkSettings {
        max_uses: Some(1),
        ..LinkSettings::default()
    };
    let link = world.link(suite, once).await;
    let phone = at_the_team(&world, &link).await;
    let li = Customer::new(&world, "13900139000", &link);
    li.sign_in().await;
    li.create_solo("另一家").await;
    assert_eq!(li.authorize().await.0, 200);
    create_solo(&phone).await;
    phone.sees("次数已用完").await;
    phone.sees("请联系服务商").await;
    assert_eq!(phone.value("#name").await, "老街早餐店");
    phone.picture("3-team-used-up").await;
    phone.open(&world, &format!("/d/{link}")).await;
    phone.sees("次数已用完").await;
    phone.sees_no("继续开通").await;
    phone.off().await;
}
