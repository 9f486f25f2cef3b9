//! The typed client: the only file that names gloo-net.
//!
//! Every request is idempotent at the server, so one that the network lost is simply sent again
//! once there is a network: what the person typed goes on by itself.

use api::problem::{Code, Problem};
use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::{page, time};
use crate::state::App;

const AGAIN_MS: i32 = 1500;

/// Gets a JSON answer.
pub async fn get<T: DeserializeOwned>(app: App, path: &str) -> Result<T, Problem> {
    parse(send(app, Method::GET, path, None).await)
}

/// Posts a JSON body.
pub async fn post<T: DeserializeOwned>(
    app: App,
    path: &str,
    body: &impl Serialize,
) -> Result<T, Problem> {
    let body = serde_json::to_string(body).unwrap_or_default();
    parse(send(app, Method::POST, path, Some(body)).await)
}

/// Deletes; there is no answer.
pub async fn delete(app: App, path: &str) -> Result<(), Problem> {
    send(app, Method::DELETE, path, None).await.map(|_| ())
}

fn parse<T: DeserializeOwned>(answer: Result<String, Problem>) -> Result<T, Problem> {
    serde_json::from_str(&answer?).map_err(|_| problem(Code::Internal))
}

async fn send(
    app: App,
    method: Method,
    path: &str,
    body: Option<String>,
) -> Result<String, Problem> {
    loop {
        if let Ok((ok, text)) = attempt(method.clone(), path, body.clone()).await {
            app.offline.set(false);
            if ok {
                return Ok(text);
            }
            return Err(serde_json::from_str(&text).unwrap_or_else(|_| problem(Code::Timeout)));
        }
        app.offline.set(true);
        time::sleep(AGAIN_MS).await;
        while !page::online() {
            time::sleep(AGAIN_MS / 3).await;
        }
    }
}

/// One attempt; an error means that no answer came.
async fn attempt(
    method: Method,
    path: &str,
    body: Option<String>,
) -> Result<(bool, String), gloo_net::Error> {
    let request = RequestBuilder::new(path).method(method);
    let response = match body {
        Some(body) => {
            request
                .header("content-type", "application/json")
                .body(body)?
                .send()
                .await?
        }
        None => request.send().await?,
    };
    Ok((response.ok(), response.text().await?))
}

fn problem(code: Code) -> Problem {
    Problem {
        status: code.status(),
        code,
        title: String::new(),
        field: None,
        due: None,
        retry_after: None,
        left: None,
        request_id: None,
    }
}
