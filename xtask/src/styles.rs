//! Styles for old browsers: Stylelint by `stylelint.config.mjs`, and a look whether it sees what is too new.

use std::collections::BTreeSet;
use std::fs;
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

/// The folder of the console's styles, which all come together.
const CONSOLE: &str = "crates/console/style";

/// Refuses styles that Chrome 87 or Safari 14 don't know, and a class of the console that two files give a form.
pub fn check() -> Result<()> {
    let mut files = Vec::new();
    for path in shell::walk(Path::new(CONSOLE))? {
        if path.is_file() {
            files.push(fs::read_to_string(path)?);
        }
    }
    let twice = twice(&files);
    ensure!(
        twice.is_empty(),
        "more than one file of {CONSOLE} has {twice:?}"
    );
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
    let css = fs::read_to_string(file)?;
    let seen = |line: &usize| report.contains(&format!("{file}:{line}:"));
    Ok((1..=css.lines().count())
        .filter(|line| !seen(line))
        .collect())
}

/// The classes that more than one file begins a rule with, alone: the later would change the earlier.
fn twice(files: &[String]) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let mut twice = Vec::new();
    for file in files {
        let rules = file.lines().filter_map(|line| line.split_once(" {"));
        let classes = rules.map(|(selector, _)| selector);
        let own: BTreeSet<&str> = classes.filter(|it| is_class(it)).collect();
        twice.extend(own.intersection(&seen).copied());
        seen.extend(own);
    }
    twice
}

/// Whether a selector is one class alone, outside of media queries, whose rules are indented.
fn is_class(selector: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let class = selector.strip_prefix('.');
    class.is_some_and(|name| name.chars().all(is_letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_its_form_in_one_file() {
        let file = |css: &str| css.to_owned();
        let one = file(
            ".a { color: red; }\n.a .b { color: red; }\n@media print {\n  .c { color: red; }\n}\n",
        );
        let other = file(".b { color: red; }\n.c { color: red; }\n.a, .b { color: red; }\n");
        assert_eq!(twice(&[one.clone(), other]), [""; 0]);
        assert_eq!(twice(&[one, file(".a { color: blue; }")]), [".a"]);
    }

    #[test]
    fn a_line_that_no_report_names_is_overlooked() {
        let file = std::env::temp_dir().join(format!("xtask-styles-{}.css", std::process::id()));
        fs::write(&file, "a {}\nb {}\nc {}\n").unwrap();
        let name = file.to_string_lossy();
        let report = format!("{name}:1:1: too new [error]\n{name}:3:5: too new [error]\n");
        assert_eq!(overlooked(&report, &name).unwrap(), [2]);
        fs::remove_file(file).unwrap();
    }
}
