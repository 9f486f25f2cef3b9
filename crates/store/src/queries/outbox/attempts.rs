//! Attempts to push what is in the outbox: taken, settled, hurried, begun again.

use domain::callback::{ATTEMPTS_HURRIED_BY_TICKETS, CallbackKind, OutboxState};
use domain::time::{Moment, Span};
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Condition, Expr, IntoCondition, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{PendingDelivery, next_attempt, read};
use crate::Result;
use crate::entity::{authorization, onboarding, outbox};
use crate::queries::row::stored;

/// How an event stands that its vendor hasn't taken.
const UNDELIVERED: [OutboxState; 2] = [OutboxState::Waiting, OutboxState::GivenUp];

/// How long an attempt is taken to last, from its beginning to its end in the database, unless the answer comes before: longer than a
/// vendor may take, and no longer than the first pause.
const ATTEMPT: Span = Span::seconds(5);

/// Until when an attempt is taken to last that begins now.
pub fn pushed_until(now: Moment) -> i64 {
    (now + ATTEMPT).0
}

/// When an event may be pushed soonest: now, or when the attempt under way is over.
fn soonest(now: Moment) -> SimpleExpr {
    let until = outbox::Column::PushedUntil;
    Expr::case(until.gt(now.0), until.into_expr())
        .finally(now.0)
        .into()
}

/// Notes that these attempts are over.
pub async fn answered(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = i64>) -> Result<()> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::PushedUntil, Expr::val(None::<i64>))
        .filter(outbox::Column::Id.is_in(ids))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes the next attempt of an event, unless another server has; whether it could.
pub async fn take(db: &impl ConnectionTrait, row: &mut outbox::Model, now: Moment) -> Result<bool> {
    let attempts = row.attempts.saturating_add(1);
    let next = next_attempt(attempts, now);
    let state = match next {
        Some(_) => OutboxState::Waiting,
        None => OutboxState::GivenUp,
    };
    let done = outbox::Entity::update_many()
        .col_expr(outbox::Column::Attempts, Expr::val(attempts))
        .col_expr(outbox::Column::NextAt, Expr::val(next))
        .col_expr(outbox::Column::PushedUntil, Expr::val(pushed_until(now)))
        .col_expr(outbox::Column::State, Expr::val(state.word().into_owned()))
        .filter(outbox::Column::Id.eq(row.id))
        .filter(outbox::Column::NextAt.eq(row.next_at))
        .exec(db)
        .await?;
    row.attempts = attempts;
    row.next_at = next;
    if done.rows_affected == 1 {
        count_attempts(db, row).await?;
    }
    Ok(done.rows_affected == 1)
}

/// Whose page shows how often was tried: the authorization's, the onboarding's.
async fn count_attempts(db: &impl ConnectionTrait, row: &outbox::Model) -> Result<()> {
    if let Some(id) = row.authorization_id {
        authorization::Entity::update_many()
            .col_expr(authorization::Column::Attempts, Expr::val(row.attempts))
            .filter(authorization::Column::Id.eq(id))
            .filter(authorization::Column::ChangedAt.eq(row.created_at))
            .exec(db)
            .await?;
    }
    if let Some(id) = row.onboarding_id {
        onboarding::Entity::update_many()
            .col_expr(onboarding::Column::SerialAttempts, Expr::val(row.attempts))
            .filter(onboarding::Column::Id.eq(id))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Which of these events aren't delivered yet, or were given up.
pub async fn undelivered(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = i64>,
) -> Result<Vec<outbox::Model>> {
    let mut rows = outbox::Entity::find()
        .filter(outbox::Column::Id.is_in(ids))
        .all(db)
        .await?;
    // Asked for the states as well, SQLite looks for the ids among all that waits.
    let undelivered = UNDELIVERED.map(|state| state.word());
    rows.retain(|row| undelivered.iter().any(|state| *state == row.state));
    Ok(rows)
}

/// Marks events as delivered: no attempt follows.
pub async fn delivered(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = i64>,
) -> Result<()> {
    end(db, outbox::Column::Id.is_in(ids), OutboxState::Delivered).await
}

/// Ends the pushing of codes of an authorization that wait, or were given up: its vendor has come with one, or no code is good any
/// more, and would hold up what came after it.
pub async fn end_codes(
    db: &impl ConnectionTrait,
    authorization_id: i64,
    state: OutboxState,
    now: Moment,
) -> Result<()> {
    let which = Condition::all()
        .add(outbox::Column::AuthorizationId.eq(authorization_id))
        .add(outbox::Column::Kind.eq(CallbackKind::TmpAuthCode.word().into_owned()))
        .add(outbox::Column::State.is_in(UNDELIVERED.map(|state| state.word().into_owned())));
    end(db, which, state).await?;
    hurry_behind(db, [authorization_id], now).await
}

/// Drops what is still to be pushed to a suite's vendor, who has no server any more.
pub async fn drop_all_of_suite(db: &impl ConnectionTrait, suite_id: i64) -> Result<()> {
    let which = Condition::all()
        .add(outbox::Column::SuiteId.eq(suite_id))
        .add(outbox::Column::State.is_in(UNDELIVERED.map(|state| state.word().into_owned())));
    end(db, which, OutboxState::Dropped).await
}

async fn end(
    db: &impl ConnectionTrait,
    which: impl IntoCondition,
    state: OutboxState,
) -> Result<()> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::val(state.word().into_owned()))
        .col_expr(outbox::Column::NextAt, Expr::val(None::<i64>))
        .filter(which.into_condition())
        .exec(db)
        .await?;
    Ok(())
}

/// Whether the vendor's server didn't take the ticket before this one, or this one at first.
pub async fn was_away(db: &impl ConnectionTrait, ticket: &outbox::Model) -> Result<bool> {
    if ticket.attempts > 1 {
        return Ok(true);
    }
    let before = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::State)
        .filter(outbox::Column::SuiteId.eq(ticket.suite_id))
        .filter(outbox::Column::CorpId.is_null())
        .filter(outbox::Column::Kind.eq(ticket.kind.as_str()))
        .filter(outbox::Column::Id.lt(ticket.id))
        .order_by_desc(outbox::Column::Id)
        .into_tuple::<String>()
        .one(db)
        .await?;
    let delivered = OutboxState::Delivered.word();
    Ok(before.is_some_and(|state| state != *delivered))
}

/// Pushes what waits for a suite's vendor at once, or when the attempt under way is over: its server answers again.
pub async fn hurry(db: &impl ConnectionTrait, suite_id: i64, now: Moment) -> Result<()> {
    hurry_those(db, outbox::Column::SuiteId.eq(suite_id), now).await
}

/// Pushes what waits for a suite's vendor and hasn't been tried often: its server may have been away between two tickets. For one that
/// takes every ticket and fails at an event, that event's attempts would otherwise be used up within a day.
pub async fn hurry_young(db: &impl ConnectionTrait, suite_id: i64, now: Moment) -> Result<()> {
    let which = Condition::all()
        .add(outbox::Column::SuiteId.eq(suite_id))
        // What was never tried waits behind another.
        .add(outbox::Column::Attempts.between(1, stored(ATTEMPTS_HURRIED_BY_TICKETS - 1)));
    hurry_those(db, which, now).await
}

/// Pushes what waits of these authorizations at once, or when the attempt under way is over: what it waited for is over.
pub async fn hurry_behind(
    db: &impl ConnectionTrait,
    authorizations: impl IntoIterator<Item = i64>,
    now: Moment,
) -> Result<()> {
    let which = outbox::Column::AuthorizationId.is_in(authorizations);
    hurry_those(db, which, now).await
}

async fn hurry_those(
    db: &impl ConnectionTrait,
    which: impl IntoCondition,
    now: Moment,
) -> Result<()> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::NextAt, soonest(now))
        .filter(which.into_condition())
        .filter(outbox::Column::State.eq(OutboxState::Waiting.word().into_owned()))
        .filter(outbox::Column::NextAt.gt(now.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Pushes an authorization's code at once if it waits to be pushed; whether it does.
pub async fn hurry_authorization(
    db: &impl ConnectionTrait,
    authorization_id: i64,
    now: Moment,
) -> Result<bool> {
    let hurried = outbox::Entity::update_many()
        .col_expr(outbox::Column::NextAt, soonest(now))
        .filter(outbox::Column::AuthorizationId.eq(authorization_id))
        .filter(outbox::Column::Kind.eq(CallbackKind::TmpAuthCode.word().into_owned()))
        .filter(outbox::Column::State.eq(OutboxState::Waiting.word().into_owned()))
        .exec(db)
        .await?;
    Ok(hurried.rows_affected > 0)
}

/// Begins again to push what was given up of an authorization's latest change. `None` if nothing was.
pub async fn begin_again(
    db: &impl ConnectionTrait,
    given: &authorization::Model,
    now: Moment,
) -> Result<Option<PendingDelivery>> {
    let row = outbox::Entity::find()
        .filter(outbox::Column::AuthorizationId.eq(given.id))
        .filter(outbox::Column::CreatedAt.eq(given.changed_at))
        .filter(outbox::Column::State.eq(OutboxState::GivenUp.word().into_owned()))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let again = outbox::ActiveModel {
        id: Set(row.id),
        state: Set(OutboxState::Waiting.word().into_owned()),
        attempts: Set(1),
        next_at: Set(next_attempt(1, now)),
        pushed_until: Set(Some(pushed_until(now))),
        ..Default::default()
    };
    let row = again.update(db).await?;
    Ok(read(db, vec![row]).await?.pop())
}
