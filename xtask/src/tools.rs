//! The tools a build needs: found on PATH at the right version, or installed into the user's cache.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::shell;

const TARGET: &str = "wasm32-unknown-unknown";

/// A program that cargo can install.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    locked: bool,
    /// Without these it can't do what we don't need, as fetch things by TLS.
    default_features: bool,
    /// What it is for, and how long two cores build it.
    why: &'static str,
}

/// The installed tools, by the directories that hold those not on PATH.
#[derive(Default)]
pub struct Toolbox {
    dirs: Vec<PathBuf>,
}

impl Toolbox {
    /// What builds the phone app: the wasm target, Trunk and wasm-bindgen.
    pub fn for_app() -> Result<Self> {
        wasm_target()?;
        let mut tools = Self::default();
        tools.ensure(&Tool {
            package: "trunk",
            program: "trunk",
            version: "0.21.14".into(),
            locked: true,
            default_features: false,
            why: "builds the phone app; some 3 minutes",
        })?;
        tools.ensure(&Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: locked_version(&fs::read_to_string("Cargo.lock")?, "wasm-bindgen")
                .context("Cargo.lock holds no wasm-bindgen")?,
            locked: false,
            default_features: false,
            why: "links the phone app to browsers; 1 minute",
        })?;
        Ok(tools)
    }

    /// What looks at dependencies: unused ones, and those that aren't wanted.
    pub fn for_check() -> Result<Self> {
        wasm_target()?;
        let mut tools = Self::for_audit()?;
        tools.ensure(&Tool {
            package: "cargo-machete",
            program: "cargo-machete",
            version: "0.9.2".into(),
            locked: true,
            default_features: true,
            why: "finds unused dependencies; 1 minute",
        })?;
        Ok(tools)
    }

    /// What knows the advisories.
    pub fn for_audit() -> Result<Self> {
        let mut tools = Self::default();
        tools.ensure(&Tool {
            package: "cargo-deny",
            program: "cargo-deny",
            version: "0.20.2".into(),
            locked: true,
            default_features: true,
            why: "judges dependencies; 1 minute",
        })?;
        Ok(tools)
    }

    /// What fuzzes.
    pub fn for_fuzz() -> Result<Self> {
        let mut tools = Self::default();
        tools.ensure(&Tool {
            package: "cargo-fuzz",
            program: "cargo-fuzz",
            version: "0.13.2".into(),
            locked: true,
            default_features: true,
            why: "fuzzes; 1 minute",
        })?;
        Ok(tools)
    }

    /// A command that finds the installed tools before any others.
    pub fn command(&self, program: &str) -> Result<Command> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let dirs = self.dirs.iter().cloned();
        let path = env::join_paths(dirs.chain(env::split_paths(&inherited)))?;
        let mut command = Command::new(program);
        command.env("PATH", path);
        Ok(command)
    }

    fn ensure(&mut self, tool: &Tool) -> Result<()> {
        if tool.answers_from(Path::new(tool.program)) {
            return Ok(());
        }
        let home = shell::cache()?
            .join("tools")
            .join(format!("{}-{}", tool.package, tool.version));
        let bin = home.join("bin");
        if !tool.answers_from(&bin.join(tool.program)) {
            tool.install(&home)?;
        }
        self.dirs.push(bin);
        Ok(())
    }
}

impl Tool {
    fn answers_from(&self, program: &Path) -> bool {
        let output = Command::new(program)
            .arg("--version")
            .stderr(Stdio::null())
            .output();
        output.is_ok_and(|output| {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            text.split_whitespace().any(|word| word == self.version)
        })
    }

    fn install(&self, home: &Path) -> Result<()> {
        println!(
            "      installing {} {} (once; {}) …",
            self.package, self.version, self.why
        );
        let began = Instant::now();
        // Its own build directory: a tool's build has no place among the workspace's, and an interrupted
        // one goes on where it stopped. Not optimized: what that would take, no build of the app gets back.
        let build = home.join("build");
        let mut install = shell::cargo(["install", self.package, "--version", &self.version]);
        install.arg("--debug");
        install.env("CARGO_PROFILE_DEV_DEBUG", "0");
        if self.locked {
            install.arg("--locked");
        }
        if !self.default_features {
            install.arg("--no-default-features");
        }
        install.arg("--root").arg(home);
        shell::run(install.env("CARGO_TARGET_DIR", &build))?;
        fs::remove_dir_all(build)?;
        println!(
            "      installed {} in {} s",
            self.package,
            began.elapsed().as_secs()
        );
        Ok(())
    }
}

fn wasm_target() -> Result<()> {
    // Without rustup there is nothing to ask; a missing target then shows as cargo's own error.
    if shell::find("rustup").is_none() {
        return Ok(());
    }
    let installed = shell::capture(Command::new("rustup").args(["target", "list", "--installed"]))?;
    if installed.lines().any(|target| target == TARGET) {
        return Ok(());
    }
    shell::run(Command::new("rustup").args(["target", "add", TARGET]))
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn reads_a_version_from_the_lock_file() {
        assert_eq!(
            locked_version(LOCK, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }
}
