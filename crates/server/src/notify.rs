//! Messages to people: one-time codes by SMS, through a gateway or into the log.

pub mod mail;

use std::error::Error;
use std::future::{Future, ready};
use std::pin::Pin;

use domain::phone::Phone;
use domain::sign_in::Code;
use reqwest::{Client, StatusCode};
use serde_json::json;

/// A message on its way; `Err` says why it couldn't be sent, for the log.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// Why there is no word that a code was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// It wasn't: the gateway wasn't reached, or says so.
    Surely(String),
    /// It may have been, and cost money: the gateway was reached and didn't say.
    Perhaps(String),
}

/// A one-time code on its way.
pub type SendingCode<'a> = Pin<Box<dyn Future<Output = Result<(), NotSent>> + Send + 'a>>;

/// Sends one-time codes.
pub trait Sms: Send + Sync {
    /// Sends a code.
    fn send<'a>(&'a self, phone: &'a Phone, code: &'a Code) -> SendingCode<'a>;
}

/// Writes codes to the server's log, with the last digits of the number: the default, for trying things out.
pub struct Log;

impl Sms for Log {
    fn send<'a>(&'a self, phone: &'a Phone, code: &'a Code) -> SendingCode<'a> {
        tracing::info!(
            phone = phone.masked(),
            code = code.as_str(),
            "one-time code"
        );
        Box::pin(ready(Ok(())))
    }
}

/// An HTTP gateway: `POST {"phone", "code", "text"}`, any 2xx is a success.
pub struct Gateway {
    client: Client,
    url: String,
    token: Option<String>,
}

impl Gateway {
    /// A gateway at a URL, with a bearer token if it wants one.
    pub fn new(client: Client, url: String, token: Option<String>) -> Self {
        Self { client, url, token }
    }

    async fn post(&self, phone: &Phone, code: &Code) -> Result<(), NotSent> {
        let text = format!("您的验证码是 {}，5 分钟内有效。", code.as_str());
        let mut request = self.client.post(&self.url);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let body = json!({ "phone": phone.as_str(), "code": code.as_str(), "text": text });
        let answer = request.json(&body).send().await;
        let answer = answer.map_err(|why| match why.is_connect() || why.is_builder() {
            true => NotSent::Surely(reasons(&why)),
            false => NotSent::Perhaps(reasons(&why)),
        });
        let status = answer?.status();
        let says = || format!("the gateway answers {status}");
        match status {
            status if status.is_success() => Ok(()),
            // From something before the gateway, which didn't hear from it.
            StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT => Err(NotSent::Perhaps(says())),
            _ => Err(NotSent::Surely(says())),
        }
    }
}

impl Sms for Gateway {
    fn send<'a>(&'a self, phone: &'a Phone, code: &'a Code) -> SendingCode<'a> {
        Box::pin(self.post(phone, code))
    }
}

/// An error with all that it comes from, which reqwest's own text leaves out.
pub fn reasons(error: &dyn Error) -> String {
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        said = format!("{said}: {inner}");
        source = inner.source();
    }
    said
}
