//! Errors of the pages' programs, as they are reported.

use api::path;
use reqwest::StatusCode;
use serde_json::json;
use tests::World;

use crate::log::warnings;

async fn report(world: &World, address: &str, kind: &str, body: String) -> StatusCode {
    let request = tests::http()
        .post(format!("{}{}", world.base, path::CLIENT_ERRORS))
        .header("x-forwarded-for", address)
        .header("user-agent", format!("Mozilla/5.0 ({address})"))
        .header("content-type", kind);
    request.body(body).send().await.unwrap().status()
}

#[tokio::test]
async fn an_error_is_one_line_of_the_log_as_a_beacon_or_as_json() {
    warnings();
    let world = World::bare().await;
    for (kind, message) in [
        ("application/json", "index out of bounds"),
        (
            "text/plain;charset=UTF-8",
            "坏了\nfake line\u{1b}[31m\u{202e}",
        ),
    ] {
        let body =
            json!({ "message": message, "page": "/d/0123456789AB/team", "at": "deploy 0.1.0" });
        assert_eq!(
            report(&world, "192.0.2.1", kind, body.to_string()).await,
            204,
            "{kind}"
        );
    }
    let body = json!({ "message": "x".repeat(3000) });
    assert_eq!(
        report(&world, "192.0.2.1", "text/plain", body.to_string()).await,
        204
    );
    let lines = warnings();
    let lines: Vec<_> = lines
        .iter()
        .filter(|line| line.contains("Mozilla/5.0 (192.0.2.1)"))
        .collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    for part in ["index out of bounds", "/d/…/team", "deploy 0.1.0"] {
        assert!(lines[0].contains(part), "{}", lines[0]);
    }
    assert!(
        lines[1].contains("坏了\\nfake line\\u{1b}[31m\\u{202e}"),
        "{}",
        lines[1]
    );
    assert_eq!(lines[2].matches('x').count(), 1000);
}

#[tokio::test]
async fn what_cannot_be_read_is_passed_over_and_an_address_has_its_share() {
    let world = World::bare().await;
    for body in ["", "nonsense", "[]", "{}", &"x".repeat(9000)] {
        let status = report(&world, "10.0.0.1", "text/plain", body.to_owned()).await;
        assert_eq!(status, 204, "{}", body.len());
    }
    let body = json!({ "message": "m" }).to_string();
    let mut statuses = Vec::new();
    for _ in 0..20 {
        statuses.push(
            report(&world, "10.0.0.1", "text/plain", body.clone())
                .await
                .as_u16(),
        );
    }
    assert!(statuses.contains(&429), "{statuses:?}");
    assert_eq!(
        report(&world, "10.0.0.2", "text/plain", body.clone()).await,
        204
    );
    let foreign = tests::http()
        .post(format!("{}{}", world.base, path::CLIENT_ERRORS))
        .header("sec-fetch-site", "cross-site")
        .body(body);
    assert_eq!(foreign.send().await.unwrap().status(), 403);
}
