//! Checks a suite: onboards a test team with the vendor's real server, and names each fault with what to do about it.

pub mod answer_fault;
mod exchange;
pub mod fault;
pub mod report;
mod steps;

use std::time::{Duration, Instant};

use domain::check::SHARE;
use domain::target::CallbackUrl;
use domain::task::SerialRule;
use domain::time::Span;
use store::{Store, StoreError, TestTeam};
use thiserror::Error;

use self::fault::Fault;
use self::report::{Line, Outcome, Report, Step};
use crate::callbacks::client::HttpVendor;
use crate::callbacks::envelope::{CallbackKeyError, Envelope};
use crate::callbacks::event::Event;
use crate::callbacks::push_error::PushError;
use crate::callbacks::{CALLBACK_TIMEOUT, SERIAL_TIMEOUT};
use crate::credentials::{self, CredentialError, SuiteKeys};

/// How long a check waits.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// An answer that takes longer is late.
    pub share: Duration,
    /// A word on a serial that takes longer is late.
    pub serial_share: Duration,
    /// An activation that takes longer is late.
    pub activation_share: Duration,
    /// No answer comes after this long.
    pub answer: Duration,
    /// No activation comes after this long.
    pub activation: Duration,
    /// The pause between two looks at what the server has done.
    pub pause: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            share: CALLBACK_TIMEOUT,
            serial_share: SERIAL_TIMEOUT,
            activation_share: Duration::from_millis(SHARE.0.unsigned_abs()),
            answer: Duration::from_secs(10),
            activation: Duration::from_secs(15),
            pause: Duration::from_millis(50),
        }
    }
}

/// What is checked, and how.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The suite's key.
    pub suite_key: String,
    /// Where vendors call us, without a slash at the end.
    pub public_url: String,
    /// A serial that the vendor's server accepts.
    pub serial: Option<String>,
    /// How long it waits.
    pub timeouts: Timeouts,
}

/// Why there is no report.
#[derive(Debug, Error)]
pub enum CheckError {
    /// No such suite.
    #[error("there is no such suite")]
    NoSuite,
    /// A hosted suite has no vendor's server to check.
    #[error(
        "the suite is hosted: it has no callback URL, and is active as soon as it is authorized"
    )]
    Hosted,
    /// The vendor's server can't know what none were made of.
    #[error("the suite has no secrets yet: `quickdeploy suite rotate` makes them")]
    NoSecrets,
    /// A serial was given for a suite whose vendor isn't asked about serials.
    #[error("the suite's vendor isn't asked about serials")]
    NoSerials,
    /// Somebody else has begun to check the same suite, or it took too long.
    #[error("another check of the suite has begun meanwhile")]
    TakenOver,
    /// It was stopped.
    #[error("the check was stopped")]
    Stopped,
    /// What is stored of the suite can't be used.
    #[error("the suite's secrets can't be read: {0}")]
    Credentials(#[from] CredentialError),
    /// The key for encryption is none.
    #[error("the suite's encoding_aes_key isn't right: {0}")]
    Key(#[from] CallbackKeyError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No client for HTTP.
    #[error(transparent)]
    Client(#[from] reqwest::Error),
}

/// What came of an event, and how long it took.
type Asked = (Result<(), PushError>, Span);

/// A check under way.
struct Check<'a> {
    vendors: &'a HttpVendor,
    plan: &'a Plan,
    tell: &'a (dyn Fn(&Line) + Send + Sync),
    suite_id: i64,
    rule: SerialRule,
    url: String,
    keys: SuiteKeys,
    former: Option<SuiteKeys>,
    report: Report,
    team: Option<TestTeam>,
    /// The vendor's server knows the team, and is to hear of its end.
    told: bool,
}

/// Checks a suite. Each line is passed to `tell` as soon as it is known. One check of a suite runs at a time: a later one ends an earlier.
/// Of the test team nothing is left that a vendor or a person could come to, whether the check comes to its end, fails, or is
/// stopped by `stop`; a killed one is ended by the next, or by the server within two hours.
///
/// # Errors
///
/// The suite can't be checked, the database fails, or the check is stopped. A fault of the vendor's server is none.
pub async fn check(
    vendors: &HttpVendor,
    plan: &Plan,
    tell: &(dyn Fn(&Line) + Send + Sync),
    stop: impl Future<Output = ()>,
) -> Result<Report, CheckError> {
    let (store, secrets, now) = vendors.own();
    let suite = store.suite(&plan.suite_key).await?;
    let suite = suite.ok_or(CheckError::NoSuite)?;
    let url = suite.callback_url.ok_or(CheckError::Hosted)?;
    let found = credentials::load(store, secrets, &plan.suite_key, now).await?;
    let found = found.ok_or(CheckError::NoSecrets)?;
    let rule = suite.settings.serial;
    if plan.serial.is_some() && rule != SerialRule::Vendor {
        return Err(CheckError::NoSerials);
    }
    let mut check = Check {
        vendors,
        plan,
        tell,
        suite_id: suite.id,
        rule,
        url,
        keys: found.keys,
        former: found.former,
        report: Report::default(),
        team: None,
        told: false,
    };
    let outcome = tokio::select! {
        outcome = check.run() => outcome,
        () = stop => Err(CheckError::Stopped),
    };
    let ended = check.end().await;
    outcome?;
    ended?;
    Ok(check.report)
}

impl Check<'_> {
    async fn run(&mut self) -> Result<(), CheckError> {
        let left = self.store().checked_team(self.suite_id).await?;
        if let Some(team) = &left {
            self.store().end_check(team).await?;
        }
        if !self.server().await? {
            return Ok(());
        }
        let Some(url) = self.url().await? else {
            return Ok(());
        };
        if let Some(team) = left {
            self.relieve_quietly(&url, &team.corpid).await?;
        }
        self.signature(&url).await?;
        self.foreign_suite(&url).await?;
        self.unknown_event(&url).await?;
        self.begin().await?;
        let has_ticket = self.ticket(&url).await?;
        self.serials(&url).await?;
        match has_ticket {
            true => self.exchange(&url).await,
            false => {
                self.skip_exchange("suite_ticket wasn't taken");
                Ok(())
            }
        }
    }

    /// Tells the vendor's server of the team's end, if it doesn't know that, and ends the check.
    async fn end(&mut self) -> Result<(), CheckError> {
        let Some(team) = self.team.take() else {
            return Ok(());
        };
        self.store().withdraw_test_team(&team).await?;
        if let (true, Ok(url)) = (self.told, self.url.parse()) {
            self.relieve_quietly(&url, &team.corpid).await?;
        }
        Ok(self.store().end_check(&team).await?)
    }

    fn store(&self) -> &Store {
        self.vendors.own().0
    }

    fn envelope(&self) -> Result<Envelope, CheckError> {
        Ok(self.keys.envelope(&self.plan.suite_key)?)
    }

    fn line(&mut self, step: Step, outcome: Outcome, took: Option<Span>) {
        let line = Line {
            step,
            outcome,
            took,
        };
        (self.tell)(&line);
        self.report.lines.push(line);
    }

    fn right(&mut self, step: Step, what: &'static str, took: Span) {
        self.line(step, Outcome::Right(what), Some(took));
    }

    fn wrong(&mut self, step: Step, fault: Fault) {
        self.line(step, Outcome::Wrong(fault), None);
    }

    fn skip(&mut self, step: Step, why: &'static str) {
        self.line(step, Outcome::Skipped(why), None);
    }

    /// Sends a text, sealed by one envelope, and opens the answer by the suite's own; how long that took.
    async fn ask(
        &self,
        url: &CallbackUrl,
        sealed_by: &Envelope,
        text: &str,
        expected: &str,
    ) -> Result<Asked, CheckError> {
        let own = self.envelope()?;
        let (.., now) = self.vendors.own();
        let sealed = self.vendors.seal(sealed_by, text, now);
        let began = Instant::now();
        let ends = began + self.plan.timeouts.answer;
        let asked = self
            .vendors
            .exchange((url, &sealed), (&own, expected), ends);
        let (_, answered) = asked.await;
        Ok((answered, span(began.elapsed())))
    }

    /// Sends an event, as it is sent to every vendor's server.
    async fn ask_event(&self, url: &CallbackUrl, event: &Event) -> Result<Asked, CheckError> {
        let text = serde_json::to_string(event).unwrap_or_default();
        self.ask(url, &self.envelope()?, &text, event.expected())
            .await
    }

    /// Sends an event, and says what came of it; whether it is delivered.
    async fn event(
        &mut self,
        step: Step,
        url: &CallbackUrl,
        event: &Event,
    ) -> Result<bool, CheckError> {
        let (answered, took) = self.ask_event(url, event).await?;
        Ok(self.delivered(step, answered, took))
    }

    /// Says what came of an event; whether it is delivered.
    fn delivered(&mut self, step: Step, answered: Result<(), PushError>, took: Span) -> bool {
        let limit = span(self.plan.timeouts.share);
        let is_delivered = answered.is_ok();
        match answered {
            Ok(()) if took > limit => self.wrong(step, Fault::Late(took, limit)),
            Ok(()) => self.right(step, "is answered \"success\"", took),
            Err(why) => self.wrong(step, Fault::Answer((&why).into())),
        }
        is_delivered
    }

    /// Tells the vendor's server that a team is gone; what it answers makes no difference.
    async fn relieve_quietly(&self, url: &CallbackUrl, corpid: &str) -> Result<(), CheckError> {
        let event = self.relieve_event(corpid);
        let told = self.ask_event(url, &event);
        if let Ok(told) = tokio::time::timeout(self.plan.timeouts.share, told).await {
            told?.0.ok();
        }
        Ok(())
    }

    fn relieve_event(&self, corpid: &str) -> Event {
        Event::SuiteRelieve {
            suite_key: self.plan.suite_key.clone(),
            auth_corp_id: corpid.to_owned(),
            time_stamp: self.vendors.own().2,
        }
    }
}

fn span(duration: Duration) -> Span {
    Span(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX))
}
