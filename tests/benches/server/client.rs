//! A customer's phone: one connection that is kept open, and the requests of the flow as the pages send them.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use api::path;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, HOST, SET_COOKIE};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tests::customer::solo;
use tokio::net::TcpStream;

use crate::gateway::Gateway;

/// A request of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Guide,
    Code,
    SignIn,
    Team,
    Serial,
    Authorize,
    Directory,
    Scope,
    Start,
    Onboarding,
    Workbench,
}

impl Step {
    /// A whole onboarding of a hosted suite without serials.
    pub const ONBOARDING: [Self; 7] = [
        Self::Guide,
        Self::Code,
        Self::SignIn,
        Self::Team,
        Self::Authorize,
        Self::Scope,
        Self::Start,
    ];

    /// One with a serial, and what its pages read.
    pub const ALL: [Self; 11] = [
        Self::Guide,
        Self::Code,
        Self::SignIn,
        Self::Team,
        Self::Serial,
        Self::Authorize,
        Self::Directory,
        Self::Scope,
        Self::Start,
        Self::Onboarding,
        Self::Workbench,
    ];

    /// What it is called in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Guide => "guide page",
            Self::Code => "send code",
            Self::SignIn => "sign in",
            Self::Team => "team",
            Self::Serial => "serial",
            Self::Authorize => "authorize",
            Self::Directory => "directory",
            Self::Scope => "scope",
            Self::Start => "start",
            Self::Onboarding => "onboarding",
            Self::Workbench => "workbench",
        }
    }
}

/// A connection to the server.
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// A status other than 200.
#[derive(Debug)]
pub struct Refused(pub Step, pub StatusCode);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.0.name(), self.1)
    }
}

impl Client {
    /// Connects.
    pub async fn connect(server: SocketAddr) -> Self {
        let stream = TcpStream::connect(server).await.expect("a connection");
        stream.set_nodelay(true).expect("TCP_NODELAY");
        let (sender, connection) = handshake(TokioIo::new(stream)).await.expect("HTTP");
        tokio::spawn(connection);
        Self {
            sender,
            host: server.to_string(),
        }
    }

    /// Gets a page as browsers do, and answers how long it took.
    pub async fn get(&mut self, path: &str) -> (StatusCode, Duration) {
        let request = self.request("GET", path);
        let request = request.body(Full::default()).expect("a request");
        let (response, took, _) = self.send(request).await;
        (response.status(), took)
    }

    /// The text of a page that isn't compressed.
    pub async fn text(&mut self, path: &str) -> String {
        let request = Request::builder().uri(path).header(HOST, &self.host);
        let request = request.body(Full::default()).expect("a request");
        let (_, _, body) = self.send(request).await;
        String::from_utf8(body.to_vec()).expect("a text")
    }

    fn request(&self, method: &str, path: &str) -> hyper::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, &self.host)
            // Compressing is part of the server's work, undoing it none of ours.
            .header(ACCEPT_ENCODING, "gzip, deflate, br")
    }

    /// Posts JSON, and answers how long it took and what was answered.
    pub async fn post(&mut self, path: &str, body: &Value) -> (Duration, Value) {
        let request = Request::builder().method("POST").uri(path);
        let request = request
            .header(HOST, &self.host)
            .header(CONTENT_TYPE, "application/json");
        let request = request.body(body.to_string().into()).expect("a request");
        let (_, took, body) = self.send(request).await;
        (took, serde_json::from_slice(&body).expect("JSON"))
    }

    /// Gets a page of the console for the session of this cookie, and answers how long it took.
    pub async fn get_as(&mut self, cookie: &str, path: &str) -> (StatusCode, Duration) {
        let request = self.request("GET", path).header(COOKIE, cookie);
        let request = request.body(Full::default()).expect("a request");
        let (response, took, _) = self.send(request).await;
        (response.status(), took)
    }

    /// Posts JSON for the session of this cookie, or for nobody; answers how long it took, and the cookie that is set.
    pub async fn post_as(
        &mut self,
        cookie: &str,
        path: &str,
        body: &Value,
    ) -> (StatusCode, Duration, String) {
        let request = self
            .request("POST", path)
            .header(COOKIE, cookie)
            .header(CONTENT_TYPE, "application/json");
        let request = request.body(body.to_string().into()).expect("a request");
        let (response, took, _) = self.send(request).await;
        let cookie = set_cookie(&response).unwrap_or_default();
        (response.status(), took, cookie)
    }

    /// Sends a request and reads the whole answer.
    async fn send(&mut self, request: Request<Full<Bytes>>) -> (Response<()>, Duration, Bytes) {
        let began = Instant::now();
        self.sender.ready().await.expect("an open connection");
        let response = self.sender.send_request(request).await.expect("an answer");
        let (head, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        (Response::from_parts(head, ()), began.elapsed(), body)
    }
}

/// The cookie that an answer sets: its name and its value.
fn set_cookie(response: &Response<()>) -> Option<String> {
    let cookie = response.headers().get(SET_COOKIE)?;
    let pair = cookie.to_str().expect("a cookie").split(';').next();
    pair.map(str::to_owned)
}

/// Somebody who goes through the flow.
pub struct Customer<'a> {
    client: &'a mut Client,
    gateway: &'a Gateway,
    link: &'a str,
    phone: String,
    address: String,
    /// What the one-time code is asked for with.
    request: String,
    cookie: Option<String>,
    /// The serial that they enter.
    serial: Option<String>,
}

impl<'a> Customer<'a> {
    /// The `nth` customer, each with a number and an address of their own, as limits are by these.
    pub fn new(client: &'a mut Client, gateway: &'a Gateway, link: &'a str, nth: u32) -> Self {
        Self {
            client,
            gateway,
            link,
            phone: format!("150{nth:08}"),
            address: Ipv4Addr::from_bits(0x0a00_0000 + nth).to_string(),
            request: format!("{nth:032x}"),
            cookie: None,
            serial: None,
        }
    }

    /// With a serial to enter.
    pub fn with_serial(self, serial: String) -> Self {
        let serial = Some(serial);
        Self { serial, ..self }
    }

    /// Their number as the database has it.
    pub fn number(&self) -> String {
        format!("+86{}", self.phone)
    }

    /// Takes a step, and answers how long it took.
    pub async fn take(&mut self, step: Step) -> Result<Duration, Refused> {
        let (path, body) = self.ask(step);
        let path = path::of_link(&path, self.link);
        let mut request = self
            .client
            .request(if body.is_some() { "POST" } else { "GET" }, &path)
            .header("x-forwarded-for", &self.address);
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let request = match body {
            None => request.body(Full::default()),
            Some(body) => request
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_string().into()),
        };
        let (response, took, _) = self.client.send(request.expect("a request")).await;
        if let Some(cookie) = set_cookie(&response) {
            self.cookie = Some(cookie);
        }
        match response.status() {
            StatusCode::OK => Ok(took),
            status => Err(Refused(step, status)),
        }
    }

    /// The path of a step's request, and its body if it has one.
    fn ask(&self, step: Step) -> (String, Option<Value>) {
        let (path, body) = match step {
            Step::Guide => ("/d/{link}", None),
            Step::Code => {
                let body =
                    json!({ "phone": self.phone, "request": self.request, "link": self.link });
                (path::CODES, Some(body))
            }
            Step::SignIn => {
                let body = json!({
                    "phone": self.phone, "code": self.gateway.take(&self.number()),
                    "request": self.request, "link": self.link,
                });
                (path::SESSION, Some(body))
            }
            Step::Team => (path::TEAM, Some(solo("老街"))),
            Step::Serial => (path::SERIAL, Some(json!({ "serial": self.serial }))),
            Step::Authorize => (path::AUTHORIZE, Some(json!({ "consent": true }))),
            Step::Directory => {
                return (format!("{}?q=", path::DIRECTORY), None);
            }
            Step::Scope => (path::SCOPE, Some(json!({ "who": "everyone" }))),
            Step::Start => (path::START, Some(json!({}))),
            Step::Onboarding => (path::ONBOARDING, None),
            Step::Workbench => (path::WORKBENCH, None),
        };
        (path.to_owned(), body)
    }
}
