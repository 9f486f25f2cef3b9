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

/// An installed Lighthouse.
pub struct Lighthouse {
    script: PathBuf,
    chrome: PathBuf,
}

/// One report.
pub struct Report(Value);

/// Something the page loaded.
pub struct Request {
    /// Its address.
    pub url: String,
    /// Lighthouse's word for what it is: Document, Script, Stylesheet, Fetch …
    pub kind: String,
    /// The bytes that came, headers included.
    pub transferred: u64,
}

impl Lighthouse {
    /// Finds it in the cache, or installs it there.
    pub fn find() -> Result<Self> {
        system::ensure("bench web", &[&CHROMIUM])?;
        let chrome = CHROMIUM.find().context("no browser")?;
        let modules = packages::npm("bench web", &[LIGHTHOUSE])?;
        let script = modules.join("lighthouse/cli/index.js");
        Ok(Self { script, chrome })
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

    fn load(&self, page: &str, throttling: Throttling) -> Result<Report> {
        let output = env::temp_dir().join(format!("lighthouse-{}.json", std::process::id()));
        let mut lighthouse = Command::new("node");
        lighthouse
            .arg(&self.script)
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

    /// Everything the page loaded over the network.
    pub fn requests(&self) -> Vec<Request> {
        let items = self.0["audits"]["network-requests"]["details"]["items"].as_array();
        let read = |item: &Value| {
            Some(Request {
                url: item["url"]
                    .as_str()
                    .filter(|url| url.starts_with("http"))?
                    .to_owned(),
                kind: item["resourceType"].as_str().unwrap_or("Other").to_owned(),
                transferred: item["transferSize"].as_f64().unwrap_or(0.0) as u64,
            })
        };
        items.into_iter().flatten().filter_map(read).collect()
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
                "network-requests": { "details": { "items": [
                    { "url": "http://127.0.0.1/app.wasm", "resourceType": "Fetch", "transferSize": 70_000 },
                    { "url": "data:image/svg+xml,x", "resourceType": "Image", "transferSize": 0 },
                ] } },
            },
        }))
        .unwrap();
        assert_eq!(report.score("seo").unwrap(), 99.0);
        assert_eq!(report.audit("first-contentful-paint").unwrap(), 812.5);
        assert!(report.audit("largest-contentful-paint").is_err());
        let requests = report.requests();
        assert_eq!(
            requests.len(),
            1,
            "what the page holds itself is not loaded"
        );
        assert_eq!(requests[0].transferred, 70_000);
    }

    #[test]
    fn a_page_that_did_not_load_is_an_error() {
        let report = json!({ "runtimeError": { "message": "refused" } });
        assert!(Report::new(report).is_err());
    }
}
