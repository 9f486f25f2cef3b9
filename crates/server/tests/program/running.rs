//! The running server: its SMS gateway, its log, its stop.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use api::path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Redirect;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use server::http;
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::{app_in, quickdeploy, until_ready};

type Received = Arc<Mutex<Vec<(Option<String>, Value)>>>;

/// A gateway that takes its time and keeps what it was sent.
async fn gateway(time: Duration) -> (String, Received) {
    let received = Received::default();
    let inbox = received.clone();
    let take = move |headers: HeaderMap, Json(message): Json<Value>| async move {
        let token = headers.get("authorization");
        let token = token.map(|token| token.to_str().unwrap().to_owned());
        inbox.lock().unwrap().push((token, message));
        tokio::time::sleep(time).await;
    };
    let router = Router::new().route("/sms", post(take));
    (serve_gateway(router).await, received)
}

/// Starts a gateway; answers its URL.
async fn serve_gateway(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/sms", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, router).await });
    url
}

/// Starts the server, with this SMS gateway; its log goes into `log.txt`.
async fn serve(folder: &Path, sms: Option<&str>) -> (Child, String) {
    let port = app_in(folder);
    let log = std::fs::File::create(folder.join("log.txt")).unwrap();
    let mut command = quickdeploy(folder);
    if let Some(url) = sms {
        command.env("QUICKDEPLOY_SMS_URL", url);
    }
    let server = command
        .args(["serve", "--addr", &format!("127.0.0.1:{port}")])
        .args(["--log-format", "json", "--app-dir"])
        .arg(folder)
        .env("RUST_LOG", "server=info,tower_http=debug")
        .env("QUICKDEPLOY_SMS_TOKEN", "secret1")
        .stderr(log)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let base = format!("http://127.0.0.1:{port}");
    until_ready(&base).await;
    (server, base)
}

fn terminate(server: &Child) {
    let sent = Command::new("kill").arg(server.id().to_string()).status();
    assert!(sent.unwrap().success());
}

#[tokio::test]
async fn a_code_goes_to_the_gateway_and_a_stop_lets_its_request_finish() {
    let folder = TempDir::new().unwrap();
    let (sms, received) = gateway(Duration::from_millis(800)).await;
    let (mut server, base) = serve(folder.path(), Some(&sms)).await;
    let request = http::builder()
        .build()
        .unwrap()
        .post(format!("{base}{}", path::CODES))
        .json(&json!({ "phone": "13800138000", "request": "0123456789abcdef" }))
        .send();
    let request = tokio::spawn(request);
    while received.lock().unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    terminate(&server);
    let answer = request.await.unwrap().unwrap();
    assert_eq!(answer.status(), 200, "the request was let finish");
    let id = answer.headers()["x-request-id"]
        .to_str()
        .unwrap()
        .to_owned();
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["demo_code"], Value::Null, "only the demo shows codes");
    assert!(server.wait().unwrap().success());

    let (token, message) = received.lock().unwrap().remove(0);
    assert_eq!(token.as_deref(), Some("Bearer secret1"));
    assert_eq!(message["phone"], "+8613800138000");
    let code = message["code"].as_str().unwrap();
    assert_eq!(code.len(), 6);
    assert!(message["text"].as_str().unwrap().contains(code));

    let log = std::fs::read_to_string(folder.path().join("log.txt")).unwrap();
    assert!(!log.contains(code), "a code that was sent stands in no log");
    let lines = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of_the_request: Vec<Value> = lines
        .filter(|line| line["span"]["id"] == id.as_str())
        .collect();
    assert!(!of_the_request.is_empty(), "{log}");
}

#[tokio::test]
async fn the_log_holds_no_number_and_nothing_that_lets_anybody_in() {
    let folder = TempDir::new().unwrap();
    let (mut server, base) = serve(folder.path(), None).await;
    let http = http::builder().build().unwrap();
    for page in [
        "/d/0123456789AB",
        "/D/0123456789AB/team",
        "/s/0123456789AB",
        "/join/ABCDEFGHJK",
        "/nowhere/ABCDEFGHJK",
    ] {
        http.get(format!("{base}{page}")).send().await.unwrap();
    }
    for api in [
        "/api/links/0123456789AB",
        "/api/invites/ABCDEFGHJK",
        "/api/nowhere/ABCDEFGHJK",
    ] {
        http.get(format!("{base}{api}")).send().await.unwrap();
    }
    let ask = json!({ "phone": "13800138000", "request": "0123456789abcdef" });
    let codes = http.post(format!("{base}{}", path::CODES)).json(&ask);
    assert_eq!(codes.send().await.unwrap().status(), 200);
    let report = json!({ "message": "failed", "page": "/d/0123456789AB/team", "at": "" });
    let errors = http.post(format!("{base}{}", path::CLIENT_ERRORS));
    errors.body(report.to_string()).send().await.unwrap();
    terminate(&server);
    assert!(server.wait().unwrap().success());
    let log = std::fs::read_to_string(folder.path().join("log.txt")).unwrap();
    for (what, is_logged) in [
        ("0123456789AB", false),
        ("ABCDEFGHJK", false),
        ("13800138000", false),
        ("0123456789abcdef", false),
        ("…8000", true),
        ("/d/…/team", true),
        ("/join/{code}", true),
    ] {
        assert_eq!(log.contains(what), is_logged, "{what} in {log}");
    }
}

/// Asks for a code of this request.
async fn ask_code(base: &str) -> reqwest::Response {
    let request = http::builder().build().unwrap();
    let request = request
        .post(format!("{base}{}", path::CODES))
        .json(&json!({ "phone": "13800138000", "request": "0123456789abcdef" }));
    request.send().await.unwrap()
}

#[tokio::test]
async fn a_gateway_that_fails_is_told_and_counts_for_nothing() {
    let folder = TempDir::new().unwrap();
    let (mut server, base) = serve(folder.path(), Some("http://127.0.0.1:9/sms")).await;
    for _ in 0..2 {
        let answer = ask_code(&base).await;
        assert_eq!(answer.status(), 502);
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], "code_not_sent", "not that it is too soon");
    }
    terminate(&server);
    assert!(server.wait().unwrap().success());
    let log = std::fs::read_to_string(folder.path().join("log.txt")).unwrap();
    assert!(log.contains("refused"), "the log says why: {log}");
}

#[tokio::test]
async fn a_gateways_redirect_takes_no_code_elsewhere() {
    let folder = TempDir::new().unwrap();
    let (elsewhere, received) = gateway(Duration::ZERO).await;
    let redirect = move || async move { Redirect::temporary(&elsewhere) };
    let sms = serve_gateway(Router::new().route("/sms", post(redirect))).await;
    let (mut server, base) = serve(folder.path(), Some(&sms)).await;
    assert_eq!(ask_code(&base).await.status(), 502);
    assert!(received.lock().unwrap().is_empty());
    terminate(&server);
    assert!(server.wait().unwrap().success());
}

#[tokio::test]
async fn a_code_whose_client_hangs_up_meanwhile_is_forgotten_where_it_could_not_be_sent() {
    let folder = TempDir::new().unwrap();
    let (release, released) = tokio::sync::watch::channel(false);
    let (asked, received) = (Arc::new(AtomicUsize::new(0)), Received::default());
    let (count, inbox) = (asked.clone(), received.clone());
    // The first message fails when it is let, the second is taken.
    let take = move |Json(message): Json<Value>| async move {
        if count.fetch_add(1, Ordering::SeqCst) == 0 {
            let mut released = released.clone();
            released.wait_for(|is_released| *is_released).await.unwrap();
            return StatusCode::INTERNAL_SERVER_ERROR;
        }
        inbox.lock().unwrap().push((None, message));
        StatusCode::OK
    };
    let sms = serve_gateway(Router::new().route("/sms", post(take))).await;
    let (mut server, base) = serve(folder.path(), Some(&sms)).await;
    let hanging = tokio::spawn({
        let base = base.clone();
        async move { ask_code(&base).await }
    });
    while asked.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    hanging.abort();
    assert!(hanging.await.unwrap_err().is_cancelled());
    release.send(true).unwrap();
    // As the page does on its own: the same request once more. Until the first is forgotten, it counts as sent.
    for _ in 0..200 {
        assert_eq!(ask_code(&base).await.status(), 200);
        if !received.lock().unwrap().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(received.lock().unwrap().len(), 1);
    terminate(&server);
    assert!(server.wait().unwrap().success());
}
