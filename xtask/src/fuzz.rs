//! `cargo xtask fuzz`: lets libFuzzer look for a stranger's bytes that break a reader.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::progress::Progress;
use crate::shell;
use crate::tools::Toolbox;

/// What is fuzzed.
struct Target {
    name: &'static str,
    /// The most bytes that are tried.
    longest: u32,
    /// The most that is taken of memory at once, in MB.
    memory: u32,
}

const TARGETS: [Target; 4] = [
    Target::new("icon", 65_536, 2048),
    Target::new("list", 4096, 2048),
    Target::new("envelope", 4096, 1),
    Target::new("answer", 4096, 1),
];

/// The targets are built where it is asked for: they need a nightly.
const TARGETS_BUILT: &str = "--features=libfuzzer";

impl Target {
    const fn new(name: &'static str, longest: u32, memory: u32) -> Self {
        Self {
            name,
            longest,
            memory,
        }
    }
}

/// What `fuzz` can be told.
#[derive(clap::Args)]
pub struct Args {
    /// The reader; without, all
    #[arg(value_parser = TARGETS.map(|target| target.name))]
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
    let asked = |target: &Target| args.reader.as_ref().is_none_or(|it| it == target.name);
    let targets: Vec<_> = TARGETS.into_iter().filter(asked).collect();
    let mut progress = Progress::new(1 + targets.len());
    progress.step("looking for the tools");
    let tools = Toolbox::for_fuzz()?;
    for target in targets {
        let Target {
            name: target,
            longest,
            memory,
        } = target;
        progress.step(&format!("fuzzing {target} for {} minutes", args.minutes));
        let corpus = format!("fuzz/corpus/{target}");
        let seeds = format!("fuzz/seeds/{target}");
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&seeds)?;
        let mut fuzz = fuzzer(&tools)?;
        fuzz.args(["run", TARGETS_BUILT, target, &corpus, &seeds, "--"])
            .arg(format!("-max_total_time={}", 60 * args.minutes))
            .arg(format!("-max_len={longest}"))
            .arg(format!("-malloc_limit_mb={memory}"))
            .args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"]);
        shell::run(&mut fuzz)
            .with_context(|| format!("{target} broke; its file is in fuzz/artifacts"))?;
        if args.keep {
            let mut merge = fuzzer(&tools)?;
            shell::run(merge.args([
                "run",
                TARGETS_BUILT,
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
    // A backtrace is to say its lines.
    command.env("CARGO_PROFILE_RELEASE_STRIP", "none");
    Ok(command)
}
