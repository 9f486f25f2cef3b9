//! The figures for monitoring.

use std::net::TcpListener;

use api::path;
use reqwest::Method;
use serde_json::json;
use server::http;
use tempfile::TempDir;

use crate::kill::{onboard, start_with};
use crate::{app_in, until_ready};

/// The figure of this name and these labels.
fn figure(text: &str, name: &str) -> f64 {
    let mut lines = text.lines().filter_map(|line| line.rsplit_once(' '));
    let found = lines.find(|(of, _)| *of == name);
    found.map_or(0.0, |(_, figure)| figure.parse().unwrap())
}

#[tokio::test]
async fn figures_are_read_on_a_port_of_their_own_and_hold_nothing_personal() {
    let folder = TempDir::new().unwrap();
    let port = app_in(folder.path());
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let metrics = free.local_addr().unwrap().to_string();
    drop(free);
    let mut server = start_with(folder.path(), port, &["--metrics-addr", &metrics]);
    until_ready(&server.base).await;
    let http = http::builder().build().unwrap();
    let url = |path: &str| format!("{}{path}", server.base);
    for n in 1..=3 {
        onboard(&server, n).await.unwrap();
    }
    for (request, status) in [("one request of it", 200), ("another too soon", 429)] {
        let body = json!({ "phone": "13800138000", "request": request });
        let codes = http.post(url(path::CODES)).json(&body).send().await;
        assert_eq!(codes.unwrap().status(), status);
    }
    for path in [
        format!("/d/{}", server.link),
        "/join/ABCDEFGHJK".to_owned(),
        "/nowhere/13800138000".to_owned(),
        "/api/nowhere/13800138000".to_owned(),
        "/api/teams/wwcorpid0123456789/suites".to_owned(),
        "/api/invites/ABCDEFGHJK".to_owned(),
    ] {
        http.get(url(&path)).send().await.unwrap();
    }
    let call = http.post(url("/service/get_suite_token")).body("SECRET");
    assert_eq!(call.send().await.unwrap().status(), 200);
    let invented = Method::from_bytes(b"SECRET13800138000").unwrap();
    http.request(invented, url("/healthz"))
        .send()
        .await
        .unwrap();

    let answer = http
        .get(format!("http://{metrics}/metrics"))
        .send()
        .await
        .unwrap();
    assert!(
        answer.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/plain")
    );
    let text = answer.text().await.unwrap();
    let answers = |labels: &str| {
        figure(
            &text,
            &format!("quickdeploy_http_requests_total{{{labels}}}"),
        )
    };
    let team = path::TEAM;
    let (of_team, guide) = (
        answers(&format!(r#"route="{team}",method="POST",status="2xx""#)),
        answers(r#"route="/d/{link}",method="GET",status="2xx""#),
    );
    assert_eq!((of_team, guide), (3.0, 1.0), "{text}");
    assert_eq!(
        answers(r#"route="/healthz",method="other",status="4xx""#),
        1.0,
        "{text}"
    );
    let times =
        format!(r#"quickdeploy_http_request_seconds_count{{route="{team}",method="POST"}}"#);
    assert_eq!(figure(&text, &times), 3.0, "{text}");
    for (name, expected) in [
        (r#"quickdeploy_one_time_codes_total{outcome="sent"}"#, 4.0),
        (
            r#"quickdeploy_one_time_codes_total{outcome="code_too_soon"}"#,
            1.0,
        ),
        (r#"quickdeploy_refusals_total{code="code_too_soon"}"#, 1.0),
        (r#"quickdeploy_call_errors_total{errcode="43009"}"#, 1.0),
        ("quickdeploy_held_requests", 0.0),
        ("quickdeploy_deliveries_waiting", 0.0),
        ("quickdeploy_deliveries_given_up", 0.0),
        ("quickdeploy_database_retries_total", 0.0),
        (r#"quickdeploy_build_info{version="0.1.0"}"#, 1.0),
    ] {
        assert!(text.contains(name), "{name} in {text}");
        assert_eq!(figure(&text, name), expected, "{name} in {text}");
    }
    for (name, least) in [
        ("quickdeploy_connections", 1.0),
        (r#"quickdeploy_database_connections{pool="write"}"#, 1.0),
    ] {
        assert!(figure(&text, name) >= least, "{name} in {text}");
    }
    assert!(
        figure(&text, "process_start_time_seconds") > 1.7e9,
        "{text}"
    );
    assert!(text.contains("quickdeploy_gathered_events"), "{text}");
    for secret in [
        "13800",
        "8613800",
        &server.link,
        "ABCDEFGHJK",
        "wwcorpid",
        "SECRET",
        "nowhere",
        "第1家",
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    // Customers don't read them.
    let there = http.get(url("/metrics")).send().await.unwrap();
    assert_eq!(there.status(), 404);
    server.process.kill().unwrap();
    server.process.wait().unwrap();
}
