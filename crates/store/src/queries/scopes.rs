//! Scopes of authorizations: reading, writing, and who is within one.

use domain::role::Role;
use domain::scope::{Chosen, Scope};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect,
};

use crate::entity::{authorization, department, member, scope_choice};
use crate::queries::row::count;
use crate::queries::{changes, teams};
use crate::{Result, StoreError};

pub const EVERYONE: &str = "everyone";

pub const DEPARTMENTS: &str = "departments";

pub const MEMBERS: &str = "members";

/// A scope with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeView {
    /// What was chosen.
    pub scope: Scope,
    /// The names of the first five.
    pub names: Vec<String>,
    /// How many people it lets in.
    pub people: u32,
}

/// A scope with its names.
pub async fn view(db: &impl ConnectionTrait, corp_id: i64, scope: Scope) -> Result<ScopeView> {
    let (names, people) = match &scope {
        Scope::Everyone => (Vec::new(), teams::people(db, corp_id).await?),
        Scope::Departments(chosen) => {
            let rows = department::Entity::find()
                .filter(department::Column::Id.is_in(chosen.ids().take(5)))
                .all(db)
                .await?;
            let members = member::Entity::find()
                .filter(member::Column::CorpId.eq(corp_id))
                .filter(member::Column::DepartmentId.is_in(chosen.ids()));
            let names = rows.into_iter().map(|row| row.name).collect();
            (names, count(members.count(db).await?))
        }
        Scope::Members(chosen) => {
            let rows = member::Entity::find()
                .filter(member::Column::Id.is_in(chosen.ids().take(5)))
                .all(db)
                .await?;
            let names = rows.into_iter().map(|row| row.name).collect();
            (names, count(chosen.count() as u64))
        }
    };
    Ok(ScopeView {
        scope,
        names,
        people,
    })
}

pub fn word_of(scope: &Scope) -> &'static str {
    match scope {
        Scope::Everyone => EVERYONE,
        Scope::Departments(_) => DEPARTMENTS,
        Scope::Members(_) => MEMBERS,
    }
}

/// Inserts the members or departments of an authorization's scope, which has none yet; all must be the team's. The kind of scope is
/// written by [`super::changes::apply`].
pub async fn enter(
    db: &impl ConnectionTrait,
    corp_id: i64,
    authorization_id: i64,
    scope: &Scope,
) -> Result<()> {
    let chosen = match scope {
        Scope::Everyone => None,
        Scope::Departments(chosen) => {
            let known = department::Entity::find()
                .select_only()
                .column(department::Column::Id)
                .filter(department::Column::CorpId.eq(corp_id))
                .filter(department::Column::Id.is_in(chosen.ids()));
            Some((chosen, known.into_tuple::<i64>().all(db).await?))
        }
        Scope::Members(chosen) => {
            let known = member::Entity::find()
                .select_only()
                .column(member::Column::Id)
                .filter(member::Column::CorpId.eq(corp_id))
                .filter(member::Column::Id.is_in(chosen.ids()));
            Some((chosen, known.into_tuple::<i64>().all(db).await?))
        }
    };
    if let Some((chosen, known)) = chosen {
        let unknown: Vec<i64> = chosen.ids().filter(|id| !known.contains(id)).collect();
        if !unknown.is_empty() {
            return Err(StoreError::ScopeUnknown(unknown));
        }
        let rows = chosen.ids().map(|target| scope_choice::ActiveModel {
            authorization_id: Set(authorization_id),
            target_id: Set(target),
            ..Default::default()
        });
        scope_choice::Entity::insert_many(rows).exec(db).await?;
    }
    Ok(())
}

/// Forgets what an authorization's scope names.
pub async fn clear(db: &impl ConnectionTrait, authorization_id: i64) -> Result<()> {
    scope_choice::Entity::delete_many()
        .filter(scope_choice::Column::AuthorizationId.eq(authorization_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes a member who leaves out of the team's scopes, of which the vendors are told. A scope is never empty: where they were the
/// last, the owner stands in.
pub async fn drop_member(
    db: &impl ConnectionTrait,
    leaves: &member::Model,
    now: Moment,
) -> Result<()> {
    let by_member = authorization::Entity::find()
        .filter(authorization::Column::CorpId.eq(leaves.corp_id))
        .filter(authorization::Column::Scope.eq(MEMBERS))
        .all(db)
        .await?;
    for given in by_member {
        let of_this = || scope_choice::Column::AuthorizationId.eq(given.id);
        let dropped = scope_choice::Entity::delete_many()
            .filter(of_this())
            .filter(scope_choice::Column::TargetId.eq(leaves.id))
            .exec(db)
            .await?;
        if dropped.rows_affected == 0 {
            continue;
        }
        let left = scope_choice::Entity::find()
            .filter(of_this())
            .count(db)
            .await?;
        if left == 0 {
            let owner = member::Entity::find()
                .filter(member::Column::CorpId.eq(leaves.corp_id))
                .filter(member::Column::Role.eq(Role::Owner.word().into_owned()))
                .one(db)
                .await?;
            let row = scope_choice::ActiveModel {
                authorization_id: Set(given.id),
                target_id: Set(owner.ok_or(StoreError::Corrupt("owner of team"))?.id),
                ..Default::default()
            };
            row.insert(db).await?;
        }
        // Vendors see nobody who is only invited.
        if left == 0 || leaves.person_id.is_some() {
            changes::tell_of_scope(db, given, now).await?;
        }
    }
    Ok(())
}

/// Whether a scope lets somebody in, by its stored word and those of its targets that may be theirs;
/// `None` while no scope is set.
pub fn admits(
    stored: Option<&str>,
    targets: impl Iterator<Item = i64>,
    (member, department): (i64, Option<i64>),
) -> Result<Option<bool>> {
    let kind: fn(Chosen) -> Scope = match stored {
        None => return Ok(None),
        Some(EVERYONE) => return Ok(Some(true)),
        Some(DEPARTMENTS) => Scope::Departments,
        Some(MEMBERS) => Scope::Members,
        Some(_) => return Err(StoreError::Corrupt("scope")),
    };
    let scope = Chosen::new(targets).map(kind);
    Ok(Some(
        scope.is_ok_and(|scope| scope.admits(member, department)),
    ))
}

/// Reads a scope by the authorization's id and the stored word.
pub async fn read_parts(
    db: &impl ConnectionTrait,
    authorization_id: i64,
    stored: Option<&str>,
) -> Result<Option<Scope>> {
    let kind: fn(Chosen) -> Scope = match stored {
        None => return Ok(None),
        Some(EVERYONE) => return Ok(Some(Scope::Everyone)),
        Some(DEPARTMENTS) => Scope::Departments,
        Some(MEMBERS) => Scope::Members,
        Some(_) => return Err(StoreError::Corrupt("scope")),
    };
    let rows = scope_choice::Entity::find()
        .filter(scope_choice::Column::AuthorizationId.eq(authorization_id))
        .all(db)
        .await?;
    let chosen = Chosen::new(rows.into_iter().map(|row| row.target_id));
    Ok(Some(kind(
        chosen.map_err(|_| StoreError::Corrupt("scope"))?,
    )))
}
