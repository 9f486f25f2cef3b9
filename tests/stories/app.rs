//! The installed app: what the phone keeps, and what it never keeps.

use serde_json::json;
use tests::World;

use crate::steps::{NO_SERIAL, owner_on_workbench, save_and_scan};

/// Whether the phone has kept the program and serves the page by it.
const KEPT: &str = "return navigator.serviceWorker.controller !== null";

#[tokio::test(flavor = "multi_thread")]
async fn the_installed_app_starts_without_a_network_and_goes_on_once_there_is_one() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (phone, _) = owner_on_workbench(&world, &link).await;
    phone.until_asked(KEPT).await;
    let kept = "const done = arguments[0]; caches.keys().then(async names => done((await Promise.all(\
                names.map(async n => (await (await caches.open(n)).keys()).map(r => new URL(r.url).pathname)))).flat()))";
    let answer = phone.driver.execute_async(kept, vec![]).await.unwrap();
    let files: Vec<String> = serde_json::from_value(answer.json().clone()).unwrap();
    assert!(files.contains(&"/shell".to_owned()), "{files:?}");
    assert!(
        files.iter().any(|file| file.ends_with("_bg.wasm")),
        "{files:?}"
    );
    assert!(
        !files.iter().any(|file| file.starts_with("/api/")),
        "{files:?}"
    );
    phone.network(false).await;
    phone.open(&world, "/workbench").await;
    phone.sees("没有网络").await;
    phone.picture("18-offline").await;
    phone.network(true).await;
    phone.sees("老街早餐店").await;
    phone.find(".apps a").await;
    phone.sees_no("没有网络").await;
    let manifest = "const done = arguments[0]; fetch(document.querySelector('link[rel=manifest]').href)\
                    .then(r => r.json()).then(m => Promise.all(m.icons.map(i => fetch(i.src).then(r => r.ok))))\
                    .then(done)";
    let icons = phone.driver.execute_async(manifest, vec![]).await.unwrap();
    assert_eq!(
        icons.json(),
        &json!([true, true, true]),
        "every icon of the manifest is there"
    );
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_asks_the_server_who_is_there_and_believes_it() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (phone, corpid) = owner_on_workbench(&world, &link).await;
    phone.until_asked(KEPT).await;
    // Signed out elsewhere: the kept page must not show the old workbench.
    phone.driver.delete_all_cookies().await.unwrap();
    phone.network(false).await;
    phone
        .open(&world, &format!("/workbench?team={corpid}"))
        .await;
    phone.sees("没有网络").await;
    phone.sees_no("老街早餐店").await;
    phone.network(true).await;
    phone.sees("没有账号会自动创建").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_is_opened_with_the_teams_id_and_back_leads_to_the_workbench() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (phone, corpid) = owner_on_workbench(&world, &link).await;
    let tile = phone
        .find(".apps a")
        .await
        .attr("href")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(tile, format!("https://example.com/app?corpid={corpid}"));
    // The vendor's page, as far as this machine can have one: another page in the same tab.
    phone
        .asks("document.querySelector('.apps a').href = '/robots.txt?app'; return 0")
        .await;
    phone.tap(".apps a").await;
    phone.comes_to("/robots.txt?app").await;
    phone.back().await;
    phone.comes_to(&format!("/workbench?team={corpid}")).await;
    phone.find(".apps a").await;
    phone.off().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invite_goes_to_the_phones_share_sheet_and_the_app_to_its_home_screen() {
    let world = World::with_app().await;
    let (_, link) = world.link_of(NO_SERIAL).await;
    let (phone, corpid) = owner_on_workbench(&world, &link).await;
    phone
        .has("navigator.share = async what => { window.shared = what }")
        .await;
    phone
        .open(&world, &format!("/workbench?team={corpid}"))
        .await;
    phone.tap("a[href^='/workbench/invite']").await;
    let address = save_and_scan(&phone).await;
    phone.picture("11-invite-share").await;
    phone.tap(".foot .plain").await;
    phone
        .until_asked("return window.shared !== undefined")
        .await;
    let shared = phone.asks("return window.shared").await;
    assert_eq!(
        shared["url"].as_str().unwrap().to_lowercase(),
        address.to_lowercase()
    );
    assert_eq!(shared["title"], "邀请您加入 老街早餐店");
    // The browser offers once, whichever page is open then.
    phone
        .asks(
            "const offer = new Event('beforeinstallprompt', { cancelable: true });\
             offer.prompt = () => { window.asked = (window.asked ?? 0) + 1 };\
             dispatchEvent(offer); return 0",
        )
        .await;
    phone.tap(".bar .back").await;
    phone.sees("添加到桌面").await;
    phone.picture("9-workbench-install").await;
    phone.tap("button.row.more").await;
    phone.sees_no("添加到桌面").await;
    assert_eq!(phone.asks("return window.asked").await, json!(1));
    phone.off().await;
}
