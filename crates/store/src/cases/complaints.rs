//! Problems that members of teams reported, as operators answer them.

use domain::audit::Act;
use domain::feedback::{Answer, ComplaintState};
use domain::notice::NoticeKind;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter,
};

use crate::entity::{complaint, corp};
use crate::queries::applications::name_of;
use crate::queries::audit::record;
use crate::queries::desk::{SuiteName, name_in, names, of_suite_named};
use crate::queries::lists::{Listed, Listing};
use crate::queries::notices;
use crate::queries::row::{holds, moment, rows_in};
use crate::{Actor, Result, Store, StoreError};

/// A problem that a member of a team reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Its id.
    pub id: i64,
    /// How it stands.
    pub state: ComplaintState,
    /// Of which suite.
    pub of: SuiteName,
    /// The team's name.
    pub team: String,
    /// What was reported.
    pub text: String,
    /// When.
    pub at: Moment,
    /// The answer.
    pub answer: Option<String>,
    /// Whose answer it is.
    pub answered_by: Option<String>,
    /// When it was answered.
    pub answered_at: Option<Moment>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
}

impl Store {
    /// The complaints that hold what is searched for in their text, or in the name of the suite or its vendor.
    pub async fn complaints(
        &self,
        listing: &Listing,
        state: Option<ComplaintState>,
    ) -> Result<Listed<Complaint>> {
        use complaint::Column::{AnsweredAt, ClosedAt, Id, SuiteId, Text};
        let mut query = complaint::Entity::find();
        if !listing.search.is_empty() {
            let text = &listing.search;
            query = query.filter(holds(Text, text).or(of_suite_named(SuiteId, text)));
        }
        query = match state {
            None => query,
            Some(ComplaintState::Closed) => query.filter(ClosedAt.is_not_null()),
            Some(ComplaintState::Open) => query
                .filter(ClosedAt.is_null())
                .filter(AnsweredAt.is_null()),
            Some(ComplaintState::Answered) => query
                .filter(ClosedAt.is_null())
                .filter(AnsweredAt.is_not_null()),
        };
        let id = (Id, (|row| row.id) as fn(&complaint::Model) -> i64);
        let page = listing.read(self.read(), query, id).await?;
        let rows = shown(self.read(), page.rows.clone()).await?;
        Ok(page.with(rows))
    }

    /// A complaint.
    pub async fn complaint(&self, id: i64) -> Result<Complaint> {
        let row = find(self.read(), id).await?;
        let shown = shown(self.read(), vec![row]).await?;
        shown.into_iter().next().ok_or(StoreError::NotFound)
    }

    /// Answers a complaint, or answers it in other words; who reported it gets the answer as a notice.
    ///
    /// # Errors
    ///
    /// [`StoreError::Already`] if it is closed.
    pub async fn answer_complaint(
        &self,
        actor: &Actor,
        id: i64,
        answer: &Answer,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            actor.operator()?;
            let row = find(&tx, id).await?;
            if row.closed_at.is_some() {
                return Err(StoreError::Already);
            }
            let (suite_id, corp_id, reporter) = (row.suite_id, row.corp_id, row.person_id);
            let changed = row.answer.as_deref() != Some(answer.as_str());
            let mut row = row.into_active_model();
            row.answer = Set(Some(answer.as_str().to_owned()));
            row.answered_by = Set(Some(name_of(&tx, actor).await?));
            row.answered_at = Set(Some(now.0));
            row.update(&tx).await?;
            let suite = noted(&tx, actor, (Act::ComplaintAnswered, suite_id, id), now).await?;
            if changed {
                let told = (NoticeKind::ComplaintAnswered, &*suite, answer.as_str());
                notices::tell(&tx, corp_id, &[reporter], told, now).await?;
            }
            Ok(())
        })
        .await
    }

    /// Closes a complaint, or opens it again.
    ///
    /// # Errors
    ///
    /// [`StoreError::Already`] if it stands so.
    pub async fn close_complaint(
        &self,
        actor: &Actor,
        (id, close): (i64, bool),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            actor.operator()?;
            let row = find(&tx, id).await?;
            if row.closed_at.is_some() == close {
                return Err(StoreError::Already);
            }
            let suite_id = row.suite_id;
            let mut row = row.into_active_model();
            row.closed_at = Set(close.then_some(now.0));
            row.update(&tx).await?;
            let act = match close {
                true => Act::ComplaintClosed,
                false => Act::ComplaintReopened,
            };
            noted(&tx, actor, (act, suite_id, id), now).await?;
            Ok(())
        })
        .await
    }
}

async fn find(db: &impl ConnectionTrait, id: i64) -> Result<complaint::Model> {
    let found = complaint::Entity::find_by_id(id).one(db).await?;
    found.ok_or(StoreError::NotFound)
}

async fn shown(db: &impl ConnectionTrait, rows: Vec<complaint::Model>) -> Result<Vec<Complaint>> {
    let names = names(db, rows.iter().map(|row| row.suite_id)).await?;
    let teams = rows.iter().map(|row| row.corp_id);
    let teams = rows_in::<corp::Entity>(db, corp::Column::Id, teams).await?;
    let team = |id| {
        let found = teams.iter().find(|team| team.id == id);
        found.map_or_else(String::new, |team| team.name.clone())
    };
    let row = |row: complaint::Model| Complaint {
        id: row.id,
        state: ComplaintState::of(row.answered_at.is_some(), row.closed_at.is_some()),
        of: name_in(&names, row.suite_id),
        team: team(row.corp_id),
        text: row.text,
        at: Moment(row.at),
        answer: row.answer,
        answered_by: row.answered_by,
        answered_at: moment(row.answered_at),
        closed_at: moment(row.closed_at),
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Writes what was done into the audit log; the suite's name.
async fn noted(
    db: &impl ConnectionTrait,
    actor: &Actor,
    (act, suite_id, id): (Act, i64, i64),
    now: Moment,
) -> Result<String> {
    let names = names(db, [suite_id]).await?;
    let id = id.to_string();
    let detail = [("complaint", id.as_str())];
    let suite = name_in(&names, suite_id).suite;
    record(db, actor.by(), (act, &suite), &detail, now).await?;
    Ok(suite)
}
