//! Defects that were found later, as their vendor sees them. What isn't the actor's is not found.

use domain::acceptance::DefectState;
use domain::time::Moment;
use sea_orm::{ColumnTrait, QueryFilter};

use crate::entity::defect;
use crate::queries::defects::{Change, LaterDefect, change, later, shown, standing};
use crate::queries::lists::{Listed, Listing};
use crate::queries::row::holds;
use crate::queries::suites::{load_own, own};
use crate::{Actor, Result, Store, StoreError};

impl Store {
    /// The defects of a suite that were found later, whose title holds what is searched for; only those that stand so, where that is
    /// asked for.
    pub async fn own_defects(
        &self,
        actor: &Actor,
        suite_key: &str,
        (listing, state): (&Listing, Option<DefectState>),
        now: Moment,
    ) -> Result<Listed<LaterDefect>> {
        let db = self.read();
        let suite_id = own(db, actor, suite_key).await?;
        let mut query = later().filter(defect::Column::SuiteId.eq(suite_id));
        if !listing.search.is_empty() {
            query = query.filter(holds(defect::Column::Title, &listing.search));
        }
        if let Some(state) = state {
            query = standing(query, state);
        }
        let id = (
            defect::Column::Id,
            (|row| row.id) as fn(&defect::Model) -> i64,
        );
        let page = listing.read(db, query, id).await?;
        let rows: Result<_> = page
            .rows
            .iter()
            .cloned()
            .map(|row| shown(row, now))
            .collect();
        Ok(page.with(rows?))
    }

    /// Submits the plan for a defect.
    ///
    /// # Errors
    ///
    /// [`StoreError::Defect`] if it is mended or closed.
    pub async fn plan_defect(
        &self,
        actor: &Actor,
        of: (&str, i64),
        plan: &str,
        now: Moment,
    ) -> Result<LaterDefect> {
        self.change_own_defect(actor, of, &Change::Plan(plan), now)
            .await
    }

    /// Says that a defect is mended.
    ///
    /// # Errors
    ///
    /// [`StoreError::Defect`] if it is mended or closed.
    pub async fn mend_defect(
        &self,
        actor: &Actor,
        of: (&str, i64),
        now: Moment,
    ) -> Result<LaterDefect> {
        self.change_own_defect(actor, of, &Change::Mend, now).await
    }

    async fn change_own_defect(
        &self,
        actor: &Actor,
        (suite_key, id): (&str, i64),
        what: &Change<'_>,
        now: Moment,
    ) -> Result<LaterDefect> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let row = later()
                .filter(defect::Column::Id.eq(id))
                .filter(defect::Column::SuiteId.eq(suite.id))
                .one(&tx)
                .await?;
            let row = row.ok_or(StoreError::NotFound)?;
            let row = change(&tx, actor, (row, &suite.name), what, now).await?;
            shown(row, now)
        })
        .await
    }
}
