//! Pushes events to vendors' servers over HTTP, encrypted and signed (open API 3), and keeps each attempt in the log.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::authorization::{VendorEvent, Verdict};
use domain::target::{CallbackUrl, Targets};
use domain::time::Moment;
use reqwest::header::LOCATION;
use reqwest::{Client, Response, StatusCode};
use store::{Attempt, DeliveryKind, PendingDelivery, Store};

use super::answer;
use super::envelope::{Envelope, RANDOM_BYTES, Sealed};
use super::event::Event;
use super::names::{AllowedNames, Lookups};
use super::push_error::PushError;
use crate::credentials::{self, SuiteKeys};
use crate::digest::{hash, hex};
use crate::http;
use crate::secrets::Secrets;
use crate::state::Random;
use crate::vendor::{Answer, Vendor};

/// The greatest number of bytes that are read of an answer; a right one has some 300.
const MAX_ANSWER: usize = 64 * 1024;

/// The greatest number of characters of an answer in the log.
const LOGGED: usize = 2_000;

/// The greatest number of characters of a foreign address that an error shows.
const SHOWN: usize = 200;

/// Vendors' servers, over HTTP.
pub struct HttpVendor {
    client: Client,
    targets: Arc<Targets>,
    store: Store,
    secrets: Secrets,
    clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    random: Arc<Random>,
}

impl HttpVendor {
    /// Speaks to targets that are allowed alone.
    ///
    /// # Errors
    ///
    /// The machine's name servers can't be read.
    pub fn new(
        targets: Targets,
        (store, secrets): (Store, Secrets),
        (clock, random): (Arc<dyn Fn() -> Moment + Send + Sync>, Arc<Random>),
    ) -> reqwest::Result<Self> {
        let targets = Arc::new(targets);
        let names = AllowedNames::new(targets.clone(), Lookups::of_system());
        let client = http::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .dns_resolver(Arc::new(names))
            .build()?;
        Ok(Self {
            client,
            targets,
            store,
            secrets,
            clock,
            random,
        })
    }

    async fn push(&self, delivery: &PendingDelivery, limit: Duration) -> Verdict {
        let began = Instant::now();
        let at = (self.clock)();
        let mut attempt = Attempt {
            message: String::new(),
            answer: String::new(),
            outcome: String::new(),
            took_ms: 0,
            at,
        };
        let pushed = self.try_to_push(delivery, limit, &mut attempt).await;
        attempt.took_ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        attempt.outcome = match &pushed {
            Ok(()) => "delivered".to_owned(),
            Err(error) => error.to_string(),
        };
        self.store.log_callback(delivery, attempt);
        let is_serial = matches!(delivery.what, DeliveryKind::Serial(_));
        match pushed {
            Ok(()) if is_serial => Verdict::Accepted,
            Ok(()) => Verdict::Acknowledged,
            Err(error) if is_serial && error.is_refusal() => Verdict::Refused(None),
            Err(error) => {
                tracing::warn!(suite = delivery.suite_key, %error, "an event isn't delivered");
                Verdict::NoAnswer
            }
        }
    }

    async fn try_to_push(
        &self,
        delivery: &PendingDelivery,
        limit: Duration,
        attempt: &mut Attempt,
    ) -> Result<(), PushError> {
        let (store, suite_key) = (&self.store, &delivery.suite_key);
        let found = credentials::load(store, &self.secrets, suite_key, attempt.at).await?;
        let (Some(found), Some(url)) = (found, &delivery.callback_url) else {
            return Err(PushError::NotSet);
        };
        let url: CallbackUrl = url.parse()?;
        let event = self.event(delivery, found.suite_id, attempt).await?;
        let ends = Instant::now() + limit;
        let pushed = self.send(&found.keys, &url, suite_key, &event, ends, attempt);
        let (first, former) = match (pushed.await, found.former) {
            (Err(first), Some(former)) if first.may_be_of_other_keys() => (first, former),
            (pushed, _) => return pushed,
        };
        // Its servers may have the keys from before the rotation yet. Where they open nothing either, the first answer counts; where
        // they don't answer, none does.
        let said = attempt.answer.clone();
        let pushed = self.send(&former, &url, suite_key, &event, ends, attempt);
        match pushed.await {
            Err(PushError::Answer(error)) if !error.was_opened() => {
                attempt.answer = said;
                Err(first)
            }
            pushed => pushed,
        }
    }

    /// Sends an event to this URL, with these keys; what was answered is put into the attempt.
    pub(super) async fn send(
        &self,
        keys: &SuiteKeys,
        url: &CallbackUrl,
        suite_key: &str,
        event: &Event,
        ends: Instant,
        attempt: &mut Attempt,
    ) -> Result<(), PushError> {
        let text = serde_json::to_string(event).unwrap_or_default();
        let envelope = keys.envelope(suite_key)?;
        let sealed = self.seal(&envelope, &text, attempt.at);
        let (body, answered) = self
            .exchange((url, &sealed), (&envelope, event.expected()), ends)
            .await;
        attempt.answer = body;
        answered
    }

    /// Encrypts and signs a text.
    pub(crate) fn seal(&self, envelope: &Envelope, text: &str, now: Moment) -> Sealed {
        let nonce = hex(&self.bytes::<8>());
        envelope.seal(
            text,
            self.bytes::<RANDOM_BYTES>(),
            &nonce,
            &now.0.to_string(),
        )
    }

    /// Sends what is sealed, and holds the answer against what is expected, within a time. What was answered, as the log shows it.
    pub(crate) async fn exchange(
        &self,
        (url, sealed): (&CallbackUrl, &Sealed),
        (envelope, expected): (&Envelope, &str),
        ends: Instant,
    ) -> (String, Result<(), PushError>) {
        match self.post(url, sealed, ends).await {
            Ok(body) => {
                let answered = answer::read(envelope, &body, expected);
                (logged(&body), answered.map_err(PushError::from))
            }
            Err(why) => (String::new(), Err(why)),
        }
    }

    async fn post(
        &self,
        url: &CallbackUrl,
        sealed: &Sealed,
        ends: Instant,
    ) -> Result<Vec<u8>, PushError> {
        // A name is checked when it is looked up.
        if let Some(address) = url.address() {
            self.targets.check(address)?;
        }
        let left = ends.saturating_duration_since(Instant::now());
        let request = self
            .client
            .post(sealed.callback_url(url.url()))
            .json(&sealed.callback_body());
        let answered = tokio::time::timeout(left, async { read(request.send().await?).await });
        let answered = answered.await;
        answered.map_err(|_| PushError::TimedOut(left.as_millis()))?
    }

    /// The database, the key for what is encrypted in it, and the time.
    pub(crate) fn own(&self) -> (&Store, &Secrets, Moment) {
        (&self.store, &self.secrets, (self.clock)())
    }

    /// The event, with a code or a ticket of this attempt's own.
    async fn event(
        &self,
        delivery: &PendingDelivery,
        suite_id: i64,
        attempt: &mut Attempt,
    ) -> Result<Event, PushError> {
        let suite_key = delivery.suite_key.clone();
        let auth_corp_id = delivery.corpid.clone().unwrap_or_default();
        let time_stamp = attempt.at;
        let fresh = hex(&self.bytes::<16>());
        let fresh_hash = hash(&fresh);
        let event = |secret: &str| match delivery.what {
            DeliveryKind::Ticket => Event::SuiteTicket {
                suite_key: suite_key.clone(),
                suite_ticket: secret.to_owned(),
                time_stamp,
            },
            DeliveryKind::VendorEvent(VendorEvent::Authorized) => Event::TmpAuthCode {
                suite_key: suite_key.clone(),
                auth_code: secret.to_owned(),
                time_stamp,
            },
            DeliveryKind::VendorEvent(VendorEvent::Changed) => Event::ChangeAuth {
                suite_key: suite_key.clone(),
                auth_corp_id: auth_corp_id.clone(),
                time_stamp,
            },
            DeliveryKind::VendorEvent(VendorEvent::Relieved) => Event::SuiteRelieve {
                suite_key: suite_key.clone(),
                auth_corp_id: auth_corp_id.clone(),
                time_stamp,
            },
            DeliveryKind::Serial(_) => Event::CheckSuiteLicenseCode {
                suite_key: suite_key.clone(),
                auth_corp_id: auth_corp_id.clone(),
                license_code: secret.to_owned(),
                time_stamp,
            },
        };
        // In the log stands the event without its secret.
        attempt.message = serde_json::to_string(&event("***")).unwrap_or_default();
        let now = attempt.at;
        match (&delivery.what, delivery.authorization_id) {
            (DeliveryKind::Ticket, _) => {
                self.store.enter_ticket(suite_id, &fresh_hash, now).await?;
            }
            (DeliveryKind::VendorEvent(VendorEvent::Authorized), Some(id)) => {
                self.store
                    .enter_temporary_code(id, &fresh_hash, now)
                    .await?;
            }
            _ => {}
        }
        Ok(match &delivery.what {
            DeliveryKind::Serial(serial) => event(serial.as_str()),
            _ => event(&fresh),
        })
    }

    pub(crate) fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}

/// An answer as the log shows it. PostgreSQL keeps no NUL.
fn logged(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body).replace('\0', "\u{fffd}");
    text.chars().take(LOGGED).collect()
}

/// The body of an answer, of which no more is read than may be.
async fn read(mut answer: Response) -> Result<Vec<u8>, PushError> {
    let mut body = Vec::new();
    let status = answer.status();
    if let Some(to) = answer
        .headers()
        .get(LOCATION)
        .filter(|_| status.is_redirection())
    {
        let to = String::from_utf8_lossy(to.as_bytes())
            .chars()
            .take(SHOWN)
            .collect();
        return Err(PushError::Redirect(status, to));
    }
    if status != StatusCode::OK {
        return Err(PushError::Status(status));
    }
    while let Some(chunk) = answer.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_ANSWER {
            return Err(PushError::TooLong(MAX_ANSWER));
        }
    }
    Ok(body)
}

impl Vendor for HttpVendor {
    fn tell<'a>(&'a self, delivery: &'a PendingDelivery, limit: Duration) -> Answer<'a> {
        Box::pin(self.push(delivery, limit))
    }
}

#[cfg(test)]
mod tests {
    use super::{LOGGED, logged};

    #[test]
    fn the_log_keeps_the_beginning_of_an_answer_without_nuls() {
        for (body, kept) in [
            (&b"a\0b"[..], "a\u{fffd}b".to_owned()),
            (&[0xff, b'a'], "\u{fffd}a".to_owned()),
            ("好".repeat(3_000).as_bytes(), "好".repeat(LOGGED)),
        ] {
            assert_eq!(logged(body), kept);
        }
    }
}
