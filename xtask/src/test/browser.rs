//! What the stories need beside Rust: a browser with its driver, a QR decoder, and axe-core.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{app, packages, shell};

/// What judges accessibility.
const AXE: &str = "axe-core@4.14.1";

const CHROMIUM: [&str; 3] = ["chromium", "google-chrome", "chromium-browser"];

/// Where everything is.
pub struct Browser {
    chrome: PathBuf,
    chromedriver: PathBuf,
    axe: PathBuf,
}

impl Browser {
    /// Finds everything, or says in one line what to install.
    pub fn find() -> Result<Self> {
        let chrome = chrome();
        let chromedriver = given_or_found("CHROMEDRIVER", &["chromedriver"]);
        let (Some(chrome), Some(chromedriver), Some(_)) =
            (chrome, chromedriver, shell::find("zbarimg"))
        else {
            bail!(
                "the stories need chromium, chromedriver and zbarimg; on Debian: \
                 apt-get install chromium chromium-driver zbar-tools fonts-noto-cjk"
            );
        };
        Ok(Self {
            chrome,
            chromedriver,
            axe: axe()?,
        })
    }

    /// Tells the stories by the environment where everything is.
    pub fn announce(&self, stories: &mut Command) {
        stories
            .env("QUICKDEPLOY_APP_DIR", shell::root().join(app::DIST))
            .env("CHROME", &self.chrome)
            .env("CHROMEDRIVER", &self.chromedriver)
            .env("AXE_JS", &self.axe);
    }
}

/// The browser: `CHROME`, or the first of the usual names on PATH.
pub fn chrome() -> Option<PathBuf> {
    given_or_found("CHROME", &CHROMIUM)
}

fn given_or_found(variable: &str, programs: &[&str]) -> Option<PathBuf> {
    let given = env::var_os(variable).filter(|it| !it.is_empty());
    let found = || programs.iter().find_map(|program| shell::find(program));
    given.map(PathBuf::from).or_else(found)
}

fn axe() -> Result<PathBuf> {
    let modules = packages::npm("a story", &[AXE])?;
    Ok(modules.join("axe-core/axe.min.js"))
}
