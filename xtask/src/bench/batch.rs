//! `cargo xtask bench qr`, its second half: links for 10,000 customers, from their list to the last byte of the file.

use std::fs;
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::demo::DemoServer;
use super::verdict;
use crate::progress::Progress;
use crate::tools::Toolbox;
use crate::{app, serve, shell};

const CUSTOMERS: usize = 10_000;

/// The bound of memory, in MB.
const MEMORY: f64 = 100.0;

/// The bound of the whole, on two cores.
const WHOLE: Duration = Duration::from_secs(60);

/// The bound of the first byte.
const FIRST: Duration = Duration::from_secs(1);

/// What is written, and how it is asked for. The first also makes the links.
const FILES: [(&str, &[&str]); 4] = [
    ("made, ZIP of 600 px PNGs", &["--format", "zip"]),
    (
        "ZIP of 600 px PNGs with icon",
        &["--format", "zip", "--icon"],
    ),
    ("PDF of 8 x 3 labels", &["--format", "pdf"]),
    (
        "PDF of 8 x 3 labels with icon",
        &["--format", "pdf", "--icon"],
    ),
];

/// One run of the program.
struct Run {
    first: Duration,
    whole: Duration,
    bytes: usize,
    /// The most memory that it held, in MB.
    memory: f64,
}

/// Builds, measures and prints.
pub fn run() -> Result<()> {
    let mut progress = Progress::new(3);
    progress.step("building the server and the app that it serves");
    app::PHONE.build(&Toolbox::for_app()?)?;
    serve::build_server()?;
    progress.step("starting a demo server");
    let server = DemoServer::start()?;
    let list = server.data.join("customers.csv");
    let rows = (1..=CUSTOMERS).map(|at| format!("鹏城五金第 {at} 分店\n"));
    fs::write(&list, rows.collect::<String>())?;
    progress.step("making links and writing their codes");
    let mut runs = Vec::new();
    for (at, (what, asked)) in FILES.into_iter().enumerate() {
        let mut program = Command::new(shell::server_program("release"));
        program.env("QUICKDEPLOY_DATABASE", server.database());
        program.env("QUICKDEPLOY_PUBLIC_URL", "https://deploy.example.com");
        program.args(["link", "batch"]);
        match at {
            0 => program
                .args(["create", "--suite", DemoServer::SUITE, "--list"])
                .arg(&list),
            _ => program.args(["write", "1"]),
        };
        let run = measure(program.args(["--out", "-"]).args(asked))?;
        runs.push((what, run));
    }
    progress.end();

    println!(
        "\n{CUSTOMERS} customers, through a pipe {:>14} {:>8} {:>9} {:>8}",
        "first byte", "whole", "file", "memory"
    );
    for (what, run) in &runs {
        let (first, whole) = (run.first.as_secs_f64() * 1e3, run.whole.as_secs_f64());
        let (bytes, memory) = (run.bytes as f64 / 1e6, run.memory);
        println!("  {what:<30} {first:>9.0} ms {whole:>6.1} s {bytes:>6.1} MB {memory:>5.0} MB");
    }
    let first = runs
        .iter()
        .map(|(_, run)| run.first)
        .max()
        .unwrap_or_default();
    let memory = runs.iter().map(|(_, run)| run.memory).fold(0.0, f64::max);
    println!(
        "  latest first byte, bound <= 1 s: {}",
        verdict(first <= FIRST)
    );
    let whole = runs.iter().map(|(_, run)| run.whole).max();
    println!(
        "  longest, bound <= 60 s on two cores: {}",
        verdict(whole.unwrap_or_default() <= WHOLE)
    );
    println!(
        "  most memory, bound < {MEMORY} MB: {}",
        verdict(memory < MEMORY)
    );
    Ok(())
}

/// Runs a program and reads what it writes.
fn measure(program: &mut Command) -> Result<Run> {
    let began = Instant::now();
    let mut child = program
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start the program")?;
    // Its progress, and why it failed; read beside its output, so that neither pipe fills up.
    let errors = child.stderr.take().context("it has no errors")?;
    let said = thread::spawn(move || io::read_to_string(errors));
    let status = format!("/proc/{}/status", child.id());
    let mut output = child.stdout.take().context("it has no output")?;
    let mut run = Run {
        first: Duration::ZERO,
        whole: Duration::ZERO,
        bytes: 0,
        memory: 0.0,
    };
    let mut part = [0; 1 << 16];
    loop {
        let read = output.read(&mut part)?;
        if read == 0 {
            break;
        }
        if run.bytes == 0 {
            run.first = began.elapsed();
        }
        run.bytes += read;
        // It is the most so far; the last look comes before the program has ended.
        let status = fs::read_to_string(&status).unwrap_or_default();
        run.memory = peak(&status).unwrap_or(run.memory);
    }
    run.whole = began.elapsed();
    if !child.wait()?.success() {
        let said = said.join().ok().and_then(Result::ok).unwrap_or_default();
        let why = said.lines().last().unwrap_or("it doesn't say why");
        bail!("the program failed: {why}");
    }
    Ok(run)
}

/// The most memory that a process held, in MB, as Linux tells it.
fn peak(status: &str) -> Option<f64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes / 1e3)
}

#[cfg(test)]
mod tests {
    use super::peak;

    #[test]
    fn reads_what_linux_says_of_a_process() {
        let status = "Name:\tquickdeploy\nVmPeak:\t  900000 kB\nVmHWM:\t   86016 kB\nThreads:\t3\n";
        assert_eq!(peak(status), Some(86.016));
        assert_eq!(peak(""), None);
    }
}
