//! A vendor's real server on this machine, which is reached over HTTP: accepts serials by a list, activates, goes away and comes
//! back as the test says.
#![expect(
    clippy::expect_used,
    reason = "a test whose vendor can't be set up has failed"
)]

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use reqwest::Client;
use serde_json::{Value, json};
use server::callbacks::envelope::{CallbackKey, Envelope, RANDOM_BYTES, Sealed};
use server::callbacks::event::Event;
use server::credentials::{self, SuiteKeys};
use server::open_api::call;
use server::state::system_random;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::isv::{answer, text};
use crate::{SuiteLike, World};

/// What is answered to what it doesn't agree to.
const NO: &str = "faile";

/// A vendor's server with its suite.
pub struct VendorServer {
    /// The suite's id.
    pub suite: i64,
    address: SocketAddr,
    isv: Isv,
    serving: Option<JoinHandle<()>>,
}

#[derive(Clone)]
struct Isv(Arc<Parts>);

struct Parts {
    /// Where we are.
    base: String,
    suite_key: String,
    keys: SuiteKeys,
    envelope: Envelope,
    http: Client,
    kept: Mutex<Kept>,
}

/// What it knows, and how it behaves.
#[derive(Default)]
struct Kept {
    /// The serials that are right.
    serials: Vec<String>,
    /// It activates only when it is told to.
    is_slow: bool,
    /// All that it was told, in order.
    heard: Vec<Event>,
    ticket: Option<String>,
    /// Codes of authorizations that it has yet to activate.
    codes: Vec<String>,
    /// Teams with their permanent codes.
    teams: Vec<(String, String)>,
}

impl VendorServer {
    /// The vendor of a new suite of a world that speaks to vendors over HTTP.
    pub async fn new(world: &World, suite_key: &str, like: SuiteLike) -> Self {
        let suite = world.suite_called(suite_key, like).await;
        let with = (&world.store, &world.secrets, &system_random as _);
        let keys = credentials::create(with, suite_key, world.now()).await;
        let keys = keys.expect("credentials");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let url = format!("http://{address}/callback");
        let set = world.store.set_callback_url(suite, &url).await;
        set.expect("a callback URL");
        let key = CallbackKey::parse(&keys.aes_key).expect("a key");
        let isv = Isv(Arc::new(Parts {
            base: world.base.clone(),
            suite_key: suite_key.to_owned(),
            envelope: Envelope::new(&keys.token, key, suite_key),
            keys,
            http: crate::http(),
            kept: Mutex::default(),
        }));
        let serving = Some(isv.serve(listener));
        Self {
            suite,
            address,
            isv,
            serving,
        }
    }

    /// From now on these serials are right.
    pub fn accepts(&self, serials: &[&str]) {
        self.isv.kept().serials = serials.iter().map(|it| (*it).to_owned()).collect();
    }

    /// From now on it activates only when it is told to.
    pub fn activates_late(&self) {
        self.isv.kept().is_slow = true;
    }

    /// Activates what waits for it.
    pub async fn activates_now(&self) {
        let codes = std::mem::take(&mut self.isv.kept().codes);
        assert!(!codes.is_empty(), "no code has come");
        for code in codes {
            self.isv.activate(&code).await;
        }
    }

    /// Goes away: nobody listens there any more.
    pub async fn dies(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            serving.await.ok();
        }
    }

    /// Comes back.
    pub async fn comes_back(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("its port");
        self.serving = Some(self.isv.serve(listener));
    }

    /// The kinds of all that it was told but tickets, in order; of a serial, the serial too.
    pub fn heard(&self) -> Vec<String> {
        let kept = self.isv.kept();
        let told = kept.heard.iter().filter_map(|event| match event {
            Event::SuiteTicket { .. } => None,
            Event::CheckSuiteLicenseCode { license_code, .. } => {
                Some(format!("{}: {license_code}", event.event_type()))
            }
            event => Some(event.event_type().to_owned()),
        });
        told.collect()
    }

    /// The team that it activated last, and its permanent code.
    pub fn team(&self) -> (String, String) {
        self.isv.kept().teams.last().expect("a team").clone()
    }

    /// Makes a call about a team with its permanent code, with a new suite token.
    pub async fn call(&self, path: &str, (corpid, code): &(String, String)) -> Value {
        let about = self.isv.about(corpid, code);
        self.isv.call(path, about).await
    }
}

impl Drop for VendorServer {
    fn drop(&mut self) {
        if let Some(serving) = &self.serving {
            serving.abort();
        }
    }
}

/// Opens an event, and answers it.
async fn take(
    State(isv): State<Isv>,
    Query(mut signed): Query<HashMap<String, String>>,
    Json(body): Json<Value>,
) -> Response {
    let mut part = |name: &str| signed.remove(name).unwrap_or_default();
    let sealed = Sealed {
        signature: part("signature"),
        timestamp: part("timestamp"),
        nonce: part("nonce"),
        encrypt: text(&body, "encrypt"),
    };
    let envelope = &isv.0.envelope;
    let Ok(opened) = envelope.open(&sealed) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let event: Event = serde_json::from_str(&opened).expect("an event");
    let word = isv.word(event).await;
    let mut random = [0; RANDOM_BYTES];
    system_random(&mut random);
    let sealed = envelope.seal(&word, random, "nonce", "0");
    Json(sealed.answer_body()).into_response()
}

impl Isv {
    fn serve(&self, listener: TcpListener) -> JoinHandle<()> {
        let router = Router::new()
            .route("/callback", post(take))
            .with_state(self.clone());
        tokio::spawn(async move {
            axum::serve(listener, router).await.ok();
        })
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.kept.lock().expect("what it knows")
    }

    /// What is answered to an event.
    async fn word(&self, event: Event) -> String {
        self.kept().heard.push(event.clone());
        let yes = event.expected().to_owned();
        match event {
            Event::SuiteTicket { suite_ticket, .. } => {
                self.kept().ticket = Some(suite_ticket);
                yes
            }
            Event::CheckSuiteLicenseCode { license_code, .. } => {
                match self.kept().serials.contains(&license_code) {
                    true => yes,
                    false => NO.to_owned(),
                }
            }
            Event::TmpAuthCode { auth_code, .. } => {
                let is_slow = self.kept().is_slow;
                match is_slow {
                    true => self.kept().codes.push(auth_code),
                    false => self.activate(&auth_code).await,
                }
                yes
            }
            _ => yes,
        }
    }

    /// From a temporary code to an active suite.
    async fn activate(&self, code: &str) {
        let body = json!({ "tmp_auth_code": code });
        let swapped = self.call(call::GET_PERMANENT_CODE, body).await;
        let corpid = text(&swapped["auth_corp_info"], "corpid");
        let code = text(&swapped, "permanent_code");
        let about = self.about(&corpid, &code);
        let activated = self.call(call::ACTIVATE_SUITE, about).await;
        assert_eq!(activated["errcode"], 0, "{activated}");
        self.kept().teams.push((corpid, code));
    }

    fn about(&self, corpid: &str, code: &str) -> Value {
        let suite_key = &self.0.suite_key;
        json!({ "suite_key": suite_key, "auth_corpid": corpid, "permanent_code": code })
    }

    async fn call(&self, path: &str, body: Value) -> Value {
        let introduction = json!({
            "suite_key": self.0.suite_key,
            "suite_secret": self.0.keys.secret,
            "suite_ticket": self.ticket().await,
        });
        let token = self.post(call::GET_SUITE_TOKEN, introduction).await;
        let token = text(&token, "suite_access_token");
        self.post(&format!("{path}?suite_access_token={token}"), body)
            .await
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let url = format!("{}{path}", self.0.base);
        answer(self.0.http.post(url).json(&body)).await
    }

    /// The ticket that was pushed last; the first comes within a second.
    async fn ticket(&self) -> String {
        loop {
            if let Some(ticket) = self.kept().ticket.clone() {
                return ticket;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}
