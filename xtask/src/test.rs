//! `cargo xtask test`: the rules, the server, the codes, and the stories in a real browser.

pub mod browser;
mod libraries;
pub mod postgres;

use std::io::{BufRead, BufReader};
use std::panic::resume_unwind;
use std::process::{Command, Stdio};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::app;
use crate::progress::Progress;
use crate::shell::{self, cargo};
use crate::tools::Toolbox;
use browser::Browser;
use libraries::Libraries;
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

/// What installs what is missing.
const WHAT: &str = "cargo xtask test";

/// Always everything: a crate's features depend on the packages beside it, so a part alone would be built again.
const EVERYTHING: [&str; 3] = ["--workspace", "--exclude=app", "--exclude=console"];

/// What touches the database. The stories don't see which it is.
const ON_BOTH: [&str; 4] = [
    "--test=api",
    "--test=conformance",
    "--test=plans",
    "--test=program",
];

/// Runs on PostgreSQL wherever it runs; and backups are files of SQLite's.
const NOT_AGAIN_ON_POSTGRES: [&str; 4] = [
    "--",
    "--skip=shared::",
    "--skip=backups::",
    "--skip=events::",
];

/// How many tests run at once. Many wait for a browser or a program half of the time: one more than CI has cores.
const AT_ONCE: &str = "3";

/// The same for stories, whose browsers wait longer.
const STORIES_AT_ONCE: &str = "4";

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
    let filter = args.filter.as_deref();
    let outcomes = match args.only {
        None => everything(filter)?,
        Some(Part::Domain) => vec![count(
            "domain",
            &mut tests(&["--package=domain"], filter),
            Lines::AsTheyCome,
        )?],
        Some(Part::Server) => {
            let libraries = Libraries::find(WHAT)?;
            let postgres = Postgres::start(WHAT, Syncing::Off)?;
            let packages = [
                "--workspace",
                "--exclude=app",
                "--exclude=console",
                "--exclude=tests",
                "--exclude=domain",
            ];
            let mut tests = tests(&packages, filter);
            libraries.announce(tests.env(POSTGRES, &postgres.url));
            vec![count("server", &mut tests, Lines::AsTheyCome)?]
        }
        Some(Part::Browser) => {
            let browser = Browser::find()?;
            let libraries = Libraries::find(WHAT)?;
            app::build_all(&Toolbox::for_app()?)?;
            let mut stories = tests(&["--package=tests"], filter);
            browser.announce(&mut stories);
            libraries.announce(&mut stories);
            vec![count("browser", &mut stories, Lines::AsTheyCome)?]
        }
        Some(Part::Postgres) => {
            let libraries = Libraries::find(WHAT)?;
            let postgres = Postgres::start(WHAT, Syncing::Off)?;
            vec![on_postgres(
                &postgres,
                &libraries,
                filter,
                Lines::AsTheyCome,
            )?]
        }
    };
    sum_up(&outcomes)
}

/// Everything. The apps' programs are linked one after the other, each by one core: meanwhile the tests are built and run
/// that don't look at them. Those on SQLite and on PostgreSQL run side by side: both wait for vendors and programs half of the time.
fn everything(filter: Option<&str>) -> Result<Vec<Outcome>> {
    let mut progress = Progress::new(6);
    progress.step("looking for the tools");
    // Missing programs come first: better now than after minutes of building.
    let postgres = Postgres::start(WHAT, Syncing::Off)?;
    let browser = Browser::find()?;
    let libraries = Libraries::find(WHAT)?;
    let tools = Toolbox::for_app()?;
    let mut outcomes = Vec::new();
    thread::scope(|scope| {
        let apps = scope.spawn(|| app::build_all(&tools));
        let of_everything = |which: &[&str]| {
            let mut tests = tests(&[&EVERYTHING[..], which].concat(), filter);
            browser.announce(tests.env(POSTGRES, &postgres.url));
            libraries.announce(&mut tests);
            tests
        };
        progress.step("building the tests, beside the apps");
        shell::run(&mut of_everything(&["--no-run"]))?;
        progress.step("testing, on SQLite and on PostgreSQL");
        let on_postgres =
            scope.spawn(|| on_postgres(&postgres, &libraries, filter, Lines::AtTheEnd));
        let run = |part, which: &[&str]| count(part, &mut of_everything(which), Lines::AsTheyCome);
        // Both patterns of names together are all tests.
        outcomes.push(run("crates", &["--lib", "--bins", "--test=[!s]*"])?);
        outcomes.push(join(on_postgres)?);
        progress.step("testing the documentation's examples");
        outcomes.push(run("docs", &["--doc"])?);
        progress.step("waiting for the apps");
        join(apps)?;
        progress.step("telling the stories");
        let mut stories = of_everything(&["--test=s*"]);
        stories.env("RUST_TEST_THREADS", STORIES_AT_ONCE);
        outcomes.push(count("stories", &mut stories, Lines::AsTheyCome)?);
        anyhow::Ok(())
    })?;
    progress.end();
    Ok(outcomes)
}

/// What a thread has answered.
fn join<T>(thread: ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// A run of tests.
fn tests(which: &[&str], filter: Option<&str>) -> Command {
    let mut tests = cargo(["test", "--locked", "--no-fail-fast"]);
    tests.args(which).args(filter);
    shell::lint_if_asked(&mut tests).env("RUST_TEST_THREADS", AT_ONCE);
    tests
}

/// Runs the server's tests on PostgreSQL, as they have run on SQLite.
fn on_postgres(
    postgres: &Postgres,
    libraries: &Libraries,
    filter: Option<&str>,
    lines: Lines,
) -> Result<Outcome> {
    let mut tests = tests(&[&EVERYTHING[..], &ON_BOTH].concat(), filter);
    tests
        .args(NOT_AGAIN_ON_POSTGRES)
        .env(POSTGRES, &postgres.url)
        .env("QUICKDEPLOY_TEST_ENGINE", "postgres");
    libraries.announce(&mut tests);
    count("postgres", &mut tests, lines)
}

/// When the lines of a run are passed on.
#[derive(Clone, Copy, PartialEq)]
enum Lines {
    AsTheyCome,
    /// Those of two runs at once can't be told apart.
    AtTheEnd,
}

/// Runs `cargo test`, passing its lines on and adding up the results they tell.
fn count(part: &'static str, tests: &mut Command, lines: Lines) -> Result<Outcome> {
    let began = Instant::now();
    let mut child = tests
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo test")?;
    let (mut passed, mut failed) = (0, 0);
    let mut held = String::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            match lines {
                Lines::AsTheyCome => println!("{line}"),
                Lines::AtTheEnd => held = held + &line + "\n",
            }
            if let Some((more_passed, more_failed)) = results(&line) {
                passed += more_passed;
                failed += more_failed;
            }
        }
    }
    print!("{held}");
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
