//! The funnel.

use api::console::vendor_path as path;
use domain::time::Span;
use serde_json::{Value, json};
use tests::{World, database};

use super::{Shop, suite, texts};

fn people(funnel: &Value) -> Vec<(String, u64)> {
    let steps = funnel["steps"].as_array().unwrap().iter();
    steps
        .map(|step| {
            let name = step["step"].as_str().unwrap().to_owned();
            (name, step["people"].as_u64().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn the_funnel_counts_people_and_scans_apart_with_errors_at_their_steps() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    shop.issue(json!({ "count": 1 })).await;
    let serial = texts(&shop.serials("").await, "serial").remove(0);
    let wang = shop.scans("13800138000").await;
    let url = format!("{}/d/{}", world.base, wang.link);
    for _ in 0..3 {
        tests::http().get(&url).send().await.unwrap();
    }
    wang.sign_in().await;
    wang.create_solo("老街面馆").await;
    let wrong = domain::serial::Serial::generate([9; 15]).to_string();
    wang.redeem(&wrong).await;
    wang.redeem(&serial).await;
    wang.authorize().await;
    let li = shop.scans("13900139000").await;
    li.sign_in().await;
    world.store.flush().await.unwrap();
    let (status, found) = shop.desk.get(&shop.of(path::FUNNEL)).await;
    assert_eq!(status, 200, "{found}");
    assert_eq!(found["scans"], 3);
    let expected = [
        ("signed_in", 2),
        ("team", 1),
        ("serial", 1),
        ("authorized", 1),
        ("active", 1),
        ("scope", 0),
        ("started", 0),
    ];
    assert_eq!(
        people(&found),
        expected.map(|(step, people)| (step.to_owned(), people))
    );
    assert_eq!(
        found["steps"][2]["errors"],
        json!([{ "code": "serial_wrong", "count": 1 }])
    );
    assert!(found["steps"][1]["median_ms"].is_i64());
    assert_eq!(found["days"].as_array().unwrap().len(), 30);
    assert_eq!(found["days"][29]["scans"], 3);

    let (_, of_link) = shop
        .desk
        .get(&format!("{}?link={}", shop.of(path::FUNNEL), li.link))
        .await;
    assert_eq!((people(&of_link)[0].1, &of_link["scans"]), (1, &json!(0)));
    let (status, csv) = shop.file(&shop.of(path::FUNNEL_CSV)).await;
    let csv = String::from_utf8(csv).unwrap();
    assert_eq!(status, 200);
    assert!(
        csv.contains("signed_in,2,") && csv.contains("serial_wrong 1"),
        "{csv}"
    );
}

#[tokio::test]
async fn a_vendor_sees_at_one_glance_how_its_live_suites_do() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    suite(&shop.desk, "还没上线").await;
    let other = Shop::of_vendor(&world, "li@b.example", "乙科技有限公司", "云报销").await;
    let summary = async |shop: &Shop<'_>| shop.desk.get(path::SUMMARY).await.1;
    let row = |shop: &Shop<'_>, name, scans, signed_in| {
        json!([{
            "suite_key": shop.key, "name": name, "icon": format!("/icons/suite/{}", shop.key),
            "scans": scans, "signed_in": signed_in, "started": 0,
        }])
    };
    let wang = shop.scans("13800138000").await;
    let url = format!("{}/d/{}", world.base, wang.link);
    tests::http().get(&url).send().await.unwrap();
    world.store.flush().await.unwrap();
    world.pass(Span::days(3));
    tests::http().get(&url).send().await.unwrap();
    wang.sign_in().await;
    world.store.flush().await.unwrap();
    shop.desk.sign_in().await;
    other.desk.sign_in().await;
    assert_eq!(summary(&shop).await["suites"], row(&shop, "云打卡", 2, 1));
    assert_eq!(summary(&other).await["suites"], row(&other, "云报销", 0, 0));
    world.pass(Span::days(6));
    shop.desk.sign_in().await;
    assert_eq!(summary(&shop).await["suites"], row(&shop, "云打卡", 1, 1));
}

#[tokio::test]
async fn a_funnel_has_the_steps_of_its_suite_and_the_days_that_are_asked_for() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    // As another application would.
    let without = format!(
        "UPDATE suite SET serial_rule = 'none' WHERE suite_key = '{}'",
        shop.key
    );
    database::execute(&world.database, &without).await;
    let ask = async |query: &str| {
        shop.desk
            .get(&format!("{}{query}", shop.of(path::FUNNEL)))
            .await
            .1
    };
    let found = ask("?from=2026-01-01&to=2026-01-07").await;
    assert_eq!(found["days"].as_array().unwrap().len(), 7);
    assert!(people(&found).iter().all(|(step, _)| step != "serial"));
    for (query, code) in [
        ("?from=yesterday", "period"),
        ("?to=2026-02-30", "period"),
        ("?from=2026-02-01&to=2026-01-01", "period"),
        ("?from=2020-01-01&to=2026-01-01", "period"),
        ("?link=nonsense", "not_found"),
        ("?link=7KQ2MX4T9WB3", "not_found"),
    ] {
        assert_eq!(ask(query).await["code"], code, "{query}");
    }
}
