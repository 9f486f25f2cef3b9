//! `cargo xtask bench web`: what the pages and programs weigh, and how soon a phone can use them.

use std::fmt;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::demo::DemoServer;
use super::lighthouse::{Lighthouse, Report, Throttling};
use super::{median, verdict};
use crate::progress::Progress;
use crate::tools::Toolbox;
use crate::{app, serve, shell};

/// Each time is the median of so many loads.
const RUNS: usize = 5;

/// A guide with its style and icon, in bytes: what a server sends before it waits for the first acknowledgement.
const GUIDE: f64 = 14.0 * 1024.0;

/// Each program's WASM and JavaScript, in bytes.
const PROGRAMS: [(&str, f64); 2] = [("deploy", 195_000.0), ("workbench", 230_000.0)];

/// Times of the guide page and of a step's own page, simulated, in ms.
const GUIDE_TIME: f64 = 750.0;
const STEP_TIME: f64 = 1000.0;

/// From a tap on the guide's button until the number's field takes input, in ms: by when the tap comes after opening.
const TAPS: [(&str, u32, f64); 2] = [("3 s after opening", 3000, 300.0), ("at once", 0, 2000.0)];

/// Builds, starts and measures.
pub fn run() -> Result<()> {
    let mut progress = Progress::new(7);
    progress.step("looking for the tools and Lighthouse");
    let tools = Toolbox::for_app()?;
    let lighthouse = Lighthouse::find()?;
    progress.step("building the phone app");
    app::PHONE.build(&tools)?;
    progress.step("building the server");
    serve::build_server()?;
    progress.step("starting a demo server");
    let server = DemoServer::start()?;
    let step = format!("{}/sign-in", server.page);
    let load = |page, throttling| -> Result<Vec<Report>> {
        (0..RUNS)
            .map(|_| lighthouse.run(page, throttling))
            .collect()
    };
    progress.step("loading the guide page");
    let guide = load(&server.page, Throttling::Simulated)?;
    let guide_applied = load(&server.page, Throttling::Applied)?;
    progress.step("loading a step's own page");
    let deep = load(&step, Throttling::Simulated)?;
    progress.step("tapping the guide's button");
    let mut taps = Vec::new();
    for (_, delay, _) in TAPS {
        taps.push(lighthouse.taps(&server.page, delay, RUNS)?);
    }
    progress.end();

    print_bytes(&server.page)?;
    println!("\nGuide page, Lighthouse mobile, throttling simulated, median of {RUNS}");
    print_scores(&guide)?;
    print_audits(
        &guide,
        GUIDE_TIME,
        &[
            "first-contentful-paint",
            "largest-contentful-paint",
            "interactive",
        ],
    )?;
    println!("\nGuide page, throttling applied");
    print_audits(
        &guide_applied,
        f64::INFINITY,
        &["first-contentful-paint", "largest-contentful-paint"],
    )?;
    println!("\nA step's own page, cold, throttling simulated");
    print_audits(&deep, STEP_TIME, &["largest-contentful-paint"])?;
    println!(
        "\nTap on the guide's button until the number's field takes input, slow 4G and 4x CPU applied"
    );
    for ((name, _, bound), waits) in TAPS.into_iter().zip(taps) {
        print(name, "ms", median(waits), Bound::AtMost(bound));
    }
    Ok(())
}

fn print_bytes(page: &str) -> Result<()> {
    println!("\nBytes, brotli");
    print(
        "guide document",
        "B",
        document_bytes(page)?,
        Bound::AtMost(GUIDE),
    );
    for (program, bound) in PROGRAMS {
        print(program, "B", program_bytes(program)?, Bound::AtMost(bound));
    }
    Ok(())
}

/// The body's bytes as they come over the wire.
fn document_bytes(page: &str) -> Result<f64> {
    let sink = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let mut curl = Command::new("curl");
    curl.args([
        "--silent",
        "--fail",
        "--raw",
        "--header",
        "Accept-Encoding: br",
    ])
    .args(["--output", sink, "--write-out", "%{size_download}", page]);
    let size = shell::capture(&mut curl)?;
    size.trim().parse().context("curl gave no size")
}

/// What a program's files weigh, as the server sends them.
fn program_bytes(program: &str) -> Result<f64> {
    let mut bytes = 0;
    for entry in fs::read_dir(app::PHONE.dist)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&format!("{program}-")) && name.ends_with(".br") {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes as f64)
}

enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

impl Bound {
    fn keeps(&self, value: f64) -> bool {
        match self {
            Self::AtLeast(bound) => value >= *bound,
            Self::AtMost(bound) => value <= *bound,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::AtLeast(bound) => write!(f, "bound >= {bound}"),
            Self::AtMost(bound) => write!(f, "bound <= {bound}"),
        }
    }
}

fn print_scores(reports: &[Report]) -> Result<()> {
    for (category, bound) in [
        ("performance", 98.0),
        ("accessibility", 100.0),
        ("best-practices", 100.0),
        ("seo", 100.0),
    ] {
        let scores: Result<_> = reports
            .iter()
            .map(|report| report.score(category))
            .collect();
        print(category, "", median(scores?), Bound::AtLeast(bound));
    }
    let shifts: Result<_> = reports
        .iter()
        .map(|it| it.audit("cumulative-layout-shift"))
        .collect();
    print("layout shift", "", median(shifts?), Bound::AtMost(0.0));
    Ok(())
}

/// Audits that are times. Without a bound, it is infinite.
fn print_audits(reports: &[Report], bound: f64, audits: &[&str]) -> Result<()> {
    for audit in audits {
        let times: Result<_> = reports.iter().map(|report| report.audit(audit)).collect();
        print(audit, "ms", median(times?), Bound::AtMost(bound));
    }
    Ok(())
}

fn print(name: &str, unit: &str, value: f64, bound: Bound) {
    let verdict = verdict(bound.keeps(value));
    let bound = match bound {
        Bound::AtMost(f64::INFINITY) => String::new(),
        bound => format!("{bound:<16} {verdict}"),
    };
    // A layout shift is a fraction; all others are whole.
    let decimals = if value < 1.0 && value > 0.0 { 3 } else { 0 };
    println!("  {name:<26} {value:>9.decimals$} {unit:<2}   {bound}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_kept_or_missed() {
        assert!(Bound::AtLeast(98.0).keeps(98.0) && !Bound::AtLeast(98.0).keeps(97.0));
        assert!(Bound::AtMost(0.0).keeps(0.0) && !Bound::AtMost(0.0).keeps(0.001));
    }
}
