//! Calls as vendors' servers write them: leniently read, always answered in the same form.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use server::open_api::call;
use tests::World;
use tests::isv::{Isv, answer, errcode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{authorized, isv};

async fn posted(isv: &Isv<'_>, path: &str, content_type: &str, body: Vec<u8>) -> i64 {
    let request = isv.request(Method::POST, path).body(body);
    let request = match content_type {
        "" => request,
        content_type => request.header("content-type", content_type),
    };
    errcode(&answer(request).await)
}

#[tokio::test]
async fn a_body_is_json_whatever_its_header_says() {
    let world = World::bare().await;
    let (isv, _) = isv(&world, "suite1").await;
    for content_type in [
        "",
        "application/json",
        "application/json;charset=utf-8",
        "application/json; charset=GBK",
        "text/plain",
        "application/x-www-form-urlencoded",
        "nonsense",
    ] {
        let body = isv.introduction().await.to_string().into_bytes();
        let code = posted(&isv, call::GET_SUITE_TOKEN, content_type, body).await;
        assert_eq!(code, 0, "{content_type}");
    }
    let mut body = isv.introduction().await;
    body["another"] = json!({ "field": [1, null] });
    let body = format!("\u{feff}{body}\r\n").into_bytes();
    assert_eq!(posted(&isv, call::GET_SUITE_TOKEN, "", body).await, 0);
    for body in ["", "[]", "suite_key=a", "{", "null"] {
        let code = posted(&isv, call::GET_SUITE_TOKEN, "", body.into()).await;
        assert_eq!(code, 43009, "{body}");
    }
    let large = json!({ "suite_key": "a".repeat(70_000) }).to_string();
    let code = posted(&isv, call::GET_SUITE_TOKEN, "", large.into_bytes()).await;
    assert_eq!(code, 43009);
}

#[tokio::test]
async fn numbers_come_as_texts_and_nulls_are_missing() {
    let world = World::bare().await;
    let (isv, link) = isv(&world, "suite1").await;
    let (_, corpid) = authorized(&world, &link, "13800138000").await;
    let token = isv.token().await;
    for app_id in [
        json!(isv.app_id),
        json!(isv.app_id.to_string()),
        json!(format!(" {} ", isv.app_id)),
    ] {
        let body = json!({ "app_id": app_id });
        let listed = isv.post_with(call::GET_UNACTIVE_CORP, &token, body).await;
        assert_eq!(listed["corp_list"], json!([corpid]));
        assert_eq!(listed["app_id"], isv.app_id);
    }
    let mut body = isv.introduction().await;
    body["suite_ticket"] = json!(null);
    assert_eq!(errcode(&isv.post(call::GET_SUITE_TOKEN, body).await), 41023);
    let body = json!({ "auth_corpid": corpid, "permanent_code": null });
    let refused = isv.post_with(call::GET_CORP_TOKEN, &token, body).await;
    assert_eq!(errcode(&refused), 41025);
    // Where the code may be left out it may be null as well.
    let body = json!({ "suite_key": "suite1", "auth_corpid": corpid, "permanent_code": null });
    let info = isv.post_with(call::GET_AUTH_INFO, &token, body).await;
    assert_eq!(errcode(&info), 0);
    let body = json!({ "auth_corpid": corpid, "permanent_code": "p" });
    assert_eq!(errcode(&isv.post(call::GET_CORP_TOKEN, body).await), 41022);
    // PostgreSQL takes no NUL.
    let body = json!({ "auth_corpid": "a\u{0}", "permanent_code": "p" });
    let refused = isv.post_with(call::GET_CORP_TOKEN, &token, body).await;
    assert_eq!(errcode(&refused), 40035);
    let refused = isv
        .get(&format!("{}?access_token=a%00", call::AUTH_SCOPES))
        .await;
    assert_eq!(errcode(&refused), 40014);
}

#[tokio::test]
async fn posts_are_needed_where_the_table_says_so_and_gets_take_a_post_too() {
    let world = World::bare().await;
    let (isv, link) = isv(&world, "suite1").await;
    let (_, corpid) = authorized(&world, &link, "13800138000").await;
    let token = isv.token().await;
    let code = isv.activate(&token, &corpid).await;
    let team_token = isv.team_token(&token, &corpid, &code).await;
    for call in &call::CALLS {
        let path = format!(
            "{}?access_token={team_token}&suite_access_token={token}",
            call.path
        );
        for method in [Method::GET, Method::PUT, Method::DELETE, Method::PATCH] {
            let answered = answer(isv.request(method.clone(), &path)).await;
            let refused = errcode(&answered) == 43002;
            assert_eq!(refused, call.method == "POST", "{method} {}", call.path);
        }
        if call.method == "GET" {
            let answered = answer(isv.request(Method::POST, &path).body("no JSON")).await;
            assert_ne!(errcode(&answered), 43009, "{}", call.path);
        }
    }
}

#[tokio::test]
async fn a_page_of_another_site_is_none_of_our_business_and_gets_no_cookie() {
    let world = World::bare().await;
    let (isv, _) = isv(&world, "suite1").await;
    let request = isv.request(Method::POST, call::GET_SUITE_TOKEN);
    let request = request.json(&isv.introduction().await);
    let request = request
        .header("origin", "https://isv.example.com")
        .header("sec-fetch-site", "cross-site");
    let response = request.send().await.unwrap();
    assert!(response.headers().get("set-cookie").is_none());
    assert!(
        response
            .headers()
            .get("access-control-allow-origin")
            .is_none()
    );
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(errcode(&response.json().await.unwrap()), 0);
}

#[tokio::test]
async fn a_body_that_never_comes_is_not_waited_for() {
    let world = World::bare_with(|settings| {
        settings.limits.request_time = Duration::from_millis(300);
    })
    .await;
    let host = world.base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: {host}\r\ncontent-length: 100\r\nconnection: close\r\n\r\n{{",
        call::GET_SUITE_TOKEN
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answered = String::new();
    stream.read_to_string(&mut answered).await.unwrap();
    assert!(answered.starts_with("HTTP/1.1 200"), "{answered}");
    assert!(answered.contains("\"errcode\":-1"), "{answered}");
}
