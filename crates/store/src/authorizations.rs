//! Authorizations, and what waits for a vendor's server.

use domain::authorization::{AuthorizationState, Verdict, retry_after};
use domain::funnel::Event;
use domain::link::LinkProblem;
use domain::serial::Serial;
use domain::task::Task;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use crate::entity::{authorization, corp, funnel_event, onboarding, suite};
use crate::onboardings::{At, PENDING, SerialState, find_authorization, must_load};
use crate::row::word;
use crate::{Result, Store, StoreError, funnel, links};

/// What a vendor's server is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingFor {
    /// Its word on a serial.
    Serial(Serial),
    /// That a team has authorized its suite.
    Activation,
}

/// Something that waits for a vendor's server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The onboarding's id for a serial, the authorization's for an activation.
    pub id: i64,
    /// What for.
    pub what: WaitingFor,
    /// Which suite.
    pub suite_key: String,
    /// Where its vendor's server is.
    pub callback_url: Option<String>,
    /// Which team.
    pub corpid: String,
}

impl Store {
    /// Authorizes the suite for the onboarding's team, spending one use of the link. A hosted suite
    /// is active at once; for others the answer is what the vendor must be told.
    pub async fn authorize(&self, at: &At) -> Result<Option<Waiting>> {
        let tx = self.begin().await?;
        let found = must_load(&tx, at).await?;
        let corp = found
            .corp
            .clone()
            .ok_or_else(|| StoreError::NotDue(Some(Task::Team)));
        let given = found
            .authorization
            .as_ref()
            .map(|given| (given.id, given.state));
        if given.is_some_and(|(_, state)| state != AuthorizationState::Refused) {
            return Ok(None);
        }
        found.require(Task::Authorize)?;
        let (corp_id, corpid, _) = corp?;
        let suite = &found.deployment.suite;
        let state = AuthorizationState::first(suite.hosted());
        let active = state == AuthorizationState::Active;
        let next = (!active)
            .then(|| retry_after(1))
            .flatten()
            .map(|wait| (at.now + wait).0);
        let row = authorization::ActiveModel {
            state: Set(state.word().into_owned()),
            reason: Set(None),
            authorized_by: Set(at.person_id),
            authorized_at: Set(at.now.0),
            active_at: Set(active.then_some(at.now.0)),
            attempts: Set(1),
            next_attempt_at: Set(next),
            ..Default::default()
        };
        let id = match given {
            Some((id, _)) => {
                authorization::ActiveModel { id: Set(id), ..row }
                    .update(&tx)
                    .await?
                    .id
            }
            None => {
                if find_authorization(&tx, corp_id, suite.id).await?.is_some() {
                    return Err(StoreError::TeamHasSuite);
                }
                if !links::spend(&tx, found.deployment.link_id).await? {
                    return Err(StoreError::Link(LinkProblem::UsedUp));
                }
                let serial = match found.serial {
                    SerialState::Accepted(serial) => Some(serial.compact()),
                    _ => None,
                };
                let row = authorization::ActiveModel {
                    corp_id: Set(corp_id),
                    suite_id: Set(suite.id),
                    onboarding_id: Set(found.id),
                    link_id: Set(found.deployment.link_id),
                    serial: Set(serial),
                    ..row
                };
                row.insert(&tx).await?.id
            }
        };
        funnel::record(&tx, found.ids(), Some(found.id), Event::Authorized, at.now).await?;
        if active {
            funnel::record(&tx, found.ids(), Some(found.id), Event::Active, at.now).await?;
        }
        tx.commit().await?;
        Ok((!active).then(|| Waiting {
            id,
            what: WaitingFor::Activation,
            suite_key: suite.suite_key.clone(),
            callback_url: suite.callback_url.clone(),
            corpid,
        }))
    }

    /// Takes the vendor's verdict on an authorization.
    pub async fn settle_activation(&self, id: i64, verdict: &Verdict, now: Moment) -> Result<()> {
        let tx = self.begin().await?;
        let row = authorization::Entity::find_by_id(id).one(&tx).await?;
        let Some(row) = row else { return Ok(()) };
        let before: AuthorizationState = word(&row.state, "authorization state")?;
        let after = before.after(verdict);
        if before == after && *verdict != Verdict::Noted {
            return Ok(());
        }
        let ids = (row.link_id, row.suite_id);
        let onboarding_id = Some(row.onboarding_id);
        let mut row = row.into_active_model();
        row.state = Set(after.word().into_owned());
        row.next_attempt_at = Set(None);
        match (after, verdict) {
            (AuthorizationState::Active, _) => {
                row.active_at = Set(Some(now.0));
                funnel::record(&tx, ids, onboarding_id, Event::Active, now).await?;
            }
            (AuthorizationState::Refused, Verdict::Refused(reason)) => {
                row.reason = Set(reason.clone());
                let event = funnel_event::ActiveModel {
                    link_id: Set(ids.0),
                    suite_id: Set(ids.1),
                    onboarding_id: Set(onboarding_id),
                    event: Set(Event::Error.word().into_owned()),
                    code: Set(Some("vendor_refused".to_owned())),
                    at: Set(now.0),
                    ..Default::default()
                };
                event.insert(&tx).await?;
            }
            _ => {}
        }
        row.update(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// Takes up to `most` things whose vendor is to be told again now, and sets when the next
    /// attempt is: several servers on one database never take the same one.
    pub async fn take_waiting(&self, most: u64, now: Moment) -> Result<Vec<Waiting>> {
        let mut taken = self.take_serials(most, now).await?;
        taken.extend(self.take_activations(most, now).await?);
        Ok(taken)
    }

    async fn take_activations(&self, most: u64, now: Moment) -> Result<Vec<Waiting>> {
        let rows = authorization::Entity::find()
            .filter(authorization::Column::NextAttemptAt.lte(now.0))
            .limit(most)
            .all(&self.read)
            .await?;
        let mut taken = Vec::with_capacity(rows.len());
        for row in rows {
            let attempts = row.attempts.saturating_add(1);
            let next = next_attempt(attempts, now);
            let done = authorization::Entity::update_many()
                .col_expr(authorization::Column::Attempts, Expr::val(attempts))
                .col_expr(authorization::Column::NextAttemptAt, Expr::val(next))
                .filter(authorization::Column::Id.eq(row.id))
                .filter(authorization::Column::NextAttemptAt.eq(row.next_attempt_at))
                .exec(&self.write)
                .await?;
            if done.rows_affected == 1 {
                let whose = (row.suite_id, row.corp_id);
                let what = WaitingFor::Activation;
                taken.push(self.waiting(row.id, what, whose).await?);
            }
        }
        Ok(taken)
    }

    async fn take_serials(&self, most: u64, now: Moment) -> Result<Vec<Waiting>> {
        let rows = onboarding::Entity::find()
            .filter(onboarding::Column::SerialNextAt.lte(now.0))
            .filter(onboarding::Column::SerialState.eq(PENDING))
            .limit(most)
            .all(&self.read)
            .await?;
        let mut taken = Vec::with_capacity(rows.len());
        for row in rows {
            let attempts = row.serial_attempts.saturating_add(1);
            let next = next_attempt(attempts, now);
            let done = onboarding::Entity::update_many()
                .col_expr(onboarding::Column::SerialAttempts, Expr::val(attempts))
                .col_expr(onboarding::Column::SerialNextAt, Expr::val(next))
                .filter(onboarding::Column::Id.eq(row.id))
                .filter(onboarding::Column::SerialNextAt.eq(row.serial_next_at))
                .exec(&self.write)
                .await?;
            let serial = row
                .serial
                .as_deref()
                .and_then(|code| Serial::parse(code).ok());
            if let (1, Some(serial), Some(corp_id)) = (done.rows_affected, serial, row.corp_id) {
                let what = WaitingFor::Serial(serial);
                taken.push(self.waiting(row.id, what, (row.suite_id, corp_id)).await?);
            }
        }
        Ok(taken)
    }

    async fn waiting(
        &self,
        id: i64,
        what: WaitingFor,
        (suite_id, corp_id): (i64, i64),
    ) -> Result<Waiting> {
        let suite = suite::Entity::find_by_id(suite_id).one(&self.read).await?;
        let corp = corp::Entity::find_by_id(corp_id).one(&self.read).await?;
        let suite = suite.ok_or(StoreError::Corrupt("suite of authorization"))?;
        let corp = corp.ok_or(StoreError::Corrupt("team of authorization"))?;
        Ok(Waiting {
            id,
            what,
            suite_key: suite.suite_key,
            callback_url: suite.callback_url,
            corpid: corp.corpid,
        })
    }
}

fn next_attempt(attempts: i32, now: Moment) -> Option<i64> {
    let attempts = u32::try_from(attempts).unwrap_or(u32::MAX);
    retry_after(attempts).map(|wait| (now + wait).0)
}
