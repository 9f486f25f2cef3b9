//! Seats: who is what in which team, and how that changes.

use domain::notice::NoticeKind;
use domain::role::{Permission, Role};
use domain::search::Search;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{corp, department, join_request, member, suite_request};
use crate::onboardings::find_authorization;
use crate::row::{holds, moment, rows_in, word};
use crate::{Result, Store, StoreError, notices, scopes, teams};

/// A person's place in a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The team's row.
    pub corp_id: i64,
    /// The team's id for the outside.
    pub corpid: String,
    /// The member's row.
    pub member_id: i64,
    /// Who it is.
    pub person_id: i64,
    /// Their department.
    pub department_id: Option<i64>,
    /// Their name in the team.
    pub name: String,
    /// What they are in it.
    pub role: Role,
}

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
    pub async fn remove_member(&self, by: &Membership, member_id: i64) -> Result<()> {
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
            take_out(&tx, &row).await?;
            Ok(())
        })
        .await
    }

    /// Leaves the team.
    pub async fn leave(&self, membership: &Membership) -> Result<()> {
        if !membership.role.may_leave() {
            return Err(StoreError::NotThisMember);
        }
        self.write(|tx| async move {
            still_member(&tx, membership).await?;
            let row = member_of(&tx, membership, membership.member_id).await?;
            take_out(&tx, &row).await?;
            Ok(())
        })
        .await
    }
}

/// Refuses a change from a membership if its person has lost it, or its role, since it was looked at.
pub(crate) async fn still_member(db: &impl ConnectionTrait, membership: &Membership) -> Result<()> {
    match find(db, membership.person_id, membership.corp_id).await? {
        Some(now) if now.role == membership.role => Ok(()),
        _ => Err(StoreError::SeatChanged),
    }
}

/// Members whose name or number has in it what is searched for.
pub(crate) fn found_by(search: &Search) -> Condition {
    let by_name = holds(member::Column::Name, search.text());
    let numbers = search.numbers();
    numbers.fold(Condition::any().add(by_name), |found, number| {
        found.add(holds(member::Column::Phone, number))
    })
}

/// A person's membership in a team that still exists.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    person_id: i64,
    corp_id: i64,
) -> Result<Option<Membership>> {
    let row = member::Entity::find()
        .filter(member::Column::CorpId.eq(corp_id))
        .filter(member::Column::PersonId.eq(person_id))
        .one(db)
        .await?;
    let corp = match row {
        Some(_) => corp::Entity::find_by_id(corp_id).one(db).await?,
        None => None,
    };
    match (row, corp) {
        (Some(row), Some(corp)) => Ok(Some(membership_of(row, corp.corpid, person_id)?)),
        _ => Ok(None),
    }
}

pub(crate) fn membership_of(
    row: member::Model,
    corpid: String,
    person_id: i64,
) -> Result<Membership> {
    Ok(Membership {
        corp_id: row.corp_id,
        corpid,
        member_id: row.id,
        person_id,
        department_id: row.department_id,
        role: word(&row.role, "role")?,
        name: row.name,
    })
}

/// All memberships of a person with their teams, the latest first.
pub(crate) async fn all(
    db: &impl ConnectionTrait,
    person_id: i64,
) -> Result<Vec<(Membership, corp::Model)>> {
    let rows = member::Entity::find()
        .filter(member::Column::PersonId.eq(person_id))
        .order_by_desc(member::Column::Id)
        .all(db)
        .await?;
    let corps =
        rows_in::<corp::Entity>(db, corp::Column::Id, rows.iter().map(|row| row.corp_id)).await?;
    let mut memberships = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(corp) = corps.iter().find(|corp| corp.id == row.corp_id) {
            let membership = membership_of(row, corp.corpid.clone(), person_id)?;
            memberships.push((membership, corp.clone()));
        }
    }
    Ok(memberships)
}

/// The team that a suite is surely meant for: the person's only one, if they may authorize for it
/// and it hasn't the suite.
pub(crate) async fn only_choice(
    db: &impl ConnectionTrait,
    person_id: i64,
    suite_id: i64,
) -> Result<Option<i64>> {
    let memberships = all(db, person_id).await?;
    let [(membership, _)] = memberships.as_slice() else {
        return Ok(None);
    };
    let given = find_authorization(db, membership.corp_id, suite_id).await?;
    let free = !teams::has_suite(given.as_ref())?;
    Ok((membership.role.may(Permission::Authorize) && free).then_some(membership.corp_id))
}

/// The persons who may do this in a team.
pub(crate) async fn who_may(
    db: &impl ConnectionTrait,
    corp_id: i64,
    act: Permission,
) -> Result<Vec<i64>> {
    let roles = Role::ALL.into_iter().filter(|role| role.may(act));
    let rows = member::Entity::find()
        .filter(member::Column::CorpId.eq(corp_id))
        .filter(member::Column::Role.is_in(roles.map(|role| role.word().into_owned())))
        .filter(member::Column::PersonId.is_not_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.person_id).collect())
}

/// Something that members see has changed: their pages look anew.
pub(crate) async fn touch(db: &impl ConnectionTrait, corp_id: i64) -> Result<()> {
    corp::Entity::update_many()
        .col_expr(
            corp::Column::Changes,
            Expr::col(corp::Column::Changes).add(1),
        )
        .filter(corp::Column::Id.eq(corp_id))
        .exec(db)
        .await?;
    Ok(())
}

pub(crate) async fn member_of(
    db: &impl ConnectionTrait,
    membership: &Membership,
    member_id: i64,
) -> Result<member::Model> {
    let row = member::Entity::find_by_id(member_id)
        .filter(member::Column::CorpId.eq(membership.corp_id))
        .one(db)
        .await?;
    row.ok_or(StoreError::NotFound)
}

pub(crate) async fn take_out(db: &impl ConnectionTrait, row: &member::Model) -> Result<()> {
    scopes::drop_member(db, row.corp_id, row.id).await?;
    member::Entity::delete_by_id(row.id).exec(db).await?;
    // What they asked for goes with them.
    if let Some(person_id) = row.person_id {
        join_request::Entity::delete_many()
            .filter(join_request::Column::CorpId.eq(row.corp_id))
            .filter(join_request::Column::PersonId.eq(person_id))
            .exec(db)
            .await?;
        suite_request::Entity::delete_many()
            .filter(suite_request::Column::CorpId.eq(row.corp_id))
            .filter(suite_request::Column::PersonId.eq(person_id))
            .exec(db)
            .await?;
    }
    touch(db, row.corp_id).await
}
