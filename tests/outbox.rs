//! An SMS gateway that keeps what it was sent.

use std::future::ready;
use std::sync::Mutex;

use domain::phone::Phone;
use domain::sign_in::Code;
use server::notify::{Sending, Sms};

/// Codes that were sent, the last one last.
#[derive(Default)]
pub struct Outbox(Mutex<Vec<(String, String)>>);

impl Sms for Outbox {
    fn send<'a>(&'a self, phone: &'a Phone, code: &'a Code) -> Sending<'a> {
        let sent = (phone.as_str().to_owned(), code.as_str().to_owned());
        self.0.lock().expect("outbox").push(sent);
        Box::pin(ready(Ok(())))
    }
}

impl Outbox {
    /// How many codes were sent.
    pub fn count(&self) -> usize {
        self.0.lock().expect("outbox").len()
    }

    /// The last code sent to a number.
    pub fn last(&self, phone: &str) -> Option<String> {
        let phone = Phone::parse(phone).ok()?;
        let sent = self.0.lock().expect("outbox");
        sent.iter()
            .rev()
            .find(|(to, _)| to == phone.as_str())
            .map(|(_, code)| code.clone())
    }
}
