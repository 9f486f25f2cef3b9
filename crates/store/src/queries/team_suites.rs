//! The authorizations of a team that one of its members sees.

use domain::authorization::AuthorizationState;
use domain::role::Permission;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::Result;
use crate::entity::{authorization, scope_choice, suite};
use crate::queries::memberships::Membership;
use crate::queries::row::word;
use crate::queries::scopes;

/// A suite without its pictures.
#[derive(FromQueryResult)]
pub struct Plain {
    pub id: i64,
    pub suite_key: String,
    pub name: String,
    pub vendor_id: i64,
}

/// The authorizations that a member sees: those whose scope lets them in. With `managing`, whoever may
/// authorize sees all of them, those too that are withdrawn.
pub async fn seen(
    db: &impl ConnectionTrait,
    membership: &Membership,
    managing: bool,
) -> Result<Vec<authorization::Model>> {
    let given = authorization::Entity::find()
        .filter(authorization::Column::CorpId.eq(membership.corp_id))
        .order_by_asc(authorization::Column::Id)
        .all(db)
        .await?;
    let decides = membership.role.may(Permission::Authorize);
    if given.is_empty() || managing && decides {
        return Ok(given);
    }
    // Only what a scope says of this member and their department is read, in one query.
    let mine = [Some(membership.member_id), membership.department_id];
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
            (membership.member_id, membership.department_id),
        )?;
        // Until a scope is set, only those who deploy the suite see that it is on its way.
        let admitted = admitted.unwrap_or(decides);
        if admitted && state != AuthorizationState::Withdrawn {
            seen.push(row);
        }
    }
    Ok(seen)
}

/// Suites without their pictures.
pub async fn plain(
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
