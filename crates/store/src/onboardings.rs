//! Onboardings: one person's way through one link, and what is due on it.

use domain::authorization::AuthorizationState;
use domain::funnel::Event;
use domain::link::{LinkProblem, LinkToken};
use domain::serial::{Serial, SerialRefusal};
use domain::task::{self, Progress, Task, TaskState};
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

use crate::entity::{authorization, corp, onboarding};
use crate::links::{self, Deployment};
use crate::row::{json, moment, to_json, word};
use crate::{Result, Store, StoreError, funnel};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerialState {
    /// None was entered.
    Missing,
    /// The vendor hasn't said yet.
    Pending(Serial),
    /// The vendor said no.
    Refused(Serial, SerialRefusal),
    /// Redeemed.
    Accepted(Serial),
}

/// An authorization as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationRow {
    /// Its id.
    pub id: i64,
    /// How it stands.
    pub state: AuthorizationState,
    /// When it was given.
    pub authorized_at: Moment,
    /// When it became active.
    pub active_at: Option<Moment>,
    /// The vendor's words if it refused.
    pub reason: Option<String>,
    /// `everyone`, `departments` or `members`, once set.
    pub(crate) scope: Option<String>,
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
    /// The authorization that this onboarding gave.
    pub authorization: Option<AuthorizationRow>,
    /// The ISV's own tasks that are done.
    pub custom_done: Vec<u8>,
    /// The customer has started.
    pub started: bool,
    pub(crate) row: onboarding::Model,
}

impl Onboarding {
    /// Its tasks in order, with their states.
    pub fn tasks(&self) -> Vec<(Task, TaskState)> {
        task::states(
            &task::plan(&self.deployment.suite.settings),
            &self.progress(),
        )
    }

    fn progress(&self) -> Progress {
        let authorization = self.authorization.as_ref();
        Progress {
            signed_in: true,
            team: self.corp.is_some(),
            serial: matches!(self.serial, SerialState::Accepted(_)),
            active: authorization.is_some_and(|a| a.state == AuthorizationState::Active),
            scope: authorization.is_some_and(|a| a.scope.is_some()),
            started: self.started,
            custom: self.custom_done.clone(),
        }
    }

    /// Refuses what is out of order, and going on through a link that was taken back.
    pub(crate) fn require(&self, wanted: Task) -> Result<()> {
        let plan = task::plan(&self.deployment.suite.settings);
        let due = task::due(&plan, &self.progress());
        if due != Some(wanted) {
            return Err(StoreError::NotDue(due));
        }
        match self.authorization {
            Some(_) => Ok(()),
            None => self.deployment.facts.may_go_on().map_err(StoreError::Link),
        }
    }

    /// The ids that the funnel's events carry.
    pub(crate) fn ids(&self) -> (i64, i64) {
        (self.deployment.link_id, self.deployment.suite.id)
    }

    /// The team's row id; only to be asked once the team's task is done.
    pub(crate) fn corp_id(&self) -> Result<i64> {
        self.corp
            .as_ref()
            .map(|corp| corp.0)
            .ok_or(StoreError::NotDue(Some(Task::Team)))
    }
}

impl Store {
    /// Begins an onboarding through a link, or goes on with the one that was begun. With `again`,
    /// a finished one is followed by another, for another team.
    pub async fn begin_onboarding(&self, at: &At, again: bool) -> Result<()> {
        let tx = self.begin().await?;
        let deployment = links::find(&tx, &at.link).await?;
        let deployment = deployment.ok_or(StoreError::Link(LinkProblem::Unknown))?;
        let round = match find_round(&tx, deployment.link_id, at.person_id).await? {
            None => 0,
            Some(last) if again && last.started_at.is_some() => last.round + 1,
            Some(_) => return Ok(()),
        };
        deployment
            .facts
            .may_begin(at.now)
            .map_err(StoreError::Link)?;
        let row = onboarding::ActiveModel {
            link_id: Set(deployment.link_id),
            suite_id: Set(deployment.suite.id),
            person_id: Set(at.person_id),
            round: Set(round),
            serial_attempts: Set(0),
            custom_done: Set("[]".to_owned()),
            created_at: Set(at.now.0),
            ..Default::default()
        };
        let id = row.insert(&tx).await?.id;
        let ids = (deployment.link_id, deployment.suite.id);
        funnel::record(&tx, ids, Some(id), Event::SignedIn, at.now).await?;
        Ok(tx.commit().await?)
    }

    /// The person's latest onboarding through a link; `None` if they haven't begun one.
    pub async fn onboarding(&self, link: &LinkToken, person_id: i64) -> Result<Option<Onboarding>> {
        load(&self.read, link, person_id).await
    }

    /// Marks the ISV's own task as done.
    pub async fn finish_custom_task(&self, at: &At, place: u8) -> Result<()> {
        let tx = self.begin().await?;
        let onboarding = must_load(&tx, at).await?;
        if onboarding.custom_done.contains(&place) {
            return Ok(());
        }
        onboarding.require(Task::Custom(place))?;
        let mut done = onboarding.custom_done.clone();
        done.push(place);
        let mut row = onboarding.row.into_active_model();
        row.custom_done = Set(to_json(&done));
        row.update(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// Records a refused step in the funnel under its error code.
    pub async fn record_refusal(&self, at: &At, code: &str) -> Result<()> {
        let Some(found) = links::find(&self.read, &at.link).await? else {
            return Ok(());
        };
        let round = find_round(&self.read, found.link_id, at.person_id).await?;
        let ids = (found.link_id, found.suite.id);
        let id = round.map(|round| round.id);
        funnel::record_error(&self.write, ids, id, code, at.now).await
    }

    /// Starts.
    pub async fn start(&self, at: &At) -> Result<()> {
        let tx = self.begin().await?;
        let onboarding = must_load(&tx, at).await?;
        if onboarding.started {
            return Ok(());
        }
        onboarding.require(Task::Start)?;
        let ids = onboarding.ids();
        funnel::record(&tx, ids, Some(onboarding.id), Event::Started, at.now).await?;
        let mut row = onboarding.row.into_active_model();
        row.started_at = Set(Some(at.now.0));
        row.update(&tx).await?;
        Ok(tx.commit().await?)
    }
}

/// The latest round of a person through a link.
pub(crate) async fn find_round(
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

/// The onboarding that a step is for; out of order if it was never begun.
pub(crate) async fn must_load(db: &impl ConnectionTrait, at: &At) -> Result<Onboarding> {
    let found = load(db, &at.link, at.person_id).await?;
    found.ok_or(StoreError::NotDue(Some(Task::SignIn)))
}

async fn load(
    db: &impl ConnectionTrait,
    link: &LinkToken,
    person_id: i64,
) -> Result<Option<Onboarding>> {
    let deployment = links::find(db, link).await?;
    let deployment = deployment.ok_or(StoreError::Link(LinkProblem::Unknown))?;
    let Some(row) = find_round(db, deployment.link_id, person_id).await? else {
        return Ok(None);
    };
    let corp = match row.corp_id {
        Some(id) => corp::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let authorization = match &corp {
        Some(corp) => find_authorization(db, corp.id, row.suite_id).await?,
        None => None,
    };
    let serial = row.serial.as_deref().map(Serial::parse).transpose();
    let serial = match (
        serial.map_err(|_| StoreError::Corrupt("serial"))?,
        &row.serial_state,
    ) {
        (Some(serial), Some(state)) if state == ACCEPTED => SerialState::Accepted(serial),
        (Some(serial), Some(state)) if state == PENDING => SerialState::Pending(serial),
        (Some(serial), Some(state)) => {
            SerialState::Refused(serial, word(state, "state of a serial")?)
        }
        _ => SerialState::Missing,
    };
    let authorization = authorization
        .filter(|found| found.onboarding_id == row.id)
        .map(|found| {
            Ok::<_, StoreError>(AuthorizationRow {
                id: found.id,
                state: word(&found.state, "authorization state")?,
                authorized_at: Moment(found.authorized_at),
                active_at: moment(found.active_at),
                reason: found.reason,
                scope: found.scope,
            })
        })
        .transpose()?;
    Ok(Some(Onboarding {
        id: row.id,
        deployment,
        corp: corp.map(|corp| (corp.id, corp.corpid, corp.name)),
        serial,
        authorization,
        custom_done: json(&row.custom_done, "custom tasks done")?,
        started: row.started_at.is_some(),
        row,
    }))
}

/// The word of a redeemed serial in `onboarding.serial_state`.
pub(crate) const ACCEPTED: &str = "accepted";
/// The word of one that waits for the vendor.
pub(crate) const PENDING: &str = "pending";

/// A team's authorization of a suite, whoever gave it.
pub(crate) async fn find_authorization(
    db: &impl ConnectionTrait,
    corp_id: i64,
    suite_id: i64,
) -> Result<Option<authorization::Model>> {
    let found = authorization::Entity::find()
        .filter(authorization::Column::CorpId.eq(corp_id))
        .filter(authorization::Column::SuiteId.eq(suite_id))
        .one(db)
        .await?;
    Ok(found)
}
