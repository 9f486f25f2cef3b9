//! What the stories need beside Rust: a browser with its driver, a QR decoder, and axe-core.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{app, shell};

/// The version of axe-core that judges accessibility.
const AXE: &str = "4.14.1";

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
    let dir = shell::cache()?.join(format!("axe-core-{AXE}"));
    let script = dir.join("package/axe.min.js");
    if script.is_file() {
        return Ok(script);
    }
    let Some(npm) = shell::find("npm") else {
        bail!(
            "the stories need axe-core {AXE}, which npm fetches: install npm (on Debian: apt-get install npm)"
        );
    };
    fs::create_dir_all(&dir)?;
    let mut pack = Command::new(npm);
    pack.args(["pack", "--silent", &format!("axe-core@{AXE}")]);
    shell::capture(pack.current_dir(&dir)).context("npm cannot fetch axe-core")?;
    let mut unpack = Command::new("tar");
    unpack.args(["-xzf", &format!("axe-core-{AXE}.tgz"), "package/axe.min.js"]);
    shell::run(unpack.current_dir(&dir))?;
    Ok(script)
}
