//! What the stories and the codes need beside Rust: a browser with its driver, decoders of QR codes, axe-core.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{app, packages, shell};

/// What judges accessibility.
const AXE: &str = "axe-core@4.14.1";

/// What the codes are shown by and read with: a terminal, and a decoder.
const OF_CODES: [&str; 3] = [
    "jsqr@1.4.0",
    "@xterm/xterm@6.0.0",
    "@xterm/addon-webgl@0.19.0",
];

/// What distorts the codes and reads them.
const READERS: [&str; 5] = [
    "zxing-cpp==3.1.1",
    "opencv-python-headless==5.0.0.93",
    "numpy==2.4.6",
    "pyzbar==0.1.9",
    "pypdfium2==5.15.2",
];

const CHROMIUM: [&str; 3] = ["chromium", "google-chrome", "chromium-browser"];

/// Where everything is.
pub struct Browser {
    chrome: PathBuf,
    chromedriver: PathBuf,
    axe: PathBuf,
    /// The npm packages of the codes.
    of_codes: PathBuf,
    /// A Python with the readers.
    python: PathBuf,
}

impl Browser {
    /// Finds everything, or says in one line what to install.
    pub fn find() -> Result<Self> {
        let chrome = chrome();
        let chromedriver = given_or_found("CHROMEDRIVER", &["chromedriver"]);
        let codes = (shell::find("zbarimg"), shell::find("qrencode"));
        let (Some(chrome), Some(chromedriver), (Some(_), Some(_))) = (chrome, chromedriver, codes)
        else {
            bail!(
                "the stories need chromium, chromedriver, zbarimg and qrencode; on Debian: \
                 apt-get install chromium chromium-driver zbar-tools qrencode fonts-noto-cjk"
            );
        };
        Ok(Self {
            chrome,
            chromedriver,
            axe: packages::npm("a story", &[AXE])?.join("axe-core/axe.min.js"),
            of_codes: packages::npm("the test of the codes", &OF_CODES)?,
            python: packages::python("the test of the codes", &READERS)?,
        })
    }

    /// Tells the stories by the environment where everything is.
    pub fn announce(&self, stories: &mut Command) {
        stories
            .env("QUICKDEPLOY_APP_DIR", shell::root().join(app::DIST))
            .env("CHROME", &self.chrome)
            .env("CHROMEDRIVER", &self.chromedriver)
            .env("AXE_JS", &self.axe)
            .env("NODE_MODULES", &self.of_codes)
            .env("PYTHON", &self.python);
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
