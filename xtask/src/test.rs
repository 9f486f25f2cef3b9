//! `cargo xtask test`: the rules, the server, the codes, and the stories in a real browser.

pub mod browser;
pub mod postgres;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::app;
use crate::progress::Progress;
use crate::shell::cargo;
use crate::tools::Toolbox;
use browser::Browser;
use postgres::{Postgres, Syncing};

/// What `test` takes.
#[derive(clap::Args)]
pub struct Args {
    /// Run one part alone
    #[arg(long)]
    only: Option<Part>,
    /// Run only tests whose name contains this
    filter: Option<String>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Part {
    /// The rules
    Domain,
    /// Every other crate but the pages
    Server,
    /// The stories, in a real browser against a real server
    Browser,
    /// The server's API, on PostgreSQL
    Postgres,
}

/// Tells tests where PostgreSQL is.
const POSTGRES: &str = "QUICKDEPLOY_POSTGRES";

/// How the tests ended.
struct Outcome {
    part: &'static str,
    passed: u32,
    failed: u32,
    success: bool,
    took: Duration,
}

/// Runs the part asked for, or everything, and sums up.
pub fn run(args: &Args) -> Result<()> {
    // Everything in one cargo command: a crate's features depend on the packages beside it, so a part alone is built
    // with others.
    let (name, packages): (_, &[&str]) = match args.only {
        None => ("all", &["--workspace", "--exclude=app"]),
        Some(Part::Domain) => ("domain", &["--package=domain"]),
        Some(Part::Server) => (
            "server",
            &[
                "--workspace",
                "--exclude=app",
                "--exclude=tests",
                "--exclude=domain",
            ],
        ),
        Some(Part::Browser) => ("browser", &["--package=tests"]),
        Some(Part::Postgres) => ("postgres", &[]),
    };
    let with_browser = matches!(args.only, None | Some(Part::Browser));
    let mut progress = Progress::new(match args.only {
        None => 5,
        Some(Part::Browser) => 4,
        Some(_) => 1,
    });
    // Missing programs come first: better now than after minutes of building.
    let postgres = match args.only {
        Some(Part::Domain | Part::Browser) => None,
        _ => Some(Postgres::start("cargo xtask test", Syncing::Off)?),
    };
    let mut outcomes = Vec::new();
    if args.only != Some(Part::Postgres) {
        let mut tests = cargo(["test", "--locked", "--no-fail-fast"]);
        tests.args(packages).args(args.filter.as_deref());
        if let Some(postgres) = &postgres {
            // Two servers share it in one of the tests.
            tests.env(POSTGRES, &postgres.url);
        }
        if with_browser {
            progress.step("looking for the browser");
            let browser = Browser::find()?;
            progress.step("looking for the tools");
            let tools = Toolbox::for_app()?;
            progress.step("building the phone app");
            app::build(&tools)?;
            browser.announce(&mut tests);
            tests.args(["--", "--test-threads=2"]);
        }
        progress.step("testing");
        outcomes.push(count(name, &mut tests)?);
    }
    if let (None | Some(Part::Postgres), Some(postgres)) = (args.only, &postgres) {
        progress.step("testing the server on PostgreSQL");
        outcomes.push(on_postgres(postgres, args.filter.as_deref())?);
    }
    progress.end();
    sum_up(&outcomes)
}

/// Runs the server's tests on PostgreSQL, as they have run on SQLite.
fn on_postgres(postgres: &Postgres, filter: Option<&str>) -> Result<Outcome> {
    let mut tests = cargo(["test", "--locked", "--no-fail-fast", "--workspace"]);
    tests
        .args(["--exclude=app", "--test=api"])
        .args(filter)
        .env(POSTGRES, &postgres.url)
        .env("QUICKDEPLOY_TEST_ENGINE", "postgres");
    count("postgres", &mut tests)
}

/// Runs `cargo test`, passing its lines on and adding up the results they tell.
fn count(part: &'static str, tests: &mut Command) -> Result<Outcome> {
    let began = Instant::now();
    let mut child = tests
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo test")?;
    let (mut passed, mut failed) = (0, 0);
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            println!("{line}");
            if let Some((more_passed, more_failed)) = results(&line) {
                passed += more_passed;
                failed += more_failed;
            }
        }
    }
    Ok(Outcome {
        part,
        passed,
        failed,
        success: child.wait()?.success(),
        took: began.elapsed(),
    })
}

/// Reads `test result: ok. 12 passed; 0 failed; …`.
fn results(line: &str) -> Option<(u32, u32)> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut counts = counts.split("; ");
    let mut next = |what| counts.next()?.strip_suffix(what)?.trim().parse().ok();
    Some((next("passed")?, next("failed")?))
}

fn sum_up(outcomes: &[Outcome]) -> Result<()> {
    println!();
    for outcome in outcomes {
        let Outcome {
            part,
            passed,
            failed,
            success,
            took,
        } = outcome;
        let verdict = if *success { "ok" } else { "FAILED" };
        let seconds = took.as_secs_f32();
        println!("{part:<8} {verdict:<7} {passed:>4} passed {failed:>4} failed {seconds:>7.1} s");
    }
    match outcomes.iter().all(|outcome| outcome.success) {
        true => Ok(()),
        false => bail!("some tests failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::results;

    #[test]
    fn reads_the_results_cargo_tells() {
        let good = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(results(good), Some((12, 0)));
        let bad = "test result: FAILED. 3 passed; 2 failed; 0 ignored";
        assert_eq!(results(bad), Some((3, 2)));
        assert_eq!(results("test serial::swap ... ok"), None);
    }
}
