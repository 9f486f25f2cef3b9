//! `cargo xtask bench web`: what the guide page weighs and how soon it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::process::Command;

use anyhow::{Context, Result};

use super::lighthouse::{Lighthouse, Report, Request, Throttling};
use super::server::DemoServer;
use super::{median, verdict};
use crate::progress::Progress;
use crate::tools::Toolbox;
use crate::{app, serve, shell};

/// Each figure is the median of so many loads.
const RUNS: usize = 5;

/// The first load's bound, in bytes.
const FIRST_LOAD: u64 = 120_000;

/// Builds, starts and measures.
pub fn run() -> Result<()> {
    let mut progress = Progress::new(6);
    progress.step("looking for the tools and Lighthouse");
    let tools = Toolbox::for_app()?;
    let lighthouse = Lighthouse::find()?;
    progress.step("building the phone app");
    app::build(&tools)?;
    progress.step("building the server");
    serve::build_server()?;
    progress.step("starting a demo server");
    let server = DemoServer::start()?;
    let load = |throttling| -> Result<Vec<Report>> {
        (0..RUNS)
            .map(|_| lighthouse.run(&server.page, throttling))
            .collect()
    };
    progress.step("loading the guide page, throttling simulated");
    let simulated = load(Throttling::Simulated)?;
    progress.step("loading the guide page, throttling applied");
    let applied = load(Throttling::Applied)?;
    progress.end();

    let first = simulated
        .first()
        .context("no load to take the bytes from")?;
    print_bytes(&first.requests())?;
    print_figures("throttling simulated", &simulated, Throttling::Simulated)?;
    print_figures("throttling applied", &applied, Throttling::Applied)
}

fn print_bytes(requests: &[Request]) -> Result<()> {
    let mut by_kind: BTreeMap<&str, u64> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    // The browser may ask for the same file twice, preloaded and used; it comes once.
    for request in requests.iter().filter(|request| seen.insert(&request.url)) {
        *by_kind.entry(kind(request)).or_default() += brotli_bytes(request)?;
    }
    let total: u64 = by_kind.values().sum();
    println!("\nFirst load of the guide page, brotli");
    for kind in ["HTML", "CSS", "JS", "WASM", "icon/other"] {
        let bytes = by_kind.get(kind).copied().unwrap_or_default();
        println!("  {kind:<22} {bytes:>9} B");
    }
    let verdict = verdict(total <= FIRST_LOAD);
    println!(
        "  {:<22} {total:>9} B   bound <= {FIRST_LOAD} B   {verdict}",
        "total"
    );
    Ok(())
}

fn kind(request: &Request) -> &'static str {
    let path = request.url.split(['?', '#']).next().unwrap_or_default();
    match request.kind.as_str() {
        "Document" => "HTML",
        "Stylesheet" => "CSS",
        _ if path.ends_with(".wasm") => "WASM",
        "Script" => "JS",
        _ => "icon/other",
    }
}

/// The body's bytes as they come over the wire.
fn brotli_bytes(request: &Request) -> Result<u64> {
    let sink = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--raw", "--header", "Accept-Encoding: br"])
        .args([
            "--output",
            sink,
            "--write-out",
            "%{http_code} %{size_download}",
        ])
        .arg(&request.url);
    let answer = shell::capture(&mut curl)?;
    let (status, size) = answer.split_once(' ').context("curl gave no size")?;
    // What needs the page's session answers curl with an error: then the browser's own count, with headers.
    if status.starts_with('2') {
        Ok(size.trim().parse()?)
    } else {
        Ok(request.transferred)
    }
}

enum Bound {
    None,
    AtLeast(f64),
    AtMost(f64),
    Under(f64),
}

impl Bound {
    fn keeps(&self, value: f64) -> bool {
        match self {
            Self::None => true,
            Self::AtLeast(bound) => value >= *bound,
            Self::AtMost(bound) => value <= *bound,
            Self::Under(bound) => value < *bound,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::AtLeast(bound) => write!(f, "bound >= {bound}"),
            Self::AtMost(bound) => write!(f, "bound <= {bound}"),
            Self::Under(bound) => write!(f, "bound < {bound}"),
        }
    }
}

fn print_figures(title: &str, reports: &[Report], throttling: Throttling) -> Result<()> {
    let largest_paint = match throttling {
        Throttling::Simulated => Bound::Under(1000.0),
        Throttling::Applied => Bound::Under(1500.0),
    };
    println!("\nLighthouse, mobile, {title}, median of {RUNS}");
    let print =
        |name: &str, decimals: usize, bound: Bound, read: &dyn Fn(&Report) -> Result<f64>| {
            let value = median(reports.iter().map(read).collect::<Result<_>>()?);
            let word = if let Bound::None = bound {
                ""
            } else {
                verdict(bound.keeps(value))
            };
            println!("  {name:<22} {value:>9.decimals$}   {bound:<14} {word}");
            anyhow::Ok(())
        };
    print("performance", 0, Bound::AtLeast(98.0), &|it| {
        it.score("performance")
    })?;
    print("accessibility", 0, Bound::AtLeast(100.0), &|it| {
        it.score("accessibility")
    })?;
    print("best practices", 0, Bound::AtLeast(100.0), &|it| {
        it.score("best-practices")
    })?;
    print("SEO", 0, Bound::AtLeast(100.0), &|it| it.score("seo"))?;
    print("first paint, ms", 0, Bound::None, &first_paint)?;
    print("largest paint, ms", 0, largest_paint, &largest)?;
    print("largest - first, ms", 0, Bound::AtMost(100.0), &|it| {
        Ok(largest(it)? - first_paint(it)?)
    })?;
    print("layout shift", 3, Bound::AtMost(0.0), &|it| {
        it.audit("cumulative-layout-shift")
    })?;
    print("blocking time, ms", 0, Bound::None, &|it| {
        it.audit("total-blocking-time")
    })
}

fn first_paint(report: &Report) -> Result<f64> {
    report.audit("first-contentful-paint")
}

fn largest(report: &Report) -> Result<f64> {
    report.audit("largest-contentful-paint")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_kept_or_missed() {
        assert!(Bound::AtLeast(98.0).keeps(98.0) && !Bound::AtLeast(98.0).keeps(97.0));
        assert!(Bound::AtMost(0.0).keeps(0.0) && !Bound::AtMost(0.0).keeps(0.001));
        assert!(!Bound::Under(1000.0).keeps(1000.0));
    }

    #[test]
    fn sorts_what_was_loaded() {
        let request = |url: &str, kind: &str| Request {
            url: url.into(),
            kind: kind.into(),
            transferred: 0,
        };
        assert_eq!(kind(&request("http://a/d/X", "Document")), "HTML");
        assert_eq!(kind(&request("http://a/app_bg.wasm?v=1", "Fetch")), "WASM");
        assert_eq!(kind(&request("http://a/app.js", "Script")), "JS");
        assert_eq!(kind(&request("http://a/icon.svg", "Image")), "icon/other");
    }
}
