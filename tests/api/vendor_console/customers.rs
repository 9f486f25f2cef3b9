//! A suite's customers, and what was pushed to its vendor's server.

use api::console::vendor_path as path;
use serde_json::json;
use tests::vendor_server::VendorServer;
use tests::{SuiteLike, World, database};

use super::{Shop, texts};

#[tokio::test]
async fn customers_are_listed_searched_filtered_and_shown_with_what_happened() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    shop.issue(json!({ "count": 2 })).await;
    let serials = texts(&shop.serials("").await, "serial");
    let first = shop.customer("13800138000", "老街面馆", &serials[0]).await;
    shop.customer("13900139000", "Harbour 50%_Noodles", &serials[1])
        .await;
    let names = async |query: &str| -> Vec<String> {
        let rows = shop.rows(path::CUSTOMERS, query).await;
        rows.iter()
            .map(|row| row["team"]["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names("").await, ["Harbour 50%_Noodles", "老街面馆"]);
    assert_eq!(names("?q=面馆").await, ["老街面馆"]);
    assert_eq!(names("?q=harbour").await, ["Harbour 50%_Noodles"]);
    assert_eq!(names("?q=50%25_n").await, ["Harbour 50%_Noodles"]);
    assert_eq!(names("?q=5__").await, Vec::<String>::new());
    assert_eq!(names(&format!("?q={first}")).await, ["老街面馆"]);
    assert_eq!(names("?state=active").await.len(), 2);
    assert_eq!(names("?state=withdrawn").await.len(), 0);
    let row = &shop.rows(path::CUSTOMERS, "?q=面馆").await[0];
    assert_eq!(row["serial"], json!(serials[0]));
    let one = path::of_item(path::CUSTOMER, &shop.key, row["id"].as_i64().unwrap());
    let (status, found) = shop.desk.get(&one).await;
    assert_eq!(status, 200, "{found}");
    assert_eq!(found["link_label"], "柜台");
    let happened = found["timeline"].as_array().unwrap().iter();
    let happened: Vec<_> = happened
        .map(|entry| entry["what"].as_str().unwrap())
        .collect();
    assert_eq!(happened[..3], ["signed_in", "team", "serial"]);
    assert!(happened.contains(&"authorize") && happened.contains(&"active"));
    let none = path::of_item(path::CUSTOMER, &shop.key, 999_999);
    assert_eq!(
        shop.desk.refusal("GET", &none, json!({})).await,
        "not_found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_callback_log_shows_attempts_and_an_event_is_pushed_again() {
    let world = World::bare_with_vendors().await;
    let server = VendorServer::new(&world, "told", SuiteLike::default()).await;
    let shop = Shop::open(&world).await;
    let owned =
        "UPDATE suite SET vendor_id = (SELECT MAX(id) FROM vendor) WHERE suite_key = 'told'";
    database::execute(&world.database, owned).await;
    let shop = Shop {
        key: "told".to_owned(),
        ..shop
    };
    world.store.push_ticket("told", world.now()).await.unwrap();
    let mut rows = Vec::new();
    for _ in 0..200 {
        rows = shop.rows(path::CALLBACKS, "?state=delivered").await;
        if !rows.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(rows[0]["kind"], "suite_ticket", "{rows:?}");
    world.store.flush().await.unwrap();
    let id = rows[0]["id"].as_i64().unwrap();
    let (_, found) = shop
        .desk
        .get(&path::of_item(path::CALLBACK, "told", id))
        .await;
    assert_eq!(found["attempts"][0]["outcome"], "delivered", "{found}");
    let message = found["attempts"][0]["message"].as_str().unwrap();
    assert!(message.contains(r#""SuiteTicket":"***""#), "{message}");
    let push = path::of_item(path::CALLBACK_PUSH, "told", id);
    let (status, pushed) = shop.desk.send("POST", &push, json!({})).await;
    assert_eq!(status, 200, "{pushed}");
    let none = path::of_item(path::CALLBACK_PUSH, "told", 999_999);
    assert_eq!(
        shop.desk.refusal("POST", &none, json!({})).await,
        "not_found"
    );
    drop(server);
}
