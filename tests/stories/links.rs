//! Links: every kind of bad one, and the guide page that the server paints and the phone builds.

use domain::time::Span;
use serde_json::json;
use store::LinkSettings;
use tests::World;
use tests::customer::Customer;

use crate::phone::Phone;
use crate::steps::{EN, NO_SERIAL, WANG, ZH, at_the_team, create_solo};

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
        phone.find("#app > .contents").await;
        phone.picture(&format!("1-guide-{name}")).await;
        phone.open(&world, &format!("/d/{token}/team")).await;
        phone.sees(said).await;
    }
    phone.open(&world, "/nowhere").await;
    phone.sees("没有这个页面").await;
    phone.picture("not-found").await;
    phone.off().await;
}

/// Where every element of the page is, with its own text.
const LAYOUT: &str = "return [...document.querySelectorAll('#app *')]\
    .filter(e => !e.matches('.contents, [role=alert]'))\
    .map(e => { const r = e.getBoundingClientRect(); const own = [...e.childNodes]\
      .filter(n => n.nodeType === 3).map(n => n.data).join('');\
      return [e.tagName, e.className.baseVal ?? e.className, own, r.x, r.y, r.width, r.height]; })";

#[tokio::test(flavor = "multi_thread")]
async fn the_page_that_the_server_paints_is_the_one_that_the_phone_builds() {
    let world = World::with_app().await;
    let (_, good) = world.link_of(NO_SERIAL).await;
    let (_, bad) = world.link_of(NO_SERIAL).await;
    world.store.revoke_link(&bad, world.now()).await.unwrap();
    let owner = Customer::new(&world, WANG, &good);
    let corpid = owner.deploy_alone("老街早餐店").await;
    let set = api::path::of_team(api::path::INVITE, &corpid);
    owner.send("PUT", &set, json!({ "approval": true })).await;
    let code = owner.invite_code(&corpid).await;
    let pages = [
        format!("/d/{good}"),
        format!("/d/{bad}"),
        format!("/join/{code}"),
        "/join/000000000000".to_owned(),
    ];
    for language in [ZH, EN] {
        let phone = Phone::new(language).await;
        for page in &pages {
            phone.block(&["*.wasm"]).await;
            phone.open(&world, page).await;
            phone.sees("页面没有加载完").await;
            phone
                // Not `hidden`: each file that is missed shows it again.
                .asks("document.getElementById('lost').style.display = 'none'")
                .await;
            let drawn = "return [...document.images].every(i => i.complete)";
            phone.until_asked(drawn).await;
            let painted = phone.asks(LAYOUT).await;
            let pixels = [phone.pixels("light").await, phone.pixels("dark").await];
            let built = "return document.querySelector('#app > .contents') !== null";
            assert_eq!(phone.asks(built).await, json!(false));
            phone.block(&[]).await;
            phone.forgive().await;
            phone.open(&world, page).await;
            phone.find("#app > .contents").await;
            assert!(painted.as_array().unwrap().len() > 6);
            assert_eq!(phone.asks(LAYOUT).await, painted);
            phone.until_asked(drawn).await;
            for (theme, before) in ["light", "dark"].into_iter().zip(&pixels) {
                assert!(
                    phone.pixels(theme).await == *before,
                    "{page} {language} {theme}"
                );
            }
        }
        phone.off().await;
    }
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
