//! Scopes: what there is to choose from, setting one, reading one.

use domain::authorization::Change;
use domain::funnel::Event;
use domain::role::Role;
use domain::scope::{Chosen, Scope};
use domain::search::Search;
use domain::task::Task;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::entity::{authorization, department, member, scope_choice};
use crate::memberships::Membership;
use crate::onboardings::{At, AuthorizationRow, Onboarding, find_authorization, must_load};
use crate::row::{count, rows_in};
use crate::{Result, Store, StoreError, changes, funnel, memberships, suites, teams};

const EVERYONE: &str = "everyone";
const DEPARTMENTS: &str = "departments";
const MEMBERS: &str = "members";

/// How many members a directory page holds.
const PAGE: usize = 100;

/// How many members of a directory may be asked for by id: what fits into an address.
const MOST_FIRST: usize = 1000;

/// Departments and members of a team that match a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// How many people the team has.
    pub people: u32,
    /// Id, name and how many people.
    pub departments: Vec<(i64, String, u32)>,
    /// Id, name and department's name: those that are asked for by id, and others up to a hundred.
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
    /// What of the onboarding's team matches a search, the members with the ids of `first` before it; an empty search matches
    /// all.
    pub async fn directory(
        &self,
        onboarding: &Onboarding,
        search: &Search,
        first: &[i64],
    ) -> Result<Directory> {
        directory(self.read(), onboarding.corp_id()?, search, first).await
    }

    /// The same of a suite's team. Without ids and without a search those are first whom the suite's scope names.
    pub async fn directory_for(
        &self,
        by: &Membership,
        suite_key: &str,
        search: &Search,
        first: &[i64],
    ) -> Result<Directory> {
        let db = self.read();
        let suite_id = suites::id_of(db, suite_key).await?;
        let suite_id = suite_id.ok_or(StoreError::NotFound)?;
        let given = find_authorization(db, by.corp_id, suite_id).await?;
        let given = given.ok_or(StoreError::NotFound)?;
        let chosen = match given.scope.as_deref() {
            Some(MEMBERS) if search.is_empty() && first.is_empty() => {
                let rows = scope_choice::Entity::find()
                    .filter(scope_choice::Column::AuthorizationId.eq(given.id))
                    .order_by_asc(scope_choice::Column::TargetId)
                    .all(db)
                    .await?;
                rows.into_iter().map(|row| row.target_id).collect()
            }
            _ => first.to_vec(),
        };
        directory(db, by.corp_id, search, &chosen).await
    }

    /// Sets the scope of the onboarding's authorization. The same scope again changes nothing.
    pub async fn set_scope(&self, at: &At, scope: &Scope) -> Result<()> {
        self.write(|tx| async move {
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
            write(&tx, corp_id, given.id, scope).await?;
            let detail = Some(word_of(scope).to_owned());
            changes::record(&tx, given.id, Change::Scope, &found.called, detail, at.now).await?;
            memberships::touch(&tx, corp_id).await?;
            funnel::record(&tx, found.ids(), found.id, Event::Scope, at.now).await?;
            Ok(())
        })
        .await
    }

    /// The scope of the onboarding's authorization, once set.
    pub async fn scope_of(&self, onboarding: &Onboarding) -> Result<Option<ScopeView>> {
        let Some(given) = &onboarding.authorization else {
            return Ok(None);
        };
        let scope = read(self.read(), given).await?;
        match scope {
            Some(Scope::Everyone) => Ok(Some(ScopeView {
                scope: Scope::Everyone,
                names: Vec::new(),
                people: onboarding.people,
            })),
            Some(scope) => Ok(Some(view(self.read(), onboarding.corp_id()?, scope).await?)),
            None => Ok(None),
        }
    }
}

/// A scope with its names.
pub(crate) async fn view(
    db: &impl ConnectionTrait,
    corp_id: i64,
    scope: Scope,
) -> Result<ScopeView> {
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

fn word_of(scope: &Scope) -> &'static str {
    match scope {
        Scope::Everyone => EVERYONE,
        Scope::Departments(_) => DEPARTMENTS,
        Scope::Members(_) => MEMBERS,
    }
}

/// Writes an authorization's scope, of which nothing is written yet; all it names must be the team's.
pub(crate) async fn write(
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
    let row = authorization::ActiveModel {
        id: Set(authorization_id),
        scope: Set(Some(word_of(scope).to_owned())),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(())
}

/// Forgets what an authorization's scope names.
pub(crate) async fn clear(db: &impl ConnectionTrait, authorization_id: i64) -> Result<()> {
    scope_choice::Entity::delete_many()
        .filter(scope_choice::Column::AuthorizationId.eq(authorization_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes a member who leaves out of the team's scopes. A scope is never empty: where they were the
/// last, the owner stands in.
pub(crate) async fn drop_member(
    db: &impl ConnectionTrait,
    corp_id: i64,
    member_id: i64,
) -> Result<()> {
    let by_member = authorization::Entity::find()
        .filter(authorization::Column::CorpId.eq(corp_id))
        .filter(authorization::Column::Scope.eq(MEMBERS))
        .all(db)
        .await?;
    for given in by_member {
        let of_this = || scope_choice::Column::AuthorizationId.eq(given.id);
        scope_choice::Entity::delete_many()
            .filter(of_this())
            .filter(scope_choice::Column::TargetId.eq(member_id))
            .exec(db)
            .await?;
        let left = scope_choice::Entity::find()
            .filter(of_this())
            .count(db)
            .await?;
        let owner = member::Entity::find()
            .filter(member::Column::CorpId.eq(corp_id))
            .filter(member::Column::Role.eq(Role::Owner.word().into_owned()))
            .one(db)
            .await?;
        if let (0, Some(owner)) = (left, owner) {
            let row = scope_choice::ActiveModel {
                authorization_id: Set(given.id),
                target_id: Set(owner.id),
                ..Default::default()
            };
            row.insert(db).await?;
        }
    }
    Ok(())
}

/// A team's directory, the members with these ids first.
async fn directory(
    db: &impl ConnectionTrait,
    corp_id: i64,
    search: &Search,
    first: &[i64],
) -> Result<Directory> {
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
        .filter(|department| search.is_in(&department.name));
    let departments = departments
        .map(|found| (found.id, found.name.clone(), size(found.id)))
        .collect();
    let first = first.iter().take(MOST_FIRST).copied();
    let mut rows = rows_in::<member::Entity>(db, member::Column::Id, first).await?;
    rows.retain(|row| row.corp_id == corp_id);
    let mut query = member::Entity::find().filter(member::Column::CorpId.eq(corp_id));
    if !search.is_empty() {
        // Whoever chooses a scope may see numbers, too.
        query = query.filter(memberships::found_by(search));
    }
    let listed: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let others = query
        .order_by_asc(member::Column::Id)
        .limit((listed.len() + PAGE + 1) as u64)
        .all(db)
        .await?;
    rows.extend(others.into_iter().filter(|row| !listed.contains(&row.id)));
    let page = PAGE.max(listed.len());
    let more = rows.len() > page;
    let name_of = |id: Option<i64>| {
        all.iter()
            .find(|department| Some(department.id) == id)
            .map(|found| found.name.clone())
    };
    let members = rows
        .into_iter()
        .take(page)
        .map(|row| (row.id, row.name, name_of(row.department_id)))
        .collect();
    Ok(Directory {
        people: teams::people(db, corp_id).await?,
        departments,
        members,
        more,
    })
}

/// Reads an authorization's scope.
async fn read(db: &impl ConnectionTrait, given: &AuthorizationRow) -> Result<Option<Scope>> {
    read_parts(db, given.id, given.scope.as_deref()).await
}

/// Whether a scope lets somebody in, by its stored word and those of its targets that may be theirs;
/// `None` while no scope is set.
pub(crate) fn admits(
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
