//! An SMS gateway that keeps the codes it is sent.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpListener;

/// The gateway, which answers on a port of its own.
pub struct Gateway {
    /// Where it is.
    pub url: String,
    codes: Codes,
}

type Codes = Arc<Mutex<HashMap<String, String>>>;

impl Gateway {
    /// Starts it.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let addr: SocketAddr = listener.local_addr().expect("an address");
        let codes = Codes::default();
        let kept = codes.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                let codes = kept.clone();
                let keep = service_fn(move |request| keep(request, codes.clone()));
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), keep));
            }
        });
        Self {
            url: format!("http://{addr}/"),
            codes,
        }
    }

    /// The code that was sent to a number.
    pub fn take(&self, number: &str) -> Option<String> {
        self.codes.lock().expect("codes").remove(number)
    }
}

async fn keep(
    request: Request<Incoming>,
    codes: Codes,
) -> Result<Response<Empty<Bytes>>, Infallible> {
    let body = request.into_body().collect().await.expect("a body");
    let sent: Value = serde_json::from_slice(&body.to_bytes()).expect("JSON");
    let text = |name: &str| sent[name].as_str().expect("a text").to_owned();
    let mut codes = codes.lock().expect("codes");
    codes.insert(text("phone"), text("code"));
    Ok(Response::new(Empty::new()))
}
