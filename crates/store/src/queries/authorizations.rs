//! Authorizations as stored.

use domain::authorization::AuthorizationState;
use domain::time::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;
use crate::entity::authorization;
use crate::queries::outbox::has_stopped;
use crate::queries::row::{moment, word};

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

/// A team's authorization of a suite, no matter who gave it.
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
