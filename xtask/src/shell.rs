//! Running other programs, and where the workspace keeps its things.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The workspace's directory.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where cargo puts the server's program, in the folder of a profile.
pub fn server_program(profile: &str) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    target
        .join(profile)
        .join("quickdeploy")
        .with_extension(env::consts::EXE_EXTENSION)
}

/// Where tools are kept between runs, out of reach of `cargo clean`.
pub fn cache() -> Result<PathBuf> {
    let home = || env::home_dir().context("no home directory to keep tools in");
    let base = if let Some(dir) = env::var_os("XDG_CACHE_HOME").filter(|dir| !dir.is_empty()) {
        PathBuf::from(dir)
    } else if cfg!(target_os = "macos") {
        home()?.join("Library/Caches")
    } else if cfg!(windows) {
        home()?.join("AppData/Local")
    } else {
        home()?.join(".cache")
    };
    Ok(base.join("quickdeploy"))
}

/// `cargo`, the one that started this program.
pub fn cargo<const N: usize>(args: [&str; N]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // What the cargo that started us says of our own package. Build scripts look at it: with it, ring and all that needs
    // it are built again after each cargo command that is typed by hand.
    for (name, _) in env::vars_os() {
        let of_us = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
        if of_us
            .iter()
            .any(|start| name.to_string_lossy().starts_with(start))
        {
            command.env_remove(name);
        }
    }
    command.args(args);
    command
}

/// Where it is set, the tests are compiled by clippy's driver, which lints on the way: `check` compiles them so, `test` runs them, and
/// nothing is compiled once to be linted and once more to be run.
const LINTED_TESTS: &str = "XTASK_LINTED_TESTS";

/// Whether the tests are compiled by clippy's driver.
pub fn are_tests_linted() -> bool {
    env::var_os(LINTED_TESTS).is_some()
}

/// Has a command's cargo compile what is ours with clippy's driver, where that is asked for. It does what `cargo clippy` does.
pub fn lint_if_asked(command: &mut Command) -> &mut Command {
    if are_tests_linted() {
        command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
        command.env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
    }
    command
}

/// Runs a command with our standard streams; an error if it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a command and returns what it wrote on standard output.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", line(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The full path of a program on PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = Path::new(program).with_extension(env::consts::EXE_EXTENSION);
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(&file))
        .find(|path| path.is_file())
}

/// Every file and directory under `path`, itself included; nothing if it doesn't exist.
pub fn walk(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![path.to_path_buf()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path)? {
                waiting.push(entry?.path());
            }
        } else if !path.exists() {
            continue;
        }
        found.push(path);
    }
    found.sort();
    Ok(found)
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn line(command: &Command) -> String {
    command.get_args().fold(name(command), |line, arg| {
        format!("{line} {}", arg.to_string_lossy())
    })
}
