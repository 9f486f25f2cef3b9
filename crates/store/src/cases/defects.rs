//! Defects that were found later, as operators see them: what is due first, what is over last.

use domain::acceptance::{Criteria, DefectState};
use domain::audit::Act;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{defect, suite};
use crate::queries::applications::name_of;
use crate::queries::audit::record;
use crate::queries::defects::{
    Change, DefectWords, LaterDefect, change, find, later, new_row, overdue, shown, standing,
};
use crate::queries::desk::{SuiteName, name_in, names, of_suite_named};
use crate::queries::letters::{SealedLetter, to_owners};
use crate::queries::lists::QueuePlace;
use crate::queries::row::holds;
use crate::queries::suites;
use crate::{Actor, Result, Store, StoreError};

/// Which defects are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DefectFilter {
    /// All that aren't closed.
    #[default]
    Due,
    /// Those whose vendor is late.
    Overdue,
    /// Those that stand so.
    Standing(DefectState),
}

/// How the list is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DefectListing {
    /// What the defect's title, or the name of its suite or vendor, holds; empty for everything.
    pub search: String,
    /// Which.
    pub filter: DefectFilter,
    /// Only those of the suite with this key.
    pub suite: Option<String>,
    /// Behind this one.
    pub after: Option<QueuePlace>,
    /// The most rows.
    pub limit: u64,
}

/// A defect as an operator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskDefect {
    /// Whose it is.
    pub of: SuiteName,
    /// The defect.
    pub defect: LaterDefect,
}

impl DeskDefect {
    /// Its place in the list.
    pub fn place(&self) -> QueuePlace {
        match self.defect.due_at {
            Some(at) => QueuePlace::Waiting(at, self.defect.id),
            None => QueuePlace::Decided(self.defect.id),
        }
    }
}

impl Store {
    /// Defects that were found later: what is due first comes first, of what is closed the latest; and whether there are more.
    pub async fn later_defects(
        &self,
        listing: &DefectListing,
        now: Moment,
    ) -> Result<(Vec<DeskDefect>, bool)> {
        use defect::Column::{ClosedAt, DueAt, Id, SuiteId, Title};
        let db = self.read();
        let mut query = later();
        if !listing.search.is_empty() {
            let text = &listing.search;
            query = query.filter(holds(Title, text).or(of_suite_named(SuiteId, text)));
        }
        if let Some(suite_key) = &listing.suite {
            let id = suites::id_of(db, suite_key).await?;
            query = query.filter(SuiteId.eq(id.ok_or(StoreError::NotFound)?));
        }
        let is_closed = listing.filter == DefectFilter::Standing(DefectState::Closed);
        query = match listing.filter {
            DefectFilter::Due => query.filter(DueAt.is_not_null()),
            DefectFilter::Overdue => overdue(query, now),
            DefectFilter::Standing(DefectState::Closed) => query.filter(ClosedAt.is_not_null()),
            DefectFilter::Standing(state) => standing(query.filter(DueAt.is_not_null()), state),
        };
        query = match listing.after {
            Some(QueuePlace::Waiting(at, id)) if !is_closed => {
                query.filter(DueAt.gt(at.0).or(DueAt.eq(at.0).and(Id.gt(id))))
            }
            Some(QueuePlace::Decided(id)) if is_closed => query.filter(Id.lt(id)),
            _ => query,
        };
        query = match is_closed {
            true => query.order_by_desc(Id),
            false => query.order_by_asc(DueAt).order_by_asc(Id),
        };
        let mut rows = query.limit(listing.limit + 1).all(db).await?;
        let most = usize::try_from(listing.limit).unwrap_or(usize::MAX);
        let is_more = rows.len() > most;
        rows.truncate(most);
        let names = names(db, rows.iter().map(|row| row.suite_id)).await?;
        let row = |row: defect::Model| {
            Ok(DeskDefect {
                of: name_in(&names, row.suite_id),
                defect: shown(row, now)?,
            })
        };
        let rows: Result<_> = rows.into_iter().map(row).collect();
        Ok((rows?, is_more))
    }

    /// One of them.
    pub async fn later_defect(&self, id: i64, now: Moment) -> Result<DeskDefect> {
        let db = self.read();
        let row = find(db, id).await?;
        let names = names(db, [row.suite_id]).await?;
        Ok(DeskDefect {
            of: name_in(&names, row.suite_id),
            defect: shown(row, now)?,
        })
    }

    /// Records a defect that was found later in a suite; its vendor's owners are mailed. Answers its id.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if there is no such suite.
    pub async fn find_defect(
        &self,
        actor: &Actor,
        suite_key: &str,
        (words, criteria, letter): (&DefectWords, &Criteria, &SealedLetter),
        now: Moment,
    ) -> Result<i64> {
        self.write(|tx| async move {
            actor.operator()?;
            let suite = suites::head(&tx, suite::Column::SuiteKey.eq(suite_key)).await?;
            let suite = suite.ok_or(StoreError::NotFound)?;
            let due = criteria.due(words.severity, now);
            let by = name_of(&tx, actor).await?;
            let mut row = new_row(suite.id, (None, &suite.version), words, by, now);
            row.plan_due = Set(Some(due.plan.0));
            row.mend_due = Set(Some(due.mend.0));
            row.due_at = Set(Some(due.plan.0));
            let row = row.insert(&tx).await?;
            let (severity, id) = (words.severity.word(), row.id.to_string());
            let detail = [
                ("suite_key", suite_key),
                ("defect", &id),
                ("title", &words.title),
                ("severity", &severity),
            ];
            let done = (Act::DefectFound, suite.name.as_str());
            record(&tx, actor.by(), done, &detail, now).await?;
            to_owners(&tx, suite.vendor_id, letter, now).await?;
            Ok(row.id)
        })
        .await
    }

    /// Closes a defect.
    ///
    /// # Errors
    ///
    /// [`StoreError::Defect`] if it is closed.
    pub async fn close_defect(&self, actor: &Actor, id: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            actor.operator()?;
            let row = find(&tx, id).await?;
            let names = names(&tx, [row.suite_id]).await?;
            let name = name_in(&names, row.suite_id);
            change(&tx, actor, (row, &name.suite), &Change::Close, now).await?;
            Ok(())
        })
        .await
    }

    /// Returns a defect that is still there; its vendor's owners are mailed.
    ///
    /// # Errors
    ///
    /// [`StoreError::Defect`] if it isn't said to be mended.
    pub async fn return_defect(
        &self,
        actor: &Actor,
        id: i64,
        (reason, letter): (&str, &SealedLetter),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            actor.operator()?;
            let row = find(&tx, id).await?;
            let suite = suites::head(&tx, suite::Column::Id.eq(row.suite_id)).await?;
            let suite = suite.ok_or(StoreError::Corrupt("suite"))?;
            let back = Change::Return(reason);
            change(&tx, actor, (row, &suite.name), &back, now).await?;
            to_owners(&tx, suite.vendor_id, letter, now).await
        })
        .await
    }
}
