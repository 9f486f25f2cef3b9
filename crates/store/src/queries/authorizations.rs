//! Authorizations as stored, and what a vendor's server is still to be told of them.

use domain::authorization::{AuthorizationState, VendorEvent, retry_after};
use domain::serial::Serial;
use domain::time::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::{authorization, corp, suite};
use crate::queries::row::{moment, word};
use crate::{Result, StoreError};

/// What a vendor's server is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryKind {
    /// Its word on a serial.
    Serial(Serial),
    /// VendorEvent of a team's authorization.
    VendorEvent(VendorEvent),
}

/// Something that waits for a vendor's server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingDelivery {
    /// The onboarding's id for a serial, the authorization's for news.
    pub id: i64,
    /// When the authorization changed last; zero for a serial.
    pub changed_at: i64,
    /// What for.
    pub what: DeliveryKind,
    /// The last attempt, unless somebody asks for more.
    pub last: bool,
    /// Which suite.
    pub suite_key: String,
    /// Where its vendor's server is.
    pub callback_url: Option<String>,
    /// Which team.
    pub corpid: String,
}

/// What the vendor is to be told of an authorization.
pub async fn waiting_news(
    db: &impl ConnectionTrait,
    row: &authorization::Model,
    state: AuthorizationState,
) -> Result<PendingDelivery> {
    let whose = (row.suite_id, row.corp_id);
    let what = DeliveryKind::VendorEvent(state.vendor_event());
    waiting(db, (row.id, row.changed_at), what, whose).await
}

pub async fn waiting(
    db: &impl ConnectionTrait,
    (id, changed_at): (i64, i64),
    what: DeliveryKind,
    (suite_id, corp_id): (i64, i64),
) -> Result<PendingDelivery> {
    let suite = suite::Entity::find_by_id(suite_id).one(db).await?;
    let corp = corp::Entity::find_by_id(corp_id).one(db).await?;
    let suite = suite.ok_or(StoreError::Corrupt("suite of authorization"))?;
    let corp = corp.ok_or(StoreError::Corrupt("team of authorization"))?;
    Ok(PendingDelivery {
        id,
        changed_at,
        what,
        last: false,
        suite_key: suite.suite_key,
        callback_url: suite.callback_url,
        corpid: corp.corpid,
    })
}

/// When the vendor is told again if its first answer is missing.
pub fn first_retry(now: Moment) -> Option<i64> {
    next_attempt(1, now)
}

/// Whether no attempt follows so many, until somebody asks for one.
pub fn has_stopped(attempts: i32) -> bool {
    domain::authorization::has_stopped(unsigned(attempts))
}

pub fn next_attempt(attempts: i32, now: Moment) -> Option<i64> {
    retry_after(unsigned(attempts)).map(|wait| (now + wait).0)
}

pub fn unsigned(attempts: i32) -> u32 {
    u32::try_from(attempts).unwrap_or(u32::MAX)
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
    /// It waits, and no attempt to reach the vendor follows until somebody asks for one.
    pub stopped: bool,
    /// `everyone`, `departments` or `members`, once set.
    pub(crate) scope: Option<String>,
}

/// A team's authorization of a suite, whoever gave it.
pub async fn find_authorization(
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

impl AuthorizationRow {
    /// Reads a row.
    pub(crate) fn of(row: authorization::Model) -> Result<Self> {
        let state = word(&row.state, "authorization state")?;
        Ok(Self {
            id: row.id,
            state,
            stopped: state == AuthorizationState::AwaitingActivation && has_stopped(row.attempts),
            authorized_at: Moment(row.authorized_at),
            active_at: moment(row.active_at),
            reason: row.reason,
            scope: row.scope,
        })
    }
}
