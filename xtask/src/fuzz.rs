//! `cargo xtask fuzz`: lets libFuzzer look for a stranger's file that breaks a reader.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::progress::Progress;
use crate::shell;
use crate::tools::Toolbox;

/// What is fuzzed, and the most bytes that a tried file has.
const TARGETS: [(&str, u32); 2] = [("icon", 65_536), ("list", 4096)];

/// What `fuzz` can be told.
#[derive(clap::Args)]
pub struct Args {
    /// The reader; without, all
    #[arg(value_parser = TARGETS.map(|(target, _)| target))]
    reader: Option<String>,
    /// For how long each reader is tried
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    minutes: u32,
    /// Put what was found new, made small, among the kept seeds
    #[arg(long)]
    keep: bool,
}

/// Fuzzes each reader from the kept seeds.
pub fn run(args: &Args) -> Result<()> {
    let asked = |(target, _): &(&str, u32)| args.reader.as_ref().is_none_or(|it| it == target);
    let targets: Vec<_> = TARGETS.into_iter().filter(asked).collect();
    let mut progress = Progress::new(1 + targets.len());
    progress.step("looking for the tools");
    let tools = Toolbox::for_fuzz()?;
    for (target, longest) in targets {
        progress.step(&format!("fuzzing {target} for {} minutes", args.minutes));
        let corpus = format!("fuzz/corpus/{target}");
        let seeds = format!("fuzz/seeds/{target}");
        fs::create_dir_all(&corpus)?;
        let mut fuzz = fuzzer(&tools)?;
        fuzz.args(["run", target, &corpus, &seeds, "--"])
            .arg(format!("-max_total_time={}", 60 * args.minutes))
            .arg(format!("-max_len={longest}"))
            .args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"]);
        shell::run(&mut fuzz)
            .with_context(|| format!("{target} broke; its file is in fuzz/artifacts"))?;
        if args.keep {
            let mut merge = fuzzer(&tools)?;
            shell::run(merge.args([
                "run",
                target,
                &seeds,
                &corpus,
                "--",
                "-use_counters=0",
                "-set_cover_merge=1",
            ]))?;
        }
    }
    progress.end();
    Ok(())
}

fn fuzzer(tools: &Toolbox) -> Result<Command> {
    let mut command = tools.command("cargo")?;
    // libFuzzer's instrumentation needs a nightly; the workspace's own toolchain stays what it is.
    command.env("RUSTUP_TOOLCHAIN", "nightly").arg("fuzz");
    Ok(command)
}
