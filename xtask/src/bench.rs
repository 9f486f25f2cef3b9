//! `cargo xtask bench`: measures, and prints the figures beside their bounds.

mod batch;
mod codes;
mod demo;
mod lighthouse;
mod server;
mod web;

use anyhow::Result;

use crate::shell;
use crate::system::{self, QRENCODE};
use crate::test::browser::Readers;

/// What can be measured.
#[derive(clap::Subcommand)]
pub enum Bench {
    /// The guide page: bytes of its first load, and Lighthouse (needs Node and a browser)
    Web,
    /// The server on both databases: whole onboardings a second, the guide page meanwhile, steps with 1,000,000 serials, the
    /// workbench of 10,000 people (needs PostgreSQL)
    Server(server::Args),
    /// The console's pages with 1,000,000 serials and 100,000 customers, and 100,000 serials issued (needs PostgreSQL)
    Console(server::ConsoleArgs),
    /// How many codes are read by other decoders, distorted, beside qrencode's (needs Node, Python, zbar and qrencode)
    Reads,
    /// QR codes a second beside other makers of codes, and a batch of 10,000 (needs Node, Python and a C compiler)
    Qr,
}

/// Runs one measurement.
pub fn run(bench: &Bench) -> Result<()> {
    match bench {
        Bench::Web => web::run(),
        Bench::Server(args) => server::run(args),
        Bench::Console(args) => server::run_console(args),
        Bench::Reads => reads(),
        Bench::Qr => codes::run().and_then(|()| batch::run()),
    }
}

fn reads() -> Result<()> {
    let what = "bench reads";
    system::ensure(what, &[&QRENCODE])?;
    // Not for its speed: so it takes what the tests have built.
    let mut bench = shell::cargo(["bench", "--profile=dev", "-p", "tests", "--bench", "reads"]);
    Readers::find(what)?.announce(&mut bench);
    shell::run(&mut bench)
}

fn verdict(keeps: bool) -> &'static str {
    if keeps { "ok" } else { "MISSED" }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn takes_the_middle_of_what_was_measured() {
        assert_eq!(median(vec![3.0, 900.0, 1.0, 2.0, 4.0]), 3.0);
    }
}
