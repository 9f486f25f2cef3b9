//! What vendors decide about authorizations, as it is written.

use domain::authorization::{AuthorizationState, Verdict};
use domain::funnel::Event;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use crate::Result;
use crate::db::transaction::Tx;
use crate::entity::authorization;
use crate::queries::row::word;
use crate::queries::{memberships, notices, suites};

/// Writes what a vendor has decided about an authorization.
pub async fn decide(
    tx: &Tx,
    row: authorization::Model,
    verdict: &Verdict,
    now: Moment,
) -> Result<()> {
    let before: AuthorizationState = word(&row.state, "authorization state")?;
    let after = before.after(verdict);
    if before == after {
        return Ok(());
    }
    let (ids, corp_id, onboarding_id) =
        ((row.link_id, row.suite_id), row.corp_id, row.onboarding_id);
    let mut row = row.into_active_model();
    row.state = Set(after.word().into_owned());
    match (after, verdict) {
        (AuthorizationState::Active, _) => {
            row.active_at = Set(Some(now.0));
            tx.note(ids, onboarding_id, Event::Active, now);
            let suite = suites::name(tx, ids.1).await?;
            notices::activated(tx, corp_id, &suite, now).await?;
        }
        (AuthorizationState::Refused, Verdict::Refused(reason)) => {
            row.reason = Set(reason.clone());
            tx.note_error(ids, onboarding_id, "vendor_refused", now);
        }
        _ => {}
    }
    row.update(tx).await?;
    Ok(())
}

/// Activates up to `most` teams that wait for a suite's server, as it becomes hosted; whether all are active now.
pub async fn activate_waiting(tx: &Tx, suite_id: i64, most: u64, now: Moment) -> Result<bool> {
    let awaiting = AuthorizationState::AwaitingActivation.word();
    let waiting = authorization::Entity::find()
        .filter(authorization::Column::SuiteId.eq(suite_id))
        .filter(authorization::Column::State.eq(awaiting.as_ref()))
        .limit(most)
        .all(tx)
        .await?;
    let are_all = (waiting.len() as u64) < most;
    let corps: Vec<i64> = waiting.iter().map(|row| row.corp_id).collect();
    for row in waiting {
        decide(tx, row, &Verdict::Accepted, now).await?;
    }
    if !corps.is_empty() {
        memberships::touch_all(tx, corps).await?;
    }
    Ok(are_all)
}
