//! Defects that were found after a version was accepted.

use domain::acceptance::{DefectAct, DefectState, Due, Severity};
use domain::audit::Act;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    Select,
};

use crate::entity::defect;
use crate::queries::actor::Actor;
use crate::queries::audit::record;
use crate::queries::row::{moment, word};
use crate::{Result, StoreError};

/// A defect that was found later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterDefect {
    /// Its id.
    pub id: i64,
    /// How it stands.
    pub state: DefectState,
    /// How grave it is.
    pub severity: Severity,
    /// In which version it was found.
    pub version: String,
    /// What it is.
    pub title: String,
    /// How it shows itself.
    pub text: String,
    /// Who found it.
    pub found_by: String,
    /// When.
    pub found_at: Moment,
    /// When the plan and the mended version are due.
    pub due: Due,
    /// When the next thing is due.
    pub due_at: Option<Moment>,
    /// The vendor is late.
    pub is_overdue: bool,
    /// The plan.
    pub plan: Option<String>,
    /// When it was submitted.
    pub planned_at: Option<Moment>,
    /// When the vendor said that it is mended.
    pub mended_at: Option<Moment>,
    /// Why it was found to be still there.
    pub returned_for: Option<String>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
}

/// How a row stands.
pub fn state(row: &defect::Model) -> DefectState {
    DefectState::of(
        row.planned_at.is_some(),
        row.mended_at.is_some(),
        row.closed_at.is_some(),
    )
}

fn due(row: &defect::Model) -> Due {
    let at = |stored: Option<i64>| Moment(stored.unwrap_or(row.found_at));
    Due {
        plan: at(row.plan_due),
        mend: at(row.mend_due),
    }
}

/// A row as it stands now.
pub fn shown(row: defect::Model, now: Moment) -> Result<LaterDefect> {
    let (state, due) = (state(&row), due(&row));
    Ok(LaterDefect {
        state,
        severity: word(&row.severity, "severity")?,
        due_at: state.next_due(due, moment(row.mended_at)),
        is_overdue: state.is_overdue(due, now),
        due,
        id: row.id,
        version: row.version,
        title: row.title,
        text: row.text,
        found_by: row.found_by,
        found_at: Moment(row.found_at),
        plan: row.plan,
        planned_at: moment(row.planned_at),
        mended_at: moment(row.mended_at),
        returned_for: row.returned_for,
        closed_at: moment(row.closed_at),
    })
}

/// Those that were found later.
pub fn later() -> Select<defect::Entity> {
    defect::Entity::find().filter(defect::Column::AcceptanceId.is_null())
}

/// Only those that stand so.
pub fn standing(query: Select<defect::Entity>, state: DefectState) -> Select<defect::Entity> {
    use defect::Column::{ClosedAt, MendedAt, PlannedAt};
    if state == DefectState::Closed {
        return query.filter(ClosedAt.is_not_null());
    }
    let query = query.filter(ClosedAt.is_null());
    match state {
        DefectState::Mended => query.filter(MendedAt.is_not_null()),
        DefectState::Planned => query
            .filter(MendedAt.is_null())
            .filter(PlannedAt.is_not_null()),
        _ => query.filter(MendedAt.is_null()).filter(PlannedAt.is_null()),
    }
}

/// Only those whose vendor is late.
pub fn overdue(query: Select<defect::Entity>, now: Moment) -> Select<defect::Entity> {
    use defect::Column::{DueAt, MendedAt};
    query.filter(MendedAt.is_null()).filter(DueAt.lt(now.0))
}

/// Whether a suite has a defect whose vendor is late.
pub async fn has_late(db: &impl ConnectionTrait, suite_id: i64, now: Moment) -> Result<bool> {
    let of_suite = later().filter(defect::Column::SuiteId.eq(suite_id));
    Ok(overdue(of_suite, now).one(db).await?.is_some())
}

/// What is done about a defect that was found later.
pub enum Change<'a> {
    /// The vendor's plan.
    Plan(&'a str),
    /// The vendor says that it is mended.
    Mend,
    /// It is over.
    Close,
    /// It is still there, as is said here.
    Return(&'a str),
}

impl Change<'_> {
    fn acts(&self) -> (DefectAct, Act) {
        match self {
            Self::Plan(_) => (DefectAct::Plan, Act::DefectPlanned),
            Self::Mend => (DefectAct::Mend, Act::DefectMended),
            Self::Close => (DefectAct::Close, Act::DefectClosed),
            Self::Return(_) => (DefectAct::Return, Act::DefectReturned),
        }
    }
}

/// Changes a defect of a suite with this name, and writes it into the audit log.
///
/// # Errors
///
/// [`StoreError::Defect`] where it isn't due.
pub async fn change(
    db: &impl ConnectionTrait,
    actor: &Actor,
    (found, suite): (defect::Model, &str),
    change: &Change<'_>,
    now: Moment,
) -> Result<defect::Model> {
    let (act, audited) = change.acts();
    state(&found).allow(act)?;
    let (id, title, due) = (found.id.to_string(), found.title.clone(), due(&found));
    let mut row = found.into_active_model();
    let mut detail = vec![("defect", id.as_str()), ("title", title.as_str())];
    match *change {
        Change::Plan(plan) => {
            row.plan = Set(Some(plan.to_owned()));
            row.planned_at = Set(Some(now.0));
        }
        Change::Mend => {
            row.mended_at = Set(Some(now.0));
            row.returned_for = Set(None);
        }
        Change::Close => row.closed_at = Set(Some(now.0)),
        Change::Return(why) => {
            row.mended_at = Set(None);
            row.closed_at = Set(None);
            row.returned_for = Set(Some(why.to_owned()));
            detail.push(("reason", why));
        }
    }
    let after = DefectState::of(
        row.planned_at.as_ref().is_some(),
        row.mended_at.as_ref().is_some(),
        row.closed_at.as_ref().is_some(),
    );
    let mended_at = moment(*row.mended_at.as_ref());
    row.due_at = Set(after.next_due(due, mended_at).map(|at| at.0));
    let row = row.update(db).await?;
    record(db, actor.by(), (audited, suite), &detail, now).await?;
    Ok(row)
}

/// A defect that was found later.
///
/// # Errors
///
/// [`StoreError::NotFound`].
pub async fn find(db: &impl ConnectionTrait, id: i64) -> Result<defect::Model> {
    let found = later().filter(defect::Column::Id.eq(id)).one(db).await?;
    found.ok_or(StoreError::NotFound)
}

/// The words of a defect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefectWords {
    /// How grave it is.
    pub severity: Severity,
    /// What it is.
    pub title: String,
    /// How it shows itself.
    pub text: String,
}

/// A row that isn't written yet: of a round, or found later.
pub fn new_row(
    suite_id: i64,
    (acceptance_id, version): (Option<i64>, &str),
    words: &DefectWords,
    found_by: String,
    now: Moment,
) -> defect::ActiveModel {
    defect::ActiveModel {
        suite_id: Set(suite_id),
        acceptance_id: Set(acceptance_id),
        version: Set(version.to_owned()),
        severity: Set(words.severity.word().into_owned()),
        title: Set(words.title.clone()),
        text: Set(words.text.clone()),
        found_by: Set(found_by),
        found_at: Set(now.0),
        plan_due: Set(None),
        mend_due: Set(None),
        due_at: Set(None),
        plan: Set(None),
        planned_at: Set(None),
        mended_at: Set(None),
        returned_for: Set(None),
        closed_at: Set(None),
        ..Default::default()
    }
}
