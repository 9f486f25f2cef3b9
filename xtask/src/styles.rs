//! Styles for old browsers: Stylelint by `stylelint.config.mjs`, and a look whether it sees what is too new.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::{packages, shell};

const PACKAGES: [&str; 3] = [
    "stylelint@16.26.1",
    "stylelint-plugin-use-baseline@1.4.6",
    "stylelint-no-unsupported-browser-features@8.1.2",
];

/// What must be refused: one thing a line.
const TOO_NEW: &str = "xtask/src/styles/too_new.css";

/// Refuses styles that Chrome 87 or Safari 14 don't know.
pub fn check() -> Result<()> {
    let modules = packages::npm("cargo xtask check", &PACKAGES)?;
    let report = lint(&modules, &[TOO_NEW]).output()?;
    let report = [report.stdout, report.stderr].concat();
    let overlooked = overlooked(&String::from_utf8_lossy(&report), TOO_NEW)?;
    ensure!(
        overlooked.is_empty(),
        "Stylelint overlooks lines {overlooked:?} of {TOO_NEW}"
    );
    shell::run(&mut lint(
        &modules,
        &["style/*.css", "crates/server/src/*.css"],
    ))
}

fn lint(modules: &Path, files: &[&str]) -> Command {
    let mut lint = Command::new(modules.join(".bin/stylelint"));
    lint.args(["--config", "stylelint.config.mjs", "--formatter", "unix"])
        // The plugins are there, and not beside the configuration.
        .arg("--config-basedir")
        .arg(modules)
        .args(files);
    lint
}

/// The lines of a file that a report of Stylelint says nothing of.
fn overlooked(report: &str, file: &str) -> Result<Vec<usize>> {
    let css = std::fs::read_to_string(file)?;
    let seen = |line: &usize| report.contains(&format!("{file}:{line}:"));
    Ok((1..=css.lines().count())
        .filter(|line| !seen(line))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_no_report_names_is_overlooked() {
        let file = std::env::temp_dir().join(format!("xtask-styles-{}.css", std::process::id()));
        std::fs::write(&file, "a {}\nb {}\nc {}\n").unwrap();
        let name = file.to_string_lossy();
        let report = format!("{name}:1:1: too new [error]\n{name}:3:5: too new [error]\n");
        assert_eq!(overlooked(&report, &name).unwrap(), [2]);
        std::fs::remove_file(file).unwrap();
    }
}
