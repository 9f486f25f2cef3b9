//! The descriptions of the APIs, and what holds answers against them.

use api::route::ROUTES;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::contract::{self, Exchange};
use tests::customer::Customer;
use tests::{SuiteLike, World, http};

#[tokio::test]
async fn both_descriptions_are_served_and_asked_for_by_their_tags() {
    let world = World::bare().await;
    for path in ["/openapi.json", "/api/openapi.json"] {
        let url = format!("{}{path}", world.base);
        let answer = http().get(&url).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "application/json");
        let tag = answer.headers()["etag"].clone();
        let document: Value = answer.json().await.unwrap();
        assert_eq!(document["openapi"], "3.1.0", "{path}");
        assert_eq!(document["servers"][1]["url"], world.base);
        let again = http().get(&url).header("if-none-match", tag);
        assert_eq!(again.send().await.unwrap().status(), 304);
    }
}

#[tokio::test]
async fn the_pages_bring_all_that_they_need_and_allow_nothing_else() {
    let world = World::bare().await;
    for (path, document) in [
        ("/openapi", "/openapi.json"),
        ("/openapi/app?lang=en", "/api/openapi.json"),
    ] {
        let answer = http().get(format!("{}{path}", world.base));
        let answer = answer.send().await.unwrap();
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
        let page = answer.text().await.unwrap();
        assert!(
            page.contains(&format!("data-document=\"{document}\"")),
            "{page}"
        );
        for part in page.split("\"/openapi/").skip(1) {
            let (name, _) = part.split_once('"').unwrap();
            if name == "app" {
                continue;
            }
            let file = http().get(format!("{}/openapi/{name}", world.base));
            let file = file.send().await.unwrap();
            assert_eq!(file.status(), 200, "{name}");
            assert!(file.headers().contains_key("etag"));
            assert!(!file.bytes().await.unwrap().is_empty(), "{name}");
        }
    }
    let missing = http().get(format!("{}/openapi/other.js", world.base));
    assert_eq!(missing.send().await.unwrap().status(), 404);
}

/// Whether an answer of the workbench's notices fits.
fn fits(status: u16, media_type: &str, answer: &Value) -> bool {
    let exchange = Exchange {
        method: Some("GET"),
        path: "/api/notices",
        sent: None,
        status: StatusCode::from_u16(status).unwrap(),
        media_type: Some(media_type),
        answer,
    };
    std::panic::catch_unwind(|| contract::check(&exchange)).is_ok()
}

#[tokio::test]
async fn an_answer_that_is_not_as_described_fails_the_test_that_gets_it() {
    let _world = World::bare().await;
    let notice = json!({
        "kind": "joined", "corpid": "c", "team": "t", "who": "", "what": "", "at": 1, "new": true,
    });
    let with = |field: &str, value: Value| {
        let mut notice = notice.clone();
        notice[field] = value;
        json!({ "notices": [notice] })
    };
    let good = json!({ "notices": [notice] });
    assert!(fits(200, "application/json", &good));
    assert!(!fits(200, "text/plain", &good));
    assert!(!fits(200, "application/json", &json!({})));
    assert!(!fits(
        200,
        "application/json",
        &with("kind", json!("eaten"))
    ));
    assert!(!fits(200, "application/json", &with("at", json!("1"))));
    assert!(!fits(200, "application/json", &with("more", json!(1))));
    let problem = json!({ "status": 401, "code": "not_signed_in", "title": "Sign in first." });
    assert!(fits(401, "application/problem+json", &problem));
    assert!(!fits(
        401,
        "application/problem+json",
        &json!({ "status": 401 })
    ));
}

#[tokio::test]
async fn whatever_stands_in_a_path_or_a_query_the_answer_is_described() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    let bench = wang.get(api::path::WORKBENCH).await.1;
    let team = bench["team"]["corpid"].as_str().unwrap().to_owned();
    let ends = ["/api/account", "/api/session"];
    for route in ROUTES.iter().filter(|route| !ends.contains(&route.path)) {
        for odd in ["x", "-1", "9223372036854775808", "%FF", "%20", "%E5%AD%97"] {
            let path = route.path.replace("{corpid}", &team);
            let path: Vec<&str> = path
                .split('/')
                .map(|part| if part.starts_with('{') { odd } else { part })
                .collect();
            let path = format!("{}?seen={odd}&ids={odd}&q={odd}&team={odd}", path.join("/"));
            // It is held against the description.
            let (status, answer) = wang.send(route.method, &path, json!({})).await;
            let (method, is_ours) = (route.method, status.is_server_error());
            assert!(!is_ours, "{method} {path}: {status} {answer}");
        }
    }
}
