//! Links as stored.

use domain::batch::SerialTaken;
use domain::license_code::LicenseCode;
use domain::link::{LinkFacts, LinkToken};
use domain::task::SerialRule;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
};

use crate::entity::link;
use crate::queries::carriable::Carriable;
use crate::queries::row::{self, counted, moment, stored};
use crate::queries::suites::Suite;
use crate::{Result, StoreError};

/// A link with its suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// The link's id.
    pub link_id: i64,
    /// Its token.
    pub token: LinkToken,
    /// It is a test link.
    pub test: bool,
    /// Its state.
    pub facts: LinkFacts,
    /// The serial that it carries.
    pub serial: Option<LicenseCode>,
    /// What it deploys.
    pub suite: Suite,
}

/// What a link is made with.
#[derive(Clone, Debug, Default)]
pub struct LinkSettings {
    /// A campaign, a reseller.
    pub label: String,
    /// When it ends.
    pub expires_at: Option<Moment>,
    /// How many teams may authorize through it.
    pub max_uses: Option<u32>,
    /// The serial that it carries.
    pub serial: Option<LicenseCode>,
}

/// Enters a link of a suite; refuses a serial issued here that can't be given out, or that another link carries.
pub async fn enter(
    db: &impl ConnectionTrait,
    suite_id: i64,
    token: &LinkToken,
    settings: &LinkSettings,
    now: Moment,
) -> Result<std::result::Result<(), SerialTaken>> {
    if let Some(serial) = settings.serial.as_ref().and_then(LicenseCode::issued) {
        let carriable = Carriable::read(db, suite_id, &[serial]).await?;
        if let Err(taken) = carriable.check(&serial, now) {
            return Ok(Err(taken));
        }
    }
    let row = link::ActiveModel {
        token: Set(token.as_str().to_owned()),
        suite_id: Set(suite_id),
        label: Set(settings.label.clone()),
        serial: Set(settings.serial.as_ref().map(LicenseCode::to_string)),
        expires_at: Set(settings.expires_at.map(|at| at.0)),
        max_uses: Set(settings.max_uses.map(stored)),
        uses: Set(0),
        scans: Set(0),
        created_at: Set(now.0),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(Ok(()))
}

/// The state of a row of a suite.
pub fn facts(row: &link::Model, suite: &Suite) -> Result<LinkFacts> {
    // Test links lead somewhere before the suite is approved.
    let waits = !suite.approved && row.test.is_none();
    let most = row.max_uses.map(|most| counted(most, "uses of link"));
    Ok(LinkFacts {
        expires_at: moment(row.expires_at),
        revoked: row.revoked_at.is_some(),
        uses: counted(row.uses, "uses of link")?,
        max_uses: most.transpose()?,
        suspended: suite.suspended || waits,
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
