//! The sandbox: a suite is tried with test links, serials and teams before it is approved, and none of it counts.

use api::console::vendor_path as path;
use domain::authorization::VendorEvent;
use domain::link::LinkToken;
use domain::time::Span;
use serde_json::{Value, json};
use tests::console::Desk;
use tests::customer::{Customer, due};
use tests::{World, database};

use super::{Shop, suite, texts};

/// What the mark of a test is known by.
const MARK: &str = r#"<aside id="test" aria-label="测试 Test">"#;

impl<'a> Shop<'a> {
    /// A vendor whose suite isn't approved.
    async fn draft(world: &'a World) -> Self {
        let desk = Desk::owner(world, "wang@a.example", "甲科技有限公司").await;
        let key = suite(&desk, "云打卡").await;
        Self { world, desk, key }
    }

    pub(super) async fn sandbox(&self) -> Value {
        let (status, found) = self.desk.get(&self.of(path::SANDBOX)).await;
        assert_eq!(status, 200, "{found}");
        found
    }

    pub(super) async fn test_link(&self) -> LinkToken {
        let new = json!({ "label": "审核人员" });
        let (status, made) = self
            .desk
            .send("POST", &self.of(path::TEST_LINKS), new)
            .await;
        assert_eq!(status, 200, "{made}");
        LinkToken::parse(made["links"][0]["token"].as_str().unwrap()).unwrap()
    }

    async fn test_serials(&self, count: u32) -> Vec<String> {
        let new = json!({ "count": count });
        let (status, made) = self
            .desk
            .send("POST", &self.of(path::TEST_SERIALS), new)
            .await;
        assert_eq!(status, 200, "{made}");
        texts(made["serials"].as_array().unwrap(), "serial")
    }

    /// Somebody who has made a test team.
    pub(super) async fn tries(&self, phone: &str, link: &LinkToken, team: &str) -> Customer<'a> {
        let customer = Customer::new(self.world, phone, link);
        assert_eq!(customer.sign_in().await.0, 200);
        let (status, made) = customer.create_solo(team).await;
        assert_eq!(status, 200, "{made}");
        customer
    }

    async fn remove_team(&self, nth: usize) {
        let id = self.sandbox().await["teams"][nth]["id"].as_i64().unwrap();
        let path = path::of_item(path::TEST_TEAM, &self.key, id);
        let (status, left) = self.desk.send("DELETE", &path, json!({})).await;
        assert_eq!(status, 200, "{left}");
    }
}

/// The code with which a link doesn't let somebody begin who signs in.
async fn refusal(customer: &Customer<'_>) -> Value {
    assert_eq!(customer.sign_in().await.0, 200);
    let begun = customer.post(api::path::ONBOARDING, json!({})).await;
    begun.1["code"].clone()
}

async fn page(world: &World, path: &str) -> String {
    let url = format!("{}{path}", world.base);
    let got = tests::http().get(url).send().await.unwrap();
    got.text().await.unwrap()
}

#[tokio::test]
async fn a_suite_that_is_not_approved_is_tried_by_a_test_link_and_not_by_another() {
    let world = World::bare().await;
    let shop = Shop::draft(&world).await;
    let real = shop.link(json!({})).await["token"].clone();
    let real = LinkToken::parse(real.as_str().unwrap()).unwrap();
    let closed = page(&world, &format!("/d/{real}")).await;
    assert!(closed.contains("这个应用还没有开放"), "{closed}");
    let stranger = Customer::new(&world, "13700137000", &real);
    assert_eq!(refusal(&stranger).await, "suite_suspended");

    let link = shop.test_link().await;
    let serial = shop.test_serials(2).await.remove(0);
    let wang = shop.tries("13800138000", &link, "老街面馆").await;
    let (status, redeemed) = wang.redeem(&serial).await;
    assert_eq!(status, 200, "{redeemed}");
    let (status, found) = wang.authorize().await;
    assert_eq!(status, 200, "{found}");
    assert_eq!(found["team"]["name"], "【测试】老街面馆");
    assert_eq!(wang.scope_everyone().await.0, 200);
    assert_eq!(due(&wang.start().await.1), "");
    let seen = shop.sandbox().await;
    let team = &seen["teams"][0];
    assert_eq!(
        (&team["name"], &team["state"], &team["people"]),
        (&json!("【测试】老街面馆"), &json!("active"), &json!(1))
    );
    assert_eq!(seen["serials"][0]["team"], "【测试】老街面馆");
    assert_eq!(seen["serials"][1]["team"], Value::Null);
}

#[tokio::test]
async fn a_fourth_test_team_is_refused_until_one_is_removed() {
    let world = World::bare().await;
    let shop = Shop::draft(&world).await;
    let (one, other) = (shop.test_link().await, shop.test_link().await);
    let serial = shop.test_serials(1).await.remove(0);
    let wang = shop.tries("13800138001", &one, "第一家").await;
    assert_eq!(wang.redeem(&serial).await.0, 200);
    shop.tries("13800138002", &other, "第二家").await;
    // Who comes while there is a place, and is too late to take it.
    let late = Customer::new(&world, "13800138004", &one);
    assert_eq!(late.sign_in().await.0, 200);
    let third = shop.tries("13800138003", &one, "第三家").await;
    assert_eq!(late.create_solo("第四家").await.1["code"], "link_used_up");
    let fifth = Customer::new(&world, "13800138005", &other);
    assert_eq!(refusal(&fifth).await, "link_used_up");
    let full = page(&world, &format!("/d/{other}")).await;
    assert!(
        full.contains("试用名额已满") && full.contains(MARK),
        "{full}"
    );
    // Those who have a place go on, whoever else came.
    assert_eq!(wang.authorize().await.0, 200);
    assert_eq!(due(&third.onboarding().await), "serial");
    assert_eq!(shop.sandbox().await["links"][0]["state"], "link_used_up");

    shop.remove_team(0).await;
    let seen = shop.sandbox().await;
    assert_eq!(
        texts(seen["teams"].as_array().unwrap(), "name"),
        ["【测试】第二家", "【测试】第三家"]
    );
    assert_eq!(seen["serials"][0]["team"], Value::Null);
    assert_eq!(due(&wang.onboarding().await), "team");
    assert_eq!(late.create_solo("第四家").await.0, 200);
    assert_eq!(late.redeem(&serial).await.0, 200);
    assert_eq!(shop.sandbox().await["teams"].as_array().unwrap().len(), 3);
    // A team that ends by itself gives its place and serial back, too.
    let (status, _) = late.send("DELETE", api::path::ACCOUNT, Value::Null).await;
    assert_eq!(status, 204);
    let seen = shop.sandbox().await;
    assert_eq!(seen["teams"].as_array().unwrap().len(), 2);
    let sixth = shop.tries("13800138006", &other, "第六家").await;
    assert_eq!(sixth.redeem(&serial).await.0, 200);
}

#[tokio::test]
async fn test_serials_and_real_ones_and_their_teams_stay_apart() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    shop.issue(json!({ "count": 1 })).await;
    let real = texts(&shop.serials("").await, "serial").remove(0);
    let link = shop.test_link().await;
    let test = shop.test_serials(1).await.remove(0);
    let tester = shop.tries("13800138000", &link, "试用").await;
    assert_eq!(tester.redeem(&real).await.1["code"], "serial_wrong");
    assert_eq!(tester.redeem(&test).await.0, 200);
    let another = shop.tries("13800138001", &link, "也试用").await;
    assert_eq!(another.redeem(&test).await.1["code"], "serial_used");
    // Neither is the test serial among the suite's, nor in a link.
    assert_eq!(
        texts(&shop.serials("").await, "serial"),
        std::slice::from_ref(&real)
    );
    let (_, refused) = shop
        .desk
        .send("POST", &shop.of(path::LINKS), json!({ "serial": test }))
        .await;
    assert_eq!(refused["code"], "serial_unfit");

    // The same person is a customer: a real link knows nothing of the test team.
    world.pass(Span::seconds(61));
    let customer = shop.scans("13800138000").await;
    let (_, begun) = customer.sign_in().await;
    assert_eq!(begun["onboarding"]["team"], Value::Null, "{begun}");
    let (_, found) = customer.get(api::path::ONBOARDING).await;
    assert_eq!(found["teams"].as_array().map_or(0, Vec::len), 0, "{found}");
    let corpid = shop.sandbox().await["teams"][0]["corpid"].clone();
    let picks = json!({ "how": "pick", "corpid": corpid });
    let (_, refused) = customer.post(api::path::TEAM, picks).await;
    assert_eq!(refused["code"], "not_a_team_member");
    assert_eq!(customer.create_solo("老街面馆").await.0, 200);
    assert_eq!(customer.redeem(&test).await.1["code"], "serial_wrong");
    let (_, redeemed) = customer.redeem(&real).await;
    assert_eq!(due(&redeemed), "authorize", "{redeemed}");
    // Nor does a test link know anything of the customer's.
    assert_eq!(customer.authorize().await.0, 200);
    world.pass(Span::seconds(61));
    let again = Customer::new(&world, "13800138001", &link);
    assert_eq!(
        due(&{
            again.sign_in().await;
            again.onboarding().await
        }),
        "serial"
    );
}

#[tokio::test]
async fn a_test_team_counts_nowhere() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let link = shop.test_link().await;
    let serial = shop.test_serials(1).await.remove(0);
    page(&world, &format!("/d/{link}")).await;
    let wang = shop.tries("13800138000", &link, "老街面馆").await;
    wang.redeem("0000").await;
    wang.redeem(&serial).await;
    wang.authorize().await;
    wang.scope_everyone().await;
    assert_eq!(wang.start().await.0, 200);
    world.store.flush().await.unwrap();
    for statement in [
        "SELECT COUNT(*) FROM funnel_event",
        "SELECT COALESCE(SUM(scans), 0) FROM link",
        "SELECT COALESCE(SUM(uses), 0) FROM link",
    ] {
        let found = database::number(&world.database, statement).await;
        assert_eq!(found, 0, "{statement}");
    }
    let (_, funnel) = shop.desk.get(&shop.of(path::FUNNEL)).await;
    assert!(!funnel.to_string().contains("老街"), "{funnel}");
    for list in [path::CUSTOMERS, path::LINKS, path::SERIALS] {
        assert_eq!(shop.rows(list, "").await, Vec::<Value>::new(), "{list}");
    }
    let token = path::of_link(path::LINK, &shop.key, link.as_str());
    assert_eq!(
        shop.desk.refusal("GET", &token, json!({})).await,
        "not_found"
    );
}

#[tokio::test]
async fn every_page_that_a_test_team_sees_is_marked_and_no_other_is() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let serial = {
        shop.issue(json!({ "count": 1 })).await;
        texts(&shop.serials("").await, "serial").remove(0)
    };
    let link = shop.test_link().await;
    let test = shop.test_serials(1).await.remove(0);
    let seen = async |by: &Customer<'_>, path: &str| {
        let url = format!("{}{path}", world.base);
        let got = by.http.get(url).send().await.unwrap();
        let policy = got.headers()["content-security-policy"].clone();
        let html = got.text().await.unwrap();
        // Its style is allowed by the page's own policy.
        if html.contains(MARK) {
            let nonce = html.split("<style nonce=\"").nth(1).unwrap();
            let nonce = nonce.split('"').next().unwrap();
            assert!(
                policy
                    .to_str()
                    .unwrap()
                    .contains(&format!("'nonce-{nonce}'"))
            );
        }
        html
    };
    let tester = shop.tries("13800138000", &link, "试用").await;
    for path in ["", "/sign-in", "/serial", "/authorize"] {
        let html = seen(&tester, &format!("/d/{link}{path}")).await;
        assert!(html.contains(MARK), "{path}: {html}");
    }
    let share = seen(&tester, &format!("/s/{link}")).await;
    assert!(
        share.contains(MARK) && share.contains("<title>【测试】云打卡"),
        "{share}"
    );
    tester.redeem(&test).await;
    tester.authorize().await;
    let (_, found) = tester.scope_everyone().await;
    let corpid = found["team"]["corpid"].as_str().unwrap().to_owned();
    let invite = api::path::of_team(api::path::INVITE, &corpid);
    let url = tester.get(&invite).await.1["url"].clone();
    let code = url.as_str().unwrap().rsplit('/').next().unwrap();
    let join = format!("/join/{code}");
    assert!(seen(&tester, &join).await.contains(MARK));
    let go = seen(&tester, &format!("{join}/go")).await;
    assert!(go.contains("data-real=\"\""), "{go}");
    let workbench = seen(
        &tester,
        &format!("/workbench/suites/{}?team={corpid}", shop.key),
    )
    .await;
    assert!(
        workbench.contains(&format!("data-tests=\"{corpid}\"")),
        "{workbench}"
    );

    shop.customer("13900139000", "老街面馆", &serial).await;
    world.pass(Span::seconds(61));
    let real = shop.scans("13900139000").await;
    assert_eq!(real.sign_in().await.0, 200);
    for path in [
        format!("/d/{}", real.link),
        format!("/s/{}", real.link),
        "/workbench".to_owned(),
    ] {
        assert!(!seen(&real, &path).await.contains("id=\"test\""), "{path}");
    }
}

#[tokio::test]
async fn a_suites_links_and_serials_to_try_it_with_are_few() {
    let world = World::bare().await;
    let shop = Shop::draft(&world).await;
    let mut links = Vec::new();
    for _ in 0..5 {
        links.push(shop.test_link().await);
    }
    let path = shop.of(path::TEST_LINKS);
    let refused = async |path: &str, body: Value| {
        let (_, answer) = shop.desk.send("POST", path, body).await;
        (answer["code"].clone(), answer["left"].clone())
    };
    let none = Value::Null;
    assert_eq!(
        refused(&path, json!({})).await,
        (json!("test_links"), none.clone())
    );
    let long = json!({ "label": "长".repeat(61) });
    assert_eq!(refused(&path, long).await, (json!("label"), none));
    let one = path::of_link(path::TEST_LINK, &shop.key, links[0].as_str());
    assert_eq!(shop.desk.send("DELETE", &one, json!({})).await.0, 200);
    assert_eq!(
        shop.desk.refusal("DELETE", &one, json!({})).await,
        "not_found"
    );
    let gone = page(&world, &format!("/d/{}", links[0])).await;
    assert!(gone.contains("服务商已停用这个链接"), "{gone}");
    shop.test_link().await;

    let path = shop.of(path::TEST_SERIALS);
    shop.test_serials(15).await;
    for (count, left) in [(0, 20), (6, 5), (21, 20), (4_000_000_000_u32, 20)] {
        let answer = refused(&path, json!({ "count": count })).await;
        assert_eq!(answer, (json!("test_serials"), json!(left)), "{count}");
    }
    shop.test_serials(5).await;
    let answer = refused(&path, json!({ "count": 1 })).await;
    assert_eq!(answer, (json!("test_serials"), json!(0)));
}

#[tokio::test]
async fn a_test_link_ends_after_thirty_days_and_where_the_suite_is_suspended() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let link = shop.test_link().await;
    let suspend = "UPDATE suite SET suspended_at = 1";
    database::execute(&world.database, suspend).await;
    assert_eq!(shop.sandbox().await["links"][0]["state"], "suite_suspended");
    let wang = Customer::new(&world, "13800138000", &link);
    assert_eq!(refusal(&wang).await, "suite_suspended");
    database::execute(&world.database, "UPDATE suite SET suspended_at = NULL").await;
    world.pass(Span::days(31));
    shop.desk.sign_in().await;
    assert_eq!(shop.sandbox().await["links"][0]["state"], "link_expired");
    assert_eq!(refusal(&wang).await, "link_expired");
}

#[tokio::test]
async fn a_vendors_server_hears_of_test_teams_as_of_others_and_of_their_removal() {
    let world = World::bare().await;
    let shop = Shop::draft(&world).await;
    let own = "UPDATE suite SET callback_url = 'https://isv.example/', serial_rule = 'vendor'";
    database::execute(&world.database, own).await;
    let refused = json!({ "count": 1 });
    let path = shop.of(path::TEST_SERIALS);
    assert_eq!(
        shop.desk.refusal("POST", &path, refused).await,
        "serials_elsewhere"
    );
    let link = shop.test_link().await;
    let wang = shop.tries("13800138000", &link, "老街面馆").await;
    assert_eq!(wang.redeem("ANY TEXT").await.0, 200);
    assert_eq!(world.vendor.serials().len(), 1);
    assert_eq!(wang.authorize().await.0, 200);
    shop.remove_team(0).await;
    for _ in 0..200 {
        if world.vendor.heard().len() == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(
        world.vendor.heard(),
        [VendorEvent::Authorized, VendorEvent::Relieved]
    );
}
