//! Packages from npm and PyPI, pinned, in the user's cache: each set of them has a folder of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell;
use crate::system::{self, NODE, NPM, PYTHON_VENV};

/// The `node_modules` that holds some npm packages, each as `name@version`.
pub fn npm(what: &str, packages: &[&str]) -> Result<PathBuf> {
    system::ensure(what, &[&NODE, &NPM])?;
    installed("npm", packages, "node_modules", |home| {
        let mut install = Command::new(NPM.find().context("no npm")?);
        install.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]);
        shell::run(install.arg(home).args(packages))
    })
}

/// A Python that knows some PyPI packages, each as `name==version`.
pub fn python(what: &str, packages: &[&str]) -> Result<PathBuf> {
    system::ensure(what, &[&PYTHON_VENV])?;
    installed("python", packages, "bin/python", |home| {
        let mut create = Command::new("python3");
        shell::run(create.args(["-m", "venv", "--clear"]).arg(home))?;
        let mut install = Command::new(home.join("bin/pip"));
        install.args(["install", "--quiet", "--disable-pip-version-check"]);
        shell::run(install.args(packages))
    })
}

/// `within` the folder of a set of packages, which are installed first if they aren't yet.
fn installed(
    by: &str,
    packages: &[&str],
    within: &str,
    install: impl FnOnce(&PathBuf) -> Result<()>,
) -> Result<PathBuf> {
    let set = packages.join("+").replace(['/', '@', '='], "-");
    let home = shell::cache()?.join(format!("{by}-{set}"));
    // Written last: what was interrupted is installed again.
    let whole = home.join("installed");
    if !whole.is_file() {
        println!("      installing {} (once) …", packages.join(", "));
        fs::create_dir_all(&home)?;
        install(&home).with_context(|| format!("{by} cannot install {}", packages.join(", ")))?;
        fs::write(whole, "")?;
    }
    Ok(home.join(within))
}
