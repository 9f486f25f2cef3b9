//! Packages from npm and PyPI, pinned, in the user's cache: each set of them has a folder of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell;

/// The `node_modules` that holds some npm packages, each as `name@version`.
pub fn npm(what: &str, packages: &[&str]) -> Result<PathBuf> {
    let (Some(_), Some(npm)) = (shell::find("node"), shell::find("npm")) else {
        bail!("{what} needs Node 18.16 or newer with npm; on Debian: apt-get install nodejs npm");
    };
    installed("npm", packages, "node_modules", |home| {
        let mut install = Command::new(npm);
        install.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]);
        shell::run(install.arg(home).args(packages))
    })
}

/// A Python that knows some PyPI packages, each as `name==version`.
pub fn python(what: &str, packages: &[&str]) -> Result<PathBuf> {
    let Some(python) = shell::find("python3") else {
        bail!("{what} needs Python 3.10 or newer; on Debian: apt-get install python3-venv");
    };
    installed("python", packages, "bin/python", |home| {
        let mut create = Command::new(python);
        shell::run(create.args(["-m", "venv", "--clear"]).arg(home)).with_context(|| {
            format!("{what} needs Python's venv; on Debian: apt-get install python3-venv")
        })?;
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
