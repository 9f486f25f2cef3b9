//! Checks a callback URL before a suite is created with it or gets it (open API 3).

use std::time::{Duration, Instant};

use domain::target::CallbackUrl;
use domain::time::Moment;
use store::Attempt;

use super::client::HttpVendor;
use super::envelope::DEFAULT_SUITE_KEY;
use super::event::Event;
use super::push_error::PushError;
use crate::credentials::{Credentials, SuiteKeys};
use crate::digest::hex;

/// How long a vendor's server may take: it may just be starting, and no customer waits.
const LIMIT: Duration = Duration::from_secs(10);

impl HttpVendor {
    /// Checks the URL of a suite that is being created. The default key stands in the suite key's place. A server that has the
    /// suite's own key already, since the suite was elsewhere before, mostly knows no other: it is right if it passes the check
    /// of a suite that changes.
    ///
    /// # Errors
    ///
    /// What is wrong with the URL or with the server's answer.
    pub async fn check_new_url(
        &self,
        url: &CallbackUrl,
        (suite_key, keys): (&str, &SuiteKeys),
        now: Moment,
    ) -> Result<(), PushError> {
        let event = Event::CheckCreateSuiteUrl {
            random: self.random_word(),
            test_suite_key: DEFAULT_SUITE_KEY.to_owned(),
        };
        let checked = self.check(url, (DEFAULT_SUITE_KEY, keys), &event, now);
        match checked.await {
            Err(why @ (PushError::Answer(_) | PushError::Status(_))) => {
                let checked = self.check_with((suite_key, keys), url, now).await;
                checked.map_err(|_| why)
            }
            checked => checked,
        }
    }

    /// Checks the URL that a suite is to have from now on. A server that has the keys from before a rotation yet is right as well.
    ///
    /// # Errors
    ///
    /// What is wrong with the URL or with the server's answer.
    pub async fn check_changed_url(
        &self,
        url: &CallbackUrl,
        (suite_key, found): (&str, &Credentials),
        now: Moment,
    ) -> Result<(), PushError> {
        let checked = self.check_with((suite_key, &found.keys), url, now).await;
        match (checked, &found.former) {
            (Err(why), Some(former)) => {
                let checked = self.check_with((suite_key, former), url, now).await;
                checked.map_err(|_| why)
            }
            (checked, _) => checked,
        }
    }

    async fn check_with(
        &self,
        (suite_key, keys): (&str, &SuiteKeys),
        url: &CallbackUrl,
        now: Moment,
    ) -> Result<(), PushError> {
        let event = Event::CheckUpdateSuiteUrl {
            random: self.random_word(),
            test_suite_key: suite_key.to_owned(),
        };
        self.check(url, (suite_key, keys), &event, now).await
    }

    fn random_word(&self) -> String {
        hex(&self.bytes::<8>())
    }

    async fn check(
        &self,
        url: &CallbackUrl,
        (suite_key, keys): (&str, &SuiteKeys),
        event: &Event,
        now: Moment,
    ) -> Result<(), PushError> {
        // A check isn't kept in the log: what is wrong is the answer to the request for it.
        let mut attempt = Attempt {
            message: String::new(),
            answer: String::new(),
            outcome: String::new(),
            took_ms: 0,
            at: now,
        };
        let ends = Instant::now() + LIMIT;
        self.send(keys, url, suite_key, event, ends, &mut attempt)
            .await
    }
}
