//! `backup` and `restore`: copies of the database, and their way back.

use std::path::Path;

use anyhow::Result;
use server::config::Backup;
use server::state::system_clock;
use store::backup::{self, Contents};
use time::OffsetDateTime;

use crate::output;

/// Copies the database into a file, and says what the copy holds.
pub async fn back_up(database: &str, options: &Backup) -> Result<()> {
    let contents = backup::back_up(database, &options.file, options.force).await?;
    Ok(output::line(told(&options.file, &contents))?)
}

/// Puts a copy in the database's place, and says what it holds and where the one is that was there.
pub async fn restore(database: &str, file: &Path) -> Result<()> {
    let now = OffsetDateTime::from_unix_timestamp(system_clock().0 / 1000)?;
    let restored = backup::restore(database, file, &stamp(now)).await?;
    output::line(told(&restored.database, &restored.contents))?;
    if let Some(kept) = restored.kept {
        output::line(format_args!("the one before is kept: {}", kept.display()))?;
    }
    if restored.contents.steps_behind > 0 {
        output::line("its schema is older: the next start brings it up to date")?;
    }
    Ok(())
}

/// A moment in the name of a file, in UTC.
fn stamp(at: OffsetDateTime) -> String {
    format!(
        "{:04}{:02}{:02}-{:02}{:02}{:02}",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// What a file holds, in a line.
fn told(file: &Path, contents: &Contents) -> String {
    let rows = contents.rows.iter();
    let rows: Vec<String> = rows
        .map(|(what, count)| format!("{count} {what}"))
        .collect();
    let size = contents.bytes.div_ceil(1024);
    format!(
        "{}: {}; {size} KB, read back",
        file.display(),
        rows.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_in_a_name_sorts_as_it_is() {
        let at = OffsetDateTime::from_unix_timestamp(1_767_323_045).unwrap();
        assert_eq!(stamp(at), "20260102-030405");
    }
}
