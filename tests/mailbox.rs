//! Mails that a server sent, kept.

use std::future::ready;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use server::notify::Sending;
use server::notify::mail::{Letter, Mail};

/// Mails that were sent, the last one last.
#[derive(Default)]
pub struct Mailbox {
    sent: Mutex<Vec<Letter>>,
    is_down: AtomicBool,
}

impl Mail for Mailbox {
    fn send<'a>(&'a self, _: i64, letter: &'a Letter) -> Sending<'a> {
        if self.is_down.load(Ordering::Relaxed) {
            return Box::pin(ready(Err("the mail server is down".to_owned())));
        }
        self.sent.lock().expect("mails").push(letter.clone());
        Box::pin(ready(Ok(())))
    }
}

impl Mailbox {
    /// Lets every mail fail, or no more.
    pub fn set_down(&self, is_down: bool) {
        self.is_down.store(is_down, Ordering::Relaxed);
    }

    /// What was sent to an address.
    pub fn to(&self, address: &str) -> Vec<Letter> {
        let sent = self.sent.lock().expect("mails");
        let to = sent.iter().filter(|letter| letter.to == address);
        to.cloned().collect()
    }

    /// The nth mail to an address, from 0, once it has come.
    pub async fn nth(&self, address: &str, nth: usize) -> Letter {
        for _ in 0..200 {
            if let Some(letter) = self.to(address).get(nth) {
                return letter.clone();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no mail {nth} to {address}: {:?}", self.to(address));
    }

    /// The token of the link in it.
    pub async fn token(&self, address: &str, nth: usize) -> String {
        let letter = self.nth(address, nth).await;
        let (_, rest) = letter.text.split_once("?token=").expect("a link");
        let token = rest.split_whitespace().next();
        token.expect("a token").to_owned()
    }
}
