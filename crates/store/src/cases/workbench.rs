//! The workbench: a person's teams, the apps within their scope, what waits for them.

use std::collections::HashMap;

use domain::authorization::AuthorizationState;
use domain::role::{Permission, Role};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::{corp, member, micro_app};
use crate::queries::memberships::{self, Membership};
use crate::queries::row::{count, word};
use crate::queries::team_suites::{plain, seen};
use crate::queries::{invitations, joining, notices, requests};
use crate::{Invited, Person, Result, Store, TeamInfo};

/// A team that one is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamMembership {
    /// The team.
    pub team: TeamInfo,
    /// What one is in it.
    pub role: Role,
    /// Grows with every change that its members see.
    pub changes: i64,
}

/// An app on a workbench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Its id.
    pub id: i64,
    /// Its suite's key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// Its home page, with `$CORPID$` in it.
    pub home_url: String,
    /// How its suite's authorization stands.
    pub state: AuthorizationState,
}

/// What waits for those who look after a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duties {
    /// How many want to join, and the names of the first three.
    pub joins: (u32, Vec<String>),
    /// How many requests for suites wait, and the names of those suites.
    pub requests: (u32, Vec<String>),
}

/// A person's view of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbench {
    /// All their teams.
    pub teams: Vec<TeamMembership>,
    /// The one shown, by its place among them.
    pub shown: Option<usize>,
    /// Its apps within their scope.
    pub apps: Vec<App>,
    /// What waits for them.
    pub duties: Duties,
    /// How many notices they haven't read.
    pub unread: u32,
    /// The teams that they are invited to.
    pub invitations: Vec<Invited>,
    /// The names of teams that they wait to be let into, while they are in none.
    pub wishes: Vec<String>,
}

/// An app without its picture.
#[derive(FromQueryResult)]
struct PlainApp {
    id: i64,
    suite_id: i64,
    name: String,
    home_url: String,
}

impl Store {
    /// The workbench of the team with this id, or of the team joined last.
    pub async fn workbench(&self, person: &Person, corpid: Option<&str>) -> Result<Workbench> {
        let db = self.read();
        let person_id = person.id;
        let memberships = memberships::all(db, person_id).await?;
        let sizes = sizes(
            db,
            memberships.iter().map(|(membership, _)| membership.corp_id),
        )
        .await?;
        let size = |id| {
            sizes
                .iter()
                .find(|(of, _)| *of == id)
                .map_or(0, |(_, n)| *n)
        };
        let teams = memberships.iter().map(|(membership, corp)| TeamMembership {
            team: TeamInfo {
                corpid: corp.corpid.clone(),
                name: corp.name.clone(),
                people: size(corp.id),
            },
            role: membership.role,
            changes: corp.changes,
        });
        let teams: Vec<TeamMembership> = teams.collect();
        let wanted = |team: &TeamMembership| corpid.is_none_or(|wanted| wanted == team.team.corpid);
        let shown = teams.iter().position(wanted);
        let mut bench = Workbench {
            invitations: invitations::open(db, person).await?,
            unread: notices::unread(db, person_id).await?,
            teams,
            shown,
            ..Workbench::default()
        };
        if let Some((membership, _)) = shown.and_then(|at| memberships.get(at)) {
            bench.apps = apps(db, membership).await?;
            bench.duties = duties(db, membership).await?;
        }
        if memberships.is_empty() {
            bench.wishes = joining::wishes(db, person_id).await?;
        }
        Ok(bench)
    }

    /// How often what members of the membership's team see has changed; `None` where its person is no member any more.
    pub async fn changes(&self, membership: &Membership) -> Result<Option<i64>> {
        let own = Query::select()
            .column(member::Column::CorpId)
            .from(member::Entity)
            .and_where(member::Column::CorpId.eq(membership.corp_id))
            .and_where(member::Column::PersonId.eq(membership.person_id))
            .to_owned();
        let changes = corp::Entity::find()
            .select_only()
            .column(corp::Column::Changes)
            .filter(corp::Column::Id.eq(membership.corp_id))
            .filter(corp::Column::Id.in_subquery(own))
            .into_tuple();
        Ok(changes.one(self.read()).await?)
    }

    /// How often what members see has changed, of each of these teams (by `corp_id`) that hasn't ended.
    pub async fn changes_of(&self, teams: &[i64]) -> Result<HashMap<i64, i64>> {
        let changes = corp::Entity::find()
            .select_only()
            .columns([corp::Column::Id, corp::Column::Changes])
            .filter(corp::Column::Id.is_in(teams.iter().copied()))
            .filter(corp::Column::DissolvedAt.is_null())
            .into_tuple::<(i64, i64)>();
        Ok(changes.all(self.read()).await?.into_iter().collect())
    }
}

/// The apps within a member's scope; what is withdrawn isn't there any more.
async fn apps(db: &impl ConnectionTrait, membership: &Membership) -> Result<Vec<App>> {
    let given = seen(db, membership, false).await?;
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let suites = plain(db, given.iter().map(|row| row.suite_id)).await?;
    let rows = micro_app::Entity::find()
        .select_only()
        .columns([
            micro_app::Column::Id,
            micro_app::Column::SuiteId,
            micro_app::Column::Name,
            micro_app::Column::HomeUrl,
        ])
        .filter(micro_app::Column::SuiteId.is_in(given.iter().map(|row| row.suite_id)))
        .order_by_asc(micro_app::Column::Id)
        .into_model::<PlainApp>()
        .all(db)
        .await?;
    let mut apps = Vec::with_capacity(rows.len());
    for given in given {
        let state = word(&given.state, "authorization state")?;
        let suite = suites.iter().find(|suite| suite.id == given.suite_id);
        let key = suite
            .map(|suite| suite.suite_key.clone())
            .unwrap_or_default();
        let of_suite = rows.iter().filter(|row| row.suite_id == given.suite_id);
        apps.extend(of_suite.map(|row| App {
            id: row.id,
            suite_key: key.clone(),
            name: row.name.clone(),
            home_url: row.home_url.clone(),
            state,
        }));
    }
    Ok(apps)
}

async fn duties(db: &impl ConnectionTrait, membership: &Membership) -> Result<Duties> {
    let mut duties = Duties::default();
    if membership.role.may(Permission::Admit) {
        duties.joins = joining::waiting_names(db, membership.corp_id).await?;
    }
    if membership.role.may(Permission::Authorize) {
        let (waiting, suites) = requests::waiting(db, membership.corp_id).await?;
        let suites = plain(db, suites).await?;
        let names = suites.into_iter().map(|suite| suite.name).collect();
        duties.requests = (waiting, names);
    }
    Ok(duties)
}

/// How many people teams have.
async fn sizes(
    db: &impl ConnectionTrait,
    corps: impl IntoIterator<Item = i64>,
) -> Result<Vec<(i64, u32)>> {
    let corps: Vec<i64> = corps.into_iter().collect();
    if corps.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, i64)> = member::Entity::find()
        .select_only()
        .column(member::Column::CorpId)
        .column_as(Expr::col(member::Column::CorpId).count(), "people")
        .filter(member::Column::CorpId.is_in(corps))
        .group_by(member::Column::CorpId)
        .into_tuple()
        .all(db)
        .await?;
    let size = |(id, n)| (id, count(u64::try_from(n).unwrap_or(0)));
    Ok(rows.into_iter().map(size).collect())
}
