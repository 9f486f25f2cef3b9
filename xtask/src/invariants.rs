//! The design's invariants, each a function of facts about the workspace.

mod arrows;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::shell::{self, cargo};

type Verdict = Result<(), String>;
type Invariant = (&'static str, fn(&Facts) -> Verdict);

/// Every invariant with its name, but those that dependencies tell: cargo-deny knows them (`deny.toml`).
pub const INVARIANTS: [Invariant; 7] = [
    ("the rules name no clock and no async", domain_is_pure),
    (
        "of each app only api.rs names gloo-net, only browser names web-sys",
        browser_stays_in_its_place,
    ),
    (
        "the arrows between crates and layers are those that ARCHITECTURE.md draws",
        arrows::are_drawn,
    ),
    (
        "the store's queries call each other in no circle",
        arrows::queries_have_no_circle,
    ),
    ("no use case calls another", arrows::cases_call_no_other),
    (
        "both programs have the same page but for what is their own",
        pages_are_one,
    ),
    (
        "every file opens by saying what it is",
        files_open_with_a_line,
    ),
];

/// What the invariants are judged by.
#[derive(Default)]
pub struct Facts {
    /// The pages of the two programs.
    pages: [String; 2],
    /// Rust files and manifests: path and text.
    files: Vec<(String, String)>,
    /// Workspace packages and the workspace packages each depends on.
    arrows: Vec<(String, Vec<String>)>,
    /// The arrows that ARCHITECTURE.md draws.
    drawn: Vec<(String, Vec<String>)>,
}

impl Facts {
    /// Reads them from the workspace in the current directory.
    pub fn gather() -> Result<Self> {
        Ok(Self {
            pages: [
                fs::read_to_string("index.html")?,
                fs::read_to_string("workbench.html")?,
            ],
            files: files()?,
            arrows: dependencies()?,
            drawn: arrows::drawn(&fs::read_to_string("ARCHITECTURE.md")?),
        })
    }

    /// Files whose code, comments left out, names one of `words` although `may` doesn't hold for their path.
    fn naming(&self, words: &[&str], may: impl Fn(&str) -> bool) -> Verdict {
        let mut found = Vec::new();
        for (path, text) in self.files.iter().filter(|(path, _)| !may(path)) {
            for (number, line) in text.lines().enumerate() {
                let named = words.iter().find(|word| line.contains(**word));
                if let Some(word) = named.filter(|_| !is_comment(line)) {
                    found.push(format!("{path}:{} names {word}", number + 1));
                }
            }
        }
        none(found)
    }
}

fn domain_is_pure(facts: &Facts) -> Verdict {
    let impure = ["SystemTime", "Instant::now", "async fn"];
    facts.naming(&impure, |path| !path.starts_with("crates/domain/src/"))
}

fn browser_stays_in_its_place(facts: &Facts) -> Verdict {
    for app in ["src/", "crates/console/src/"] {
        let may = |path: &str, place: &str| {
            let within = path.strip_prefix(app);
            within.is_none_or(|within| within.starts_with(place))
        };
        facts.naming(&["gloo_net"], |path| may(path, "api.rs"))?;
        facts.naming(&["web_sys"], |path| may(path, "browser/"))?;
    }
    Ok(())
}

fn pages_are_one(facts: &Facts) -> Verdict {
    let [deploy, workbench] = &facts.pages;
    let deploy = deploy.replace("data-bin=\"deploy\"", "data-bin=\"workbench\"");
    // The team's page may have lines more; none of the other's is missing or in another place.
    let mut lines = workbench.lines();
    none(
        deploy
            .lines()
            .filter(|line| !lines.any(|other| other == *line))
            .take(1),
    )
}

fn files_open_with_a_line(facts: &Facts) -> Verdict {
    let silent =
        |(path, text): &&(String, String)| path.ends_with(".rs") && !text.starts_with("//!");
    none(facts.files.iter().filter(silent).map(|(path, _)| path))
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    // `//` in Rust and `# ` in a manifest; an attribute is code.
    line.starts_with("//") || line.starts_with("# ")
}

fn none<T: ToString>(found: impl IntoIterator<Item = T>) -> Verdict {
    let mut found: Vec<_> = found.into_iter().map(|it| it.to_string()).collect();
    found.sort();
    found.dedup();
    if found.is_empty() {
        Ok(())
    } else {
        Err(found.join(", "))
    }
}

fn files() -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for dir in ["src", "crates", "tests", "xtask"] {
        for path in shell::walk(Path::new(dir))? {
            if path.extension().is_some_and(|it| it == "rs") || path.ends_with("Cargo.toml") {
                files.push((
                    path.to_string_lossy().replace('\\', "/"),
                    fs::read_to_string(path)?,
                ));
            }
        }
    }
    Ok(files)
}

fn dependencies() -> Result<Vec<(String, Vec<String>)>> {
    let metadata = shell::capture(&mut cargo([
        "metadata",
        "--locked",
        "--no-deps",
        "--format-version=1",
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"]
        .as_array()
        .context("cargo metadata lists no packages")?;
    let arrows = packages.iter().filter_map(|package| {
        let dependencies = package["dependencies"].as_array()?.iter();
        // Only a workspace package is depended on by its path.
        let ours = dependencies.filter(|it| it["path"].is_string());
        let ours = ours.filter_map(|it| Some(it["name"].as_str()?.to_owned()));
        Some((package["name"].as_str()?.to_owned(), ours.collect()))
    });
    Ok(arrows.collect())
}

#[cfg(test)]
#[path = "invariants/tests.rs"]
mod tests;
