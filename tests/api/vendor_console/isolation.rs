//! Vendors see nothing of each other.

use api::console::vendor_path as path;
use api::console::vendor_route::{
    CUSTOMER_ROUTES, FUNNEL_ROUTES, LINK_BATCH_ROUTES, LINK_ROUTES, SANDBOX_ROUTES, SERIAL_ROUTES,
    SUITE_ROUTES,
};
use serde_json::{Value, json};
use tests::{ICON, World, database};

use super::{Shop, app, base64, fields, texts};

/// All that is stored of a suite, as one number: whatever changes makes another.
const TOUCHED: [&str; 8] = [
    "SELECT COUNT(*) FROM suite",
    "SELECT COUNT(*) FROM micro_app",
    "SELECT COUNT(*) FROM serial",
    "SELECT COUNT(*) FROM serial WHERE revoked_at IS NULL",
    "SELECT COUNT(*) FROM link",
    "SELECT COUNT(*) FROM link WHERE revoked_at IS NULL",
    "SELECT COUNT(*) FROM test_serial",
    "SELECT COUNT(*) FROM corp WHERE dissolved_at IS NULL",
];

fn body(path: &str) -> Value {
    let file = base64("客户\n鹏城五金\n".as_bytes());
    match path {
        path::SUITE | path::SUITES => {
            let mut new = fields("云考勤");
            new["icon"] = json!(base64(ICON));
            new
        }
        path::SUITE_ICON => json!({ "icon": base64(ICON) }),
        path::APPS | path::APP => app("打卡"),
        path::SUITE_CALLBACK => json!({ "url": null }),
        path::SUITE_WHITELIST => json!({ "whitelist": "" }),
        path::SERIALS | path::TEST_SERIALS => json!({ "count": 1 }),
        path::SERIAL_TEAM => json!({ "corpid": "ding1", "reason": "老店关门" }),
        path::SERIAL_PREVIEW | path::SERIAL_IMPORT => json!({ "file": base64(b"serial\n0000\n") }),
        path::LINK_BATCHES | path::LINK_BATCH_PREVIEW => json!({ "file": file }),
        _ => json!({}),
    }
}

#[tokio::test]
async fn with_another_vendors_session_and_ids_nothing_is_seen_and_nothing_changes() {
    let world = World::bare().await;
    let own = Shop::open(&world).await;
    let other = Shop::of_vendor(&world, "li@b.example", "乙软件有限公司", "快报销").await;
    let (_, made) = own
        .desk
        .send("POST", &own.of(path::APPS), app("打卡"))
        .await;
    let app_id = made["apps"][0]["id"].clone();
    let batch = own.issue(json!({ "count": 2 })).await["id"].clone();
    let serials = texts(&own.serials("").await, "serial");
    own.customer("13800138000", "老街面馆", &serials[0]).await;
    let customer = own.rows(path::CUSTOMERS, "").await[0]["id"].clone();
    let link = own.link(json!({})).await["token"].clone();
    let list = base64("客户\n鹏城五金\n".as_bytes());
    let new = json!({ "file": list });
    let (_, links) = own
        .desk
        .send("POST", &own.of(path::LINK_BATCHES), new)
        .await;
    let test = own.test_link().await;
    own.tries("13700137000", &test, "试用").await;
    let team = own.sandbox().await["teams"][0]["id"].clone();
    let state = async || {
        let mut numbers = Vec::new();
        for statement in TOUCHED {
            numbers.push(database::number(&world.database, statement).await);
        }
        numbers
    };
    let before = state().await;
    let routes = [
        &SUITE_ROUTES[..],
        &SERIAL_ROUTES,
        &LINK_ROUTES,
        &LINK_BATCH_ROUTES,
        &SANDBOX_ROUTES,
        &FUNNEL_ROUTES,
        &CUSTOMER_ROUTES,
    ];
    let routes = routes.into_iter().flatten();
    for route in routes.filter(|route| route.path.contains("{suite}")) {
        let id = match route.path {
            path::APP => &app_id,
            path::SERIAL_BATCH_REVOKE => &batch,
            path::TEST_TEAM => &team,
            path::LINK_BATCH_REVOKE | path::LINK_BATCH_FILE => &links["id"],
            _ => &customer,
        };
        let link = match route.path {
            path::TEST_LINK => test.as_str(),
            _ => link.as_str().unwrap(),
        };
        let file = match route.path {
            path::SERIAL_EXPORT => "serials.csv",
            path::LINK_FILE => "code.svg",
            _ => "codes.zip",
        };
        // With the other's suite, and with the own one around the other's ids.
        for suite in [&own.key, &other.key] {
            let is_own = *suite == other.key;
            let has_id = ["{id}", "{link}", "{serial}"];
            if is_own && !has_id.iter().any(|part| route.path.contains(part)) {
                continue;
            }
            let path = route.path.replace("{suite}", suite);
            let path = path.replace("{id}", &id.to_string());
            let path = path.replace("{link}", link);
            let path = path
                .replace("{serial}", &serials[1])
                .replace("{file}", file);
            let (status, answer) = other.desk.send(route.method, &path, body(route.path)).await;
            let code = answer["code"].as_str();
            let tried = format!("{} {path}: {status} {answer}", route.method);
            assert_eq!((status.as_u16(), code), (404, Some("not_found")), "{tried}");
        }
    }
    assert_eq!(state().await, before);
    let (_, found) = other.desk.get(path::SUITES).await;
    assert_eq!(texts(found["rows"].as_array().unwrap(), "name"), ["快报销"]);
    // Its own vendor has it all yet.
    assert_eq!(own.serials("").await.len(), 3);
}
