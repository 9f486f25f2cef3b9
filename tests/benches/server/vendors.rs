//! Vendors' servers on one port: each answers by the suite's key in the path.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use server::callbacks::envelope::{CallbackKey, Envelope, Sealed};
use server::callbacks::event::Event;
use server::credentials::{self, SuiteKeys};
use server::open_api::call::{ACTIVATE_SUITE, GET_PERMANENT_CODE, GET_SUITE_TOKEN};
use server::state::system_random;
use tests::World;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// What a vendor's server does with an event.
#[derive(Clone, Copy, Debug)]
pub enum Manner {
    /// Takes it after so long.
    Takes(Duration),
    /// Activates the suite at once, if that is what it is about.
    Activates,
    /// Never answers.
    Hangs,
}

/// The servers; cheap to clone.
#[derive(Clone)]
pub struct Vendors(Arc<Parts>);

struct Parts {
    addr: SocketAddr,
    vendors: Mutex<HashMap<String, Arc<Vendor>>>,
    /// Where the open API is.
    server: Mutex<Option<SocketAddr>>,
    http: reqwest::Client,
    activated: Notify,
}

struct Vendor {
    key: String,
    keys: SuiteKeys,
    envelope: Envelope,
    manner: Manner,
    ticket: String,
    token: Mutex<Option<String>>,
}

impl Vendors {
    /// Starts them.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let vendors = Self(Arc::new(Parts {
            addr: listener.local_addr().expect("an address"),
            vendors: Mutex::default(),
            server: Mutex::default(),
            http: tests::http(),
            activated: Notify::new(),
        }));
        let all = vendors.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                let all = all.clone();
                let take = service_fn(move |request| take(request, all.clone()));
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), take));
            }
        });
        vendors
    }

    /// The server of this suite's vendor.
    pub async fn add(&self, world: &World, (key, suite): (&str, i64), manner: Manner) {
        let with = (&world.store, &world.secrets, &system_random as _);
        let keys = credentials::create(with, key, world.now()).await;
        let keys = keys.expect("credentials");
        let url = format!("http://{}/{key}", self.0.addr);
        let set = world.store.set_callback_url(suite, &url).await;
        set.expect("a URL");
        let aes_key = CallbackKey::parse(&keys.aes_key).expect("a key");
        let isv = tests::isv::ticket(world, suite).await;
        let vendor = Vendor {
            key: key.to_owned(),
            envelope: Envelope::new(&keys.token, aes_key, key),
            keys,
            manner,
            ticket: isv,
            token: Mutex::default(),
        };
        let mut vendors = self.0.vendors.lock().expect("vendors");
        vendors.insert(key.to_owned(), Arc::new(vendor));
    }

    /// From now on they call this server.
    pub fn call(&self, server: SocketAddr) {
        *self.0.server.lock().expect("the server") = Some(server);
    }

    /// Waits until one has activated its suite.
    pub async fn activated(&self) {
        self.0.activated.notified().await;
    }

    async fn activate(&self, vendor: &Vendor, code: &str) {
        let swap = json!({ "tmp_auth_code": code });
        let kept = vendor.token.lock().expect("a token").clone();
        let token = match kept {
            Some(token) => token,
            None => {
                let body = json!({
                    "suite_key": vendor.key, "suite_secret": vendor.keys.secret, "suite_ticket": vendor.ticket,
                });
                let answer = self.ask(GET_SUITE_TOKEN, "", body).await;
                let token = tests::isv::text(&answer, "suite_access_token");
                *vendor.token.lock().expect("a token") = Some(token.clone());
                token
            }
        };
        let swapped = self.ask(GET_PERMANENT_CODE, &token, swap).await;
        let of_team = json!({
            "suite_key": vendor.key, "auth_corpid": swapped["auth_corp_info"]["corpid"],
            "permanent_code": swapped["permanent_code"],
        });
        let activated = self.ask(ACTIVATE_SUITE, &token, of_team).await;
        assert_eq!(activated["errcode"], 0, "{activated}");
        self.0.activated.notify_one();
    }

    async fn ask(&self, path: &str, token: &str, body: Value) -> Value {
        let server = self.0.server.lock().expect("the server").expect("a server");
        let url = format!("http://{server}{path}?suite_access_token={token}");
        let asked = self.0.http.post(url).json(&body).send().await;
        asked.expect("an answer").json().await.expect("JSON")
    }
}

async fn take(
    request: Request<Incoming>,
    vendors: Vendors,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let key = request.uri().path().trim_start_matches('/').to_owned();
    let query = request.uri().query().expect("a query");
    let query: HashMap<&str, &str> = query
        .split('&')
        .filter_map(|it| it.split_once('='))
        .collect();
    let text = |name: &str| query[name].to_owned();
    let (signature, timestamp, nonce) = (text("signature"), text("timestamp"), text("nonce"));
    let body = request.into_body().collect().await.expect("a body");
    let body: Value = serde_json::from_slice(&body.to_bytes()).expect("JSON");
    let sealed = Sealed {
        signature,
        timestamp,
        nonce,
        encrypt: body["encrypt"].as_str().expect("a text").to_owned(),
    };
    let vendor = vendors.0.vendors.lock().expect("vendors")[&key].clone();
    let event = vendor.envelope.open(&sealed).expect("an event");
    let event: Event = serde_json::from_str(&event).expect("an event");
    match (vendor.manner, &event) {
        (Manner::Takes(after), _) => tokio::time::sleep(after).await,
        (Manner::Activates, Event::TmpAuthCode { auth_code, .. }) => {
            let (vendors, vendor, code) = (vendors.clone(), vendor.clone(), auth_code.clone());
            tokio::spawn(async move { vendors.activate(&vendor, &code).await });
        }
        (Manner::Activates, _) => {}
        (Manner::Hangs, _) => std::future::pending().await,
    }
    let word = event.expected();
    let answer = vendor
        .envelope
        .seal(word, [7; 16], &sealed.nonce, &sealed.timestamp);
    Ok(Response::new(answer.answer_body().to_string().into()))
}
