//! How much waits for an operator.

use domain::application::ApplicationState;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::entity::{application, complaint};
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
    pub async fn waiting(&self) -> Result<Waiting> {
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
        let open: Option<(i64, Option<i64>)> = open_complaints().into_tuple().one(db).await?;
        let (complaints, complaints_since) = open.unwrap_or_default();
        Ok(Waiting {
            applications: states.collect::<Result<_>>()?,
            submitted_since: moment(oldest.flatten()),
            complaints: complaints.unsigned_abs(),
            complaints_since: moment(complaints_since),
        })
    }
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
