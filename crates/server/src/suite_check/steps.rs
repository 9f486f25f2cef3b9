//! The steps that need no team: who answers, and what it lets pass.

use domain::suite::{KEY_RANDOM_BYTES, SuiteKey};
use domain::target::CallbackUrl;
use domain::task::SerialRule;
use reqwest::Client;
use serde_json::{Value, json};

use super::fault::Fault;
use super::report::{Outcome, Step};
use super::{Check, CheckError, span};
use crate::callbacks::answer::AnswerError;
use crate::callbacks::event::{Event, SUCCESS};
use crate::callbacks::push_error::PushError;
use crate::credentials::SuiteKeys;
use crate::digest::{hash, hex};
use crate::http;
use crate::notify::reasons;
use crate::open_api::call::GET_SUITE_TOKEN;
use crate::open_api::errcode::Errcode;

/// An `EventType` that there is none of.
const UNKNOWN_EVENT: &str = "check_unknown_event";

/// The greatest number of characters of a foreign answer that a fault shows.
const SHOWN: usize = 200;

impl Check<'_> {
    /// Whether our own server answers at the public URL and knows the suite, as vendors' servers call it there.
    pub(super) async fn server(&mut self) -> Result<bool, CheckError> {
        let client = http::direct_client()?;
        let asked = self.ask_server(&client).await;
        let fault = match asked {
            Ok(answer) => match answer["errcode"].as_i64() {
                Some(code) if knows_suite(code) => None,
                _ => Some(Fault::OtherServer(beginning(&answer))),
            },
            Err(why) => Some(Fault::ServerUnreachable(why)),
        };
        let goes_on = fault.is_none();
        let outcome = fault.map_or(
            Outcome::Right("answers at the public URL, and knows the suite"),
            Outcome::Wrong,
        );
        self.line(Step::Server, outcome, None);
        Ok(goes_on)
    }

    /// Introduces itself as the vendor with a ticket that was never pushed: a server that knows the suite and its secret refuses just that.
    async fn ask_server(&self, client: &Client) -> Result<Value, String> {
        let url = format!("{}{GET_SUITE_TOKEN}", self.plan.public_url);
        let body = json!({
            "suite_key": self.plan.suite_key, "suite_secret": self.keys.secret,
            "suite_ticket": hex(&self.vendors.bytes::<16>()),
        });
        let answer = client.post(url).json(&body).send().await;
        let answer = answer.map_err(|why| reasons(&why.without_url()))?;
        let status = answer.status();
        let answer = answer.json().await;
        answer.map_err(|_| format!("the answer has the status {status} and is no JSON"))
    }

    /// Whether the callback URL leads to a server that answers `check_update_suite_url`; the URL, if it does.
    pub(super) async fn url(&mut self) -> Result<Option<CallbackUrl>, CheckError> {
        let url: CallbackUrl = match self.url.parse() {
            Ok(url) => url,
            Err(why) => {
                let why = PushError::Url(why);
                self.wrong(Step::Url, Fault::Answer((&why).into()));
                return Ok(None);
            }
        };
        let event = self.check_event();
        let (answered, took) = self.ask_event(&url, &event).await?;
        let answered = match (answered, self.former.take()) {
            (Err(why), Some(former)) => {
                let keys = std::mem::replace(&mut self.keys, former);
                let (answered, _) = self.ask_event(&url, &event).await?;
                match answered {
                    Ok(()) => self.wrong(Step::Url, Fault::OldSecrets),
                    Err(_) => self.keys = keys,
                }
                answered.map_err(|_| why)
            }
            (answered, _) => answered,
        };
        if let Err(why) = answered {
            self.wrong(Step::Url, Fault::Answer((&why).into()));
            return Ok(None);
        }
        self.right(Step::Url, "is answered its Random", took);
        // In one's own network there may be no certificate.
        if url.url().scheme() == "http" && url.address().is_none() {
            self.wrong(Step::Url, Fault::PlainHttp);
        }
        Ok(Some(url))
    }

    /// Whether a wrong signature is refused.
    pub(super) async fn signature(&mut self, url: &CallbackUrl) -> Result<(), CheckError> {
        let forged = SuiteKeys {
            token: hex(&self.vendors.bytes::<16>()),
            ..self.keys.clone()
        };
        let forged = forged.envelope(&self.plan.suite_key)?;
        let event = self.check_event();
        let text = serde_json::to_string(&event).unwrap_or_default();
        let (answered, took) = self.ask(url, &forged, &text, event.expected()).await?;
        match is_taken(&answered) {
            true => self.wrong(Step::Signature, Fault::ForgedSignature),
            false => self.right(Step::Signature, "is refused", took),
        }
        Ok(())
    }

    /// Whether what is for another suite is refused.
    pub(super) async fn foreign_suite(&mut self, url: &CallbackUrl) -> Result<(), CheckError> {
        let random = self.vendors.bytes::<KEY_RANDOM_BYTES>();
        let foreign = self.keys.envelope(SuiteKey::generate(random).as_str())?;
        let event = self.check_event();
        let text = serde_json::to_string(&event).unwrap_or_default();
        let (answered, took) = self.ask(url, &foreign, &text, event.expected()).await?;
        match is_taken(&answered) {
            true => self.wrong(Step::SuiteKey, Fault::ForeignSuiteKey),
            false => self.right(Step::SuiteKey, "is refused", took),
        }
        Ok(())
    }

    /// Whether an event that the server doesn't know makes it fail.
    pub(super) async fn unknown_event(&mut self, url: &CallbackUrl) -> Result<(), CheckError> {
        let (.., now) = self.vendors.own();
        let text = json!({
            "EventType": UNKNOWN_EVENT, "SuiteKey": self.plan.suite_key, "TimeStamp": now.0.to_string(),
        });
        let own = self.envelope()?;
        let (answered, took) = self.ask(url, &own, &text.to_string(), SUCCESS).await?;
        let step = Step::UnknownEvent;
        match answered {
            Ok(()) => {
                self.delivered(step, Ok(()), took);
            }
            Err(PushError::Answer(AnswerError::EmptyText { .. })) => {
                self.wrong(step, Fault::UnknownEventRefused(String::new()));
            }
            Err(PushError::Answer(AnswerError::OtherText { found, .. })) => {
                self.wrong(step, Fault::UnknownEventRefused(found));
            }
            Err(why) => self.wrong(step, Fault::UnknownEventFails(why.to_string())),
        }
        Ok(())
    }

    /// Whether a ticket is taken.
    pub(super) async fn ticket(&mut self, url: &CallbackUrl) -> Result<bool, CheckError> {
        let ticket = hex(&self.vendors.bytes::<16>());
        let (store, _, now) = self.vendors.own();
        store
            .enter_ticket(self.suite_id, &hash(&ticket), now)
            .await?;
        let event = Event::SuiteTicket {
            suite_key: self.plan.suite_key.clone(),
            suite_ticket: ticket,
            time_stamp: now,
        };
        self.event(Step::Ticket, url, &event).await
    }

    /// Whether serials are told apart, if it is the vendor who knows them.
    pub(super) async fn serials(&mut self, url: &CallbackUrl) -> Result<(), CheckError> {
        if self.rule != SerialRule::Vendor {
            return Ok(());
        }
        let limit = span(self.plan.timeouts.serial_share);
        let wrong = format!("check-{}", hex(&self.vendors.bytes::<6>()));
        let step = Step::WrongSerial;
        let (answered, took) = self.ask_event(url, &self.serial_event(wrong)).await?;
        match answered {
            Ok(()) => self.wrong(step, Fault::WrongSerialAccepted),
            Err(why) if !why.is_refusal() => {
                self.wrong(step, Fault::SerialUnanswered(why.to_string()));
            }
            Err(_) if took > limit => {
                self.wrong(step, Fault::SerialLate(took, limit));
            }
            Err(_) => self.right(step, "is refused", took),
        }
        let step = Step::RightSerial;
        let Some(right) = self.plan.serial.clone() else {
            self.skip(step, "give one by --serial");
            return Ok(());
        };
        let (answered, took) = self.ask_event(url, &self.serial_event(right)).await?;
        match answered {
            Ok(()) if took > limit => {
                self.wrong(step, Fault::SerialLate(took, limit));
            }
            Ok(()) => self.right(step, "is accepted", took),
            Err(PushError::Answer(AnswerError::OtherText { found, .. })) => {
                self.wrong(step, Fault::RightSerialRefused(found));
            }
            Err(why) if why.is_refusal() => {
                self.wrong(step, Fault::RightSerialRefused(String::new()));
            }
            Err(why) => self.wrong(step, Fault::SerialUnanswered(why.to_string())),
        }
        Ok(())
    }

    fn serial_event(&self, license_code: String) -> Event {
        let corpid = self.team.as_ref().map(|team| team.corpid.clone());
        Event::CheckSuiteLicenseCode {
            suite_key: self.plan.suite_key.clone(),
            auth_corp_id: corpid.unwrap_or_default(),
            license_code,
            time_stamp: self.vendors.own().2,
        }
    }

    fn check_event(&self) -> Event {
        Event::CheckUpdateSuiteUrl {
            random: hex(&self.vendors.bytes::<8>()),
            test_suite_key: self.plan.suite_key.clone(),
        }
    }
}

/// Whether a message was taken that should have been refused.
fn is_taken(answered: &Result<(), PushError>) -> bool {
    matches!(
        answered,
        Ok(()) | Err(PushError::Answer(AnswerError::NotTheRandom { .. }))
    )
}

/// Whether this is said to the suite's own secret with a wrong ticket: nobody else's server comes to the ticket, or to the
/// suite's whitelist.
fn knows_suite(errcode: i64) -> bool {
    let known = [Errcode::NoSuchTicket, Errcode::AddressNotAllowed];
    known.iter().any(|code| i64::from(code.code()) == errcode)
}

/// As much of an answer as fits into a line.
fn beginning(answer: &Value) -> String {
    answer.to_string().chars().take(SHOWN).collect()
}
