//! Teams, and how many people they have.

use domain::authorization::{AuthorizationState, Change};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::Result;
use crate::entity::{authorization, corp, member};
use crate::queries::row::{count, word};

/// A team with how many people it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamInfo {
    /// Its id for the outside.
    pub corpid: String,
    /// Its name.
    pub name: String,
    /// How many people.
    pub people: u32,
}

/// Whether a team has a suite: it was authorized, and neither refused nor withdrawn.
pub fn has_suite(given: Option<&authorization::Model>) -> Result<bool> {
    let Some(given) = given else { return Ok(false) };
    let state: AuthorizationState = word(&given.state, "authorization state")?;
    Ok(state.changed(Change::Authorize).is_err())
}

pub async fn info(db: &impl ConnectionTrait, corp: corp::Model) -> Result<TeamInfo> {
    Ok(TeamInfo {
        people: people(db, corp.id).await?,
        corpid: corp.corpid,
        name: corp.name,
    })
}

/// How many people a team has.
pub async fn people(db: &impl ConnectionTrait, corp_id: i64) -> Result<u32> {
    let members = member::Entity::find().filter(member::Column::CorpId.eq(corp_id));
    Ok(count(members.count(db).await?))
}
