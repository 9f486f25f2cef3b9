//! `quickdeploy suite check …`: a line for each step, what is wrong and what to do about it.

use anyhow::{Result, bail};
use server::config::SuiteCheck;
use server::suite_check::report::{Level, Line};
use server::suite_check::{Plan, Timeouts, check};
use store::Store;

use super::vendors;
use crate::{asked_to_stop, output};

/// Checks a suite.
///
/// # Errors
///
/// Something is bad, or the suite can't be checked.
pub async fn run((store, database): (&Store, &str), options: SuiteCheck) -> Result<()> {
    let secrets = options.check.secret_keys.load(database)?;
    let vendors = vendors((store, &secrets), options.check.callback_targets)?;
    let plan = Plan {
        suite_key: options.suite,
        public_url: options.public.url,
        serial: options.serial.map(String::from),
        timeouts: Timeouts::default(),
    };
    let tell = |line: &Line| {
        if !options.json {
            // It goes on to its end: the test team is to be removed.
            output::line(line).ok();
        }
    };
    let report = check(&vendors, &plan, &tell, asked_to_stop()?).await?;
    if options.json {
        output::line(report.json())?;
    }
    match report.count(Level::Bad) {
        0 => {}
        1 => bail!("one check is bad"),
        count => bail!("{count} checks are bad"),
    }
    if !options.json {
        output::line(match report.count(Level::Warn) {
            0 => "the vendor's server is right",
            _ => "the vendor's server works; see the warnings",
        })?;
    }
    Ok(())
}
