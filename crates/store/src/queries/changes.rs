//! Changes to what a team has authorized, each recorded with who and when.

use domain::authorization::{AuthorizationState, Change};
use domain::callback::OutboxState;
use domain::limit::CHANGES_PER_SUITE;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::Result;
use crate::entity::{authorization, authorization_event};
use crate::queries::limits;
use crate::queries::open_api;
use crate::queries::outbox::{self, PendingDelivery};
use crate::queries::row::word;
use crate::queries::suites::hosted;

/// A change as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What was done.
    pub change: Change,
    /// The name, at that time, of who made it.
    pub by: String,
    /// The kind of scope, for a change of it.
    pub detail: Option<String>,
    /// When.
    pub at: Moment,
}

/// How many changes are shown.
pub const TOLD: u64 = 20;

/// Withdraws all that a team has authorized; answers what is pushed to vendors at once.
pub async fn withdraw_all(
    db: &impl ConnectionTrait,
    corp_id: i64,
    by: &str,
    now: Moment,
) -> Result<Vec<PendingDelivery>> {
    let rows = authorization::Entity::find()
        .filter(authorization::Column::CorpId.eq(corp_id))
        .all(db)
        .await?;
    let mut told = Vec::new();
    for row in rows {
        let state: AuthorizationState = word(&row.state, "authorization state")?;
        if state == AuthorizationState::Withdrawn {
            continue;
        }
        let hosted = hosted(db, row.suite_id).await?;
        let row = apply(db, row, (AuthorizationState::Withdrawn, None), now).await?;
        record(db, row.id, Change::Withdraw, by, None, now).await?;
        if !hosted {
            let to = outbox::recipient(db, row.suite_id, row.corp_id).await?;
            let event = AuthorizationState::Withdrawn.vendor_event();
            told.extend(outbox::push_event(db, to, &row, event, now).await?);
        }
    }
    Ok(told)
}

/// Writes the state after a change, and with it the kind of scope if that was set. It is one change, for which vendors have one
/// event.
pub async fn apply(
    db: &impl ConnectionTrait,
    row: authorization::Model,
    (after, scope): (AuthorizationState, Option<&str>),
    now: Moment,
) -> Result<authorization::Model> {
    // Two changes in one millisecond are still two.
    let changed_at = now.0.max(row.changed_at + 1);
    if after == AuthorizationState::Withdrawn {
        open_api::end(db, &row, now).await?;
        outbox::end_codes(db, row.id, OutboxState::Dropped, now).await?;
    }
    let mut row = row.into_active_model();
    if after == AuthorizationState::Withdrawn {
        // The code dies at once (open API 1, `permanent_code`).
        row.permanent_code = Set(None);
        row.permanent_code_hash = Set(None);
    }
    if let Some(scope) = scope {
        row.scope = Set(Some(scope.to_owned()));
    }
    row.state = Set(after.word().into_owned());
    row.changed_at = Set(changed_at);
    row.attempts = Set(1);
    Ok(row.update(db).await?)
}

/// Refuses another change of an authorization that has been changed too often.
///
/// # Errors
///
/// [`crate::StoreError::TooOften`].
pub async fn check_rate(
    db: &impl ConnectionTrait,
    authorization_id: i64,
    now: Moment,
) -> Result<()> {
    let of_given = authorization_event::Column::AuthorizationId.eq(authorization_id);
    let changes = authorization_event::Entity::find().filter(of_given);
    let at = authorization_event::Column::At;
    limits::check(db, changes, at, CHANGES_PER_SUITE, now).await
}

/// Tells the vendor that an authorization's scope has changed because a member left.
pub async fn tell_of_scope(
    db: &impl ConnectionTrait,
    row: authorization::Model,
    now: Moment,
) -> Result<()> {
    let state: AuthorizationState = word(&row.state, "authorization state")?;
    if state.changed(Change::Scope).is_err() || hosted(db, row.suite_id).await? {
        return Ok(());
    }
    let row = apply(db, row, (state, None), now).await?;
    let to = outbox::recipient(db, row.suite_id, row.corp_id).await?;
    outbox::push_event_later(db, to, &row, state.vendor_event(), now).await
}

/// Records a change.
pub async fn record(
    db: &impl ConnectionTrait,
    authorization_id: i64,
    change: Change,
    by: &str,
    detail: Option<String>,
    now: Moment,
) -> Result<()> {
    let row = authorization_event::ActiveModel {
        authorization_id: Set(authorization_id),
        change: Set(change.word().into_owned()),
        by_name: Set(by.to_owned()),
        detail: Set(detail),
        at: Set(now.0),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}

/// What was done to a team's authorization of a suite, the latest first.
pub async fn events(db: &impl ConnectionTrait, authorization_id: i64) -> Result<Vec<Event>> {
    let rows = authorization_event::Entity::find()
        .filter(authorization_event::Column::AuthorizationId.eq(authorization_id))
        .order_by_desc(authorization_event::Column::Id)
        .limit(TOLD)
        .all(db)
        .await?;
    let event = |row: authorization_event::Model| {
        Ok(Event {
            change: word(&row.change, "change")?,
            by: row.by_name,
            detail: row.detail,
            at: Moment(row.at),
        })
    };
    rows.into_iter().map(event).collect()
}
