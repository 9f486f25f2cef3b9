//! Deploy links.

use domain::batch::SerialTaken;
use domain::license_code::LicenseCode;
use domain::link::{LinkFacts, LinkToken};
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::entity::link;
use crate::queries::links::{Deployment, LinkSettings, enter, facts, serial, token};
use crate::queries::step;
use crate::{Result, Store, StoreError, Suite};

/// A link as its vendor sees it among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Its token.
    pub token: LinkToken,
    /// A campaign, a reseller.
    pub label: String,
    /// Its state.
    pub facts: LinkFacts,
    /// The serial that it carries.
    pub serial: Option<LicenseCode>,
    /// How often it was opened.
    pub scans: i64,
}

impl Store {
    /// Makes a link of a suite; refuses a serial issued here that can't be given out, or that another link carries.
    pub async fn create_link(
        &self,
        suite_id: i64,
        token: &LinkToken,
        settings: LinkSettings,
        now: Moment,
    ) -> Result<std::result::Result<(), SerialTaken>> {
        let settings = &settings;
        self.write(|tx| async move { enter(&tx, suite_id, token, settings, now).await })
            .await
    }

    /// Takes a link back.
    pub async fn revoke_link(&self, token: &LinkToken, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let done = link::Entity::update_many()
                // It says when it was first taken back.
                .col_expr(
                    link::Column::RevokedAt,
                    Expr::col(link::Column::RevokedAt).if_null(now.0),
                )
                .filter(link::Column::Token.eq(token.as_str()))
                .exec(&tx)
                .await?;
            match done.rows_affected {
                0 => Err(StoreError::NotFound),
                _ => Ok(()),
            }
        })
        .await
    }

    /// A link with its suite; `None` if there is no such link.
    pub async fn deployment(&self, token: &LinkToken) -> Result<Option<Deployment>> {
        let found = step::find(self.read(), token, None, true).await?;
        Ok(found.map(|rows| rows.deployment))
    }

    /// A suite's links that belong to no batch, the newest first.
    pub async fn links(&self, suite: &Suite) -> Result<Vec<LinkRow>> {
        let rows = link::Entity::find()
            .filter(link::Column::SuiteId.eq(suite.id))
            .filter(link::Column::BatchId.is_null())
            .filter(link::Column::Test.is_null())
            .order_by_desc(link::Column::Id)
            .all(self.read())
            .await?;
        let row = |row: link::Model| {
            Ok(LinkRow {
                token: token(&row)?,
                facts: facts(&row, suite)?,
                serial: serial(&row, suite.settings.serial)?,
                scans: row.scans,
                label: row.label,
            })
        };
        rows.into_iter().map(row).collect()
    }

    /// The first link of a suite, by its age.
    pub async fn first_link(&self, suite_id: i64) -> Result<Option<LinkToken>> {
        let row = link::Entity::find()
            .filter(link::Column::SuiteId.eq(suite_id))
            .filter(link::Column::Test.is_null())
            .order_by_asc(link::Column::Id)
            .one(self.read())
            .await?;
        Ok(row.and_then(|row| LinkToken::parse(&row.token)))
    }
}
