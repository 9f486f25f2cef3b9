//! Scopes: what there is to choose from, setting one, reading one.

use domain::authorization::{AuthorizationState, Change};
use domain::funnel::Event;
use domain::scope::Scope;
use domain::search::Search;
use domain::task::Task;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{department, member, scope_choice};
use crate::queries::authorizations::{AuthorizationRow, find_authorization};
use crate::queries::memberships::Membership;
use crate::queries::onboardings::{At, Onboarding, must_load};
use crate::queries::row::{count, rows_in, word};
use crate::queries::scopes::{MEMBERS, ScopeView, enter, read_parts, view, word_of};
use crate::queries::{changes, memberships, outbox, suites, teams};
use crate::{PendingDelivery, Result, Store, StoreError};

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

    /// The same of a suite's team. Without ids and without a search, those in the suite's scope come first.
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

    /// Sets the scope of the onboarding's authorization. The same scope again changes nothing. `Some` is what its vendor must be
    /// told: it may read the team's data from now on.
    pub async fn set_scope(
        &self,
        at: &At,
        scope: &Scope,
    ) -> Result<(Onboarding, Option<PendingDelivery>)> {
        self.write(|tx| async move {
            let mut found = must_load(&tx, at).await?;
            if let Some(given) = &found.authorization
                && read(&tx, given).await?.as_ref() == Some(scope)
            {
                return Ok((found, None));
            }
            found.require(Task::Scope)?;
            let corp_id = found.corp_id()?;
            let not_given = StoreError::NotDue(Some(Task::Authorize));
            let row = found.given.clone().ok_or(not_given)?;
            let state: AuthorizationState = word(&row.state, "authorization state")?;
            let after = state.changed(Change::Scope).map_err(StoreError::NotNow)?;
            enter(&tx, corp_id, row.id, scope).await?;
            let row = changes::apply(&tx, row, (after, Some(word_of(scope))), at.now).await?;
            let detail = row.scope.clone();
            changes::record(&tx, row.id, Change::Scope, &found.called, detail, at.now).await?;
            memberships::touch(&tx, corp_id).await?;
            tx.note(found.ids(), found.id, Event::Scope, at.now);
            let waiting = match found.deployment.suite.hosted() {
                true => None,
                false => {
                    let (to, event) = (found.recipient()?, after.vendor_event());
                    outbox::push_event(&tx, to, &row, event, at.now).await?
                }
            };
            found.given = Some(row.clone());
            found.authorization = Some(AuthorizationRow::of(row)?);
            Ok((found, waiting))
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
        // Those who choose a scope may see numbers, too.
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
