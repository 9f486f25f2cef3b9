//! `cargo xtask`: the developers' commands.
#![expect(
    clippy::print_stdout,
    reason = "a command-line tool talks on standard output"
)]

mod app;
mod audit;
mod bench;
mod check;
mod dev;
mod fuzz;
mod invariants;
mod isv_demo;
mod packages;
mod progress;
mod serve;
mod shell;
mod styles;
mod system;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The developers' commands of Quick Deploy.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing, build the app and the server, and serve them with demo data
    Serve(serve::Args),
    /// Serve the app while it is worked on: what is saved is built, and open pages load again
    Dev(dev::Args),
    /// Build the phone app and the console, as far as what they are made of has changed
    Build,
    /// Formatting, clippy, dependencies, styles for old browsers, the design's invariants
    Check,
    /// Look our dependencies up in the list of known vulnerabilities (needs a network)
    Audit,
    /// Run every test: the rules, the server, and the stories in a real browser
    Test(test::Args),
    /// Let strangers' files be tried on the icon's and the list's reader (needs a nightly)
    Fuzz(fuzz::Args),
    /// Build the second program beside the first: Trunk calls it
    #[command(hide = true)]
    BuildWorkbench,
    /// Measure, and print the figures beside their bounds
    #[command(subcommand)]
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, also where RUST_BACKTRACE is set: what went wrong is rarely in here.
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    // Every path below is relative to the workspace, wherever the command was typed.
    std::env::set_current_dir(shell::root())?;
    match command {
        Command::Serve(args) => serve::run(&args),
        Command::Dev(args) => dev::run(&args),
        Command::Build => app::build_all(&tools::Toolbox::for_app()?),
        Command::Check => check::run(),
        Command::Audit => audit::run(),
        Command::Test(args) => test::run(&args),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::BuildWorkbench => app::build_workbench(),
        Command::Bench(bench) => bench::run(&bench),
    }
}
