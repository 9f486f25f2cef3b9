//! A team's invite link as a visitor sees it.

use domain::authorization::AuthorizationState;
use domain::invite::{InviteCode, JoinStatus, MAX_MEMBERS};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};

use crate::entity::{authorization, corp, invite, join_request, suite};
use crate::queries::joining::request_of;
use crate::queries::people::Person;
use crate::queries::row::word;
use crate::queries::{invitations, memberships, teams};
use crate::{Result, StoreError};

/// What an invite's page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The team's row.
    pub corp_id: i64,
    /// Joining needs approval.
    pub approval: bool,
    /// The team's id.
    pub corpid: String,
    /// The team's name.
    pub team: String,
    /// It is a test team.
    pub test: bool,
    /// How many people it has.
    pub people: u32,
    /// Its owner's name.
    pub inviter: String,
    /// The suites in use: key and name.
    pub suites: Vec<(String, String)>,
    /// How the visitor stands to the team.
    pub join_status: JoinStatus,
    /// The visitor's number is invited: they need neither approval nor another place.
    pub invited: bool,
}

impl Invitation {
    /// The team doesn't take this visitor, since it takes no more people.
    pub fn full(&self) -> bool {
        let outside = matches!(self.join_status, JoinStatus::Outside | JoinStatus::Declined);
        self.people >= MAX_MEMBERS && !self.invited && outside
    }
}

pub async fn invitation(
    db: &impl ConnectionTrait,
    code: &InviteCode,
    visitor: Option<&Person>,
) -> Result<Option<Invitation>> {
    let found = invite::Entity::find()
        .filter(invite::Column::Code.eq(code.as_str()))
        .one(db)
        .await?;
    let (corp_id, approval) = match (&found, visitor) {
        (Some(invite), _) => (invite.corp_id, invite.approval),
        (None, Some(visitor)) => match asked_with(db, code, visitor.id).await? {
            Some(corp_id) => (corp_id, true),
            None => return Ok(None),
        },
        (None, None) => return Ok(None),
    };
    let corp = corp::Entity::find_by_id(corp_id).one(db).await?;
    let corp = corp.ok_or(StoreError::Corrupt("team of invite"))?;
    let owner = memberships::find(db, corp.owner_id, corp.id).await?;
    let join_status = match visitor {
        Some(visitor) => join_status(db, corp.id, visitor.id).await?,
        None => JoinStatus::Outside,
    };
    // Renewed since: the code still shows its person how their wish stands, and lets nobody ask.
    if found.is_none() && !matches!(join_status, JoinStatus::Waiting | JoinStatus::Inside) {
        return Ok(None);
    }
    let invited = match visitor {
        Some(visitor) => invitations::find(db, corp.id, visitor).await?.is_some(),
        None => false,
    };
    Ok(Some(Invitation {
        corp_id: corp.id,
        approval,
        people: teams::people(db, corp.id).await?,
        inviter: owner.map(|owner| owner.name).unwrap_or_default(),
        suites: suites_in_use(db, corp.id).await?,
        join_status,
        invited,
        corpid: corp.corpid,
        test: corp.test.is_some(),
        team: corp.name,
    }))
}

/// The team that a person asked to join with this code, whether it is still the team's or not.
pub async fn asked_with(
    db: &impl ConnectionTrait,
    code: &InviteCode,
    person_id: i64,
) -> Result<Option<i64>> {
    let found = join_request::Entity::find()
        .filter(join_request::Column::PersonId.eq(person_id))
        .filter(join_request::Column::Code.eq(code.as_str()))
        .one(db)
        .await?;
    Ok(found.map(|row| row.corp_id))
}

pub async fn join_status(
    db: &impl ConnectionTrait,
    corp_id: i64,
    person_id: i64,
) -> Result<JoinStatus> {
    if memberships::find(db, person_id, corp_id).await?.is_some() {
        return Ok(JoinStatus::Inside);
    }
    let asked = request_of(db, corp_id, person_id).await?;
    match asked
        .map(|row| word(&row.state, "join request"))
        .transpose()?
    {
        // Let in once, and out again since.
        Some(JoinStatus::Inside) | None => Ok(JoinStatus::Outside),
        Some(join_status) => Ok(join_status),
    }
}

pub async fn suites_in_use(
    db: &impl ConnectionTrait,
    corp_id: i64,
) -> Result<Vec<(String, String)>> {
    let given = authorization::Entity::find()
        .filter(authorization::Column::CorpId.eq(corp_id))
        .filter(authorization::Column::State.eq(AuthorizationState::Active.word().into_owned()))
        .all(db)
        .await?;
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String)> = suite::Entity::find()
        .select_only()
        .columns([suite::Column::SuiteKey, suite::Column::Name])
        .filter(suite::Column::Id.is_in(given.into_iter().map(|given| given.suite_id)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows)
}

/// A team's invite; one that has none gets it with this code.
pub async fn find_or_make(
    db: &impl ConnectionTrait,
    corp_id: i64,
    fresh: &InviteCode,
    now: Moment,
) -> Result<invite::Model> {
    if let Some(row) = of_corp(db, corp_id).await? {
        return Ok(row);
    }
    let row = invite::ActiveModel {
        corp_id: Set(corp_id),
        code: Set(fresh.as_str().to_owned()),
        approval: Set(false),
        renewed_at: Set(now.0),
        ..Default::default()
    };
    Ok(row.insert(db).await?)
}

/// A team's invite, if it has one.
pub async fn of_corp(db: &impl ConnectionTrait, corp_id: i64) -> Result<Option<invite::Model>> {
    let found = invite::Entity::find()
        .filter(invite::Column::CorpId.eq(corp_id))
        .one(db)
        .await?;
    Ok(found)
}
