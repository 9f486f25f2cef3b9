//! Writes notices to people of a team.

use domain::notice::NoticeKind;
use domain::role::Permission;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::Result;
use crate::entity::notice;
use crate::queries::memberships;
use crate::queries::row::count;

/// How many a person hasn't read.
pub async fn unread(db: &impl ConnectionTrait, person_id: i64) -> Result<u32> {
    let unread = notice::Entity::find()
        .filter(notice::Column::PersonId.eq(person_id))
        .filter(notice::Column::ReadAt.is_null());
    Ok(count(unread.count(db).await?))
}

/// Tells people of a team what happened, who did it and to what.
pub async fn tell(
    db: &impl ConnectionTrait,
    corp_id: i64,
    people: &[i64],
    (kind, who, what): (NoticeKind, &str, &str),
    now: Moment,
) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let rows = people.iter().map(|person| notice::ActiveModel {
        person_id: Set(*person),
        corp_id: Set(corp_id),
        kind: Set(kind.word().into_owned()),
        who: Set(who.to_owned()),
        what: Set(what.to_owned()),
        at: Set(now.0),
        ..Default::default()
    });
    notice::Entity::insert_many(rows).exec(db).await?;
    memberships::touch(db, corp_id).await
}

/// Tells those who may authorize that a suite is active.
pub async fn activated(
    db: &impl ConnectionTrait,
    corp_id: i64,
    suite: &str,
    now: Moment,
) -> Result<()> {
    let people = memberships::who_may(db, corp_id, Permission::Authorize).await?;
    tell(
        db,
        corp_id,
        &people,
        (NoticeKind::Activated, "", suite),
        now,
    )
    .await
}
