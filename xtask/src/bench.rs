//! `cargo xtask bench`: measures, and prints the figures beside their bounds.

mod lighthouse;
mod server;
mod web;

use anyhow::Result;

use crate::shell;

/// What can be measured.
#[derive(clap::Subcommand)]
pub enum Bench {
    /// The guide page: bytes of its first load, and Lighthouse (needs Node and a browser)
    Web,
    /// The server's time for each step, with ten teams and with 100,000 and 1,000,000 serials
    Steps,
    /// The server's time for the workbench of a team of 10,000 people with 50 suites
    Workbench,
}

/// Runs one measurement.
pub fn run(bench: &Bench) -> Result<()> {
    match bench {
        Bench::Web => web::run(),
        Bench::Steps => of_server("steps"),
        Bench::Workbench => of_server("workbench"),
    }
}

fn of_server(bench: &str) -> Result<()> {
    shell::run(&mut shell::cargo([
        "bench", "-p", "tests", "--bench", bench,
    ]))
}
