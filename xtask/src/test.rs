//! `cargo xtask test`: the rules, the server, and the stories in a real browser.

pub mod browser;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::app;
use crate::progress::Progress;
use crate::shell::cargo;
use crate::tools::Toolbox;
use browser::Browser;

/// What `test` can be told.
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
}

/// How one part ended.
struct Outcome {
    part: &'static str,
    passed: u32,
    failed: u32,
    success: bool,
    took: Duration,
}

/// Runs the parts asked for, and sums up.
pub fn run(args: &Args) -> Result<()> {
    let runs = |part| args.only.is_none_or(|only| only == part);
    let with_browser = runs(Part::Browser);
    let parts = [Part::Domain, Part::Server, Part::Browser];
    let tests = parts.into_iter().filter(|part| runs(*part)).count();
    let mut progress = Progress::new(tests + if with_browser { 3 } else { 0 });
    let mut outcomes = Vec::new();

    // What the browser needs comes first: better a missing program now than after minutes of building.
    let mut browser = None;
    if with_browser {
        progress.step("looking for the browser");
        browser = Some(Browser::find()?);
        progress.step("looking for the tools");
        let tools = Toolbox::for_app()?;
        progress.step("building the phone app");
        app::build(&tools)?;
    }

    let filter = args.filter.as_deref();
    if runs(Part::Domain) {
        progress.step("testing the rules");
        let mut tests = cargo(["test", "--locked", "--no-fail-fast", "--package=domain"]);
        outcomes.push(count("domain", tests.args(filter))?);
    }
    if runs(Part::Server) {
        progress.step("testing the server");
        let mut tests = cargo(["test", "--locked", "--no-fail-fast", "--workspace"]);
        tests.args(["--exclude=app", "--exclude=tests", "--exclude=domain"]);
        outcomes.push(count("server", tests.args(filter))?);
    }
    if let Some(browser) = browser {
        progress.step("telling the stories in the browser");
        let mut stories = cargo(["test", "--locked", "--no-fail-fast", "--package=tests"]);
        stories.args(filter).args(["--", "--test-threads=2"]);
        browser.announce(&mut stories);
        outcomes.push(count("browser", &mut stories)?);
    }
    progress.end();
    sum_up(&outcomes)
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
    if outcomes.iter().all(|outcome| outcome.success) {
        return Ok(());
    }
    bail!("some tests failed")
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
