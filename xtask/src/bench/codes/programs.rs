//! The programs that make codes: ours and the others, built or installed for the bench.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{packages, shell};

const WHAT: &str = "bench qr";

/// Each as its program and the arguments that come before the seconds and the threads.
pub struct Programs {
    programs: Vec<Vec<PathBuf>>,
    built: PathBuf,
}

impl Programs {
    /// Builds and installs what is missing.
    pub fn find() -> Result<Self> {
        let here = shell::root().join("xtask/src/bench/codes");
        let icon = shell::root().join("crates/server/demo/attendance.png");
        let python = packages::python(WHAT, &["segno==1.6.6", "pillow==12.0.0"])?;
        let modules = packages::npm(WHAT, &["qrcode@1.5.4"])?;
        let built = env::temp_dir().join(format!("quickdeploy-bench-{}", std::process::id()));
        fs::create_dir_all(&built)?;
        let mut found = Self {
            programs: Vec::new(),
            built,
        };
        let qrencode = found.built.join("qrencode");
        compile(here.join("qrencode.c"), &qrencode)?;
        found.programs = vec![
            vec![ours()?],
            vec![qrencode],
            vec![python, here.join("segno_codes.py"), icon],
            vec!["node".into(), here.join("npm_codes.mjs"), modules],
        ];
        Ok(found)
    }

    /// Runs one after the other and returns what each wrote.
    pub fn run(&self, seconds: &str, threads: usize) -> Result<Vec<String>> {
        let run = |words: &Vec<PathBuf>| {
            let (program, args) = words.split_first().context("no program")?;
            let mut command = Command::new(program);
            command.args(args).args([seconds, &threads.to_string()]);
            shell::capture(&mut command)
        };
        self.programs.iter().map(run).collect()
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        // It is only temporary: nothing to do about a failure here.
        let _ = fs::remove_dir_all(&self.built);
    }
}

/// Our bench's program. Cargo alone knows where it is.
fn ours() -> Result<PathBuf> {
    let mut build = shell::cargo(["bench", "-p", "qr", "--bench", "codes", "--no-run"]);
    let messages = shell::capture(build.args(["--quiet", "--message-format=json"]))?;
    built(&messages).context("cargo names no program of the bench")
}

/// The program in cargo's messages, a JSON object a line.
fn built(messages: &str) -> Option<PathBuf> {
    let program = |line: &str| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    };
    messages.lines().find_map(program)
}

fn compile(source: PathBuf, to: &PathBuf) -> Result<()> {
    let Some(cc) = shell::find("cc") else {
        bail!("{WHAT} needs a C compiler; on Debian: apt-get install gcc");
    };
    let mut look = Command::new(&cc);
    look.args([
        "-E",
        "-x",
        "c",
        "-include",
        "qrencode.h",
        "-include",
        "png.h",
        "/dev/null",
    ]);
    if !look
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?
        .success()
    {
        bail!(
            "{WHAT} needs libqrencode and libpng; on Debian: apt-get install libqrencode-dev libpng-dev"
        );
    }
    let mut compile = Command::new(cc);
    compile.arg("-O2").arg("-o").arg(to).arg(source);
    shell::run(compile.args(["-lqrencode", "-lpng"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_program_in_what_cargo_says() {
        let messages = r#"{"reason":"compiler-artifact","executable":null}
{"reason":"compiler-artifact","executable":"/t/release/deps/codes-1a"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(built(messages), Some("/t/release/deps/codes-1a".into()));
        assert_eq!(built("{}\nnoise"), None);
    }
}
