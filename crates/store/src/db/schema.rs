//! How a database stands, looked at without changing it.

use std::path::PathBuf;

use domain::time::Moment;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

use crate::Result;
use crate::db::engine;

/// A database's schema beside this program's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schema {
    /// There is none yet.
    None,
    /// It lacks so many steps.
    Older(usize),
    /// The same.
    Current,
    /// It has a step, of this name, that this program doesn't know.
    Newer(String),
}

impl Schema {
    /// Judges the steps that a database has been through by those that there are.
    fn of(applied: &[String], steps: &[String]) -> Self {
        let lacking = steps.iter().filter(|step| !applied.contains(step)).count();
        match applied.iter().find(|step| !steps.contains(step)) {
            Some(unknown) => Self::Newer(unknown.clone()),
            None if applied.is_empty() => Self::None,
            None if lacking == 0 => Self::Current,
            None => Self::Older(lacking),
        }
    }

    pub(crate) async fn read(database: &DatabaseConnection) -> Result<Self> {
        let applied = migration::applied(database).await?;
        Ok(Self::of(&applied, &migration::steps()))
    }
}

/// What a look at a database finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Its schema.
    pub schema: Schema,
    /// What time it is there; `None` for a file, which has no clock.
    pub now: Option<Moment>,
}

/// Fails where PostgreSQL takes no writes: it is a standby, or set so.
const WRITABLE: &str = "DO $$ BEGIN IF current_setting('transaction_read_only')::BOOLEAN THEN \
    RAISE EXCEPTION 'it is read-only'; END IF; END $$";
const NOW: &str = "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT";

/// Opens the database at a URL, sees that it can be written, and reads what schema it has. Nothing is made or changed.
pub async fn look(url: &str) -> Result<Looked> {
    let database = Database::connect(engine::existing(url)).await?;
    let schema = Schema::read(&database).await?;
    let is_postgres = engine::is_postgres(url);
    let write = match is_postgres {
        true => WRITABLE,
        false => "BEGIN IMMEDIATE; ROLLBACK",
    };
    database.execute_unprepared(write).await?;
    let now = match is_postgres {
        true => Some(Moment(engine::number(&database, NOW).await?)),
        false => None,
    };
    database.close().await?;
    Ok(Looked { schema, now })
}

/// Where a database at a URL keeps its data, if that is a file.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    engine::sqlite_file(url)
}

#[cfg(test)]
mod tests {
    use super::Schema::{self, *};

    #[test]
    fn a_schema_is_judged_by_its_steps() {
        let steps = |names: &[&str]| {
            names
                .iter()
                .map(|&name| name.to_owned())
                .collect::<Vec<_>>()
        };
        for (applied, schema) in [
            (&[][..], None),
            (&["one"], Older(1)),
            // One that was late on another branch.
            (&["two"], Older(1)),
            (&["one", "two"], Current),
            (&["one", "two", "three"], Newer("three".into())),
            (&["one", "three"], Newer("three".into())),
        ] {
            let judged = Schema::of(&steps(applied), &steps(&["one", "two"]));
            assert_eq!(judged, schema, "{applied:?}");
        }
    }
}
