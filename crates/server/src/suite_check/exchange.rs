//! From the temporary code to the withdrawal: what the vendor's server does about the test team (open API 4).

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
use super::{Check, CheckError, span};
use crate::callbacks::event::Event;
use crate::digest::{hash, hex};

/// What the test team and its owner are called.
const TEAM: &str = "测试团队（接入检查）";
const OWNER: &str = "测试员";

/// Why nothing more of the exchange is tried.
const NOT_ACTIVE: &str = "the suite isn't active";

impl Check<'_> {
    /// Makes the test team, which has authorized the suite.
    pub(super) async fn make_team(&mut self) -> Result<(), CheckError> {
        let (store, _, now) = self.vendors.own();
        let tail = self.vendors.bytes::<20>().map(crockford::encode);
        let serial = match (self.rule, &self.plan.serial) {
            (SerialRule::Issued, _) => Some(Serial::generate(self.vendors.bytes()).compact()),
            (SerialRule::Vendor, Some(typed)) => {
                Some(Serial::parse(typed).map_or_else(|_| typed.clone(), |own| own.compact()))
            }
            _ => None,
        };
        let new = NewTestTeam {
            corpid: "corp".chars().chain(tail).collect(),
            name: TEAM.to_owned(),
            owner: OWNER.to_owned(),
            link: LinkToken::generate(self.vendors.bytes::<TOKEN_LENGTH>()),
            serial,
        };
        let team = store.create_test_team(self.suite_id, &new, now).await?;
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
        let began = Instant::now();
        self.told = true;
        if !self.event(Step::Code, url, &event).await? {
            self.skip_activation("tmp_auth_code wasn't taken");
            return Ok(());
        }
        if !self.activation(&team, began).await? {
            self.skip_changes(NOT_ACTIVE);
            return Ok(());
        }
        self.changes(&team, url).await
    }

    /// Waits until the suite is active; whether it is.
    async fn activation(&mut self, team: &TestTeam, began: Instant) -> Result<bool, CheckError> {
        let patience = self.plan.patience;
        let is_active = |progress: Progress| progress.missing().is_none();
        let progress = self
            .until(team, began + patience.activation, is_active)
            .await?;
        let took = span(began.elapsed());
        let Some(missing) = progress.missing() else {
            self.right(Step::Swap, "swapped the code", took);
            if took > span(patience.share) {
                self.wrong(Step::Activation, Fault::ActivatedLate(took));
            } else {
                self.right(Step::Activation, "activated the suite", took);
            }
            let is_read = |progress: Progress| progress.read;
            let ends = Instant::now() + patience.share;
            match self.until(team, ends, is_read).await?.read {
                true => self.right(Step::Read, "read the authorization", span(began.elapsed())),
                false => self.wrong(Step::Read, Fault::InfoNotRead),
            }
            return Ok(true);
        };
        let step = match missing {
            Stage::Token => Step::Token,
            Stage::Swap => Step::Swap,
            Stage::Activation => {
                self.right(Step::Swap, "swapped the code", took);
                Step::Activation
            }
        };
        let refused = self.store().refused_calls(team).await?;
        let fault = match to_blame(refused) {
            Some(call) => Fault::CallRefused(call),
            None => Fault::NotCalled(missing),
        };
        self.wrong(step, fault);
        Ok(false)
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
            tokio::time::sleep(left.min(self.plan.patience.pause)).await;
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

/// Which refused call is why the server didn't come to its end: the last of its own, or else the last that might be.
fn to_blame(refused: Vec<Refused>) -> Option<Refused> {
    let (own, others): (Vec<_>, Vec<_>) = refused.into_iter().partition(|call| call.certain);
    own.into_iter().last().or_else(|| others.into_iter().last())
}
