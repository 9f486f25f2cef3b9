//! Invitations by number: a member without a person, until the number's person accepts or declines.

use domain::invitation::InvitationState;
use domain::notice::NoticeKind;
use domain::role::Permission;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::{corp, declined_invitation, member};
use crate::queries::invitations::accept;
use crate::queries::{memberships, notices};
use crate::{Person, Result, Store, StoreError};

impl Store {
    /// Accepts an invitation, or declines it; answers the id of the team that the person is in then. What was answered
    /// stays so: the same answer twice is one.
    pub async fn answer_invitation(
        &self,
        person: &Person,
        id: i64,
        accept: bool,
        now: Moment,
    ) -> Result<Option<String>> {
        self.write(|tx| async move {
            let row = member::Entity::find_by_id(id)
                .filter(member::Column::Phone.eq(person.phone.as_str()))
                .one(&tx)
                .await?;
            let before = match &row {
                Some(row) if row.person_id.is_none() => InvitationState::Open,
                // Who came in by themselves was never invited.
                Some(row) if row.invited_by.is_some() => InvitationState::Accepted,
                _ if has_declined(&tx, id, person.id).await? => InvitationState::Declined,
                _ => return Err(StoreError::InvitationGone),
            };
            let after = before.after(accept).map_err(StoreError::Invitation)?;
            let Some(row) = row else { return Ok(None) };
            let corp_id = row.corp_id;
            match (before == after, accept) {
                (true, _) => {}
                (false, true) => self::accept(&tx, row, person, now).await?,
                (false, false) => decline(&tx, row, person, now).await?,
            }
            if !accept {
                return Ok(None);
            }
            let corp = corp::Entity::find_by_id(corp_id).one(&tx).await?;
            Ok(corp.map(|corp| corp.corpid))
        })
        .await
    }
}

/// Takes the place out of the team, and tells those who may see people.
async fn decline(
    db: &impl ConnectionTrait,
    row: member::Model,
    person: &Person,
    now: Moment,
) -> Result<()> {
    let declined = declined_invitation::ActiveModel {
        member_id: Set(row.id),
        person_id: Set(person.id),
        declined_at: Set(now.0),
        ..Default::default()
    };
    declined.insert(db).await?;
    memberships::take_out(db, &row, now).await?;
    let people = memberships::who_may(db, row.corp_id, Permission::SeePeople).await?;
    let told = (NoticeKind::InvitationDeclined, row.name.as_str(), "");
    notices::tell(db, row.corp_id, &people, told, now).await
}

async fn has_declined(db: &impl ConnectionTrait, id: i64, person_id: i64) -> Result<bool> {
    let found = declined_invitation::Entity::find()
        .filter(declined_invitation::Column::MemberId.eq(id))
        .filter(declined_invitation::Column::PersonId.eq(person_id))
        .one(db)
        .await?;
    Ok(found.is_some())
}

#[cfg(test)]
mod tests {
    use sea_orm::PaginatorTrait;

    use super::*;
    use crate::db::empty::migrated;
    use crate::queries::invitations::{find, open};

    /// A team from before the step that brought invitations: its owner, a member who was linked by number, and one who
    /// never signed in and was made an admin.
    const BEFORE: &str = "INSERT INTO corp (id, corpid, name, industry, mode, owner_id, created_at) \
        VALUES (1, 'ding1', '老街', 'catering', 'group', 1, 0); \
        INSERT INTO person (id, phone, created_at) VALUES (1, '+8613800138000', 0), (2, '+8613900000001', 0); \
        INSERT INTO member (corp_id, person_id, phone, name, role, added_at) VALUES \
        (1, 1, '+8613800138000', '王小明', 'owner', 0), \
        (1, 2, '+8613900000001', '同事1', 'member', 0), \
        (1, NULL, '+8613900000002', '同事2', 'admin', 0)";

    #[tokio::test]
    async fn who_was_in_a_team_before_invitations_stays_in_it_and_who_never_signed_in_is_invited() {
        let folder = tempfile::TempDir::new().unwrap();
        for store in migrated(folder.path(), (4, &[BEFORE.to_owned()])).await {
            let db = store.read();
            let linked = store.membership(2, "ding1").await.unwrap();
            assert_eq!(
                linked.map(|membership| membership.name).as_deref(),
                Some("同事1")
            );
            let members = member::Entity::find().count(db).await.unwrap();
            assert_eq!(members, 3);
            let invited = Person {
                id: 3,
                phone: domain::phone::Phone::parse("+8613900000002").unwrap(),
                name: None,
            };
            let found = open(db, &invited).await.unwrap();
            let found: Vec<_> = found.iter().map(|it| (&*it.team, &*it.by)).collect();
            assert_eq!(found, [("老街", "王小明")]);
            let row = find(db, 1, &invited).await.unwrap();
            assert_eq!(row.unwrap().role, "member", "nobody is an admin unasked");
        }
    }
}
