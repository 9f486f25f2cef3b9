//! The sandbox of a vendor's suite: seen, links and serials made for it, test teams removed. What isn't the actor's is not found.

use domain::check::TestKind;
use domain::link::LinkToken;
use domain::sandbox::{LINK_LIFETIME, check_link, check_serials};
use domain::serial::{Serial, SerialChangeRefusal};
use domain::task::SerialRule;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::{link, test_serial};
use crate::queries::dissolving::dissolve;
use crate::queries::row::count;
use crate::queries::sandbox::{self, SandboxTeam, TestLink, TestSerial};
use crate::queries::suites::{load_own, own};
use crate::{Actor, PendingDelivery, Result, Store, StoreError};

/// A suite's sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sandbox {
    /// What verifies serials of test teams.
    pub serial_rule: SerialRule,
    /// Its links, the latest first.
    pub links: Vec<TestLink>,
    /// Its serials, the earliest first.
    pub serials: Vec<TestSerial>,
    /// Its teams, the earliest first.
    pub teams: Vec<SandboxTeam>,
}

impl Store {
    /// A suite's sandbox.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`].
    pub async fn own_sandbox(&self, actor: &Actor, suite_key: &str) -> Result<Sandbox> {
        let db = self.read();
        let suite = load_own(db, actor, suite_key).await?;
        let links = sandbox::links(db, &suite).await?;
        let suite = sandbox::as_applied(db, suite).await?;
        let teams = sandbox::teams(db, suite.id).await?;
        Ok(Sandbox {
            serial_rule: suite.settings.serial,
            links,
            serials: sandbox::serials(db, suite.id, &teams).await?,
            teams,
        })
    }

    /// Makes a test link.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sandbox`], [`StoreError::NotFound`].
    pub async fn make_test_link(
        &self,
        actor: &Actor,
        suite_key: &str,
        (token, label): (&LinkToken, &str),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let present = sandbox::links_of(suite_id).count(&tx).await?;
            check_link(count(present))?;
            let row = link::ActiveModel {
                token: Set(token.as_str().to_owned()),
                suite_id: Set(suite_id),
                label: Set(label.to_owned()),
                expires_at: Set(Some((now + LINK_LIFETIME).0)),
                uses: Set(0),
                scans: Set(0),
                created_at: Set(now.0),
                test: Set(Some(TestKind::Sandbox.word().into_owned())),
                ..Default::default()
            };
            row.insert(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Removes a test link. Test teams that came by it stay.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`].
    pub async fn remove_test_link(
        &self,
        actor: &Actor,
        (suite_key, token): (&str, &LinkToken),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let done = link::Entity::update_many()
                .col_expr(link::Column::RevokedAt, Expr::val(now.0))
                .filter(link::Column::Token.eq(token.as_str()))
                .filter(link::Column::SuiteId.eq(suite_id))
                .filter(link::Column::Test.eq(TestKind::Sandbox.word().as_ref()))
                .filter(link::Column::RevokedAt.is_null())
                .exec(&tx)
                .await?;
            match done.rows_affected {
                0 => Err(StoreError::NotFound),
                _ => Ok(()),
            }
        })
        .await
    }

    /// Issues test serials.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sandbox`], [`SerialChangeRefusal::Elsewhere`] if the suite's vendor verifies serials,
    /// [`StoreError::NotFound`].
    pub async fn issue_test_serials(
        &self,
        actor: &Actor,
        suite_key: &str,
        serials: &[Serial],
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let suite = sandbox::as_applied(&tx, suite).await?;
            if suite.settings.serial == SerialRule::Vendor {
                return Err(SerialChangeRefusal::Elsewhere.into());
            }
            let present = sandbox::serials_of(suite.id).count(&tx).await?;
            check_serials(count(serials.len() as u64), count(present))?;
            let rows = serials.iter().map(|serial| test_serial::ActiveModel {
                suite_id: Set(suite.id),
                code: Set(serial.compact()),
                created_at: Set(now.0),
                ..Default::default()
            });
            test_serial::Entity::insert_many(rows).exec(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Removes a test team, as if its owner had dissolved it: its place and its serials are free again. Answers what the vendor
    /// must be told.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`].
    pub async fn remove_test_team(
        &self,
        actor: &Actor,
        (suite_key, id): (&str, i64),
        now: Moment,
    ) -> Result<Vec<PendingDelivery>> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let team = sandbox::team(&tx, suite_id, id).await?;
            let team = team.ok_or(StoreError::NotFound)?;
            dissolve(&tx, team.id, "", now).await
        })
        .await
    }

    /// The teams that a person is in, the latest first, by their ids for the outside; whether each is a test team.
    pub async fn teams_of_person(&self, person_id: i64) -> Result<Vec<(String, bool)>> {
        sandbox::teams_of_person(self.read(), person_id).await
    }
}
