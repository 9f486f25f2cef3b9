//! The pages of a suite with a vendor's server: its apps, secrets and check, batches, a customer, what was pushed.

use std::time::Duration;

use api::console::vendor_path as path;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::link::LinkToken;
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::console::Desk;
use tests::customer::{Customer, due};
use tests::vendor_server::VendorServer;
use tests::{SuiteLike, World, database};

use crate::console_user::ConsoleUser;

const WANG: &str = "wang@vendor.example";
const KEY: &str = "told";
const LIST: &str = "客户\n鹏城五金\n老街面馆\n";

/// The suite becomes this vendor's; it has serials, links, and a customer.
async fn shop(world: &World, owner: &Desk<'_>) {
    let owned = format!(
        "UPDATE suite SET vendor_id = (SELECT MAX(id) FROM vendor) WHERE suite_key = '{KEY}'"
    );
    database::execute(&world.database, &owned).await;
    let send = async |of: &str, body: Value| {
        let (status, made) = owner.send("POST", &path::of_suite(of, KEY), body).await;
        assert_eq!(status, 200, "{made}");
        made
    };
    let batch = json!({ "count": 3, "label": "展会" });
    send(path::SERIALS, batch).await;
    let (_, serials) = owner.get(&path::of_suite(path::SERIALS, KEY)).await;
    let list = json!({ "file": STANDARD.encode(LIST), "label": "老客户", "days": 30 });
    send(path::LINK_BATCHES, list).await;
    let link = send(path::LINKS, json!({ "label": "柜台" })).await;
    let link = LinkToken::parse(link["token"].as_str().unwrap()).unwrap();
    let customer = Customer::new(world, "13800138000", &link);
    customer.sign_in().await;
    customer.create_solo("老街早餐店").await;
    let serial = serials["rows"][0]["serial"].as_str().unwrap();
    customer.redeem(serial).await;
    customer.authorize().await;
    while due(&customer.onboarding().await) != "scope" {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    customer.scope_everyone().await;
    customer.start().await;
    world.store.push_ticket(KEY, world.now()).await.unwrap();
    world.store.flush().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_looks_through_a_suite_that_has_a_server() {
    let world = World::with_app_and_vendors().await;
    let server = VendorServer::new(&world, KEY, SuiteLike::default()).await;
    let owner = Desk::owner(&world, WANG, "星辰软件有限公司").await;
    shop(&world, &owner).await;
    let folder = TempDir::new().unwrap();
    let list = folder.path().join("customers.csv");
    std::fs::write(&list, LIST).unwrap();
    let user = ConsoleUser::desk().await;
    let browser = &user.browser;
    browser.open(&world, "/console/sign-in").await;
    user.sign_in(WANG).await;
    browser.sees("您好").await;
    user.section("/console/suites", "云考勤").await;
    user.picture("suites").await;
    let of_suite = |page: &str| format!("/console/suites/{KEY}/{page}");
    for (page, says, picture) in [
        ("apps", "1 个微应用", "apps"),
        ("serials/batches", "展会", "serial-batches"),
        ("links", "柜台", "links"),
        ("links/batches", "老客户", "link-batches"),
    ] {
        browser.open(&world, &of_suite(page)).await;
        browser.sees(says).await;
        user.picture(picture).await;
    }
    browser.open(&world, &of_suite("links/from-list")).await;
    let chosen = list.display().to_string();
    let file = browser.find("input[type=file]").await;
    file.send_keys(&chosen).await.unwrap();
    browser.sees("2 个客户").await;
    browser.sees("文字编码 UTF-8；客户：第 1 列“客户”").await;
    user.picture("from-list").await;
    std::fs::write(&list, "客户\n鹏城五金\n公司\n").unwrap();
    let file = browser.find("input[type=file]").await;
    file.send_keys(&chosen).await.unwrap();
    browser.sees("“公司”像是表头，不是客户").await;
    user.picture("from-list-faults").await;
    browser.open(&world, &of_suite("customers")).await;
    browser.tap("tbody a").await;
    browser.sees("时间线").await;
    user.picture("customer").await;
    browser.open(&world, &of_suite("events")).await;
    browser.sees("已送达").await;
    user.picture("events").await;
    browser.tap("tbody a").await;
    browser.sees("再推送一次").await;
    user.picture("event").await;
    browser.open(&world, &of_suite("server")).await;
    browser.sees("还没有检查过").await;
    user.submit(".form:not(:has(input))").await;
    browser.find(".report li:nth-child(5)").await;
    let ended = "return !document.querySelector('[role=status]')?.innerText.includes('正在')";
    browser.until_asked(ended).await;
    user.picture("server").await;
    drop(server);
    user.browser.off().await;
}
