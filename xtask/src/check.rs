//! `cargo xtask check`: what a change must satisfy before any test runs.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::invariants::{Facts, INVARIANTS};
use crate::progress::Progress;
use crate::shell::{self, cargo};
use crate::styles;
use crate::tools::Toolbox;

/// Runs every check, whatever the ones before said, and lists the failures at the end.
pub fn run() -> Result<()> {
    let mut progress = Progress::new(11);
    let mut failures = Vec::new();
    progress.step("looking for the tools");
    let tools = Toolbox::for_check()?;

    let mut step = |what: &str, command: &mut Command| {
        progress.step(what);
        if let Err(error) = shell::run(command) {
            failures.push(error.to_string());
        }
    };
    step("formatting", &mut cargo(["fmt", "--all", "--check"]));
    // The apps' Leptos draws in the browser and the server's writes HTML: built together, their features would mix.
    step("clippy", &mut clippy_of_tests());
    // Each app is built alone, without the other's features; for lints they may mix. The codes are to be made in a browser, too.
    step(
        "clippy for the apps, and for the codes in a browser",
        &mut clippy(&[
            "--package=app",
            "--package=console",
            "--package=qr",
            "--target=wasm32-unknown-unknown",
        ]),
    );
    step("unused dependencies", &mut tools.command("cargo-machete")?);
    let mut deny = |what: &str, config: &str, args: &[&str]| -> Result<()> {
        let mut command = tools.command("cargo-deny")?;
        let manifest = Path::new(config).with_file_name("Cargo.toml");
        command.args(["--frozen", "--config", config, "--manifest-path"]);
        step(what, command.arg(manifest).args(args));
        Ok(())
    };
    deny(
        "dependencies, their licences and sources",
        "deny.toml",
        &["--workspace", "check", "bans", "licenses", "sources"],
    )?;
    deny(
        "the phone app's dependencies",
        "deny-app.toml",
        &["check", "bans"],
    )?;
    deny(
        "the console's dependencies",
        "crates/console/deny.toml",
        &["check", "bans"],
    )?;
    deny(
        "the rules' dependencies",
        "crates/domain/deny.toml",
        &["check", "bans"],
    )?;

    progress.step("styles for old browsers");
    if let Err(error) = styles::check() {
        failures.push(format!("styles: {error:#}"));
    }

    progress.step("invariants");
    match Facts::gather() {
        Ok(facts) => {
            for (what, holds) in INVARIANTS {
                if let Err(why) = holds(&facts) {
                    failures.push(format!("{what}: {why}"));
                }
            }
        }
        Err(error) => failures.push(format!("invariants: {error:#}")),
    }
    progress.end();

    if failures.is_empty() {
        println!("\nAll checks passed.");
        return Ok(());
    }
    println!("\nFailed:");
    for failure in &failures {
        println!("  - {failure}");
    }
    bail!("{} failed", failures.len())
}

/// Of everything that is built for this machine, with its tests.
fn clippy_of_tests() -> Command {
    let all = [
        "--workspace",
        "--exclude=app",
        "--exclude=console",
        "--all-targets",
    ];
    if !shell::are_tests_linted() {
        return clippy(&all);
    }
    let mut command = cargo(["test", "--locked", "--no-run"]);
    shell::lint_if_asked(command.args(all));
    command
}

fn clippy(of: &[&str]) -> Command {
    let mut command = cargo(["clippy", "--locked"]);
    command.args(of).args(["--", "-D", "warnings"]);
    command
}
