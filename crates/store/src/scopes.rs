//! Scopes: what there is to choose from, setting one, reading one.

use domain::funnel::Event;
use domain::scope::{Chosen, Scope};
use domain::task::Task;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::entity::{authorization, department, member, scope_choice};
use crate::onboardings::{At, AuthorizationRow, Onboarding, must_load};
use crate::row::count;
use crate::{Result, Store, StoreError, funnel, teams};

const EVERYONE: &str = "everyone";
const DEPARTMENTS: &str = "departments";
const MEMBERS: &str = "members";

/// How many members a directory page holds.
const PAGE: u64 = 100;

/// Departments and members of a team that match a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// How many people the team has.
    pub people: u32,
    /// Id, name and how many people.
    pub departments: Vec<(i64, String, u32)>,
    /// Id, name and department's name, the first hundred.
    pub members: Vec<(i64, String, Option<String>)>,
    /// There are more members than these.
    pub more: bool,
}

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

impl Store {
    /// What of the onboarding's team matches a search; an empty search matches all.
    pub async fn directory(&self, onboarding: &Onboarding, search: &str) -> Result<Directory> {
        let corp_id = onboarding.corp_id()?;
        let db = &self.read;
        let all = department::Entity::find()
            .filter(department::Column::CorpId.eq(corp_id))
            .order_by_asc(department::Column::Id)
            .all(db)
            .await?;
        let sizes = department_sizes(db, corp_id).await?;
        let size = |id| {
            sizes
                .iter()
                .find(|(of, _)| *of == id)
                .map_or(0, |(_, n)| *n)
        };
        let departments = all
            .iter()
            .filter(|department| department.name.contains(search));
        let departments = departments
            .map(|found| (found.id, found.name.clone(), size(found.id)))
            .collect();
        let mut query = member::Entity::find().filter(member::Column::CorpId.eq(corp_id));
        if !search.is_empty() {
            query = query.filter(member::Column::Name.contains(search));
        }
        let rows = query
            .order_by_asc(member::Column::Id)
            .limit(PAGE + 1)
            .all(db)
            .await?;
        let more = rows.len() as u64 > PAGE;
        let name_of = |id: Option<i64>| {
            all.iter()
                .find(|department| Some(department.id) == id)
                .map(|found| found.name.clone())
        };
        let members = rows
            .into_iter()
            .take(PAGE as usize)
            .map(|row| (row.id, row.name, name_of(row.department_id)))
            .collect();
        Ok(Directory {
            people: teams::people(db, corp_id).await?,
            departments,
            members,
            more,
        })
    }

    /// Sets the scope of the onboarding's authorization. The same scope again changes nothing.
    pub async fn set_scope(&self, at: &At, scope: &Scope) -> Result<()> {
        let tx = self.begin().await?;
        let found = must_load(&tx, at).await?;
        if let Some(given) = &found.authorization
            && read(&tx, given).await?.as_ref() == Some(scope)
        {
            return Ok(());
        }
        found.require(Task::Scope)?;
        let corp_id = found.corp_id()?;
        let given = found
            .authorization
            .as_ref()
            .ok_or(StoreError::NotDue(Some(Task::Authorize)))?;
        let (word, chosen) = match scope {
            Scope::Everyone => (EVERYONE, None),
            Scope::Departments(chosen) => {
                let known = department::Entity::find()
                    .filter(department::Column::CorpId.eq(corp_id))
                    .filter(department::Column::Id.is_in(chosen.ids()));
                (DEPARTMENTS, Some((chosen, known.count(&tx).await?)))
            }
            Scope::Members(chosen) => {
                let known = member::Entity::find()
                    .filter(member::Column::CorpId.eq(corp_id))
                    .filter(member::Column::Id.is_in(chosen.ids()));
                (MEMBERS, Some((chosen, known.count(&tx).await?)))
            }
        };
        if let Some((chosen, known)) = chosen {
            if known != chosen.count() as u64 {
                return Err(StoreError::ScopeUnknown);
            }
            let rows = chosen.ids().map(|target| scope_choice::ActiveModel {
                authorization_id: Set(given.id),
                target_id: Set(target),
                ..Default::default()
            });
            scope_choice::Entity::insert_many(rows).exec(&tx).await?;
        }
        let row = authorization::ActiveModel {
            id: Set(given.id),
            scope: Set(Some(word.to_owned())),
            ..Default::default()
        };
        row.update(&tx).await?;
        funnel::record(&tx, found.ids(), Some(found.id), Event::Scope, at.now).await?;
        Ok(tx.commit().await?)
    }

    /// The scope of the onboarding's authorization, once set.
    pub async fn scope_of(&self, onboarding: &Onboarding) -> Result<Option<ScopeView>> {
        let Some(given) = &onboarding.authorization else {
            return Ok(None);
        };
        let corp_id = onboarding.corp_id()?;
        let db = &self.read;
        let Some(scope) = read(db, given).await? else {
            return Ok(None);
        };
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
        Ok(Some(ScopeView {
            scope,
            names,
            people,
        }))
    }
}

/// Reads an authorization's scope.
async fn read(db: &impl ConnectionTrait, given: &AuthorizationRow) -> Result<Option<Scope>> {
    read_parts(db, given.id, given.scope.as_deref()).await
}

/// Reads a scope by the authorization's id and the stored word.
pub(crate) async fn read_parts(
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

async fn department_sizes(db: &impl ConnectionTrait, corp_id: i64) -> Result<Vec<(i64, u32)>> {
    let sizes: Vec<(Option<i64>, i64)> = member::Entity::find()
        .select_only()
        .column(member::Column::DepartmentId)
        .column_as(member::Column::Id.count(), "people")
        .filter(member::Column::CorpId.eq(corp_id))
        .group_by(member::Column::DepartmentId)
        .into_tuple()
        .all(db)
        .await?;
    let size = |(id, n): (Option<i64>, i64)| Some((id?, count(u64::try_from(n).unwrap_or(0))));
    Ok(sizes.into_iter().filter_map(size).collect())
}
