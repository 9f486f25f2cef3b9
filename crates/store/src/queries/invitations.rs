//! Open invitations of people who were added by number, and accepting one.

use domain::notice::NoticeKind;
use domain::role::Permission;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::Result;
use crate::entity::{corp, member};
use crate::queries::people::Person;
use crate::queries::row::rows_in;
use crate::queries::{joining, memberships, notices};

/// An invitation as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The member's row.
    pub id: i64,
    /// The team's name.
    pub team: String,
    /// The name, at that time, of who invites.
    pub by: String,
}

/// How many are listed: anybody may enter a number, however often.
pub const LISTED: u64 = 20;

/// A person's open invitations, the latest first.
pub async fn open(db: &impl ConnectionTrait, person: &Person) -> Result<Vec<Invited>> {
    let rows = member::Entity::find()
        .filter(member::Column::Phone.eq(person.phone.as_str()))
        .filter(member::Column::PersonId.is_null())
        .order_by_desc(member::Column::Id)
        .limit(LISTED)
        .all(db)
        .await?;
    let corps =
        rows_in::<corp::Entity>(db, corp::Column::Id, rows.iter().map(|row| row.corp_id)).await?;
    let invited = rows.into_iter().filter_map(|row| {
        let corp = corps.iter().find(|corp| corp.id == row.corp_id)?;
        Some(Invited {
            id: row.id,
            team: corp.name.clone(),
            by: row.invited_by.unwrap_or_default(),
        })
    });
    Ok(invited.collect())
}

/// A person's open invitation to a team.
pub async fn find(
    db: &impl ConnectionTrait,
    corp_id: i64,
    person: &Person,
) -> Result<Option<member::Model>> {
    let found = member::Entity::find()
        .filter(member::Column::CorpId.eq(corp_id))
        .filter(member::Column::Phone.eq(person.phone.as_str()))
        .filter(member::Column::PersonId.is_null())
        .one(db)
        .await?;
    Ok(found)
}

/// Enters the person in the place that was kept for them, and tells those who may see people.
pub async fn accept(
    db: &impl ConnectionTrait,
    row: member::Model,
    person: &Person,
    now: Moment,
) -> Result<()> {
    let (corp_id, name) = (row.corp_id, row.name.clone());
    let people = memberships::who_may(db, corp_id, Permission::SeePeople).await?;
    let mut row = row.into_active_model();
    row.person_id = Set(Some(person.id));
    row.joined_at = Set(Some(now.0));
    row.update(db).await?;
    joining::keep_name(db, person, &name).await?;
    joining::settle(db, corp_id, person.id, now).await?;
    let told = (NoticeKind::Joined, name.as_str(), "");
    notices::tell(db, corp_id, &people, told, now).await
}
