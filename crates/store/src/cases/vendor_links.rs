//! A vendor's links and batches of them: listed, made, taken back. What isn't the actor's is not found.

use domain::batch::SerialTaken;
use domain::license_code::LicenseCode;
use domain::link::{LinkFacts, LinkToken};
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter};

use crate::entity::link;
use crate::queries::carriable::Carriable;
use crate::queries::links::{LinkSettings, enter, facts, serial, token};
use crate::queries::lists::{Listed, Listing};
use crate::queries::row::holds;
use crate::queries::suites::{Suite, load_own, own};
use crate::{Actor, Result, Store, StoreError};

/// Which links are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkFilter {
    /// Only those of this batch; without, only those of none.
    pub batch: Option<i64>,
    /// Only those that are taken back, or only those that aren't.
    pub revoked: Option<bool>,
    /// With the most of these first, instead of by their age.
    pub most: Option<LinkCount>,
}

/// What is counted of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkCount {
    /// How often it was opened.
    Scans,
    /// How many have started through it.
    Starts,
}

/// A link as its vendor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLink {
    /// Its token.
    pub token: LinkToken,
    /// A campaign, a reseller, a customer.
    pub label: String,
    /// Its state.
    pub facts: LinkFacts,
    /// The serial that it carries.
    pub serial: Option<LicenseCode>,
    /// How often it was opened.
    pub scans: i64,
    /// How many have started through it.
    pub starts: i64,
    /// Its batch.
    pub batch: Option<i64>,
    /// When it was made.
    pub created_at: Moment,
}

impl Store {
    /// Makes a link; refuses a serial issued here that can't be given out, or that another link carries.
    pub async fn make_link(
        &self,
        actor: &Actor,
        suite_key: &str,
        (token, settings): (&LinkToken, &LinkSettings),
        now: Moment,
    ) -> Result<Result<(), SerialTaken>> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            enter(&tx, suite_id, token, settings, now).await
        })
        .await
    }

    /// A suite's links whose label holds what is searched for, or whose token it is.
    pub async fn own_links(
        &self,
        actor: &Actor,
        suite_key: &str,
        listing: &Listing,
        filter: LinkFilter,
    ) -> Result<Listed<OwnLink>> {
        use link::Column::{BatchId, Label, RevokedAt, SuiteId, Test, Token};
        let db = self.read();
        let suite = load_own(db, actor, suite_key).await?;
        let mut query = link::Entity::find()
            .filter(SuiteId.eq(suite.id))
            .filter(Test.is_null())
            .filter(match filter.batch {
                Some(batch) => BatchId.eq(batch),
                None => BatchId.is_null(),
            });
        query = match filter.revoked {
            Some(true) => query.filter(RevokedAt.is_not_null()),
            Some(false) => query.filter(RevokedAt.is_null()),
            None => query,
        };
        if !listing.search.is_empty() {
            query = query.filter(match LinkToken::parse(&listing.search) {
                Some(token) => Token.eq(token.as_str()),
                None => holds(Label, &listing.search),
            });
        }
        let of = (link::Column::Id, |row: &link::Model| row.id);
        let mut found = match filter.most {
            None => listing.read(db, query, of).await?,
            Some(count) => {
                let by = match count {
                    LinkCount::Scans => link::Column::Scans,
                    LinkCount::Starts => link::Column::Starts,
                };
                let by = (by, Order::Desc);
                listing.read_by(db, query, by, of).await?
            }
        };
        let rows = std::mem::take(&mut found.rows).into_iter();
        let rows = rows.map(|row| shown(row, &suite)).collect::<Result<_>>()?;
        Ok(found.with(rows))
    }

    /// A link of a suite.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`].
    pub async fn own_link(
        &self,
        actor: &Actor,
        suite_key: &str,
        token: &LinkToken,
    ) -> Result<OwnLink> {
        let db = self.read();
        let suite = load_own(db, actor, suite_key).await?;
        shown(one(db, suite.id, token).await?, &suite)
    }

    /// Takes a link back, or with `None` undoes that; refuses that where another link carries its serial by now.
    pub async fn set_link_revoked(
        &self,
        actor: &Actor,
        (suite_key, token): (&str, &LinkToken),
        revoked_at: Option<Moment>,
        now: Moment,
    ) -> Result<Result<(), SerialTaken>> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let row = one(&tx, suite.id, token).await?;
            let carried = serial(&row, suite.settings.serial)?;
            let issued = carried.as_ref().and_then(LicenseCode::issued);
            if let (None, Some(_), Some(issued)) = (revoked_at, row.revoked_at, issued) {
                let carriable = Carriable::read(&tx, suite.id, &[issued]).await?;
                // A team that redeemed it since did so by this link or by hand: the link is theirs.
                if let Err(taken @ SerialTaken::InLink(_)) = carriable.check(&issued, now) {
                    return Ok(Err(taken));
                }
            }
            let stands = revoked_at.map(|at| row.revoked_at.unwrap_or(at.0));
            link::Entity::update_many()
                .col_expr(link::Column::RevokedAt, Expr::val(stands))
                .filter(link::Column::Id.eq(row.id))
                .exec(&tx)
                .await?;
            Ok(Ok(()))
        })
        .await
    }
}

async fn one(db: &impl ConnectionTrait, suite_id: i64, token: &LinkToken) -> Result<link::Model> {
    let found = link::Entity::find()
        .filter(link::Column::Token.eq(token.as_str()))
        .filter(link::Column::SuiteId.eq(suite_id))
        .filter(link::Column::Test.is_null())
        .one(db)
        .await?;
    found.ok_or(StoreError::NotFound)
}

fn shown(row: link::Model, suite: &Suite) -> Result<OwnLink> {
    Ok(OwnLink {
        token: token(&row)?,
        facts: facts(&row, suite)?,
        serial: serial(&row, suite.settings.serial)?,
        scans: row.scans,
        starts: row.starts,
        batch: row.batch_id,
        created_at: Moment(row.created_at),
        label: row.label,
    })
}
