//! From the temporary code to the withdrawal: what the vendor's server does about the test team (open API 4).

use std::pin::pin;
use std::time::{Duration, Instant};

use domain::check::{Progress, Stage};
use domain::crockford;
use domain::link::{LinkToken, TOKEN_LENGTH};
use domain::serial::Serial;
use domain::target::CallbackUrl;
use domain::task::SerialRule;
use domain::time::Span;
use store::{NewTestTeam, Refused, TestTeam};

use super::fault::Fault;
use super::report::Step;
use super::{Asked, Check, CheckError, span};
use crate::callbacks::event::Event;
use crate::digest::{hash, hex};
use crate::open_api::call::{GET_PERMANENT_CODE, GET_SUITE_TOKEN};

/// What the test team and its owner are called.
const TEAM: &str = "测试团队（接入检查）";
const OWNER: &str = "测试员";

/// Why nothing more of the exchange is tried.
const NOT_ACTIVE: &str = "the suite isn't active";

impl Check<'_> {
    /// Begins with a test team, which has authorized the suite.
    pub(super) async fn begin(&mut self) -> Result<(), CheckError> {
        let (store, _, now) = self.vendors.own();
        let tail = self.vendors.bytes::<20>().map(crockford::encode);
        let serial = match (self.rule, &self.plan.serial) {
            (SerialRule::Issued, _) => Some(Serial::generate(self.vendors.bytes()).to_string()),
            (SerialRule::Vendor, Some(typed)) => Some(typed.clone()),
            _ => None,
        };
        let new = NewTestTeam {
            corpid: "corp".chars().chain(tail).collect(),
            name: TEAM.to_owned(),
            owner: OWNER.to_owned(),
            link: LinkToken::generate(self.vendors.bytes::<TOKEN_LENGTH>()),
            serial,
        };
        let team = store.begin_check(self.suite_id, &new, now).await?;
        self.team = Some(team);
        Ok(())
    }

    /// Pushes the code and follows what becomes of it, up to the withdrawal.
    pub(super) async fn exchange(&mut self, url: &CallbackUrl) -> Result<(), CheckError> {
        let Some(team) = self.team.clone() else {
            return Ok(());
        };
        let (store, _, now) = self.vendors.own();
        let code = hex(&self.vendors.bytes::<16>());
        store
            .enter_temporary_code(team.authorization_id, &hash(&code), now)
            .await?;
        let event = Event::TmpAuthCode {
            suite_key: self.plan.suite_key.clone(),
            auth_code: code,
            time_stamp: now,
        };
        self.told = true;
        let (answered, seen) = self.push_and_watch(url, &event, &team).await?;
        let (answered, took) = answered;
        if !self.delivered(Step::Code, answered, took) {
            self.skip_activation("tmp_auth_code wasn't taken");
            return Ok(());
        }
        let Some((progress, took)) = seen else {
            return Ok(());
        };
        let refused = store.refused_calls(&team).await?;
        let is_token = |call: &Refused| call.certain && call.path == GET_SUITE_TOKEN;
        match progress.missing(refused.iter().any(is_token)) {
            Some(missing) => {
                self.not_active(refused, missing, took);
                self.skip_changes(NOT_ACTIVE);
                Ok(())
            }
            None => {
                self.active(&team, took).await?;
                self.changes(&team, url).await
            }
        }
    }

    /// Pushes the code, and looks meanwhile and afterwards at what becomes of it: the server may swap it before it answers. After
    /// a wrong answer nothing is waited for.
    async fn push_and_watch(
        &self,
        url: &CallbackUrl,
        event: &Event,
        team: &TestTeam,
    ) -> Result<(Asked, Option<(Progress, Span)>), CheckError> {
        let began = Instant::now();
        let watch = async {
            let is_active = |progress: Progress| progress.active;
            let ends = began + self.plan.timeouts.activation;
            let progress = self.until(team, ends, is_active).await?;
            Ok::<_, CheckError>((progress, span(began.elapsed())))
        };
        let (mut watch, mut push) = (pin!(watch), pin!(self.ask_event(url, event)));
        tokio::select! {
            seen = &mut watch => Ok((push.await?, Some(seen?))),
            asked = &mut push => {
                let asked = asked?;
                let seen = match asked.0.is_ok() {
                    true => Some(watch.await?),
                    false => None,
                };
                Ok((asked, seen))
            }
        }
    }

    /// Says how the suite became active.
    async fn active(&mut self, team: &TestTeam, took: Span) -> Result<(), CheckError> {
        let limit = span(self.plan.timeouts.activation_share);
        self.right(Step::Swap, "swapped the code", took);
        match took > limit {
            true => self.wrong(Step::Activation, Fault::ActivatedLate(took, limit)),
            false => self.right(Step::Activation, "activated the suite", took),
        }
        let began = Instant::now();
        let ends = began + self.plan.timeouts.share;
        match self.until(team, ends, |progress| progress.read).await?.read {
            true => self.right(Step::Read, "read the authorization", span(began.elapsed())),
            false => self.wrong(Step::Read, Fault::InfoNotRead),
        }
        Ok(())
    }

    /// Says why it didn't.
    fn not_active(&mut self, refused: Vec<Refused>, missing: Stage, took: Span) {
        let step = match missing {
            Stage::Token => Step::Token,
            Stage::Swap => Step::Swap,
            Stage::Activation => {
                self.right(Step::Swap, "swapped the code", took);
                Step::Activation
            }
        };
        let fault = match to_blame(refused, missing) {
            Some(call) => Fault::CallRefused(missing, call),
            None => Fault::NotCalled(missing),
        };
        self.wrong(step, fault);
    }

    /// Looks at what the server has done, until it is enough or the time is over.
    async fn until(
        &self,
        team: &TestTeam,
        ends: Instant,
        is_enough: impl Fn(Progress) -> bool,
    ) -> Result<Progress, CheckError> {
        loop {
            let (store, _, now) = self.vendors.own();
            let progress = store.test_progress(team, now).await?;
            let progress = progress.ok_or(CheckError::TakenOver)?;
            let left = ends.saturating_duration_since(Instant::now());
            if is_enough(progress) || left == Duration::ZERO {
                return Ok(progress);
            }
            tokio::time::sleep(left.min(self.plan.timeouts.pause)).await;
        }
    }

    /// Changes the scope, withdraws the authorization, and tells of that twice.
    async fn changes(&mut self, team: &TestTeam, url: &CallbackUrl) -> Result<(), CheckError> {
        self.store().open_test_team(team).await?;
        let event = Event::ChangeAuth {
            suite_key: self.plan.suite_key.clone(),
            auth_corp_id: team.corpid.clone(),
            time_stamp: self.vendors.own().2,
        };
        self.event(Step::Change, url, &event).await?;
        self.store().withdraw_test_team(team).await?;
        let event = self.relieve_event(&team.corpid);
        if !self.event(Step::Relieve, url, &event).await? {
            self.skip(Step::Again, "suite_relieve wasn't taken");
            return Ok(());
        }
        self.told = false;
        let (answered, took) = self.ask_event(url, &event).await?;
        match answered {
            Ok(()) => self.right(Step::Again, "is answered \"success\"", took),
            Err(why) => self.wrong(Step::Again, Fault::NotRepeatable(why.to_string())),
        }
        Ok(())
    }

    pub(super) fn skip_exchange(&mut self, why: &'static str) {
        self.skip(Step::Code, why);
        self.skip_activation(why);
    }

    fn skip_activation(&mut self, why: &'static str) {
        self.skip(Step::Activation, why);
        self.skip_changes(why);
    }

    fn skip_changes(&mut self, why: &'static str) {
        for step in [Step::Change, Step::Relieve] {
            self.skip(step, why);
        }
    }
}

/// Which refused call is why the server didn't come to its end: the last of its own, or else the last that might be. What it got
/// over isn't.
fn to_blame(mut refused: Vec<Refused>, missing: Stage) -> Option<Refused> {
    refused.retain(|call| match call.path.as_str() {
        GET_SUITE_TOKEN => missing == Stage::Token,
        GET_PERMANENT_CODE => missing <= Stage::Swap,
        _ => true,
    });
    let (own, others): (Vec<_>, Vec<_>) = refused.into_iter().partition(|call| call.certain);
    own.into_iter().last().or_else(|| others.into_iter().last())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_api::call::ACTIVATE_SUITE;

    #[test]
    fn the_last_refused_call_that_was_not_got_over_is_to_blame() {
        let call = |path: &str, errcode, certain| Refused {
            path: path.to_owned(),
            errcode,
            message: String::new(),
            address: String::new(),
            certain,
        };
        let refused = || {
            vec![
                call(GET_SUITE_TOKEN, 40080, true),
                call(GET_PERMANENT_CODE, 41022, false),
                call(GET_PERMANENT_CODE, 42001, true),
                call(ACTIVATE_SUITE, 41022, false),
            ]
        };
        for (stage, errcode) in [
            (Stage::Token, 42001),
            (Stage::Swap, 42001),
            (Stage::Activation, 41022),
        ] {
            let found = to_blame(refused(), stage).map(|call| call.errcode);
            assert_eq!(found, Some(errcode), "{stage:?}");
        }
        let over = vec![call(GET_SUITE_TOKEN, 40080, true)];
        assert!(to_blame(over, Stage::Swap).is_none());
    }
}
