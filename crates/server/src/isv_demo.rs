//! `quickdeploy isv-demo`: a vendor's server as small as one may be, to try a suite with and to write one's own after.

use std::fmt::Display;
use std::future::pending;
use std::os::unix::process::parent_id;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use reqwest::Client;
use serde::Deserialize;
use serde_json::{Value, json};
use server::callbacks::envelope::{
    CallbackKey, DEFAULT_SUITE_KEY, Envelope, OpenError, RANDOM_BYTES, Sealed,
};
use server::callbacks::event::{Event, SUCCESS};
use server::config::IsvDemo;
use server::http;
use server::open_api::call::{ACTIVATE_SUITE, GET_AUTH_INFO, GET_PERMANENT_CODE, GET_SUITE_TOKEN};
use server::state::{system_clock, system_random};
use tokio::net::TcpListener;
use url::Url;

use crate::output;

/// What is answered to a serial that isn't right, and to a code that nothing can be done with yet.
const NOT_NOW: &str = "faile";

/// How often it is looked whether the process beside us is still there.
const LOOK: Duration = Duration::from_millis(300);

/// The vendor's server; cheap to clone.
#[derive(Clone)]
struct Isv(Arc<Parts>);

struct Parts {
    options: IsvDemo,
    own: Envelope,
    /// While the suite is being created, the default key stands in its key's place.
    before: Envelope,
    http: Client,
    ticket: Mutex<Option<String>>,
}

#[derive(Deserialize)]
struct Signed {
    signature: String,
    timestamp: String,
    nonce: String,
}

#[derive(Deserialize)]
struct Body {
    encrypt: String,
}

/// Answers events until `shutdown` is done.
pub async fn run(
    options: IsvDemo,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let key = CallbackKey::parse(&options.aes_key).context("--aes-key")?;
    let listener = TcpListener::bind(options.addr).await;
    let listener = listener.with_context(|| format!("listening on {}", options.addr))?;
    let addr = listener.local_addr()?;
    let isv = Isv(Arc::new(Parts {
        own: Envelope::new(&options.token, key.clone(), &options.suite_key),
        before: Envelope::new(&options.token, key, DEFAULT_SUITE_KEY),
        http: http::direct_client()?,
        ticket: Mutex::default(),
        options,
    }));
    let beside = isv.0.options.beside;
    isv.tell(isv.serials());
    isv.tell(format_args!("listening on http://{addr}/callback"));
    let router = Router::new().route("/callback", post(take)).with_state(isv);
    let ends = async move {
        tokio::select! { () = shutdown => {}, () = end_of(beside) => {} }
    };
    let served = axum::serve(listener, router).with_graceful_shutdown(ends);
    Ok(served.await?)
}

/// Waits until a process that has started this one has ended: then another one is its parent.
async fn end_of(parent: Option<u32>) {
    let Some(parent) = parent else {
        return pending().await;
    };
    while parent_id() == parent {
        tokio::time::sleep(LOOK).await;
    }
}

/// Opens an event, and answers the word for it in the same envelope.
async fn take(
    State(isv): State<Isv>,
    Query(signed): Query<Signed>,
    Json(body): Json<Body>,
) -> Response {
    let sealed = Sealed {
        signature: signed.signature,
        timestamp: signed.timestamp,
        nonce: signed.nonce,
        encrypt: body.encrypt,
    };
    let (envelope, text) = match isv.open(&sealed) {
        Ok(opened) => opened,
        Err(why) => {
            isv.tell(format_args!("refused an event: {why}"));
            return StatusCode::FORBIDDEN.into_response();
        }
    };
    let word = match serde_json::from_str::<Event>(&text) {
        Ok(event) => isv.answer(event),
        // There may be new ones: refused, they would only come again.
        Err(why) => {
            isv.tell(format_args!("unknown: {why}"));
            SUCCESS.to_owned()
        }
    };
    isv.tell(format_args!("event {text} answered {word}"));
    let (nonce, now) = (random_text(), system_clock().0.to_string());
    let sealed = envelope.seal(&word, random::<RANDOM_BYTES>(), &nonce, &now);
    Json(sealed.answer_body()).into_response()
}

impl Isv {
    fn open(&self, sealed: &Sealed) -> Result<(&Envelope, String), OpenError> {
        let Parts { own, before, .. } = &*self.0;
        match own.open(sealed) {
            Ok(text) => Ok((own, text)),
            Err(OpenError::SuiteKey { found, .. }) if found == DEFAULT_SUITE_KEY => {
                Ok((before, before.open(sealed)?))
            }
            Err(why) => Err(why),
        }
    }

    /// The word for an event. What takes time is done in the background.
    fn answer(&self, event: Event) -> String {
        let expected = event.expected().to_owned();
        match event {
            Event::SuiteTicket { suite_ticket, .. } => {
                let mut kept = self.0.ticket.lock().unwrap_or_else(PoisonError::into_inner);
                *kept = Some(suite_ticket);
                expected
            }
            Event::TmpAuthCode { auth_code, .. } => match self.ticket() {
                Some(ticket) => {
                    tokio::spawn(self.clone().activate_and_tell(ticket, auth_code));
                    expected
                }
                // The code is pushed again, and by then there may be a ticket.
                None => NOT_NOW.to_owned(),
            },
            Event::CheckSuiteLicenseCode { license_code, .. } => {
                let IsvDemo {
                    accept, accept_all, ..
                } = &self.0.options;
                match *accept_all || accept.contains(&license_code) {
                    true => expected,
                    false => NOT_NOW.to_owned(),
                }
            }
            Event::CheckCreateSuiteUrl { .. }
            | Event::CheckUpdateSuiteUrl { .. }
            | Event::ChangeAuth { .. }
            | Event::SuiteRelieve { .. } => expected,
        }
    }

    /// Which serials are right.
    fn serials(&self) -> String {
        let IsvDemo {
            accept, accept_all, ..
        } = &self.0.options;
        match (accept_all, &accept[..]) {
            (true, _) => "takes any serial".to_owned(),
            (false, []) => "takes no serial".to_owned(),
            (false, serials) => format!("takes the serials {}", serials.join(", ")),
        }
    }

    /// Says what comes and goes. It works on where nobody reads that.
    fn tell(&self, what: impl Display) {
        let name = match self.0.options.beside {
            Some(_) => "isv-demo  ",
            None => "",
        };
        output::line(format_args!("{name}{what}")).ok();
    }

    fn ticket(&self) -> Option<String> {
        let kept = self.0.ticket.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone()
    }

    async fn activate_and_tell(self, ticket: String, code: String) {
        if let Err(why) = self.activate(&ticket, &code).await {
            self.tell(format_args!("not activated: {why:#}"));
        }
    }

    /// From a temporary code to an active suite (open API 4).
    async fn activate(&self, ticket: &str, code: &str) -> Result<()> {
        let IsvDemo {
            suite_key,
            suite_secret,
            ..
        } = &self.0.options;
        let body = json!({
            "suite_key": suite_key, "suite_secret": suite_secret, "suite_ticket": ticket,
        });
        let answer = self.call(GET_SUITE_TOKEN, None, body).await?;
        let token = Some(text(&answer["suite_access_token"])?);
        let body = json!({ "tmp_auth_code": code });
        let swapped = self.call(GET_PERMANENT_CODE, token, body).await?;
        let of_team = json!({
            "suite_key": suite_key,
            "auth_corpid": text(&swapped["auth_corp_info"]["corpid"])?,
            "permanent_code": text(&swapped["permanent_code"])?,
        });
        self.call(GET_AUTH_INFO, token, of_team.clone()).await?;
        self.call(ACTIVATE_SUITE, token, of_team).await?;
        Ok(())
    }

    /// Makes a call of the open API; an `errcode` other than 0 is an error.
    async fn call(&self, path: &str, token: Option<&str>, body: Value) -> Result<Value> {
        let mut url = Url::parse(&self.0.options.server)?.join(path)?;
        if let Some(token) = token {
            url.query_pairs_mut()
                .append_pair("suite_access_token", token);
        }
        let request = self.0.http.post(url).json(&body);
        let answer = request.send().await.with_context(|| path.to_owned())?;
        let answer: Value = answer.json().await.with_context(|| path.to_owned())?;
        self.tell(format_args!("call {path} answered {answer}"));
        match answer["errcode"].as_i64() {
            Some(0) => Ok(answer),
            _ => bail!("{path} failed"),
        }
    }
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().context("an answer has not what it should")
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    system_random(&mut bytes);
    bytes
}

fn random_text() -> String {
    format!("{:016x}", u64::from_ne_bytes(random()))
}
