//! Memberships: who is what in which team, and how that changes.

use domain::notice::NoticeKind;
use domain::role::Role;
use domain::search::Search;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::{corp, department, member};
use crate::queries::memberships::{
    Membership, find, found_by, member_of, still_member, take_out, touch,
};
use crate::queries::notices;
use crate::queries::row::{moment, word};
use crate::{Result, Store, StoreError};

/// A member as those see them who look after people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// The member's row.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their number, E.164.
    pub phone: String,
    /// Their department's name.
    pub department: Option<String>,
    /// What they are.
    pub role: Role,
    /// They were added by number, and haven't accepted.
    pub invited: bool,
    /// When they came in by themselves.
    pub joined_at: Option<Moment>,
}

/// How many members a page of people holds.
const PAGE: u64 = 100;

impl Store {
    /// A person's membership in a team; `None` if they have none.
    pub async fn membership(&self, person_id: i64, corpid: &str) -> Result<Option<Membership>> {
        let db = self.read();
        let corp = corp::Entity::find()
            .filter(corp::Column::Corpid.eq(corpid))
            .one(db)
            .await?;
        match corp {
            Some(corp) => find(db, person_id, corp.id).await,
            None => Ok(None),
        }
    }

    /// The members whose name or number matches a search, the first hundred; whether there are more.
    pub async fn members(
        &self,
        membership: &Membership,
        search: &Search,
    ) -> Result<(Vec<MemberRow>, bool)> {
        let db = self.read();
        let mut query =
            member::Entity::find().filter(member::Column::CorpId.eq(membership.corp_id));
        if !search.is_empty() {
            query = query.filter(found_by(search));
        }
        let mut rows = query
            .order_by_asc(member::Column::Id)
            .limit(PAGE + 1)
            .all(db)
            .await?;
        let more = rows.len() as u64 > PAGE;
        rows.truncate(PAGE as usize);
        let departments = department::Entity::find()
            .filter(department::Column::CorpId.eq(membership.corp_id))
            .all(db)
            .await?;
        let name_of = |id: Option<i64>| {
            let found = departments.iter().find(|of| Some(of.id) == id);
            found.map(|of| of.name.clone())
        };
        let rows = rows.into_iter().map(|row| {
            Ok(MemberRow {
                role: word(&row.role, "role")?,
                department: name_of(row.department_id),
                invited: row.person_id.is_none(),
                joined_at: moment(row.joined_at),
                id: row.id,
                name: row.name,
                phone: row.phone,
            })
        });
        Ok((rows.collect::<Result<_>>()?, more))
    }

    /// Makes a member an admin, or takes that back. The owner's role isn't given like that.
    pub async fn set_role(
        &self,
        by: &Membership,
        member_id: i64,
        admin: bool,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            still_member(&tx, by).await?;
            let row = member_of(&tx, by, member_id).await?;
            let person = row.person_id.ok_or(StoreError::StillInvited)?;
            let before: Role = word(&row.role, "role")?;
            let after = if admin { Role::Admin } else { Role::Member };
            if before == after {
                return Ok(());
            }
            if before == Role::Owner {
                return Err(StoreError::NotThisMember);
            }
            let mut row = row.into_active_model();
            row.role = Set(after.word().into_owned());
            row.update(&tx).await?;
            if after == Role::Admin {
                let told = (NoticeKind::MadeAdmin, by.name.as_str(), "");
                notices::tell(&tx, by.corp_id, &[person], told, now).await?;
            }
            touch(&tx, by.corp_id).await?;
            Ok(())
        })
        .await
    }

    /// Makes another member the owner, who becomes an admin.
    pub async fn hand_over(&self, by: &Membership, member_id: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            still_member(&tx, by).await?;
            let row = member_of(&tx, by, member_id).await?;
            if row.id == by.member_id {
                return Ok(());
            }
            let person = row.person_id.ok_or(StoreError::StillInvited)?;
            for (id, role) in [(by.member_id, Role::Admin), (row.id, Role::Owner)] {
                let row = member::ActiveModel {
                    id: Set(id),
                    role: Set(role.word().into_owned()),
                    ..Default::default()
                };
                row.update(&tx).await?;
            }
            let corp = corp::ActiveModel {
                id: Set(by.corp_id),
                owner_id: Set(person),
                ..Default::default()
            };
            corp.update(&tx).await?;
            let told = (NoticeKind::MadeOwner, by.name.as_str(), "");
            notices::tell(&tx, by.corp_id, &[person], told, now).await?;
            touch(&tx, by.corp_id).await?;
            Ok(())
        })
        .await
    }

    /// Takes a member of a lesser role out of the team.
    pub async fn remove_member(&self, by: &Membership, member_id: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            still_member(&tx, by).await?;
            let row = match member_of(&tx, by, member_id).await {
                // Gone already: the same tap twice.
                Err(StoreError::NotFound) => return Ok(()),
                found => found?,
            };
            if !by.role.may_remove(word(&row.role, "role")?) {
                return Err(StoreError::NotThisMember);
            }
            take_out(&tx, &row, now).await?;
            Ok(())
        })
        .await
    }

    /// Leaves the team.
    pub async fn leave(&self, membership: &Membership, now: Moment) -> Result<()> {
        if !membership.role.may_leave() {
            return Err(StoreError::NotThisMember);
        }
        self.write(|tx| async move {
            still_member(&tx, membership).await?;
            let row = member_of(&tx, membership, membership.member_id).await?;
            take_out(&tx, &row, now).await?;
            Ok(())
        })
        .await
    }
}
