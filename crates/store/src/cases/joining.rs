//! Joining: people come into a team by its invite, at once or when somebody lets them in.

use domain::invite::{InviteCode, InviteProblem, JoinFacts, JoinStatus, Joining, MAX_MEMBERS};
use domain::notice::NoticeKind;
use domain::role::{Permission, Role};
use domain::team::PersonName;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use crate::entity::{join_request, member, person};
use crate::queries::invites::{Invitation, invitation};
use crate::queries::joining::{keep_name, request_of, settle, waiting};
use crate::queries::memberships::Membership;
use crate::queries::row::{rows_in, word};
use crate::queries::{invitations, memberships, notices, teams};
use crate::{Person, Result, Store, StoreError};

/// Somebody who waits to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinRow {
    /// The request's row.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their number.
    pub phone: String,
    /// When they asked.
    pub asked_at: Moment,
}

impl Store {
    /// Joins, or asks to. Who was added by number accepts with it.
    pub async fn join(
        &self,
        code: &InviteCode,
        person: &Person,
        name: Option<&PersonName>,
        now: Moment,
    ) -> Result<Joining> {
        self.write(|tx| async move {
            let found = invitation(&tx, code, Some(person)).await?;
            let found = found.ok_or(StoreError::Invite(InviteProblem::Dead))?;
            let invited = invitations::find(&tx, found.corp_id, person).await?;
            let facts = JoinFacts {
                join_status: found.join_status,
                invited: invited.is_some(),
                people: found.people,
                approval: found.approval,
            };
            let joining = facts.join().map_err(StoreError::Invite)?;
            let name = match (
                joining,
                name.map(|name| name.as_str().to_owned())
                    .or(person.name.clone()),
            ) {
                (Joining::Already, _) => return Ok(joining),
                (Joining::Accepts, _) => {
                    if let Some(invited) = invited {
                        invitations::accept(&tx, invited, person, now).await?;
                    }
                    return Ok(joining);
                }
                (_, name) => name.ok_or(StoreError::NameNeeded)?,
            };
            keep_name(&tx, person, &name).await?;
            match joining {
                Joining::Asks => ask(&tx, (&found, code), person, &name, now).await?,
                _ => {
                    settle(&tx, found.corp_id, person.id, now).await?;
                    membership(&tx, found.corp_id, person, name, now).await?;
                }
            }
            Ok(joining)
        })
        .await
    }

    /// Takes one's wish to join back.
    pub async fn take_join_back(&self, code: &InviteCode, person: &Person) -> Result<()> {
        self.write(|tx| async move {
            let Some(found) = invitation(&tx, code, Some(person)).await? else {
                return Ok(());
            };
            // The row stays, so that an open page lists the same request when the person asks again.
            if let Some(row) = request_of(&tx, found.corp_id, person.id).await? {
                let mut row = row.into_active_model();
                row.state = Set(JoinStatus::Outside.word().into_owned());
                row.update(&tx).await?;
            }
            memberships::touch(&tx, found.corp_id).await?;
            Ok(())
        })
        .await
    }

    /// Who waits to be let in, the first to ask first.
    pub async fn joins(&self, membership: &Membership) -> Result<Vec<JoinRow>> {
        let db = self.read();
        let rows = waiting(membership.corp_id).all(db).await?;
        let people =
            rows_in::<person::Entity>(db, person::Column::Id, rows.iter().map(|row| row.person_id))
                .await?;
        let phone = |id| people.iter().find(|person| person.id == id);
        Ok(rows
            .into_iter()
            .filter_map(|row| {
                Some(JoinRow {
                    id: row.id,
                    phone: phone(row.person_id)?.phone.clone(),
                    name: row.name,
                    asked_at: Moment(row.asked_at),
                })
            })
            .collect())
    }

    /// Lets somebody in, or not. What was decided stays so: the same answer twice is one.
    pub async fn decide_join(
        &self,
        by: &Membership,
        id: i64,
        admit: bool,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            memberships::still_member(&tx, by).await?;
            let row = join_request::Entity::find_by_id(id)
                .filter(join_request::Column::CorpId.eq(by.corp_id))
                .one(&tx)
                .await?;
            let row = row.ok_or(StoreError::NotFound)?;
            let before: JoinStatus = word(&row.state, "join request")?;
            if before != JoinStatus::Waiting {
                return Ok(());
            }
            let person = person::Entity::find_by_id(row.person_id).one(&tx).await?;
            let person = Person::of(person.ok_or(StoreError::NotFound)?)?;
            if admit && teams::people(&tx, by.corp_id).await? >= MAX_MEMBERS {
                return Err(StoreError::Invite(InviteProblem::Full));
            }
            let (after, kind) = match admit {
                true => (JoinStatus::Inside, NoticeKind::Admitted),
                false => (JoinStatus::Declined, NoticeKind::NotAdmitted),
            };
            let name = row.name.clone();
            let mut row = row.into_active_model();
            row.state = Set(after.word().into_owned());
            row.decided_at = Set(Some(now.0));
            row.update(&tx).await?;
            if admit {
                membership(&tx, by.corp_id, &person, name, now).await?;
            }
            let told = (kind, by.name.as_str(), "");
            notices::tell(&tx, by.corp_id, &[person.id], told, now).await?;
            Ok(())
        })
        .await
    }
}

async fn ask(
    db: &impl ConnectionTrait,
    (found, code): (&Invitation, &InviteCode),
    person: &Person,
    name: &str,
    now: Moment,
) -> Result<()> {
    if found.join_status == JoinStatus::Waiting {
        return Ok(());
    }
    let row = join_request::ActiveModel {
        corp_id: Set(found.corp_id),
        person_id: Set(person.id),
        name: Set(name.to_owned()),
        state: Set(JoinStatus::Waiting.word().into_owned()),
        asked_at: Set(now.0),
        decided_at: Set(None),
        code: Set(Some(code.as_str().to_owned())),
        ..Default::default()
    };
    match request_of(db, found.corp_id, person.id).await? {
        Some(old) => {
            let row = join_request::ActiveModel {
                id: Set(old.id),
                ..row
            };
            row.update(db).await?;
        }
        None => {
            row.insert(db).await?;
        }
    }
    let people = memberships::who_may(db, found.corp_id, Permission::Admit).await?;
    let told = (NoticeKind::JoinAsked, name, "");
    notices::tell(db, found.corp_id, &people, told, now).await
}

/// Enters a person, in the place that was kept for their number if there is one.
async fn membership(
    db: &impl ConnectionTrait,
    corp_id: i64,
    person: &Person,
    name: String,
    now: Moment,
) -> Result<()> {
    if let Some(invited) = invitations::find(db, corp_id, person).await? {
        return invitations::accept(db, invited, person, now).await;
    }
    let row = member::ActiveModel {
        corp_id: Set(corp_id),
        person_id: Set(Some(person.id)),
        phone: Set(person.phone.as_str().to_owned()),
        name: Set(name.clone()),
        role: Set(Role::Member.word().into_owned()),
        department_id: Set(None),
        added_at: Set(now.0),
        joined_at: Set(Some(now.0)),
        ..Default::default()
    };
    row.insert(db).await?;
    let people = memberships::who_may(db, corp_id, Permission::SeePeople).await?;
    let told = (NoticeKind::Joined, name.as_str(), "");
    notices::tell(db, corp_id, &people, told, now).await
}

#[cfg(test)]
mod tests {
    use sea_orm::QueryOrder;

    use super::*;
    use crate::db::empty::migrated;

    /// A team whose invite was renewed between two wishes to join it, and a team that is gone.
    const BEFORE: &str = "INSERT INTO person (id, phone, created_at) VALUES \
        (1, '+8613800138000', 0), (2, '+8613900000001', 0), (3, '+8613900000002', 0); \
        INSERT INTO corp (id, corpid, name, industry, mode, owner_id, created_at, dissolved_at) VALUES \
        (1, 'ding1', '老街', 'catering', 'solo', 1, 0, NULL), (2, 'ding2', '新店', 'catering', 'solo', 1, 0, 9); \
        INSERT INTO invite (corp_id, code, approval, renewed_at) VALUES (1, '0123456789AB', TRUE, 5); \
        INSERT INTO join_request (corp_id, person_id, name, state, asked_at) VALUES \
        (1, 2, '李', 'waiting', 4), (1, 3, '张', 'waiting', 6), (2, 2, '李', 'waiting', 4)";

    #[tokio::test]
    async fn wishes_from_before_have_their_code_if_it_is_known_and_none_waits_for_a_team_that_is_gone()
     {
        let folder = tempfile::TempDir::new().unwrap();
        for store in migrated(folder.path(), (7, &[BEFORE.to_owned()])).await {
            let rows = join_request::Entity::find()
                .order_by_asc(join_request::Column::Id)
                .all(store.read())
                .await
                .unwrap();
            let found = rows.iter().map(|row| (&*row.state, row.code.as_deref()));
            assert_eq!(
                found.collect::<Vec<_>>(),
                [
                    ("waiting", None),
                    ("waiting", Some("0123456789AB")),
                    ("declined", None)
                ]
            );
        }
    }
}
