//! What of a team a suite's vendor may read: what lies within the scope, and nothing before one is set. Who was added by number
//! and hasn't accepted is in the team by somebody else's word alone: vendors aren't told of them.

use domain::role::Role;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::entity::{corp, department, member, scope_choice};
use crate::queries::open_api::TeamAccess;
use crate::queries::row::word;
use crate::queries::scopes::{DEPARTMENTS, EVERYONE, MEMBERS};
use crate::{Result, Store, StoreError};

/// A scope as a vendor reads it, by the rows of departments and members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenScope {
    /// The whole team.
    pub everyone: bool,
    /// These departments.
    pub departments: Vec<i64>,
    /// These members.
    pub people: Vec<i64>,
}

/// The departments in a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenDepartments {
    /// The team's name, if the scope is the whole team.
    pub team: Option<String>,
    /// Id and name of each.
    pub departments: Vec<(i64, String)>,
}

/// A member as a vendor reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenPerson {
    /// The member's row.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their department, if they are in one.
    pub department_id: Option<i64>,
    /// What they are.
    pub role: Role,
}

impl Store {
    /// The scope that a team's token is for.
    pub async fn seen_scope(&self, access: &TeamAccess) -> Result<SeenScope> {
        let db = self.read();
        let mut seen = SeenScope::default();
        match access.scope.as_deref() {
            Some(EVERYONE) => seen.everyone = true,
            Some(DEPARTMENTS) => {
                let rows = departments(db, access).await?;
                seen.departments = rows.into_iter().map(|(id, _)| id).collect();
            }
            Some(MEMBERS) => {
                let ids = people(access).select_only().column(member::Column::Id);
                seen.people = ids.into_tuple().all(db).await?;
            }
            _ => {}
        }
        Ok(seen)
    }

    /// The departments in a scope: all of a team whose scope is everyone, else those that it names.
    pub async fn seen_departments(&self, access: &TeamAccess) -> Result<SeenDepartments> {
        let db = self.read();
        let team = match access.scope.as_deref() {
            Some(EVERYONE) => {
                let corp = corp::Entity::find_by_id(access.corp_id).one(db).await?;
                let corp = corp.ok_or(StoreError::Corrupt("team of token"))?;
                Some(corp.name)
            }
            _ => None,
        };
        Ok(SeenDepartments {
            team,
            departments: departments(db, access).await?,
        })
    }

    /// Id and name of the people in a scope who are in a department, or without one in none; `None` if the department isn't
    /// in the scope.
    pub async fn seen_people(
        &self,
        access: &TeamAccess,
        department: Option<i64>,
    ) -> Result<Option<Vec<(i64, String)>>> {
        let db = self.read();
        let of_department = match department {
            Some(id) => {
                let seen = departments(db, access).await?;
                if seen.iter().all(|(of, _)| *of != id) {
                    return Ok(None);
                }
                member::Column::DepartmentId.eq(id)
            }
            None => member::Column::DepartmentId.is_null(),
        };
        let rows = people(access)
            .select_only()
            .columns([member::Column::Id, member::Column::Name])
            .filter(of_department)
            .into_tuple()
            .all(db)
            .await?;
        Ok(Some(rows))
    }

    /// Somebody in a scope, by the member's row; `None` if they aren't in it.
    pub async fn seen_person(&self, access: &TeamAccess, id: i64) -> Result<Option<SeenPerson>> {
        let found = people(access)
            .filter(member::Column::Id.eq(id))
            .one(self.read())
            .await?;
        let Some(row) = found else { return Ok(None) };
        Ok(Some(SeenPerson {
            id: row.id,
            role: word(&row.role, "role")?,
            name: row.name,
            department_id: row.department_id,
        }))
    }
}

/// The departments in a scope, the oldest first.
async fn departments(db: &impl ConnectionTrait, access: &TeamAccess) -> Result<Vec<(i64, String)>> {
    let all = department::Entity::find()
        .select_only()
        .columns([department::Column::Id, department::Column::Name])
        .filter(department::Column::CorpId.eq(access.corp_id))
        .order_by_asc(department::Column::Id);
    let seen = match access.scope.as_deref() {
        Some(EVERYONE) => all,
        Some(DEPARTMENTS) => all.filter(department::Column::Id.in_subquery(chosen(access))),
        _ => return Ok(Vec::new()),
    };
    Ok(seen.into_tuple().all(db).await?)
}

/// The people in a scope, the oldest first.
fn people(access: &TeamAccess) -> Select<member::Entity> {
    let all = member::Entity::find()
        .filter(member::Column::CorpId.eq(access.corp_id))
        .filter(member::Column::PersonId.is_not_null())
        .order_by_asc(member::Column::Id);
    match access.scope.as_deref() {
        Some(EVERYONE) => all,
        Some(DEPARTMENTS) => all.filter(member::Column::DepartmentId.in_subquery(chosen(access))),
        Some(MEMBERS) => all.filter(member::Column::Id.in_subquery(chosen(access))),
        // No scope is set, so nobody is in it.
        _ => all.filter(member::Column::Id.is_null()),
    }
}

/// What a scope names.
fn chosen(access: &TeamAccess) -> SelectStatement {
    Query::select()
        .column(scope_choice::Column::TargetId)
        .from(scope_choice::Entity)
        .and_where(scope_choice::Column::AuthorizationId.eq(access.authorization_id))
        .to_owned()
}
