//! The workbench: a person's teams, the apps within their scope, what waits for them.

use domain::authorization::AuthorizationState;
use domain::role::{Act, Role};
use domain::scope::Scope;
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::{authorization, corp, member, micro_app, scope_choice, suite, vendor};
use crate::row::{count, json, rows_in, word};
use crate::scopes::{self, read_parts};
use crate::seats::{self, Seat};
use crate::{
    Event, OwnRating, Permission, Result, ScopeView, Store, StoreError, TeamInfo, feedback,
    invites, notices, requests,
};

/// A team that one is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamSeat {
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
    pub teams: Vec<TeamSeat>,
    /// The one shown, by its place among them.
    pub shown: Option<usize>,
    /// Its apps within their scope.
    pub apps: Vec<App>,
    /// What waits for them.
    pub duties: Duties,
    /// How many notices they haven't read.
    pub unread: u32,
}

/// A suite of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuiteRow {
    /// Its key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// The vendor's name for sentences.
    pub vendor_short: String,
    /// How its authorization stands.
    pub state: AuthorizationState,
    /// Who may use it, for those who set it.
    pub scope: Option<ScopeView>,
}

/// All of a suite that a member sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuitePage {
    /// The suite.
    pub row: SuiteRow,
    /// The vendor's full name.
    pub vendor: String,
    /// How to reach the vendor.
    pub contact: Option<String>,
    /// What it asks for.
    pub permissions: Vec<Permission>,
    /// Its version.
    pub version: String,
    /// What the member has said of that.
    pub rating: Option<OwnRating>,
    /// The serial that it was authorized with, for those who may authorize.
    pub serial: Option<String>,
    /// What was done to its authorization, for those who may authorize.
    pub events: Vec<Event>,
    /// When it was authorized.
    pub authorized_at: Moment,
}

/// A suite without its pictures.
#[derive(FromQueryResult)]
struct Plain {
    id: i64,
    suite_key: String,
    name: String,
    vendor_id: i64,
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
    pub async fn workbench(&self, person_id: i64, corpid: Option<&str>) -> Result<Workbench> {
        let db = &self.read;
        let seats = seats::all(db, person_id).await?;
        let sizes = sizes(db, seats.iter().map(|(seat, _)| seat.corp_id)).await?;
        let size = |id| {
            sizes
                .iter()
                .find(|(of, _)| *of == id)
                .map_or(0, |(_, n)| *n)
        };
        let teams = seats.iter().map(|(seat, corp)| TeamSeat {
            team: TeamInfo {
                corpid: corp.corpid.clone(),
                name: corp.name.clone(),
                people: size(corp.id),
            },
            role: seat.role,
            changes: corp.changes,
        });
        let teams: Vec<TeamSeat> = teams.collect();
        let wanted = |team: &TeamSeat| corpid.is_none_or(|wanted| wanted == team.team.corpid);
        let shown = teams.iter().position(wanted);
        let mut bench = Workbench {
            unread: notices::unread(db, person_id).await?,
            teams,
            shown,
            ..Workbench::default()
        };
        if let Some((seat, _)) = shown.and_then(|at| seats.get(at)) {
            bench.apps = apps(db, seat).await?;
            bench.duties = duties(db, seat).await?;
        }
        Ok(bench)
    }

    /// How often what a team's members see has changed; `None` for who isn't in it.
    pub async fn changes(&self, person_id: i64, corpid: &str) -> Result<Option<i64>> {
        let db = &self.read;
        let corp = corp::Entity::find()
            .filter(corp::Column::Corpid.eq(corpid))
            .one(db)
            .await?;
        let Some(corp) = corp else { return Ok(None) };
        let seat = member::Entity::find()
            .filter(member::Column::CorpId.eq(corp.id))
            .filter(member::Column::PersonId.eq(person_id))
            .one(db)
            .await?;
        Ok(seat.map(|_| corp.changes))
    }

    /// The suites of a team that this member sees: those in their scope, or all for those who manage.
    pub async fn suites_of(&self, seat: &Seat) -> Result<Vec<SuiteRow>> {
        let db = &self.read;
        let given = seen(db, seat, true).await?;
        let suites = plain(db, given.iter().map(|row| row.suite_id)).await?;
        let of = suites.iter().map(|suite| suite.vendor_id);
        let vendors = rows_in::<vendor::Entity>(db, vendor::Column::Id, of).await?;
        let mut rows = Vec::with_capacity(given.len());
        for row in given {
            let suite = suites.iter().find(|suite| suite.id == row.suite_id);
            let suite = suite.ok_or(StoreError::Corrupt("suite of authorization"))?;
            let vendor = vendors.iter().find(|vendor| vendor.id == suite.vendor_id);
            rows.push(SuiteRow {
                suite_key: suite.suite_key.clone(),
                name: suite.name.clone(),
                vendor_short: vendor.map(|of| of.short_name.clone()).unwrap_or_default(),
                state: word(&row.state, "authorization state")?,
                scope: scope_for(db, seat, &row).await?,
            });
        }
        Ok(rows)
    }

    /// All of a suite that this member sees; `None` if it isn't theirs to see.
    pub async fn suite_page(&self, seat: &Seat, suite_key: &str) -> Result<Option<SuitePage>> {
        let db = &self.read;
        let found = suite::Entity::find()
            .filter(suite::Column::SuiteKey.eq(suite_key))
            .one(db)
            .await?;
        let Some(suite) = found else { return Ok(None) };
        let given = seen(db, seat, true).await?;
        let Some(row) = given.into_iter().find(|row| row.suite_id == suite.id) else {
            return Ok(None);
        };
        let vendor = vendor::Entity::find_by_id(suite.vendor_id).one(db).await?;
        let vendor = vendor.ok_or(StoreError::Corrupt("vendor of suite"))?;
        let rating = feedback::find(db, suite.id, &suite.version, seat.person_id).await?;
        let decides = seat.role.may(Act::Authorize);
        let events = match decides {
            true => self.events_of(row.id).await?,
            false => Vec::new(),
        };
        Ok(Some(SuitePage {
            vendor: vendor.name,
            contact: vendor.contact,
            permissions: json(&suite.permissions, "permissions")?,
            rating: rating.map(|row| OwnRating {
                stars: u8::try_from(row.stars).unwrap_or_default(),
                text: row.text,
            }),
            version: suite.version,
            serial: row.serial.clone().filter(|_| decides),
            events,
            authorized_at: Moment(row.authorized_at),
            row: SuiteRow {
                scope: scope_for(db, seat, &row).await?,
                suite_key: suite.suite_key,
                name: suite.name,
                vendor_short: vendor.short_name,
                state: word(&row.state, "authorization state")?,
            },
        }))
    }
}

/// The apps within a member's scope; what is withdrawn isn't there any more.
async fn apps(db: &impl ConnectionTrait, seat: &Seat) -> Result<Vec<App>> {
    let given = seen(db, seat, false).await?;
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

/// The authorizations that a member sees: those whose scope lets them in. With `managing`, whoever may
/// authorize sees all of them, those too that are withdrawn.
async fn seen(
    db: &impl ConnectionTrait,
    seat: &Seat,
    managing: bool,
) -> Result<Vec<authorization::Model>> {
    let given = authorization::Entity::find()
        .filter(authorization::Column::CorpId.eq(seat.corp_id))
        .order_by_asc(authorization::Column::Id)
        .all(db)
        .await?;
    let decides = seat.role.may(Act::Authorize);
    if given.is_empty() || managing && decides {
        return Ok(given);
    }
    // Only what a scope says of this member and their department is read, in one query.
    let mine = [Some(seat.member_id), seat.department_id];
    let named = scope_choice::Entity::find()
        .filter(scope_choice::Column::AuthorizationId.is_in(given.iter().map(|row| row.id)))
        .filter(scope_choice::Column::TargetId.is_in(mine.into_iter().flatten()))
        .all(db)
        .await?;
    let mut seen = Vec::with_capacity(given.len());
    for row in given {
        let state: AuthorizationState = word(&row.state, "authorization state")?;
        let targets = named
            .iter()
            .filter(|named| named.authorization_id == row.id);
        let admitted = scopes::admits(
            row.scope.as_deref(),
            targets.map(|named| named.target_id),
            (seat.member_id, seat.department_id),
        )?;
        // Until a scope is set, only those who deploy the suite see that it is on its way.
        let admitted = admitted.unwrap_or(decides);
        if admitted && state != AuthorizationState::Withdrawn {
            seen.push(row);
        }
    }
    Ok(seen)
}

async fn plain(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = i64>,
) -> Result<Vec<Plain>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = suite::Entity::find()
        .select_only()
        .columns([
            suite::Column::Id,
            suite::Column::SuiteKey,
            suite::Column::Name,
            suite::Column::VendorId,
        ])
        .filter(suite::Column::Id.is_in(ids))
        .into_model::<Plain>()
        .all(db)
        .await?;
    Ok(rows)
}

async fn scope_for(
    db: &impl ConnectionTrait,
    seat: &Seat,
    row: &authorization::Model,
) -> Result<Option<ScopeView>> {
    if !seat.role.may(Act::SetScope) {
        return Ok(None);
    }
    let scope: Option<Scope> = read_parts(db, row.id, row.scope.as_deref()).await?;
    match scope {
        Some(scope) => Ok(Some(scopes::view(db, seat.corp_id, scope).await?)),
        None => Ok(None),
    }
}

async fn duties(db: &impl ConnectionTrait, seat: &Seat) -> Result<Duties> {
    let mut duties = Duties::default();
    if seat.role.may(Act::Admit) {
        duties.joins = invites::waiting_names(db, seat.corp_id).await?;
    }
    if seat.role.may(Act::Authorize) {
        let (waiting, suites) = requests::waiting(db, seat.corp_id).await?;
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
