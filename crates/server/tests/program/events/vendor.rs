//! A vendor's server that fails a third of the time, and notes what it has taken.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use reqwest::Client;
use serde_json::{Value, json};
use server::callbacks::envelope::{CallbackKey, DEFAULT_SUITE_KEY, Envelope, OpenError, Sealed};
use server::http;
use server::open_api::call::{ACTIVATE_SUITE, GET_PERMANENT_CODE, GET_SUITE_TOKEN};
use tokio::net::TcpListener;

pub const KEY: &str = "suiteabcdefgh98765432";
pub const TOKEN: &str = "123456";
pub const AES_KEY: &str = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
pub const SECRET: &str = "a-secret-of-the-vendors";

/// How often it calls until a server answers, and the pause between: less than a push may take.
const TRIES: usize = 8;
const PAUSE: Duration = Duration::from_millis(150);

/// The vendor's server; cheap to clone.
#[derive(Clone)]
pub struct Vendor(Arc<Parts>);

struct Parts {
    http: Client,
    /// Where the servers are.
    servers: Mutex<Vec<String>>,
    own: Envelope,
    before: Envelope,
    state: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    events: usize,
    fails: bool,
    ticket: Option<String>,
    token: Option<String>,
    of_teams: HashMap<String, Vec<String>>,
}

/// How an event is dealt with.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Takes,
    /// Says that it hasn't.
    Refuses,
    /// Breaks before it has done anything.
    Breaks,
    /// Does what is to be done, and breaks before it answers.
    AnswerIsLost,
}

impl Vendor {
    /// Starts it; answers it with its callback URL.
    pub async fn start() -> (Self, String) {
        let key = || CallbackKey::parse(AES_KEY).unwrap();
        let vendor = Self(Arc::new(Parts {
            http: http::direct_client().unwrap(),
            servers: Mutex::default(),
            own: Envelope::new(TOKEN, key(), KEY),
            before: Envelope::new(TOKEN, key(), DEFAULT_SUITE_KEY),
            state: Mutex::default(),
        }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/callback", listener.local_addr().unwrap());
        let router = Router::new().route("/callback", post(take));
        let router = router.with_state(vendor.clone());
        tokio::spawn(async { axum::serve(listener, router).await });
        (vendor, url)
    }

    /// From now on it calls these servers, and fails a third of the time.
    pub fn serves(&self, servers: impl IntoIterator<Item = String>) {
        self.0.servers.lock().unwrap().extend(servers);
        self.0.state.lock().unwrap().fails = true;
    }

    /// The events of each team in the order in which they were taken; one that was pushed again stands once.
    pub fn taken(&self) -> HashMap<String, Vec<String>> {
        let mut of_teams = self.0.state.lock().unwrap().of_teams.clone();
        for events in of_teams.values_mut() {
            events.dedup();
        }
        of_teams
    }

    /// How many events came, with those that failed.
    pub fn pushed(&self) -> usize {
        self.0.state.lock().unwrap().events
    }

    fn manner(&self) -> Manner {
        let mut state = self.0.state.lock().unwrap();
        state.events += 1;
        match (state.fails, state.events % 9) {
            (true, 1) => Manner::Refuses,
            (true, 4) => Manner::Breaks,
            (true, 8) => Manner::AnswerIsLost,
            _ => Manner::Takes,
        }
    }

    /// Does what an event asks for; whether it could.
    async fn take(&self, event: &Value) -> bool {
        let kind = event["EventType"].as_str().unwrap();
        let corpid = match kind {
            "suite_ticket" => {
                let ticket = event["SuiteTicket"].as_str().map(str::to_owned);
                self.0.state.lock().unwrap().ticket = ticket;
                return true;
            }
            "tmp_auth_code" => return self.activate(event).await.is_some(),
            _ => match event["AuthCorpId"].as_str() {
                Some(corpid) => corpid.to_owned(),
                None => return true,
            },
        };
        self.note(corpid, kind);
        true
    }

    fn note(&self, corpid: String, kind: &str) {
        let mut state = self.0.state.lock().unwrap();
        let of_team = state.of_teams.entry(corpid).or_default();
        of_team.push(kind.to_owned());
    }

    async fn activate(&self, event: &Value) -> Option<()> {
        let swap = json!({ "tmp_auth_code": event["AuthCode"] });
        let swapped = self.call_with_token(GET_PERMANENT_CODE, swap).await?;
        let corpid = swapped["auth_corp_info"]["corpid"].as_str()?.to_owned();
        let of_team = json!({
            "suite_key": KEY, "auth_corpid": corpid, "permanent_code": swapped["permanent_code"],
        });
        // Once it is active, the next event may come before this one is answered.
        self.note(corpid, "tmp_auth_code");
        self.call_with_token(ACTIVATE_SUITE, of_team).await?;
        Some(())
    }

    /// Calls with a token, a new one where the old one isn't good.
    async fn call_with_token(&self, path: &str, body: Value) -> Option<Value> {
        for _ in 0..2 {
            let kept = self.0.state.lock().unwrap().token.clone();
            let token = match kept {
                Some(token) => token,
                None => self.token().await?,
            };
            let answer = self.call(path, Some(&token), &body).await?;
            match answer["errcode"].as_i64()? {
                0 => return Some(answer),
                40014 | 42001 => self.0.state.lock().unwrap().token = None,
                _ => return None,
            }
        }
        None
    }

    async fn token(&self) -> Option<String> {
        let ticket = self.0.state.lock().unwrap().ticket.clone()?;
        let body = json!({ "suite_key": KEY, "suite_secret": SECRET, "suite_ticket": ticket });
        let answer = self.call(GET_SUITE_TOKEN, None, &body).await?;
        let token = answer["suite_access_token"].as_str()?.to_owned();
        self.0.state.lock().unwrap().token = Some(token.clone());
        Some(token)
    }

    /// Calls the servers by turns until one answers.
    async fn call(&self, path: &str, token: Option<&str>, body: &Value) -> Option<Value> {
        for attempt in 0..TRIES {
            let base = {
                let servers = self.0.servers.lock().unwrap();
                servers[attempt % servers.len()].clone()
            };
            let query = token.map(|token| format!("?suite_access_token={token}"));
            let url = format!("{base}{path}{}", query.unwrap_or_default());
            let asked = self.0.http.post(url).json(body).send().await;
            if let Ok(answer) = asked
                && let Ok(answer) = answer.json::<Value>().await
            {
                return Some(answer);
            }
            tokio::time::sleep(PAUSE).await;
        }
        None
    }

    fn open(&self, sealed: &Sealed) -> Result<(&Envelope, String), OpenError> {
        let Parts { own, before, .. } = &*self.0;
        match own.open(sealed) {
            Err(OpenError::SuiteKey { .. }) => Ok((before, before.open(sealed)?)),
            opened => Ok((own, opened?)),
        }
    }
}

async fn take(
    State(vendor): State<Vendor>,
    Query(signed): Query<HashMap<String, String>>,
    Json(body): Json<Value>,
) -> Response {
    let sealed = Sealed {
        signature: signed["signature"].clone(),
        timestamp: signed["timestamp"].clone(),
        nonce: signed["nonce"].clone(),
        encrypt: body["encrypt"].as_str().unwrap().to_owned(),
    };
    let (envelope, text) = vendor.open(&sealed).unwrap();
    let event: Value = serde_json::from_str(&text).unwrap();
    let manner = vendor.manner();
    if manner == Manner::Breaks {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let is_taken = manner != Manner::Refuses && vendor.take(&event).await;
    if manner == Manner::AnswerIsLost {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let word = match (is_taken, event["Random"].as_str()) {
        (true, Some(random)) => random,
        (true, None) => "success",
        (false, _) => "faile",
    };
    let answer = envelope.seal(word, [7; 16], &sealed.nonce, &sealed.timestamp);
    Json(answer.answer_body()).into_response()
}
