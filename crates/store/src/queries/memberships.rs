//! Memberships: who is what in which team.

use domain::role::{Permission, Role};
use domain::search::Search;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
};

use crate::entity::{corp, join_request, member, suite_request};
use crate::queries::row::{holds, rows_in, word};
use crate::queries::scopes;
use crate::{Result, StoreError};

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

/// Refuses a change from a membership if its person has lost it, or its role, since it was looked at.
pub async fn still_member(db: &impl ConnectionTrait, membership: &Membership) -> Result<()> {
    match find(db, membership.person_id, membership.corp_id).await? {
        Some(now) if now.role == membership.role => Ok(()),
        _ => Err(StoreError::RoleChanged),
    }
}

/// Members whose name or number has in it what is searched for.
pub fn found_by(search: &Search) -> Condition {
    let by_name = holds(member::Column::Name, search.text());
    let numbers = search.numbers();
    numbers.fold(Condition::any().add(by_name), |found, number| {
        found.add(holds(member::Column::Phone, number))
    })
}

/// A person's membership in a team that still exists.
pub async fn find(
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

pub fn membership_of(row: member::Model, corpid: String, person_id: i64) -> Result<Membership> {
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
pub async fn all(
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

/// The persons who may do this in a team.
pub async fn who_may(db: &impl ConnectionTrait, corp_id: i64, act: Permission) -> Result<Vec<i64>> {
    let roles = Role::ALL.into_iter().filter(|role| role.may(act));
    let rows = member::Entity::find()
        .filter(member::Column::CorpId.eq(corp_id))
        .filter(member::Column::Role.is_in(roles.map(|role| role.word().into_owned())))
        .filter(member::Column::PersonId.is_not_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.person_id).collect())
}

/// Something that members see has changed: their pages load again.
pub async fn touch(db: &impl ConnectionTrait, corp_id: i64) -> Result<()> {
    touch_all(db, [corp_id]).await
}

/// The same in several teams.
pub async fn touch_all(
    db: &impl ConnectionTrait,
    corp_ids: impl IntoIterator<Item = i64>,
) -> Result<()> {
    corp::Entity::update_many()
        .col_expr(
            corp::Column::Changes,
            Expr::col(corp::Column::Changes).add(1),
        )
        .filter(corp::Column::Id.is_in(corp_ids))
        .exec(db)
        .await?;
    Ok(())
}

pub async fn member_of(
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

pub async fn take_out(db: &impl ConnectionTrait, row: &member::Model, now: Moment) -> Result<()> {
    scopes::drop_member(db, row, now).await?;
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
