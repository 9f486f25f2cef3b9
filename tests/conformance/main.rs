//! Both APIs as schemathesis tries them by their descriptions: no 5xx, and no answer that isn't described.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod app;
mod console;
mod vendors;

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use domain::sign_in::SendPolicy;
use tempfile::TempDir;
use tests::World;
use tests::readers::program;

/// Cases of each operation that are made up, beside those that follow from its schema. By hand, more: in this variable.
const CASES: &str = "QUICKDEPLOY_CASES";
const FEW: u32 = 5;

/// What is run: the same cases each time. `QUICKDEPLOY_CASES=300 cargo xtask test --only browser schemathesis` takes six minutes
/// more.
struct Trial {
    /// The description's path.
    document: &'static str,
    /// Which of its paths are tried: an option of schemathesis and a regular expression, if not all.
    paths: Option<(&'static str, &'static str)>,
    /// The checks beside those of every trial.
    checks: &'static [&'static str],
    /// Credentials, by the name of the security scheme.
    credentials: Vec<(&'static str, String)>,
    /// Values of parameters that are always used, such as `path.link`. What else stands there is tried by
    /// `tests/api/openapi.rs`.
    fixed: Vec<(&'static str, String)>,
    /// Good values of parameters, such as `body.suite_key`, used most of the time where cases are made up.
    values: Vec<(&'static str, Vec<String>)>,
    /// What is for one operation alone: its name, lines of TOML.
    operations: Vec<(String, String)>,
}

/// What every answer must be.
const CHECKS: [&str; 5] = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
];

/// A server that lets one address do much.
async fn world() -> World {
    World::bare_with(|settings| {
        settings.send_policy = SendPolicy {
            per_minute: 1_000_000,
            abroad_per_hour: 1_000_000,
            ..SendPolicy::default()
        };
    })
    .await
}

impl Trial {
    fn config(&self) -> String {
        // Made up credentials hide what is behind them. Credentials that don't work are a failure.
        let mut config = "generation.database = \"none\"\n\
                          generation.with-security-parameters = false\n\
                          warnings.fail-on = [\"missing_auth\"]\n"
            .to_owned();
        for (scheme, key) in &self.credentials {
            writeln!(config, "[auth.openapi.{scheme}]\napi_key = {key:?}").unwrap();
        }
        for (parameter, values) in &self.values {
            let values = values.join(", ");
            writeln!(config, "[dictionaries.{parameter:?}]\nvalues = [{values}]").unwrap();
        }
        writeln!(config, "[parameters]").unwrap();
        for (parameter, value) in &self.fixed {
            writeln!(config, "{parameter:?} = {value}").unwrap();
        }
        for (parameter, _) in &self.values {
            writeln!(
                config,
                "{parameter:?} = {{ dictionary = {parameter:?}, probability = 0.8 }}"
            )
            .unwrap();
        }
        for (name, lines) in &self.operations {
            writeln!(config, "[[operations]]\ninclude-name = {name:?}\n{lines}").unwrap();
        }
        config
    }

    /// Runs it, and fails with what was found.
    async fn run(self, world: &World) {
        let folder = TempDir::new().unwrap();
        let config = folder.path().join("schemathesis.toml");
        fs::write(&config, self.config()).unwrap();
        let cases = std::env::var(CASES).unwrap_or_else(|_| FEW.to_string());
        let mut run = Command::new(program("SCHEMATHESIS"));
        run.arg("--config-file").arg(&config).arg("--no-color");
        run.args(["run", &format!("{}{}", world.base, self.document)])
            .args(["--checks", &[&CHECKS, self.checks].concat().join(",")])
            .args(["--phases", "examples,coverage,fuzzing"])
            .args(["--max-examples", &cases, "--generation-deterministic"])
            .args(self.paths.map_or(vec![], |(option, of)| vec![option, of]))
            .arg("--continue-on-failure")
            .current_dir(folder.path());
        let ran = tokio::task::spawn_blocking(move || run.output().unwrap());
        let ran = ran.await.unwrap();
        let (said, wrong) = (ran.stdout, ran.stderr);
        let said = String::from_utf8_lossy(&said);
        let wrong = String::from_utf8_lossy(&wrong);
        assert!(ran.status.success(), "{said}{wrong}");
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}
