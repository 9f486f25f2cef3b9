//! `cargo xtask bench`: measures, and prints the figures beside their bounds.

mod lighthouse;
mod server;
mod web;

use anyhow::Result;

/// What can be measured.
#[derive(clap::Subcommand)]
pub enum Bench {
    /// The guide page: bytes of its first load, and Lighthouse (needs Node and a browser)
    Web,
}

/// Runs one measurement.
pub fn run(bench: &Bench) -> Result<()> {
    match bench {
        Bench::Web => web::run(),
    }
}
