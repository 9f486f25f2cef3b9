//! Writes the funnel's events of steps.

use domain::funnel::Event;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait};

use crate::Result;
use crate::entity::funnel_event;

/// Records what a step did.
pub async fn record(
    db: &impl ConnectionTrait,
    ids: (i64, i64),
    onboarding_id: i64,
    event: Event,
    now: Moment,
) -> Result<()> {
    write(db, ids, onboarding_id, (event, None), now).await
}

/// Records that a vendor refused, by its code.
pub async fn record_error(
    db: &impl ConnectionTrait,
    ids: (i64, i64),
    onboarding_id: i64,
    code: &str,
    now: Moment,
) -> Result<()> {
    let error = (Event::Error, Some(code.to_owned()));
    write(db, ids, onboarding_id, error, now).await
}

pub async fn write(
    db: &impl ConnectionTrait,
    (link_id, suite_id): (i64, i64),
    onboarding_id: i64,
    (event, code): (Event, Option<String>),
    now: Moment,
) -> Result<()> {
    let row = funnel_event::ActiveModel {
        link_id: Set(link_id),
        suite_id: Set(suite_id),
        onboarding_id: Set(Some(onboarding_id)),
        event: Set(event.word().into_owned()),
        code: Set(code),
        at: Set(now.0),
        count: Set(1),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}
