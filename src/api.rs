//! The typed client: the only file that names gloo-net.
//!
//! Every request is idempotent at the server, so one that the network lost is simply sent again
//! once there is a network: what the person typed goes on by itself.

use api::problem::{Code, Problem};
use api::read::Read;
use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::*;
use serde::Serialize;

use crate::browser::{json, page, time};

const AGAIN_MS: i32 = 1500;

/// A request to our server.
pub struct Request {
    method: Method,
    path: String,
    body: Option<String>,
}

impl Request {
    /// Asks.
    pub fn get(path: String) -> Self {
        Self::new(Method::GET, path, None)
    }

    /// Sends a JSON body.
    pub fn post(path: String, body: &impl Serialize) -> Self {
        let body = serde_json::to_string(body).unwrap_or_default();
        Self::new(Method::POST, path, Some(body))
    }

    /// Puts a JSON body in the place of what is there.
    pub fn put(path: String, body: &impl Serialize) -> Self {
        let body = serde_json::to_string(body).unwrap_or_default();
        Self::new(Method::PUT, path, Some(body))
    }

    /// Deletes.
    pub fn delete(path: String) -> Self {
        Self::new(Method::DELETE, path, None)
    }

    fn new(method: Method, path: String, body: Option<String>) -> Self {
        Self { method, path, body }
    }
}

/// Gets a JSON answer.
pub async fn get<T: Read>(offline: RwSignal<bool>, path: String) -> Result<T, Problem> {
    let answer = send(offline, Request::get(path)).await?;
    json::read(&answer).ok_or(Problem::new(Code::Internal))
}

/// Sends until the server answers, however long there is no network; `offline` tells it meanwhile.
pub async fn send(offline: RwSignal<bool>, request: Request) -> Result<String, Problem> {
    send_while(offline, request, &|| true).await
}

/// Sends until the server answers, or until it is no longer wanted: then nothing is sent any more.
pub async fn send_while(
    offline: RwSignal<bool>,
    request: Request,
    wanted: &dyn Fn() -> bool,
) -> Result<String, Problem> {
    while wanted() {
        if let Some(answer) = try_once(&request).await {
            offline.set(false);
            return answer;
        }
        offline.set(true);
        time::sleep(AGAIN_MS).await;
        while !page::online() && wanted() {
            time::sleep(AGAIN_MS / 3).await;
        }
    }
    Err(Problem::new(Code::Timeout))
}

/// Sends once; `None` if no answer came.
pub async fn try_once(request: &Request) -> Option<Result<String, Problem>> {
    let (ok, text) = attempt(request).await.ok()?;
    Some(match ok {
        true => Ok(text),
        false => Err(json::read(&text).unwrap_or(Problem::new(Code::Timeout))),
    })
}

/// One attempt; an error means that no answer came.
async fn attempt(request: &Request) -> Result<(bool, String), gloo_net::Error> {
    let builder = RequestBuilder::new(&request.path).method(request.method.clone());
    let built = match request.body.clone() {
        Some(body) => builder
            .header("content-type", "application/json")
            .body(body)?,
        None => builder.build()?,
    };
    let response = built.send().await?;
    Ok((response.ok(), response.text().await?))
}
