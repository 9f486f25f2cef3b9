//! How much waits for an operator.

use domain::application::ApplicationState;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::entity::{acceptance, application, complaint, defect};
use crate::queries::defects::{later, overdue};
use crate::queries::row::{moment, word};
use crate::{Result, Store};

/// How much waits for an operator, and how many applications are decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many applications stand so; a state without any isn't among them.
    pub applications: Vec<(ApplicationState, u64)>,
    /// Since when the oldest waits that is submitted.
    pub submitted_since: Option<Moment>,
    /// How many complaints are open.
    pub complaints: u64,
    /// Since when the oldest of them waits.
    pub complaints_since: Option<Moment>,
    /// How many rounds of acceptance are submitted.
    pub acceptances: u64,
    /// Since when the oldest of them waits.
    pub acceptances_since: Option<Moment>,
    /// How many defects that were found later are overdue.
    pub overdue: u64,
    /// When the first of them was due.
    pub overdue_since: Option<Moment>,
}

impl Waiting {
    /// How many applications stand so.
    pub fn of(&self, state: ApplicationState) -> u64 {
        let found = self.applications.iter().find(|(of, _)| *of == state);
        found.map_or(0, |(_, number)| *number)
    }
}

impl Store {
    /// How much waits for an operator.
    pub async fn waiting(&self, now: Moment) -> Result<Waiting> {
        use application::Column::{Id, State, SubmittedAt};
        let db = self.read();
        let states: Vec<(String, i64)> = application::Entity::find()
            .select_only()
            .column(State)
            .column_as(Id.count(), "number")
            .filter(SubmittedAt.is_not_null())
            .group_by(State)
            .into_tuple()
            .all(db)
            .await?;
        let states = states.into_iter().map(|(state, number)| {
            let state = word(&state, "application's state")?;
            Ok((state, number.unsigned_abs()))
        });
        let submitted = ApplicationState::Submitted.word();
        let oldest: Option<Option<i64>> = application::Entity::find()
            .select_only()
            .column_as(SubmittedAt.min(), "since")
            .filter(State.eq(submitted.as_ref()))
            .into_tuple()
            .one(db)
            .await?;
        let (complaints, complaints_since) = number(db, open_complaints()).await?;
        let (acceptances, acceptances_since) = number(db, submitted_acceptances()).await?;
        let (overdue, overdue_since) = number(db, overdue_defects(now)).await?;
        Ok(Waiting {
            applications: states.collect::<Result<_>>()?,
            submitted_since: moment(oldest.flatten()),
            complaints,
            complaints_since,
            acceptances,
            acceptances_since,
            overdue,
            overdue_since,
        })
    }
}

/// How many there are, and the earliest moment.
async fn number<E: EntityTrait>(
    db: &impl ConnectionTrait,
    rows: Select<E>,
) -> Result<(u64, Option<Moment>)> {
    let found: Option<(i64, Option<i64>)> = rows.into_tuple().one(db).await?;
    let (number, since) = found.unwrap_or_default();
    Ok((number.unsigned_abs(), moment(since)))
}

fn submitted_acceptances() -> Select<acceptance::Entity> {
    use acceptance::Column::{DecidedAt, Id, SubmittedAt};
    acceptance::Entity::find()
        .select_only()
        .column_as(Id.count(), "number")
        .column_as(SubmittedAt.min(), "since")
        .filter(SubmittedAt.is_not_null())
        .filter(DecidedAt.is_null())
}

fn overdue_defects(now: Moment) -> Select<defect::Entity> {
    use defect::Column::{DueAt, Id};
    overdue(later(), now)
        .select_only()
        .column_as(Id.count(), "number")
        .column_as(DueAt.min(), "since")
}

fn open_complaints() -> Select<complaint::Entity> {
    use complaint::Column::{AnsweredAt, At, ClosedAt, Id};
    complaint::Entity::find()
        .select_only()
        .column_as(Id.count(), "number")
        .column_as(At.min(), "since")
        .filter(AnsweredAt.is_null())
        .filter(ClosedAt.is_null())
}
