//! The typed client: the only file that names gloo-net.
//!
//! Every request is idempotent at the server, so one whose answer doesn't come is sent again until it does, or until nobody
//! wants it any more: what the person typed goes on by itself.

use std::pin::Pin;

use api::problem::{Code, Problem};
use gloo_net::http::{Method, RequestBuilder};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::abort::Abort;
use crate::browser::{page, worker};
use crate::session::Session;

/// How long an answer may take, in milliseconds: longer with each attempt, for networks that are slow and not broken.
const TIMEOUTS: [u32; 3] = [8_000, 15_000, 30_000];

/// The pause before the next attempt, in milliseconds.
const RETRY_PAUSE: u32 = 1_500;

/// A request to our server.
#[derive(Clone, Debug)]
pub struct Request {
    method: Method,
    path: String,
    body: Option<String>,
}

impl Request {
    /// `GET`.
    pub fn get(path: String) -> Self {
        Self::new(Method::GET, path, None)
    }

    /// `POST` with a JSON body.
    pub fn post(path: String, body: &impl Serialize) -> Self {
        Self::new(Method::POST, path, serde_json::to_string(body).ok())
    }

    /// `PUT` with a JSON body.
    pub fn put(path: String, body: &impl Serialize) -> Self {
        Self::new(Method::PUT, path, serde_json::to_string(body).ok())
    }

    /// `DELETE`.
    pub fn delete(path: String) -> Self {
        Self::new(Method::DELETE, path, None)
    }

    fn new(method: Method, path: String, body: Option<String>) -> Self {
        Self { method, path, body }
    }
}

/// Gets a JSON answer, however long there is no network.
///
/// # Errors
/// What the server refuses, or an answer that can't be read.
pub async fn get<T: DeserializeOwned>(session: Session, path: String) -> Result<T, Problem> {
    read(&send(session, Request::get(path)).await?)
}

/// Reads an answer; an empty one is `()`.
///
/// # Errors
/// [`Code::Internal`] for an answer that isn't this version's: a network's own page, or a newer server.
pub fn read<T: DeserializeOwned>(answer: &str) -> Result<T, Problem> {
    let json = if answer.is_empty() { "null" } else { answer };
    serde_json::from_str(json).map_err(|_| Problem::new(Code::Internal))
}

/// An answer that is on its way. One type for all requests, so that the code behind it is in the program once.
pub type Answer = Pin<Box<dyn Future<Output = Result<String, Problem>>>>;

/// Sends until the server answers; the session is offline meanwhile. Dropping the future aborts the request.
///
/// # Errors
/// What the server refuses.
pub fn send(session: Session, request: Request) -> Answer {
    Box::pin(send_until_answered(session, request))
}

async fn send_until_answered(session: Session, mut request: Request) -> Result<String, Problem> {
    let mut attempts = 0;
    loop {
        let timeout = TIMEOUTS[attempts.min(TIMEOUTS.len() - 1)];
        if let Ok((ok, text)) = attempt(&request, timeout).await {
            session.offline.set(false);
            match outcome(ok, &text) {
                Ok(()) => return Ok(text),
                // The script puts the proof into the body. Asked again, it works again: a slow phone's proof may be too old.
                Err(problem) if problem.code == Code::ProofNeeded => {
                    let body = request.body.as_deref().unwrap_or_default();
                    let question = ["[", body, ",", &text, "]"].concat();
                    let proven = worker::ask("/proof.js", &question, session.proving).await;
                    request.body = Some(proven.ok_or(problem)?);
                    continue;
                }
                Err(problem) => return Err(problem),
            }
        }
        attempts += 1;
        session.offline.set(true);
        TimeoutFuture::new(RETRY_PAUSE).await;
        while !page::online() {
            TimeoutFuture::new(RETRY_PAUSE / 3).await;
        }
    }
}

/// Sends once; `None` if no answer came within `timeout` milliseconds.
pub async fn send_once(request: &Request, timeout: u32) -> Option<Result<String, Problem>> {
    let (ok, text) = attempt(request, timeout).await.ok()?;
    Some(outcome(ok, &text).map(|()| text))
}

/// Why an answer refuses, if it does.
fn outcome(ok: bool, text: &str) -> Result<(), Problem> {
    match ok {
        true => Ok(()),
        false => Err(read(text).unwrap_or(Problem::new(Code::Timeout))),
    }
}

async fn attempt(request: &Request, timeout: u32) -> Result<(bool, String), gloo_net::Error> {
    let abort = Abort::after(timeout);
    let builder = RequestBuilder::new(&request.path)
        .method(request.method.clone())
        .abort_signal(abort.signal().as_ref());
    let built = match &request.body {
        Some(body) => builder
            .header("content-type", "application/json")
            .body(body.clone())?,
        None => builder.build()?,
    };
    let response = built.send().await?;
    Ok((response.ok(), response.text().await?))
}
