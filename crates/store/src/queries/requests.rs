//! Members' requests for a suite that they may not authorize.

use domain::notice::NoticeKind;
use domain::request::{RequestState, RequestStep};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};

use crate::entity::suite_request;
use crate::queries::notices;
use crate::queries::row::{count, moment, word};
use crate::queries::suites::Suite;
use crate::{Result, StoreError};

/// How a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its row.
    pub id: i64,
    /// How it stands.
    pub state: RequestState,
    /// Why it was declined.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When it was made.
    pub asked_at: Moment,
    /// When it was decided.
    pub decided_at: Option<Moment>,
}

impl Asked {
    /// Nobody has decided yet.
    pub fn waits(&self) -> bool {
        self.state == RequestState::Waiting
    }

    pub(crate) fn of(row: suite_request::Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            state: word(&row.state, "request")?,
            reason: row.reason,
            decided_by: row.decided_by,
            asked_at: Moment(row.asked_at),
            decided_at: moment(row.decided_at),
        })
    }
}

/// How the request of a person for a suite stands in a team.
pub async fn find(
    db: &impl ConnectionTrait,
    corp_id: i64,
    suite_id: i64,
    person_id: i64,
) -> Result<Option<Asked>> {
    let row = row_of(db, corp_id, suite_id, person_id).await?;
    row.map(Asked::of).transpose()
}

/// The suite has been authorized: those who asked for it get a notice.
pub async fn authorized(
    db: &impl ConnectionTrait,
    corp_id: i64,
    suite: &Suite,
    by: &str,
    now: Moment,
) -> Result<()> {
    let rows = suite_request::Entity::find()
        .filter(suite_request::Column::CorpId.eq(corp_id))
        .filter(suite_request::Column::SuiteId.eq(suite.id))
        .all(db)
        .await?;
    for row in rows {
        let state: RequestState = word(&row.state, "request")?;
        let person_id = row.person_id;
        step(
            db,
            row,
            RequestStep::Authorize,
            (None, Some(by.to_owned())),
            now,
        )
        .await?;
        if matches!(state, RequestState::Waiting | RequestState::Declined) {
            let told = (NoticeKind::RequestAuthorized, by, suite.name.as_str());
            notices::tell(db, corp_id, &[person_id], told, now).await?;
        }
    }
    Ok(())
}

/// How many requests wait in a team, and for which suite the first is.
pub async fn waiting(db: &impl ConnectionTrait, corp_id: i64) -> Result<(u32, Vec<i64>)> {
    let suites: Vec<i64> = suite_request::Entity::find()
        .select_only()
        .column(suite_request::Column::SuiteId)
        .filter(suite_request::Column::CorpId.eq(corp_id))
        .filter(suite_request::Column::State.eq(RequestState::Waiting.word().into_owned()))
        .into_tuple()
        .all(db)
        .await?;
    Ok((count(suites.len() as u64), suites))
}

pub async fn row_of(
    db: &impl ConnectionTrait,
    corp_id: i64,
    suite_id: i64,
    person_id: i64,
) -> Result<Option<suite_request::Model>> {
    let found = suite_request::Entity::find()
        .filter(suite_request::Column::CorpId.eq(corp_id))
        .filter(suite_request::Column::SuiteId.eq(suite_id))
        .filter(suite_request::Column::PersonId.eq(person_id))
        .one(db)
        .await?;
    Ok(found)
}

pub async fn step(
    db: &impl ConnectionTrait,
    row: suite_request::Model,
    step: RequestStep,
    (reason, by): (Option<String>, Option<String>),
    now: Moment,
) -> Result<()> {
    let state: RequestState = word(&row.state, "request")?;
    let after = state.after(step).map_err(StoreError::Request)?;
    let mut row = row.into_active_model();
    row.state = Set(after.word().into_owned());
    row.reason = Set(reason);
    row.decided_by = Set(by);
    row.decided_at = Set(Some(now.0));
    row.update(db).await?;
    Ok(())
}
