//! Deploy links.

use domain::batch::SerialTaken;
use domain::license_code::LicenseCode;
use domain::link::{LinkFacts, LinkToken};
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::entity::link;
use crate::queries::batches::Carriable;
use crate::queries::links::{Deployment, facts, serial, token};
use crate::queries::row::stored;
use crate::queries::step;
use crate::{Result, Store, StoreError, Suite};

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
        self.write(|tx| async move {
            if let Some(serial) = settings.serial.as_ref().and_then(LicenseCode::issued) {
                let carriable = Carriable::read(&tx, suite_id, &[serial]).await?;
                if let Err(taken) = carriable.check(&serial, now) {
                    return Ok(Err(taken));
                }
            }
            let row = link::ActiveModel {
                token: Set(token.as_str().to_owned()),
                suite_id: Set(suite_id),
                label: Set(settings.label.clone()),
                serial: Set(settings.serial.as_ref().map(LicenseCode::stored)),
                expires_at: Set(settings.expires_at.map(|at| at.0)),
                max_uses: Set(settings.max_uses.map(stored)),
                uses: Set(0),
                scans: Set(0),
                created_at: Set(now.0),
                ..Default::default()
            };
            row.insert(&tx).await?;
            Ok(Ok(()))
        })
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
                facts: facts(&row, suite.suspended)?,
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
