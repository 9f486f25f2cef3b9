//! Authorizations of a past, with what their teams did, and what was pushed to vendors' servers.

use std::collections::HashMap;

use domain::authorization::Change;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};

use super::ways::{PastAuthorization, PastEvent, Rows};
use crate::Result;
use crate::entity::{authorization, authorization_event, callback_log, outbox};
use crate::queries::row::stored;
use crate::queries::serials::CHUNK;

/// Enters what teams of a suite authorized, with all that hangs on it.
pub async fn enter(db: &impl ConnectionTrait, suite_id: i64, rows: &[Rows<'_>]) -> Result<()> {
    let given: Vec<(&Rows<'_>, &PastAuthorization, i64)> = rows
        .iter()
        .filter_map(|row| Some((row, row.way.authorization.as_ref()?, row.corp_id?)))
        .collect();
    let entered = given
        .iter()
        .map(|(row, given, corp_id)| authorization_row(suite_id, row, given, *corp_id));
    authorization::Entity::insert_many(entered)
        .exec_without_returning(db)
        .await?;
    let onboardings = given.iter().map(|(row, ..)| row.onboarding_id);
    let known: Vec<(i64, i64)> = authorization::Entity::find()
        .select_only()
        .columns([
            authorization::Column::OnboardingId,
            authorization::Column::Id,
        ])
        .filter(authorization::Column::OnboardingId.is_in(onboardings))
        .into_tuple()
        .all(db)
        .await?;
    let known: HashMap<i64, i64> = known.into_iter().collect();
    let id = |row: &Rows<'_>| known.get(&row.onboarding_id).copied().unwrap_or_default();
    let changes: Vec<_> = given
        .iter()
        .flat_map(|(row, given, _)| changes(id(row), row, given))
        .collect();
    for chunk in changes.chunks(CHUNK) {
        authorization_event::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(db)
            .await?;
    }
    let pushed = given.iter().flat_map(|(row, given, corp_id)| {
        let of = (suite_id, *corp_id, id(row));
        given.events.iter().map(move |event| (of, event))
    });
    let mut pushed: Vec<_> = pushed.collect();
    pushed.sort_by_key(|(_, event)| event.at);
    for (of, event) in pushed {
        push(db, of, event).await?;
    }
    Ok(())
}

fn authorization_row(
    suite_id: i64,
    row: &Rows<'_>,
    given: &PastAuthorization,
    corp_id: i64,
) -> authorization::ActiveModel {
    let team = row.way.team.as_ref();
    let serial = row.way.serial.as_ref();
    authorization::ActiveModel {
        corp_id: Set(corp_id),
        suite_id: Set(suite_id),
        onboarding_id: Set(row.onboarding_id),
        link_id: Set(row.link_id),
        serial: Set(serial.map(|(serial, _)| serial.to_string())),
        state: Set(given.state.word().into_owned()),
        reason: Set(given.reason.clone()),
        authorized_by: Set(row.person_id),
        authorized_at: Set(given.authorized_at.0),
        active_at: Set(given.active_at.map(|at| at.0)),
        attempts: Set(given
            .events
            .last()
            .map_or(1, |event| stored(event.attempts))),
        scope: Set(given.scope.clone()),
        changed_at: Set(last_change(given).0),
        whitelist: Set(String::new()),
        customer: Set(team.map(|team| team.name.to_lowercase())),
        ..Default::default()
    }
}

/// When an authorization changed last.
fn last_change(given: &PastAuthorization) -> Moment {
    let changes = given.changes.iter().map(|(_, at)| *at);
    changes.fold(given.authorized_at, Moment::max)
}

fn changes(
    authorization_id: i64,
    row: &Rows<'_>,
    given: &PastAuthorization,
) -> Vec<authorization_event::ActiveModel> {
    let owner = row.way.team.as_ref().map(|team| team.owner.clone());
    let changes = given.changes.iter();
    let changes = changes.map(|(change, at)| authorization_event::ActiveModel {
        authorization_id: Set(authorization_id),
        change: Set(change.word().into_owned()),
        by_name: Set(owner.clone().unwrap_or_default()),
        detail: Set(match change {
            Change::Scope => given.scope.clone(),
            _ => None,
        }),
        at: Set(at.0),
        ..Default::default()
    });
    changes.collect()
}

async fn push(
    db: &impl ConnectionTrait,
    (suite_id, corp_id, authorization_id): (i64, i64, i64),
    event: &PastEvent,
) -> Result<()> {
    let row = outbox::ActiveModel {
        suite_id: Set(suite_id),
        corp_id: Set(Some(corp_id)),
        authorization_id: Set(Some(authorization_id)),
        kind: Set(event.kind.word().into_owned()),
        state: Set(event.state.word().into_owned()),
        attempts: Set(stored(event.attempts)),
        next_at: Set(None),
        created_at: Set(event.at.0),
        ..Default::default()
    };
    let outbox_id = row.insert(db).await?.id;
    let rows = event.log.iter().map(|attempt| callback_log::ActiveModel {
        outbox_id: Set(Some(outbox_id)),
        suite_id: Set(suite_id),
        corp_id: Set(Some(corp_id)),
        kind: Set(event.kind.word().into_owned()),
        message: Set(attempt.message.clone()),
        answer: Set(attempt.answer.clone()),
        outcome: Set(attempt.outcome.clone()),
        took_ms: Set(attempt.took_ms),
        at: Set(attempt.at.0),
        ..Default::default()
    });
    callback_log::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
