//! The typed client: the only file that names gloo-net.

use std::pin::Pin;

use api::problem::{Code, Problem};
use gloo_net::http::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::abort::Abort;
use crate::session::Session;

/// How long an answer may take, in milliseconds.
const TIMEOUT: u32 = 20_000;

/// How long one may take that carries a large file or makes many rows.
const LONG_TIMEOUT: u32 = 180_000;

/// A request to our server.
#[derive(Clone, Debug)]
pub struct Request {
    method: Method,
    path: String,
    body: Option<String>,
    /// In milliseconds.
    timeout: u32,
}

impl Request {
    /// `GET`.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path.into(), None)
    }

    /// `POST` without a body.
    pub fn post_empty(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path.into(), None)
    }

    /// `POST` with a JSON body.
    pub fn post(path: impl Into<String>, body: &impl Serialize) -> Self {
        Self::new(Method::POST, path.into(), serde_json::to_string(body).ok())
    }

    /// `PUT` with a JSON body.
    pub fn put(path: impl Into<String>, body: &impl Serialize) -> Self {
        Self::new(Method::PUT, path.into(), serde_json::to_string(body).ok())
    }

    /// `DELETE`.
    pub fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path.into(), None)
    }

    /// The same request, whose answer may take minutes.
    pub fn with_long_timeout(self) -> Self {
        let timeout = LONG_TIMEOUT;
        Self { timeout, ..self }
    }

    fn new(method: Method, path: String, body: Option<String>) -> Self {
        Self {
            method,
            path,
            body,
            timeout: TIMEOUT,
        }
    }
}

/// Gets a JSON answer.
///
/// # Errors
/// What the server refuses, [`Code::Timeout`] if it can't be reached, [`Code::Internal`] for an answer that can't be read.
pub async fn get<T: DeserializeOwned>(session: Session, path: String) -> Result<T, Problem> {
    read(&send(session, Request::get(path)).await?)
}

/// Reads an answer; an empty one is `()`.
///
/// # Errors
/// [`Code::Internal`] for an answer that isn't this version's.
pub fn read<T: DeserializeOwned>(answer: &str) -> Result<T, Problem> {
    let json = if answer.is_empty() { "null" } else { answer };
    serde_json::from_str(json).map_err(|_| Problem::new(Code::Internal))
}

/// An answer that is on its way.
pub type Answer = Pin<Box<dyn Future<Output = Result<String, Problem>>>>;

/// Sends once. A session that has ended is noted.
///
/// # Errors
/// What the server refuses, or [`Code::Timeout`] if it can't be reached.
pub fn send(session: Session, request: Request) -> Answer {
    Box::pin(async move {
        let (ok, text) = attempt(&request)
            .await
            .map_err(|_| Problem::new(Code::Timeout))?;
        if ok {
            return Ok(text);
        }
        let problem = read(&text).unwrap_or(Problem::new(Code::Internal));
        session.note(&problem);
        Err(problem)
    })
}

async fn attempt(request: &Request) -> Result<(bool, String), gloo_net::Error> {
    let abort = Abort::after(request.timeout);
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
