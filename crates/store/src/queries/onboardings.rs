//! Onboardings: one person's way through one link, and what is due on it.

mod load;

use domain::authorization::AuthorizationState;
use domain::funnel::Event;
use domain::license_code::LicenseCode;
use domain::link::{LinkProblem, LinkToken};
use domain::role::{Permission, Role};
use domain::serial::SerialRefusal;
use domain::task::{self, Progress, Task, TaskState};
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use self::load::assemble;
pub use self::load::{load, load_with_link, must_load};
use crate::db::transaction::Tx;
use crate::entity::{authorization, member, onboarding};
use crate::queries::authorizations::{AuthorizationRow, find_authorization};
use crate::queries::links::Deployment;
use crate::queries::memberships::Membership;
use crate::queries::outbox::{Recipient, has_stopped};
use crate::queries::requests::Asked;
use crate::queries::step;
use crate::queries::teams;
use crate::queries::teams::TeamChoice;
use crate::queries::teams::TeamInfo;
use crate::{Result, StoreError};

/// Who does a step, through which link, from where and when.
#[derive(Clone, Debug)]
pub struct At {
    /// The link.
    pub link: LinkToken,
    /// The signed-in person.
    pub person_id: i64,
    /// The client's address.
    pub address: String,
    /// Now.
    pub now: Moment,
}

/// How the serial stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SerialState {
    /// None was entered.
    Missing,
    /// The vendor hasn't said yet.
    Pending(LicenseCode),
    /// The vendor said no.
    Refused(LicenseCode, SerialRefusal),
    /// Redeemed.
    Accepted(LicenseCode),
}

/// An onboarding with all that its rules need.
#[derive(Clone, Debug)]
pub struct Onboarding {
    /// Its id.
    pub id: i64,
    /// The link and its suite.
    pub deployment: Deployment,
    /// The team's row id, its `corpid` and name.
    pub corp: Option<(i64, String, String)>,
    /// How the serial stands.
    pub serial: SerialState,
    /// How many people that team has.
    pub(crate) people: u32,
    /// What the person is in that team.
    pub role: Option<Role>,
    /// What the person is called in that team; empty without one.
    pub(crate) called: String,
    /// How the request of one who may not authorize stands.
    pub asked: Option<Asked>,
    /// The scope, once set, lets in the one who asks.
    pub admitted: bool,
    /// The authorization that this onboarding gave; for one who asks, the team's, no matter who gave it.
    pub authorization: Option<AuthorizationRow>,
    /// To authorize spends a use of the link: none was spent on the team before, nor is there, before one is chosen, a team
    /// of the person's for which the suite was authorized once.
    pub(crate) spends_use: bool,
    /// The ISV's own tasks that are done.
    pub custom_done: Vec<u8>,
    /// The customer has started.
    pub started: bool,
    pub(crate) row: onboarding::Model,
    /// What the team has authorized, no matter who gave it.
    pub(crate) given: Option<authorization::Model>,
    /// The teams that the person may choose from, where they were looked at.
    pub teams: Option<Vec<TeamChoice>>,
}

impl Onboarding {
    /// Its tasks in order, with their states.
    pub fn tasks(&self) -> Vec<(Task, TaskState)> {
        task::states(&self.plan(), &self.progress())
    }

    fn plan(&self) -> Vec<Task> {
        match self.asks() {
            true => task::asking(),
            false => task::plan(&self.deployment.suite.settings),
        }
    }

    /// What the person is called in that team; empty without one.
    pub fn called(&self) -> &str {
        &self.called
    }

    /// Whether the person may not authorize for the team, and so asks those who may.
    pub fn asks(&self) -> bool {
        self.role
            .is_some_and(|role| !role.may(Permission::Authorize))
    }

    /// Whether another team may still be chosen: nothing hangs on this one yet.
    pub fn team_is_open(&self) -> bool {
        let waits = self.asked.as_ref().is_some_and(Asked::waits);
        let bound = match self.asks() {
            true => waits,
            false => self.authorization.is_some() || self.row.serial_state.is_some(),
        };
        self.corp.is_some() && !self.started && !bound
    }

    fn progress(&self) -> Progress {
        let authorization = self.authorization.as_ref();
        if self.started {
            return Progress::finished(self.deployment.suite.custom_tasks.len());
        }
        Progress {
            signed_in: true,
            team: self.corp.is_some(),
            answered: authorization.is_some_and(|a| {
                matches!(
                    a.state,
                    AuthorizationState::Active | AuthorizationState::Disabled
                )
            }),
            serial: matches!(self.serial, SerialState::Accepted(_)),
            active: authorization.is_some_and(|a| a.state == AuthorizationState::Active),
            scope: authorization.is_some_and(|a| a.scope.is_some()),
            started: self.started,
            custom: self.custom_done.clone(),
        }
    }

    /// Refuses what is out of order, and going on through a link that was taken back.
    pub(crate) fn require(&self, wanted: Task) -> Result<()> {
        let due = task::due(&self.plan(), &self.progress());
        if due != Some(wanted) {
            return Err(StoreError::NotDue(due));
        }
        self.may_go_on().map_err(StoreError::Link)
    }

    /// Whether the link still lets it go on. What is authorized goes on whatever becomes of the link; who has asked others
    /// is told what became of that.
    pub fn may_go_on(&self) -> std::result::Result<(), LinkProblem> {
        match self.authorization {
            None if !self.started => {
                let facts = &self.deployment.facts;
                facts.may_go_on()?;
                match self.spends_use && self.asked.is_none() {
                    true => facts.has_use(),
                    false => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// Whether the serial waits, and the vendor is asked again only when somebody wants it.
    pub fn serial_has_stopped(&self) -> bool {
        matches!(self.serial, SerialState::Pending(_)) && has_stopped(self.row.serial_attempts)
    }

    /// The ids that the funnel's events carry.
    pub(crate) fn ids(&self) -> (i64, i64) {
        (self.deployment.link_id, self.deployment.suite.id)
    }

    /// Its team's name as customers are searched by it; none for a test team.
    pub(crate) fn customer(&self) -> Option<String> {
        let corp = self.corp.as_ref().filter(|_| !self.deployment.test);
        corp.map(|(.., name)| name.to_lowercase())
    }

    /// The recipient of events of its team; only to be asked once the team's task is done.
    pub(crate) fn recipient(&self) -> Result<Recipient> {
        let corp = self.corp.as_ref();
        let (corp_id, corpid, _) = corp.ok_or(StoreError::NotDue(Some(Task::Team)))?;
        let suite = &self.deployment.suite;
        Ok(Recipient {
            suite_id: suite.id,
            suite_key: suite.suite_key.clone(),
            callback_url: suite.callback_url.clone(),
            corp_id: *corp_id,
            corpid: corpid.clone(),
        })
    }

    /// The team's row id; only to be asked once the team's task is done.
    pub(crate) fn corp_id(&self) -> Result<i64> {
        self.corp
            .as_ref()
            .map(|corp| corp.0)
            .ok_or(StoreError::NotDue(Some(Task::Team)))
    }
}

/// Enters a round, for a team if it is known.
async fn insert(
    tx: &Tx,
    deployment: &Deployment,
    (round, corp_id): (i32, Option<i64>),
    at: &At,
) -> Result<onboarding::Model> {
    let row = onboarding::ActiveModel {
        link_id: Set(deployment.link_id),
        suite_id: Set(deployment.suite.id),
        person_id: Set(at.person_id),
        round: Set(round),
        corp_id: Set(corp_id),
        serial_attempts: Set(0),
        custom_done: Set("[]".to_owned()),
        created_at: Set(at.now.0),
        ..Default::default()
    };
    let row = row.insert(tx).await?;
    let ids = (deployment.link_id, deployment.suite.id);
    tx.note(ids, row.id, Event::SignedIn, at.now);
    if corp_id.is_some() {
        tx.note(ids, row.id, Event::Team, at.now);
    }
    Ok(row)
}

/// How an onboarding begins.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beginning {
    /// A finished one is followed by another, for another team.
    pub again: bool,
    /// The person is new, so they are in no team.
    pub is_new: bool,
}

/// Begins an onboarding through a link, or goes on with the one that was begun.
pub async fn begin(tx: &Tx, at: &At, how: Beginning) -> Result<Onboarding> {
    let mut rows = step::must_find(tx, &at.link, at.person_id).await?;
    let mut round = 0;
    if let Some(last) = &rows.onboarding {
        let another = how.again && last.started_at.is_some();
        round = last.round + 1;
        match assemble(tx, rows.clone(), at.person_id, None).await? {
            Some(found) if !another => return Ok(found),
            _ => {}
        }
    }
    let facts = &rows.deployment.facts;
    facts.may_begin(at.now).map_err(StoreError::Link)?;
    let choices = match how.is_new {
        true => Vec::new(),
        false => {
            let Deployment { suite, test, .. } = &rows.deployment;
            teams::choices(tx, at.person_id, suite.id, *test).await?
        }
    };
    let picked = match how.again {
        true => None,
        false => teams::only_choice(&choices)?.cloned(),
    };
    let corp_id = picked.as_ref().map(|picked| picked.corp.id);
    rows.onboarding = Some(insert(tx, &rows.deployment, (round, corp_id), at).await?);
    rows.people = picked.as_ref().map_or(0, |picked| picked.people);
    rows.authorization = picked.as_ref().and_then(|picked| picked.given.clone());
    rows.member = picked.as_ref().map(|picked| picked.member.clone());
    rows.corp = picked.map(|picked| picked.corp);
    let found = assemble(tx, rows, at.person_id, Some(&choices)).await?;
    let mut found = found.ok_or(StoreError::Corrupt("onboarding that begins"))?;
    found.teams = Some(teams::team_choices(choices)?);
    Ok(found)
}

/// The latest round of a person through a link.
pub async fn find_round(
    db: &impl ConnectionTrait,
    link_id: i64,
    person_id: i64,
) -> Result<Option<onboarding::Model>> {
    let found = onboarding::Entity::find()
        .filter(onboarding::Column::LinkId.eq(link_id))
        .filter(onboarding::Column::PersonId.eq(person_id))
        .order_by_desc(onboarding::Column::Round)
        .one(db)
        .await?;
    Ok(found)
}

/// Whether a person is in a team for which a suite was authorized once.
pub async fn has_team_with(
    db: &impl ConnectionTrait,
    person_id: i64,
    suite_id: i64,
) -> Result<bool> {
    let own = member::Entity::find()
        .select_only()
        .column(member::Column::CorpId)
        .filter(member::Column::PersonId.eq(person_id))
        .into_query();
    let found: Option<i64> = authorization::Entity::find()
        .select_only()
        .column(authorization::Column::Id)
        .filter(authorization::Column::CorpId.in_subquery(own))
        .filter(authorization::Column::SuiteId.eq(suite_id))
        .filter(authorization::Column::Customer.is_not_null())
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Begins an onboarding through a link for the team of this membership, unless one is under way.
pub async fn begin_authorized(tx: &Tx, by: &Membership, at: &At) -> Result<()> {
    let deployment = step::deployment(tx, &at.link).await?;
    let deployment = deployment.ok_or(StoreError::NotFound)?;
    // The team is known to the vendor already, or the asker has begun: expiry stops neither.
    deployment.facts.may_go_on().map_err(StoreError::Link)?;
    let given = find_authorization(tx, by.corp_id, deployment.suite.id).await?;
    if given.is_none_or(|given| given.link_id != deployment.link_id) {
        deployment.facts.has_use().map_err(StoreError::Link)?;
    }
    let last = find_round(tx, deployment.link_id, at.person_id).await?;
    let round = match last {
        None => 0,
        Some(last) if last.started_at.is_none() && last.corp_id == Some(by.corp_id) => {
            return Ok(());
        }
        Some(last) => last.round + 1,
    };
    insert(tx, &deployment, (round, Some(by.corp_id)), at).await?;
    Ok(())
}

impl Onboarding {
    /// Its team.
    pub fn team(&self) -> Option<TeamInfo> {
        let (_, corpid, name) = self.corp.clone()?;
        Some(TeamInfo {
            corpid,
            name,
            people: self.people,
        })
    }
}
