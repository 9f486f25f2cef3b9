//! What vendors decide about authorizations, as it is written.

use domain::authorization::{AuthorizationState, Verdict};
use domain::funnel::Event;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::Result;
use crate::db::transaction::Tx;
use crate::entity::authorization;
use crate::queries::row::word;
use crate::queries::{memberships, notices, outbox, suites};

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

/// What a suite that is hosted from now on has waiting for its server: teams are active, as with any hosted suite, and what was to be
/// pushed is dropped.
pub async fn waits_for_no_server(tx: &Tx, suite_id: i64, now: Moment) -> Result<()> {
    let awaiting = AuthorizationState::AwaitingActivation.word();
    let waiting = authorization::Entity::find()
        .filter(authorization::Column::SuiteId.eq(suite_id))
        .filter(authorization::Column::State.eq(awaiting.as_ref()))
        .all(tx)
        .await?;
    let corps: Vec<i64> = waiting.iter().map(|row| row.corp_id).collect();
    for row in waiting {
        decide(tx, row, &Verdict::Accepted, now).await?;
    }
    if !corps.is_empty() {
        memberships::touch_all(tx, corps).await?;
    }
    outbox::drop_all(tx, suite_id).await
}
