//! The suites of a team, as each of its members sees them.

use domain::authorization::AuthorizationState;
use domain::license_code::LicenseCode;
use domain::role::Permission;
use domain::scope::Scope;
use domain::time::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::{authorization, suite, vendor};
use crate::queries::changes;
use crate::queries::feedback;
use crate::queries::memberships::Membership;
use crate::queries::row::{self, counted, json, rows_in, word};
use crate::queries::scopes::{self, read_parts};
use crate::queries::team_suites::{plain, seen};
use crate::{DataPermission, Event, OwnRating, Result, ScopeView, Store, StoreError};

/// A suite of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuiteRow {
    /// Its key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// The vendor's name for sentences.
    pub vendor_short: String,
    /// How its authorization stands.
    pub state: AuthorizationState,
    /// Who may use it, for those who set it.
    pub scope: Option<ScopeView>,
}

/// All of a suite that a member sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuitePage {
    /// The suite.
    pub row: SuiteRow,
    /// The vendor's full name.
    pub vendor: String,
    /// How to reach the vendor.
    pub contact: Option<String>,
    /// What it asks for.
    pub permissions: Vec<DataPermission>,
    /// Its version.
    pub version: String,
    /// What the member has said of that.
    pub rating: Option<OwnRating>,
    /// The serial that it was authorized with, for those who may authorize.
    pub serial: Option<LicenseCode>,
    /// What was done to its authorization, for those who may authorize.
    pub events: Vec<Event>,
    /// When it was authorized.
    pub authorized_at: Moment,
}

impl Store {
    /// The suites of a team that this member sees: those in their scope, or all for those who manage.
    pub async fn suites_of(&self, membership: &Membership) -> Result<Vec<SuiteRow>> {
        let db = self.read();
        let given = seen(db, membership, true).await?;
        let suites = plain(db, given.iter().map(|row| row.suite_id)).await?;
        let of = suites.iter().map(|suite| suite.vendor_id);
        let vendors = rows_in::<vendor::Entity>(db, vendor::Column::Id, of).await?;
        let mut rows = Vec::with_capacity(given.len());
        for row in given {
            let suite = suites.iter().find(|suite| suite.id == row.suite_id);
            let suite = suite.ok_or(StoreError::Corrupt("suite of authorization"))?;
            let vendor = vendors.iter().find(|vendor| vendor.id == suite.vendor_id);
            rows.push(SuiteRow {
                suite_key: suite.suite_key.clone(),
                name: suite.name.clone(),
                vendor_short: vendor.map(|of| of.short_name.clone()).unwrap_or_default(),
                state: word(&row.state, "authorization state")?,
                scope: scope_for(db, membership, &row).await?,
            });
        }
        Ok(rows)
    }

    /// All of a suite that this member sees; `None` if it isn't theirs to see.
    pub async fn suite_page(
        &self,
        membership: &Membership,
        suite_key: &str,
    ) -> Result<Option<SuitePage>> {
        let db = self.read();
        let found = suite::Entity::find()
            .filter(suite::Column::SuiteKey.eq(suite_key))
            .one(db)
            .await?;
        let Some(suite) = found else { return Ok(None) };
        let given = seen(db, membership, true).await?;
        let Some(row) = given.into_iter().find(|row| row.suite_id == suite.id) else {
            return Ok(None);
        };
        let vendor = vendor::Entity::find_by_id(suite.vendor_id).one(db).await?;
        let vendor = vendor.ok_or(StoreError::Corrupt("vendor of suite"))?;
        let rating = feedback::find(db, suite.id, &suite.version, membership.person_id).await?;
        let rating = rating.map(|row| {
            Ok::<_, StoreError>(OwnRating {
                stars: counted(row.stars, "stars")?,
                text: row.text,
            })
        });
        let decides = membership.role.may(Permission::Authorize);
        let events = match decides {
            true => changes::events(db, row.id).await?,
            false => Vec::new(),
        };
        let rule = word(&suite.serial_rule, "serial rule")?;
        let serial = row.serial.as_deref().filter(|_| decides);
        let serial = serial.map(|stored| row::serial(rule, stored)).transpose()?;
        Ok(Some(SuitePage {
            vendor: vendor.name,
            contact: vendor.contact,
            permissions: json(&suite.permissions, "permissions")?,
            rating: rating.transpose()?,
            version: suite.version,
            serial,
            events,
            authorized_at: Moment(row.authorized_at),
            row: SuiteRow {
                scope: scope_for(db, membership, &row).await?,
                suite_key: suite.suite_key,
                name: suite.name,
                vendor_short: vendor.short_name,
                state: word(&row.state, "authorization state")?,
            },
        }))
    }
}

async fn scope_for(
    db: &impl ConnectionTrait,
    membership: &Membership,
    row: &authorization::Model,
) -> Result<Option<ScopeView>> {
    if !membership.role.may(Permission::SetScope) {
        return Ok(None);
    }
    let scope: Option<Scope> = read_parts(db, row.id, row.scope.as_deref()).await?;
    match scope {
        Some(scope) => Ok(Some(scopes::view(db, membership.corp_id, scope).await?)),
        None => Ok(None),
    }
}
