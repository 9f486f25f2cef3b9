//! `cargo xtask audit`: known vulnerabilities of our dependencies. Not a part of `check`: it needs a network, and tells
//! of another list each day.

use anyhow::{Context, Result, bail};

use crate::shell;
use crate::tools::Toolbox;

/// Fetches the advisories and holds every dependency against them.
pub fn run() -> Result<()> {
    let tools = Toolbox::for_audit()?;
    let mut fetch = tools.command("cargo-deny")?;
    let fetched = fetch
        .args([
            "--config=deny.toml",
            "--color=never",
            "fetch",
            "db",
            "index",
        ])
        .output()
        .context("cannot start cargo-deny")?;
    if !fetched.status.success() {
        let said = String::from_utf8_lossy(&fetched.stderr);
        bail!("the advisory database can't be fetched: {}", reason(&said));
    }
    let mut check = tools.command("cargo-deny")?;
    let args = ["--frozen", "--workspace", "check", "advisories"];
    shell::run(check.args(args))
}

/// The line of git's or cargo-deny's own that says what is wrong: the last one.
fn reason(said: &str) -> &str {
    let mut lines = said.lines().rev().map(str::trim);
    lines
        .find(|line| !line.is_empty())
        .unwrap_or("it says nothing")
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn the_last_line_tells_the_reason() {
        let said = "[ERROR] failed to clone: [..]\nCloning into 'db'...\nfatal: Could not resolve host: github.com\n\n";
        assert_eq!(reason(said), "fatal: Could not resolve host: github.com");
        assert_eq!(reason("\n"), "it says nothing");
    }
}
