//! What the tests need beside Rust: browsers with their drivers, decoders of QR codes, axe-core, schemathesis.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::system::{
    self, CHINESE_FONTS, CHROMEDRIVER, CHROMIUM, NODE, NPM, PYTHON_VENV, WEBKIT_DRIVER, XVFB, ZBAR,
};
use crate::{app, packages, shell};

/// What judges accessibility.
const AXE: &str = "axe-core@4.14.1";

/// A decoder of codes, and a terminal that shows them.
const OF_CODES: [&str; 3] = [
    "jsqr@1.4.0",
    "@xterm/xterm@6.0.0",
    "@xterm/addon-webgl@0.19.0",
];

/// More decoders. WeChat's is in OpenCV's contributed modules below version 5.
const READERS: [&str; 5] = [
    "zxing-cpp==3.1.1",
    "opencv-contrib-python-headless==4.14.0.94",
    "numpy==2.4.6",
    "pyzbar==0.1.9",
    "pypdfium2==5.15.2",
];

/// Where the decoders of codes are.
pub struct Readers {
    node_modules: PathBuf,
    python: PathBuf,
}

impl Readers {
    /// Finds them, and installs those from npm and PyPI.
    pub fn find(what: &str) -> Result<Self> {
        system::ensure(what, &[&ZBAR])?;
        Ok(Self {
            node_modules: packages::npm(what, &OF_CODES)?,
            python: packages::python(what, &READERS)?,
        })
    }

    /// Says in the environment where they are.
    pub fn announce(&self, program: &mut Command) {
        program
            .env("NODE_MODULES", &self.node_modules)
            .env("PYTHON", &self.python);
    }
}

/// Where everything is.
pub struct Browser {
    chrome: PathBuf,
    chromedriver: PathBuf,
    webkit_driver: PathBuf,
    mini_browser: PathBuf,
    xvfb: PathBuf,
    axe: PathBuf,
    readers: Readers,
}

impl Browser {
    /// Finds everything, installs what may be installed, or says in one line what to install.
    pub fn find() -> Result<Self> {
        let what = "cargo xtask test";
        // All at once, so that one line names everything that is missing.
        let browser = [
            &CHROMIUM,
            &CHROMEDRIVER,
            &WEBKIT_DRIVER,
            &XVFB,
            &CHINESE_FONTS,
        ];
        let of_readers = [&ZBAR, &PYTHON_VENV, &NODE, &NPM];
        system::ensure(what, &[&browser[..], &of_readers].concat())?;
        Ok(Self {
            chrome: CHROMIUM.find().context("no browser")?,
            chromedriver: CHROMEDRIVER.find().context("no chromedriver")?,
            webkit_driver: WEBKIT_DRIVER.find().context("no WebKitWebDriver")?,
            mini_browser: system::mini_browser()
                .context("no MiniBrowser beside WebKitGTK: say in MINIBROWSER where it is")?,
            xvfb: XVFB.find().context("no Xvfb")?,
            axe: packages::npm(what, &[AXE])?.join("axe-core/axe.min.js"),
            readers: Readers::find(what)?,
        })
    }

    /// Says in the environment where everything is.
    pub fn announce(&self, stories: &mut Command) {
        stories
            .env("QUICKDEPLOY_APP_DIR", shell::root().join(app::PHONE.dist))
            .env(
                "QUICKDEPLOY_CONSOLE_DIR",
                shell::root().join(app::CONSOLE.dist),
            )
            .env("CHROME", &self.chrome)
            .env("CHROMEDRIVER", &self.chromedriver)
            .env("WEBKIT_DRIVER", &self.webkit_driver)
            .env("MINIBROWSER", &self.mini_browser)
            .env("XVFB", &self.xvfb)
            .env("AXE_JS", &self.axe);
        self.readers.announce(stories);
    }
}
