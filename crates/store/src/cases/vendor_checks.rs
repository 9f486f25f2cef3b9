//! Checks of vendors' servers that are begun in the console: the last one of a suite is kept.

use domain::check::LONGEST;
use domain::suite::SuiteRefusal;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::suite_check;
use crate::queries::row::moment;
use crate::queries::suites::own;
use crate::{Actor, Result, Store};

/// A check that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRun {
    /// The suite's id.
    pub suite_id: i64,
    /// What it is told apart from others by.
    pub run: String,
}

/// The last check of a suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastCheck {
    /// When it began.
    pub began_at: Moment,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// The report's lines so far, as JSON.
    pub lines: String,
    /// Why it has no report.
    pub error: Option<String>,
}

impl LastCheck {
    /// Whether it goes on. One that takes too long was stopped with its server.
    pub fn runs(&self, now: Moment) -> bool {
        self.ended_at.is_none() && now < self.began_at + LONGEST
    }
}

impl Store {
    /// Begins a check of a suite.
    ///
    /// # Errors
    ///
    /// [`SuiteRefusal::CheckRunning`], [`StoreError::NotFound`](crate::StoreError::NotFound).
    pub async fn begin_own_check(
        &self,
        actor: &Actor,
        suite_key: &str,
        run: &str,
        now: Moment,
    ) -> Result<CheckRun> {
        self.write(|tx| async move {
            let suite_id = own(&tx, actor, suite_key).await?;
            let found = suite_check::Entity::find()
                .filter(suite_check::Column::SuiteId.eq(suite_id))
                .one(&tx)
                .await?;
            if found.as_ref().is_some_and(|row| of(row.clone()).runs(now)) {
                return Err(SuiteRefusal::CheckRunning.into());
            }
            let row = suite_check::ActiveModel {
                suite_id: Set(suite_id),
                run: Set(run.to_owned()),
                began_at: Set(now.0),
                ended_at: Set(None),
                lines: Set("[]".to_owned()),
                error: Set(None),
                ..Default::default()
            };
            match found {
                None => row.insert(&tx).await?,
                Some(found) => {
                    let id = Set(found.id);
                    suite_check::ActiveModel { id, ..row }.update(&tx).await?
                }
            };
            Ok(CheckRun {
                suite_id,
                run: run.to_owned(),
            })
        })
        .await
    }

    /// Keeps what a check has found, unless another has been begun; with `ended`, it has ended, perhaps with an error.
    pub async fn keep_check(
        &self,
        check: &CheckRun,
        lines: &str,
        ended: Option<(Moment, Option<&str>)>,
    ) -> Result<()> {
        self.write(|tx| async move {
            let (ended_at, error) = ended.unzip();
            suite_check::Entity::update_many()
                .col_expr(suite_check::Column::Lines, Expr::val(lines))
                .col_expr(
                    suite_check::Column::EndedAt,
                    Expr::val(ended_at.map(|at| at.0)),
                )
                .col_expr(suite_check::Column::Error, Expr::val(error.flatten()))
                .filter(suite_check::Column::SuiteId.eq(check.suite_id))
                .filter(suite_check::Column::Run.eq(&*check.run))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// The last check of a suite, if there was one.
    pub async fn own_check(&self, actor: &Actor, suite_key: &str) -> Result<Option<LastCheck>> {
        let db = self.read();
        let suite_id = own(db, actor, suite_key).await?;
        let found = suite_check::Entity::find()
            .filter(suite_check::Column::SuiteId.eq(suite_id))
            .one(db)
            .await?;
        Ok(found.map(of))
    }
}

fn of(row: suite_check::Model) -> LastCheck {
    LastCheck {
        began_at: Moment(row.began_at),
        ended_at: moment(row.ended_at),
        lines: row.lines,
        error: row.error,
    }
}
