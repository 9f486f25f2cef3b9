//! The names of suites: no two are the same, and customers see another one only once it is approved.

use domain::application::{ApplicationRefusal, ApplicationState};
use domain::suite::SuiteRefusal;
use domain::text::same_name;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};

use crate::Result;
use crate::entity::suite;
use crate::queries::applications::{open_of, state};

/// What a suite is called, and what it shall be called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The name that customers see.
    pub name: String,
    /// Another one, which waits for an approval.
    pub wanted: Option<String>,
}

/// The names of a suite.
pub async fn names(db: &impl ConnectionTrait, id: i64) -> Result<Names> {
    let found: Option<(String, Option<String>)> = suite::Entity::find_by_id(id)
        .select_only()
        .columns([suite::Column::Name, suite::Column::WantedName])
        .into_tuple()
        .one(db)
        .await?;
    let (name, wanted) = found.unwrap_or_default();
    Ok(Names { name, wanted })
}

/// The names of a suite after its vendor has called it so: at once for a draft, by an approval for one that is approved.
///
/// # Errors
///
/// [`SuiteRefusal::NameTaken`], [`ApplicationRefusal::NotNow`] while an operator looks at the name that it has.
pub async fn renamed(
    db: &impl ConnectionTrait,
    (id, is_approved): (i64, bool),
    to: &str,
) -> Result<Names> {
    let now = names(db, id).await?;
    if now.wanted.as_ref().unwrap_or(&now.name) == to {
        return Ok(now);
    }
    still_open(db, id).await?;
    check_name(db, Some(id), to).await?;
    Ok(match is_approved {
        true if now.name == to => Names {
            name: now.name,
            wanted: None,
        },
        true => Names {
            name: now.name,
            wanted: Some(to.to_owned()),
        },
        false => Names {
            name: to.to_owned(),
            wanted: None,
        },
    })
}

/// Refuses while an application of the suite is submitted: what is judged stays as it is.
///
/// # Errors
///
/// [`ApplicationRefusal::NotNow`].
pub async fn still_open(db: &impl ConnectionTrait, id: i64) -> Result<()> {
    let open = open_of(db, id).await?;
    match open.as_ref().map(state).transpose()? {
        Some(ApplicationState::Submitted) => {
            Err(ApplicationRefusal::from(ApplicationState::Submitted).into())
        }
        _ => Ok(()),
    }
}

/// Whether a suite may have a name: no other one has it.
///
/// # Errors
///
/// [`SuiteRefusal::NameTaken`].
pub async fn check_name(db: &impl ConnectionTrait, own: Option<i64>, name: &str) -> Result<()> {
    let names: Vec<(i64, String)> = suite::Entity::find()
        .select_only()
        .columns([suite::Column::Id, suite::Column::Name])
        .into_tuple()
        .all(db)
        .await?;
    let taken = |(id, taken): &(i64, String)| Some(*id) != own && same_name(name, taken);
    match names.iter().any(taken) {
        true => Err(SuiteRefusal::NameTaken.into()),
        false => Ok(()),
    }
}
