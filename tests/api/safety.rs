//! What the server refuses, and what its answers carry.

use api::path;
use serde_json::json;
use tests::customer::Customer;
use tests::{SuiteLike, World};

#[tokio::test]
async fn posts_from_other_sites_are_refused() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    let url = format!(
        "{}{}",
        world.base,
        path::of_link(path::ONBOARDING, link.as_str())
    );
    let host = world.base.trim_start_matches("http://");
    for (name, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("sec-fetch-site", "same-origin", 200),
        ("origin", "https://evil.example", 403),
        ("origin", "null", 403),
        ("origin", &format!("http://{host}"), 200),
    ] {
        let request = wang.http.post(&url).header(name, value).json(&json!({}));
        assert_eq!(
            request.send().await.unwrap().status(),
            status,
            "{name}: {value}"
        );
    }
}

#[tokio::test]
async fn a_session_lives_in_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.ask_code().await;
    let code = world.outbox.last("13800138000").unwrap();
    let body = json!({ "phone": "13800138000", "code": code, "request": wang.request() });
    let url = format!("{}{}", world.base, path::SESSION);
    let response = wang.http.post(url).json(&body).send().await.unwrap();
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn every_error_is_a_problem_with_a_stable_code() {
    let world = World::bare().await;
    let http = reqwest::Client::new();
    for (request, status, code) in [
        (
            http.get(format!("{}/api/nothing", world.base)),
            404,
            "not_found",
        ),
        (
            http.get(format!("{}{}", world.base, path::WORKBENCH)),
            401,
            "not_signed_in",
        ),
        (
            http.post(format!("{}{}", world.base, path::CODES))
                .body("{"),
            400,
            "bad_request",
        ),
        (
            http.get(format!("{}/api/links/!", world.base)),
            404,
            "link_unknown",
        ),
        (
            http.put(format!("{}{}", world.base, path::CODES)),
            405,
            "method_not_allowed",
        ),
        (
            http.post(format!("{}{}", world.base, path::CODES))
                .header("content-type", "application/json")
                .body(format!("\"{}\"", "x".repeat(70_000))),
            413,
            "too_large",
        ),
    ] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(
            response.headers()["content-type"],
            "application/problem+json"
        );
        assert!(response.headers().contains_key("x-request-id"));
        let problem: serde_json::Value = response.json().await.unwrap();
        assert_eq!(problem["code"], code);
    }
}

#[tokio::test]
async fn it_tells_that_it_lives_and_can_work() {
    let world = World::bare().await;
    for path in ["/healthz", "/readyz"] {
        let response = reqwest::get(format!("{}{path}", world.base)).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
    }
}
