//! Suites and vendors as operators see them; suspending suites.

use domain::audit::Act;
use domain::suite::SuiteState;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use crate::entity::{suite, vendor};
use crate::queries::audit::record;
use crate::queries::desk::{SuiteName, VendorEntry, name_in, named, names};
use crate::queries::letters::{SealedLetter, to_owners};
use crate::queries::lists::{Listed, Listing};
use crate::queries::row::{holds, moment};
use crate::{Actor, Result, Store, StoreError};

/// A suite as an operator sees it among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskSuite {
    /// Whose it is.
    pub of: SuiteName,
    /// How it stands.
    pub state: SuiteState,
    /// Why it is suspended.
    pub suspended_for: Option<String>,
    /// When it was suspended.
    pub suspended_at: Option<Moment>,
    /// When it was approved.
    pub approved_at: Option<Moment>,
    /// When it was made.
    pub created_at: Moment,
}

impl Store {
    /// The suites of all vendors whose name, or whose vendor's, holds what is searched for; only those that stand so, where that is
    /// asked for.
    pub async fn desk_suites(
        &self,
        listing: &Listing,
        state: Option<SuiteState>,
    ) -> Result<Listed<DeskSuite>> {
        use suite::Column::{ApprovedAt, CreatedAt, Id, SuspendedAt, SuspendedFor};
        type Row = (i64, Option<i64>, Option<i64>, Option<String>, i64);
        let db = self.read();
        let mut query = suite::Entity::find().select_only().columns([
            Id,
            ApprovedAt,
            SuspendedAt,
            SuspendedFor,
            CreatedAt,
        ]);
        if !listing.search.is_empty() {
            query = query.filter(named(&listing.search));
        }
        query = match state {
            None => query,
            Some(SuiteState::Suspended) => query.filter(SuspendedAt.is_not_null()),
            Some(SuiteState::Approved) => query
                .filter(SuspendedAt.is_null())
                .filter(ApprovedAt.is_not_null()),
            Some(SuiteState::Draft) => query
                .filter(SuspendedAt.is_null())
                .filter(ApprovedAt.is_null()),
        };
        let rows: Vec<Row> = listing.of(query, Id).into_tuple().all(db).await?;
        let page = listing.page(rows, |row| row.0);
        let names = names(db, page.rows.iter().map(|row| row.0)).await?;
        let row = |(id, approved, suspended, why, created_at): Row| DeskSuite {
            of: name_in(&names, id),
            state: SuiteState::of(approved.is_some(), suspended.is_some()),
            suspended_for: why,
            suspended_at: moment(suspended),
            approved_at: moment(approved),
            created_at: Moment(created_at),
        };
        let rows = page.rows.iter().cloned().map(row).collect();
        Ok(page.with(rows))
    }

    /// The vendors whose full name holds what is searched for.
    pub async fn desk_vendors(&self, listing: &Listing) -> Result<Listed<VendorEntry>> {
        let mut query = vendor::Entity::find();
        if !listing.search.is_empty() {
            query = query.filter(holds(vendor::Column::Name, &listing.search));
        }
        let id = (
            vendor::Column::Id,
            (|row| row.id) as fn(&vendor::Model) -> i64,
        );
        let page = listing.read(self.read(), query, id).await?;
        let rows = page.rows.iter().cloned().map(VendorEntry::from).collect();
        Ok(page.with(rows))
    }

    /// Suspends a suite or resumes it, with a reason; its vendor's owners are mailed.
    ///
    /// # Errors
    ///
    /// [`StoreError::Already`] if it stands so.
    pub async fn set_suspension(
        &self,
        actor: &Actor,
        suite_key: &str,
        (suspend, reason, letter): (bool, &str, &SealedLetter),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            actor.operator()?;
            let row = suite::Entity::find()
                .filter(suite::Column::SuiteKey.eq(suite_key))
                .one(&tx)
                .await?;
            let row = row.ok_or(StoreError::NotFound)?;
            if row.suspended_at.is_some() == suspend {
                return Err(StoreError::Already);
            }
            let (name, vendor_id) = (row.name.clone(), row.vendor_id);
            let mut row = row.into_active_model();
            row.suspended_at = Set(suspend.then_some(now.0));
            row.suspended_for = Set(suspend.then(|| reason.to_owned()));
            row.update(&tx).await?;
            let act = match suspend {
                true => Act::SuiteSuspended,
                false => Act::SuiteResumed,
            };
            let detail = [("suite_key", suite_key), ("reason", reason)];
            record(&tx, actor.by(), (act, &name), &detail, now).await?;
            to_owners(&tx, vendor_id, letter, now).await
        })
        .await
    }
}
