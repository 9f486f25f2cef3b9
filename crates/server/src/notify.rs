//! Messages to people: one-time codes by SMS, through a gateway or into the log.

use std::time::Duration;

use domain::phone::Phone;
use domain::sign_in::Code;
use serde_json::json;

/// Sends one-time codes. Called from a thread that may block.
pub trait Sms: Send + Sync {
    /// Sends a code; `Err` says why it couldn't, for the log.
    fn send(&self, phone: &Phone, code: &Code) -> Result<(), String>;
}

/// Writes codes to the server's log, with the last digits of the number: the default, for trying things out.
pub struct Log;

impl Sms for Log {
    fn send(&self, phone: &Phone, code: &Code) -> Result<(), String> {
        tracing::info!(
            phone = phone.masked(),
            code = code.as_str(),
            "one-time code"
        );
        Ok(())
    }
}

/// An HTTP gateway: `POST {"phone", "code", "text"}`, any 2xx is a success.
pub struct Gateway {
    url: String,
    token: Option<String>,
    agent: ureq::Agent,
}

impl Gateway {
    /// A gateway at a URL, with a bearer token if it wants one.
    pub fn new(url: String, token: Option<String>) -> Self {
        let config = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(5)));
        Self {
            url,
            token,
            agent: config.build().into(),
        }
    }
}

impl Sms for Gateway {
    fn send(&self, phone: &Phone, code: &Code) -> Result<(), String> {
        let text = format!("您的验证码是 {}，5 分钟内有效。", code.as_str());
        let mut request = self.agent.post(&self.url);
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let body = json!({ "phone": phone.as_str(), "code": code.as_str(), "text": text });
        request
            .send_json(body)
            .map(|_| ())
            .map_err(|why| why.to_string())
    }
}
