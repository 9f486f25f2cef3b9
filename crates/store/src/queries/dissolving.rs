//! The end of a team.

use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;
use crate::entity::{corp, invite, member, suite_request};
use crate::queries::outbox::PendingDelivery;
use crate::queries::{changes, joining, sandbox, serials};

/// Ends a team: nobody is in it any more, vendors learn that it has withdrawn everything, and nobody waits for it or asks on
/// its behalf. The history says that `by` withdrew.
pub async fn dissolve(
    db: &impl ConnectionTrait,
    corp_id: i64,
    by: &str,
    now: Moment,
) -> Result<Vec<PendingDelivery>> {
    let told = changes::withdraw_all(db, corp_id, by, now).await?;
    joining::dissolve(db, corp_id, now).await?;
    serials::dissolve(db, corp_id).await?;
    sandbox::free_serials(db, corp_id).await?;
    suite_request::Entity::delete_many()
        .filter(suite_request::Column::CorpId.eq(corp_id))
        .exec(db)
        .await?;
    member::Entity::delete_many()
        .filter(member::Column::CorpId.eq(corp_id))
        .exec(db)
        .await?;
    invite::Entity::delete_many()
        .filter(invite::Column::CorpId.eq(corp_id))
        .exec(db)
        .await?;
    let row = corp::ActiveModel {
        id: Set(corp_id),
        dissolved_at: Set(Some(now.0)),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(told)
}
