//! Authorizations, and what waits for a vendor's server.

use std::collections::HashMap;

use domain::authorization::{AuthorizationState, Change, Verdict};
use domain::callback::CallbackKind;
use domain::funnel::Event;
use domain::link::LinkProblem;
use domain::task::Task;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use crate::db::transaction::Tx;
use crate::entity::authorization;
use crate::queries::authorizations::AuthorizationRow;
use crate::queries::onboardings::Onboarding;
use crate::queries::onboardings::{At, SerialState, must_load};
use crate::queries::outbox::{self, PendingDelivery, has_stopped};
use crate::queries::row::{rows_in, word};
use crate::queries::verdicts::decide;
use crate::queries::{changes, links, memberships, notices, requests, scopes};
use crate::{Result, Store, StoreError};

impl Store {
    /// Authorizes the suite for the onboarding's team. A team's first authorization through a link
    /// spends one of its uses. A hosted suite is active at once; for others the answer is what the
    /// vendor must be told. To authorize again what waits without being told any more tells the vendor again.
    pub async fn authorize(&self, at: &At) -> Result<(Onboarding, Option<PendingDelivery>)> {
        self.write(|tx| async move {
            let mut found = must_load(&tx, at).await?;
            let corp_id = found.corp_id()?;
            let suite = &found.deployment.suite;
            let given = found.given.clone();
            let mine = |given: &authorization::Model| given.onboarding_id == found.id;
            if let Some(given) = &given {
                let state: AuthorizationState = word(&given.state, "authorization state")?;
                if state.changed(Change::Authorize).is_err() {
                    if !mine(given) || found.asks() {
                        return Err(StoreError::TeamHasSuite);
                    }
                    let (row, waiting) = tell_again(&tx, given.clone(), at.now).await?;
                    found.authorization = Some(AuthorizationRow::of(row)?);
                    return Ok((found, waiting));
                }
            }
            found.require(Task::Authorize)?;
            if let Some(given) = &given {
                changes::check_rate(&tx, given.id, at.now).await?;
            }
            let link_id = found.deployment.link_id;
            match found.spends_use {
                false => {}
                // Where any number of teams may authorize, their transactions don't get in each other's way at the link.
                true if found.deployment.facts.max_uses.is_none() => tx.note_use(link_id),
                true if links::spend(&tx, link_id).await? => {}
                true => return Err(StoreError::Link(LinkProblem::UsedUp)),
            }
            let state = AuthorizationState::first(suite.hosted());
            let active = state == AuthorizationState::Active;
            let serial = match &found.serial {
                SerialState::Accepted(serial) => Some(serial.to_string()),
                _ => None,
            };
            let again = given.as_ref().is_some_and(|given| !mine(given));
            let row = authorization::ActiveModel {
                corp_id: Set(corp_id),
                suite_id: Set(suite.id),
                onboarding_id: Set(found.id),
                link_id: Set(link_id),
                serial: Set(serial),
                state: Set(state.word().into_owned()),
                reason: Set(None),
                authorized_by: Set(at.person_id),
                authorized_at: Set(at.now.0),
                active_at: Set(active.then_some(at.now.0)),
                attempts: Set(1),
                changed_at: Set(at.now.0),
                customer: Set(found.customer()),
                ..Default::default()
            };
            let row = match given {
                None => row.insert(&tx).await?,
                Some(given) => {
                    if again {
                        scopes::clear(&tx, given.id).await?;
                    }
                    let scope = if again { None } else { given.scope };
                    let row = authorization::ActiveModel {
                        id: Set(given.id),
                        scope: Set(scope),
                        ..row
                    };
                    row.update(&tx).await?
                }
            };
            let by = found.called.clone();
            changes::record(&tx, row.id, Change::Authorize, &by, None, at.now).await?;
            requests::authorized(&tx, corp_id, suite, &by, at.now).await?;
            tx.note(found.ids(), found.id, Event::Authorized, at.now);
            if active {
                tx.note(found.ids(), found.id, Event::Active, at.now);
                notices::activated(&tx, corp_id, &suite.name, at.now).await?;
            } else {
                memberships::touch(&tx, corp_id).await?;
            }
            let waiting = match active {
                true => None,
                false => {
                    let to = found.recipient()?;
                    outbox::push_event(&tx, to, &row, state.vendor_event(), at.now).await?
                }
            };
            found.spends_use = false;
            found.given = Some(row.clone());
            found.authorization = Some(AuthorizationRow::of(row)?);
            Ok((found, waiting))
        })
        .await
    }

    /// Takes vendors' verdicts on events, all in one transaction.
    pub async fn settle_events(
        &self,
        told: &[(&PendingDelivery, &Verdict)],
        now: Moment,
    ) -> Result<()> {
        let answered = told
            .iter()
            .filter(|(_, verdict)| **verdict != Verdict::NoAnswer);
        let answered: HashMap<i64, _> = answered
            .map(|(told, verdict)| (told.id, *verdict))
            .collect();
        if answered.is_empty() {
            return Ok(());
        }
        let answered = &answered;
        self.write(|tx| async move { settle(&tx, answered, now).await })
            .await
    }

    /// Takes up to `most` things whose vendor is to be told again now, and sets when the next
    /// attempt is: several servers on one database never take the same one. Suites that are `busy` wait.
    pub async fn take_pending_deliveries(
        &self,
        most: usize,
        busy: &[i64],
        now: Moment,
    ) -> Result<Vec<PendingDelivery>> {
        let due = outbox::due(self.read(), most, busy, now).await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let due = &due;
        self.write(|tx| async move {
            let mut taken = Vec::with_capacity(due.len());
            for row in due {
                let mut row = row.clone();
                if outbox::take(&tx, &mut row, now).await? {
                    taken.push(row);
                }
            }
            outbox::put_off(&tx, &taken).await?;
            outbox::read(&tx, taken).await
        })
        .await
    }
}

/// Marks events as delivered, and does what their vendors' verdicts say.
async fn settle(tx: &Tx, verdicts: &HashMap<i64, &Verdict>, now: Moment) -> Result<()> {
    outbox::answered(tx, verdicts.keys().copied()).await?;
    let events = outbox::undelivered(tx, verdicts.keys().copied()).await?;
    if events.is_empty() {
        // The vendor's own call came before its answer.
        return Ok(());
    }
    outbox::delivered(tx, events.iter().map(|event| event.id)).await?;
    let about: Vec<i64> = events
        .iter()
        .filter_map(|event| event.authorization_id)
        .collect();
    if !about.is_empty() {
        outbox::hurry_behind(tx, about.iter().copied(), now).await?;
    }
    let about = about.into_iter();
    let given = rows_in::<authorization::Entity>(tx, authorization::Column::Id, about).await?;
    let mut given: HashMap<i64, _> = given.into_iter().map(|row| (row.id, row)).collect();
    let (mut heard, mut corps) = (Vec::new(), Vec::new());
    for event in events {
        if event.kind == CallbackKind::SuiteTicket.word() {
            match outbox::was_away(tx, &event).await? {
                true => outbox::hurry(tx, event.suite_id, now).await?,
                false => outbox::hurry_young(tx, event.suite_id, now).await?,
            }
            continue;
        }
        let row = event.authorization_id.and_then(|id| given.remove(&id));
        // A later change has an event of its own.
        let row = row.filter(|row| row.changed_at == event.created_at);
        let (Some(row), Some(verdict)) = (row, verdicts.get(&event.id)) else {
            continue;
        };
        heard.push(row.id);
        corps.push(row.corp_id);
        decide(tx, row, verdict, now).await?;
    }
    if heard.is_empty() {
        return Ok(());
    }
    // Answered: nothing is left of the attempts, and the vendor that takes note calls back by itself.
    authorization::Entity::update_many()
        .col_expr(authorization::Column::Attempts, Expr::val(0))
        .filter(authorization::Column::Id.is_in(heard))
        .exec(tx)
        .await?;
    memberships::touch_all(tx, corps).await
}

/// Begins again to tell a vendor of an activation, if that has stopped.
async fn tell_again(
    db: &impl ConnectionTrait,
    given: authorization::Model,
    now: Moment,
) -> Result<(authorization::Model, Option<PendingDelivery>)> {
    let state: AuthorizationState = word(&given.state, "authorization state")?;
    if state != AuthorizationState::AwaitingActivation || !has_stopped(given.attempts) {
        return Ok((given, None));
    }
    let waiting = outbox::begin_again(db, &given, now).await?;
    let mut row = given.into_active_model();
    row.attempts = Set(1);
    Ok((row.update(db).await?, waiting))
}
