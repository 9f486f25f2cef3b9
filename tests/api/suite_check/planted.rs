//! A vendor's server with one planted fault, or none.

mod seal;
mod silent;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use reqwest::Client;
use serde_json::{Value, json};
use server::callbacks::envelope::{CallbackKey, Envelope, OpenError, Sealed};
use server::credentials::SuiteKeys;
use server::open_api::call::{ACTIVATE_SUITE, GET_AUTH_INFO, GET_PERMANENT_CODE, GET_SUITE_TOKEN};
use tokio::net::TcpListener;
use tokio::sync::Notify;

pub use self::silent::{serve_broken, serve_self_signed};

/// The serial that it accepts.
pub const SERIAL: &str = "序列号 7";

/// Just beyond what [`super::timeouts`] takes for punctual.
const LATE: Duration = Duration::from_millis(4_200);

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Plant {
    Nothing,
    // Where it is.
    NameUnknown,
    NothingListens,
    PrivateAddress,
    PrivateName,
    PlainHttp,
    SelfSigned,
    NoTls,
    // What it answers to everything.
    Redirects,
    PathUnknown,
    GetOnly,
    Forbidden,
    Crashes,
    Hangs,
    Breaks,
    Late,
    Floods,
    Empty,
    Html,
    PlainSuccess,
    NotJson,
    FieldMissing,
    // How it seals.
    Signature,
    NotBase64,
    Key,
    Padding,
    LittleEndian,
    NoRandomBytes,
    SuiteKey,
    // With which word.
    AlwaysSuccess,
    EmptyWord,
    OldSecrets,
    // What it lets pass.
    ForgedSignature,
    ForeignSuiteKey,
    UnknownCrashes,
    UnknownEmpty,
    // Single events.
    RefusesTicket,
    RefusesCode,
    RefusesChange,
    RefusesRelieve,
    RefusesAgain,
    // Serials.
    AcceptsAll,
    AcceptsNone,
    SerialCrashes,
    SerialLate,
    // What it calls.
    CallsNothing,
    WrongSecret,
    /// It has a token from before.
    WrongSecretLater,
    WrongTicket,
    NoTicket,
    NoToken,
    ByForm,
    ByGet,
    NotListed,
    OnlyToken,
    WrongCode,
    OnlySwap,
    WrongTeam,
    NoInfo,
    ActivatesLate,
}

/// A vendor's server; cheap to clone.
#[derive(Clone)]
pub struct Planted(Arc<Parts>);

struct Parts {
    plant: Plant,
    suite_key: String,
    keys: SuiteKeys,
    envelope: Envelope,
    base: String,
    http: Client,
    ticket: Mutex<Option<String>>,
    heard: Mutex<Vec<Value>>,
    /// Something was heard.
    news: Notify,
}

impl Planted {
    /// One that knows these secrets, and calls the server at `base`.
    pub fn new(plant: Plant, suite_key: &str, keys: SuiteKeys, base: &str) -> Self {
        let key = CallbackKey::parse(&keys.aes_key).unwrap();
        Self(Arc::new(Parts {
            plant,
            suite_key: suite_key.to_owned(),
            envelope: Envelope::new(&keys.token, key, suite_key),
            keys,
            base: base.to_owned(),
            http: tests::http(),
            ticket: Mutex::default(),
            heard: Mutex::default(),
            news: Notify::new(),
        }))
    }

    /// Serves until the test ends; where.
    pub async fn serve(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let router = Router::new().fallback(take).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        addr
    }

    /// The events of this type that it opened, in order.
    pub fn heard(&self, event_type: &str) -> Vec<Value> {
        let heard = self.0.heard.lock().unwrap();
        let of_type = heard
            .iter()
            .filter(|event| event["EventType"] == event_type);
        of_type.cloned().collect()
    }

    /// Waits until it has heard of such an event.
    pub async fn hears(&self, event_type: &str) -> Value {
        loop {
            let news = self.0.news.notified();
            if let Some(event) = self.heard(event_type).pop() {
                return event;
            }
            news.await;
        }
    }

    fn has(&self, plant: Plant) -> bool {
        self.0.plant == plant
    }

    /// The message, if it opens.
    fn open(&self, mut sealed: Sealed) -> Option<String> {
        let envelope = &self.0.envelope;
        if self.has(Plant::ForgedSignature) {
            sealed.signature = envelope.sign(&sealed.timestamp, &sealed.nonce, &sealed.encrypt);
        }
        match envelope.open(&sealed) {
            Err(OpenError::SuiteKey { found, .. }) if self.has(Plant::ForeignSuiteKey) => {
                let key = CallbackKey::parse(&self.0.keys.aes_key).unwrap();
                let of_other = Envelope::new(&self.0.keys.token, key, &found);
                of_other.open(&sealed).ok()
            }
            opened => opened.ok(),
        }
    }

    /// The word for an event, or the status instead.
    async fn word(&self, event: &Value) -> Result<String, StatusCode> {
        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        let word = |said: &str| Ok(said.to_owned());
        let unless = |plant| match self.has(plant) {
            true => word("faile"),
            false => word("success"),
        };
        match text("EventType").as_str() {
            "check_update_suite_url" if self.has(Plant::AlwaysSuccess) => word("success"),
            "check_update_suite_url" if self.has(Plant::EmptyWord) => word(""),
            "check_update_suite_url" => Ok(text("Random")),
            "suite_ticket" => {
                *self.0.ticket.lock().unwrap() = Some(text("SuiteTicket"));
                if self.has(Plant::Late) {
                    tokio::time::sleep(LATE).await;
                }
                unless(Plant::RefusesTicket)
            }
            "tmp_auth_code" => {
                if !self.has(Plant::RefusesCode) {
                    tokio::spawn(self.clone().activate(text("AuthCode")));
                }
                unless(Plant::RefusesCode)
            }
            "check_suite_license_code" => {
                let is_right = text("LicenseCode") == SERIAL;
                match self.0.plant {
                    Plant::SerialCrashes => return Err(StatusCode::INTERNAL_SERVER_ERROR),
                    Plant::SerialLate => tokio::time::sleep(LATE).await,
                    _ => {}
                }
                match self.0.plant {
                    Plant::AcceptsAll => word("success"),
                    Plant::AcceptsNone => word("faile"),
                    _ if is_right => word("success"),
                    _ => word("faile"),
                }
            }
            "change_auth" => unless(Plant::RefusesChange),
            "suite_relieve" if self.heard("suite_relieve").len() > 1 => unless(Plant::RefusesAgain),
            "suite_relieve" => unless(Plant::RefusesRelieve),
            _ if self.has(Plant::UnknownCrashes) => Err(StatusCode::INTERNAL_SERVER_ERROR),
            _ if self.has(Plant::UnknownEmpty) => word(""),
            _ => word("success"),
        }
    }

    /// From a temporary code to an active suite (open API 4), as far as it comes.
    async fn activate(self, code: String) {
        let plant = self.0.plant;
        let ticket = self.0.ticket.lock().unwrap().clone();
        let mut body = json!({
            "suite_key": self.0.suite_key, "suite_secret": self.0.keys.secret, "suite_ticket": ticket,
        });
        match plant {
            Plant::CallsNothing => return,
            Plant::WrongSecret | Plant::WrongSecretLater => body["suite_secret"] = json!("another"),
            Plant::WrongTicket => body["suite_ticket"] = json!("another"),
            Plant::NoTicket => body["suite_ticket"] = Value::Null,
            _ => {}
        }
        let got = self.call(GET_SUITE_TOKEN, "", body).await;
        let Some(token) = got["suite_access_token"].as_str() else {
            return;
        };
        if plant == Plant::OnlyToken {
            return;
        }
        let code = match plant {
            Plant::WrongCode => "another".to_owned(),
            _ => code,
        };
        let query = match plant {
            Plant::NoToken => String::new(),
            _ => format!("?suite_access_token={token}"),
        };
        let swapped = self
            .call(GET_PERMANENT_CODE, &query, json!({ "tmp_auth_code": code }))
            .await;
        if swapped["errcode"] != 0 || plant == Plant::OnlySwap {
            return;
        }
        let mut team = json!({
            "suite_key": self.0.suite_key, "permanent_code": swapped["permanent_code"],
            "auth_corpid": swapped["auth_corp_info"]["corpid"],
        });
        if plant == Plant::WrongTeam {
            team["auth_corpid"] = json!("another");
        }
        if plant == Plant::ActivatesLate {
            tokio::time::sleep(LATE).await;
        }
        self.call(ACTIVATE_SUITE, &query, team.clone()).await;
        if plant != Plant::NoInfo {
            self.call(GET_AUTH_INFO, &query, team).await;
        }
    }

    async fn call(&self, path: &str, query: &str, body: Value) -> Value {
        let url = format!("{}{path}{query}", self.0.base);
        let http = &self.0.http;
        let request = match self.0.plant {
            Plant::ByForm => http.post(url).body("suite_key=a&suite_secret=b"),
            Plant::ByGet => http.get(url),
            _ => http.post(url).json(&body),
        };
        request.send().await.unwrap().json().await.unwrap()
    }
}

async fn take(
    State(isv): State<Planted>,
    Query(query): Query<HashMap<String, String>>,
    body: Bytes,
) -> Response {
    match isv.0.plant {
        Plant::Redirects => return (StatusCode::FOUND, [(LOCATION, "/login")]).into_response(),
        Plant::PathUnknown => return StatusCode::NOT_FOUND.into_response(),
        Plant::GetOnly => return StatusCode::METHOD_NOT_ALLOWED.into_response(),
        Plant::Forbidden => return StatusCode::FORBIDDEN.into_response(),
        Plant::Crashes => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Plant::Hangs => std::future::pending().await,
        Plant::Floods => return vec![b' '; 1 << 18].into_response(),
        Plant::Empty => return "".into_response(),
        Plant::Html => return "<!doctype html><title>Sign in</title>".into_response(),
        Plant::PlainSuccess => return "success".into_response(),
        Plant::NotJson => return "ok".into_response(),
        _ => {}
    }
    let body: Value = serde_json::from_slice(&body).unwrap();
    let sealed = Sealed {
        signature: query["signature"].clone(),
        timestamp: query["timestamp"].clone(),
        nonce: query["nonce"].clone(),
        encrypt: body["encrypt"].as_str().unwrap().to_owned(),
    };
    let Some(text) = isv.open(sealed) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let event: Value = serde_json::from_str(&text).unwrap();
    isv.0.heard.lock().unwrap().push(event.clone());
    isv.0.news.notify_waiters();
    match isv.word(&event).await {
        Ok(word) => Json(isv.seal(&word)).into_response(),
        Err(status) => status.into_response(),
    }
}
