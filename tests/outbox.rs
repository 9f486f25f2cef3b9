//! An SMS gateway that keeps what it was sent.

use std::future::ready;
use std::sync::Mutex;

use domain::phone::Phone;
use domain::sign_in::Code;
use server::notify::{NotSent, SendingCode, Sms};

/// A gateway.
#[derive(Default)]
pub struct Outbox {
    /// Codes that were sent, the last one last.
    sent: Mutex<Vec<(String, String)>>,
    fails: Mutex<Option<NotSent>>,
}

impl Sms for Outbox {
    fn send<'a>(&'a self, phone: &'a Phone, code: &'a Code) -> SendingCode<'a> {
        let sent = (phone.as_str().to_owned(), code.as_str().to_owned());
        self.sent.lock().expect("outbox").push(sent);
        let fails = self.fails.lock().expect("outbox").clone();
        Box::pin(ready(fails.map_or(Ok(()), Err)))
    }
}

impl Outbox {
    /// From now on it answers so.
    pub fn answers(&self, fails: Option<NotSent>) {
        *self.fails.lock().expect("outbox") = fails;
    }

    /// How many codes it was given to send.
    pub fn count(&self) -> usize {
        self.sent.lock().expect("outbox").len()
    }

    /// The last code sent to a number.
    pub fn last(&self, phone: &str) -> Option<String> {
        let phone = Phone::parse(phone).ok()?;
        let sent = self.sent.lock().expect("outbox");
        sent.iter()
            .rev()
            .find(|(to, _)| to == phone.as_str())
            .map(|(_, code)| code.clone())
    }
}
