//! Links as stored.

use domain::license_code::LicenseCode;
use domain::link::{LinkFacts, LinkToken};
use domain::task::SerialRule;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

use crate::entity::link;
use crate::queries::row::{self, counted, moment};
use crate::queries::suites::Suite;
use crate::{Result, StoreError};

/// A link with its suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// The link's id.
    pub link_id: i64,
    /// Its token.
    pub token: LinkToken,
    /// Its state.
    pub facts: LinkFacts,
    /// The serial that it carries.
    pub serial: Option<LicenseCode>,
    /// What it deploys.
    pub suite: Suite,
}

/// The state of a row.
pub fn facts(row: &link::Model, suspended: bool) -> Result<LinkFacts> {
    let most = row.max_uses.map(|most| counted(most, "uses of link"));
    Ok(LinkFacts {
        expires_at: moment(row.expires_at),
        revoked: row.revoked_at.is_some(),
        uses: counted(row.uses, "uses of link")?,
        max_uses: most.transpose()?,
        suspended,
    })
}

/// The token of a row.
pub fn token(row: &link::Model) -> Result<LinkToken> {
    LinkToken::parse(&row.token).ok_or(StoreError::Corrupt("token of link"))
}

/// The serial that a row of a suite with this rule carries.
pub fn serial(row: &link::Model, rule: SerialRule) -> Result<Option<LicenseCode>> {
    let stored = row.serial.as_deref();
    stored.map(|stored| row::serial(rule, stored)).transpose()
}

/// Spends one use of a link whose uses are limited, unless all are spent; whether it could.
pub async fn spend(db: &impl ConnectionTrait, link_id: i64) -> Result<bool> {
    let left = Expr::col(link::Column::Uses).lt(Expr::col(link::Column::MaxUses));
    let done = link::Entity::update_many()
        .col_expr(link::Column::Uses, Expr::col(link::Column::Uses).add(1))
        .filter(link::Column::Id.eq(link_id))
        .filter(left)
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}
