//! Libraries that vendors make their servers with, for the exchange with servers that aren't ours; and what tries the APIs.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::packages;

/// The suite's calls, a team's calls, and the encryption.
const OF_PYPI: [&str; 5] = [
    "dingtalk-sdk==1.3.8",
    "cryptography==50.0.2",
    "requests==2.34.2",
    "optionaldict==0.1.2",
    "six==1.17.0",
];

/// The suite's calls, its callbacks, a team's calls, and the encryption once more.
const OF_NPM: [&str; 4] = [
    "dingtalk_suite@1.1.7",
    "dingtalk_suite_callback@0.0.3",
    "node-dingtalk@2.1.0",
    "dingtalk-encrypt@1.2.3",
];

/// What tries the APIs by their descriptions.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// Where they are.
pub struct Libraries {
    python: PathBuf,
    node_modules: PathBuf,
    schemathesis: PathBuf,
}

impl Libraries {
    /// Installs them, each set into a folder of its own, or says in one line what that needs.
    pub fn find(what: &str) -> Result<Self> {
        Ok(Self {
            python: packages::python(what, &OF_PYPI)?,
            node_modules: packages::npm(what, &OF_NPM)?,
            schemathesis: packages::python(what, &[SCHEMATHESIS])?.with_file_name("schemathesis"),
        })
    }

    /// Says in the environment where they are.
    pub fn announce(&self, tests: &mut Command) {
        tests
            .env("ISV_PYTHON", &self.python)
            .env("ISV_NODE_MODULES", &self.node_modules)
            .env("SCHEMATHESIS", &self.schemathesis);
    }
}
