//! What the server refuses, and what its answers carry.

use api::path;
use serde_json::json;
use tests::customer::Customer;
use tests::{SuiteLike, World};

/// The status of a POST that a page with these headers sends.
async fn posted(wang: &Customer<'_>, headers: &[(&str, &str)]) -> u16 {
    let path = path::of_link(path::ONBOARDING, wang.link.as_str());
    let mut request = wang.http.post(format!("{}{path}", wang.world.base));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.json(&json!({})).send().await.unwrap();
    answer.status().as_u16()
}

#[tokio::test]
async fn posts_from_other_sites_are_refused() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    for (name, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("sec-fetch-site", "same-origin", 200),
        ("origin", "https://evil.example", 403),
        ("origin", "http://evil.example", 403),
        ("origin", "null", 403),
        ("origin", "", 403),
        ("origin", &world.base, 200),
    ] {
        assert_eq!(
            posted(&wang, &[(name, value)]).await,
            status,
            "{name}: {value}"
        );
    }
}

#[tokio::test]
async fn old_browsers_are_known_by_the_public_url_or_the_host_that_they_ask() {
    let public =
        |url: &'static str| World::bare_with(move |settings| settings.public_url = url.to_owned());
    let https = public("https://deploy.example.com").await;
    let network = public("http://192.168.0.2:8080").await;
    for (world, host, origin, status) in [
        // A proxy that passes the host on, and one that doesn't.
        (
            &https,
            "deploy.example.com",
            "https://deploy.example.com",
            true,
        ),
        (&https, "127.0.0.1:8080", "https://deploy.example.com", true),
        (&https, "127.0.0.1:8080", "https://DEPLOY.example.com", true),
        // Another name of ours behind the same proxy.
        (&https, "www.example.com", "https://www.example.com", true),
        (&https, "deploy.example.com", "https://evil.example", false),
        (&https, "127.0.0.1:8080", "https://evil.example", false),
        (
            &https,
            "deploy.example.com",
            "https://deploy.example.com.evil.example",
            false,
        ),
        (
            &https,
            "deploy.example.com",
            "https://deploy.example.com:8443",
            false,
        ),
        // Somebody on the way can forge a page without TLS.
        (
            &https,
            "deploy.example.com",
            "http://deploy.example.com",
            false,
        ),
        // The server of a network, opened by its address there or on the machine itself.
        (
            &network,
            "192.168.0.2:8080",
            "http://192.168.0.2:8080",
            true,
        ),
        (&network, "localhost:8080", "http://localhost:8080", true),
        (&network, "127.0.0.1:8080", "http://127.0.0.1:8080", true),
        (&network, "localhost:8080", "http://localhost:3000", false),
        (
            &network,
            "192.168.0.2:8080",
            "http://192.168.0.3:8080",
            false,
        ),
    ] {
        let (_, link) = world.link_of(SuiteLike::default()).await;
        let wang = Customer::new(world, "13800138000", &link);
        let sent = posted(&wang, &[("host", host), ("origin", origin)]).await;
        // Nobody is signed in, which is looked at later.
        let expected = if status { 401 } else { 403 };
        assert_eq!(sent, expected, "{origin} at {host}");
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
    let http = tests::http();
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
        let response = tests::http()
            .get(format!("{}{path}", world.base))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200, "{path}");
    }
}
