//! Runs Lighthouse and reads its reports.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::system::{self, CHROMIUM};
use crate::{packages, shell};

/// The newest that runs on Node 18 to 21, as Debian's stable releases have it; Lighthouse 13 needs 22.19.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";

/// The puppeteer that this Lighthouse comes with.
const PUPPETEER: &str = "puppeteer-core@24.17.1";

/// How often a page is loaded until a load is traced.
const TRIES: usize = 6;

const CHROME_FLAGS: &str = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run \
                            --disable-background-networking --disable-component-update --disable-sync";

/// How Lighthouse slows the phone's network and processor down.
#[derive(Clone, Copy)]
pub enum Throttling {
    /// Computed from an unthrottled load.
    Simulated,
    /// Applied by the browser while it loads.
    Applied,
}

/// An installed Lighthouse, and the puppeteer beside it.
pub struct Lighthouse {
    modules: PathBuf,
    chrome: PathBuf,
}

/// One report.
pub struct Report(Value);

impl Lighthouse {
    /// Finds it in the cache, or installs it there.
    pub fn find() -> Result<Self> {
        system::ensure("bench web", &[&CHROMIUM])?;
        let chrome = CHROMIUM.find().context("no browser")?;
        let modules = packages::npm("bench web", &[LIGHTHOUSE, PUPPETEER])?;
        Ok(Self { modules, chrome })
    }

    /// Loads `page` as a phone: once, unless Lighthouse asks to be run again, as it does when a trace got lost.
    pub fn run(&self, page: &str, throttling: Throttling) -> Result<Report> {
        for _ in 1..TRIES {
            match self.load(page, throttling) {
                Err(error) => println!("      {error:#}; once more"),
                report => return report,
            }
        }
        self.load(page, throttling)
    }

    /// How long it takes from a tap on the guide's button, `delay` ms after opening, until the number's field takes input:
    /// ms of each of some loads.
    pub fn taps(&self, page: &str, delay: u32, loads: usize) -> Result<Vec<f64>> {
        let mut node = Command::new("node");
        node.arg(shell::root().join("xtask/src/bench/tap.mjs"))
            .args([&self.modules, &self.chrome])
            .args([page, &delay.to_string(), &loads.to_string()]);
        let waits = serde_json::from_str(&shell::capture(&mut node)?);
        waits.context("the taps gave no times")
    }

    fn load(&self, page: &str, throttling: Throttling) -> Result<Report> {
        let output = env::temp_dir().join(format!("lighthouse-{}.json", std::process::id()));
        let mut lighthouse = Command::new("node");
        lighthouse
            .arg(self.modules.join("lighthouse/cli/index.js"))
            .args([page, "--quiet", "--output=json"])
            .args(["--only-categories=performance,accessibility,best-practices,seo"])
            .arg(format!("--chrome-flags={CHROME_FLAGS}"))
            .arg(format!("--output-path={}", output.display()))
            .env("CHROME_PATH", &self.chrome);
        if let Throttling::Applied = throttling {
            lighthouse.arg("--throttling-method=devtools");
        }
        shell::run(&mut lighthouse)?;
        let report = serde_json::from_str(&fs::read_to_string(&output)?)?;
        fs::remove_file(output)?;
        Report::new(report)
    }
}

impl Report {
    fn new(report: Value) -> Result<Self> {
        // A page that didn't load still gets a report: one without figures.
        if let Some(error) = report["runtimeError"]["message"].as_str() {
            bail!("Lighthouse could not load the page: {error}");
        }
        Ok(Self(report))
    }

    /// A category's score out of 100.
    pub fn score(&self, category: &str) -> Result<f64> {
        let score = self.0["categories"][category]["score"].as_f64();
        let score = score.with_context(|| format!("Lighthouse gave no score for {category}"))?;
        Ok((score * 100.0).round())
    }

    /// An audit's figure, in milliseconds where it is a time.
    pub fn audit(&self, audit: &str) -> Result<f64> {
        let value = self.0["audits"][audit]["numericValue"].as_f64();
        value.with_context(|| format!("Lighthouse gave no figure for {audit}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_a_report() {
        let report = Report::new(json!({
            "categories": { "seo": { "score": 0.985 } },
            "audits": {
                "first-contentful-paint": { "numericValue": 812.5 },
            },
        }))
        .unwrap();
        assert_eq!(report.score("seo").unwrap(), 99.0);
        assert_eq!(report.audit("first-contentful-paint").unwrap(), 812.5);
        assert!(report.audit("largest-contentful-paint").is_err());
    }

    #[test]
    fn a_page_that_did_not_load_is_an_error() {
        let report = json!({ "runtimeError": { "message": "refused" } });
        assert!(Report::new(report).is_err());
    }
}
