//! Builds the phone app and the console, and compresses them for the server.

use std::env;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

use crate::shell;
use crate::tools::Toolbox;

/// An app that Trunk builds.
pub struct App {
    /// What it is called.
    pub name: &'static str,
    /// The folder of its Trunk.toml.
    home: &'static str,
    /// Where it is built, as in its Trunk.toml.
    pub dist: &'static str,
    /// What it is made of.
    inputs: &'static [&'static str],
}

/// The phone app: two programs.
pub const PHONE: App = App {
    name: "phone app",
    home: ".",
    dist: "dist",
    inputs: &[
        ".cargo/config.toml",
        "src",
        "crates/domain",
        "crates/api",
        "crates/ui",
        "style",
        "public",
        "index.html",
        "workbench.html",
        "Cargo.lock",
        "Cargo.toml",
        "Trunk.toml",
        "rust-toolchain.toml",
    ],
};

/// The console.
pub const CONSOLE: App = App {
    name: "console",
    home: "crates/console",
    dist: "dist-console",
    inputs: &[
        ".cargo/config.toml",
        "crates/console",
        "crates/domain",
        "crates/api",
        "crates/ui",
        "style",
        "Cargo.lock",
        "Cargo.toml",
        "rust-toolchain.toml",
    ],
};

/// A file of the built app that carries the time at which its last whole build began.
const STAMP: &str = ".built";

/// The page of the second program, as a file of `dist`.
const WORKBENCH: &str = "workbench.html";

/// Where Trunk builds the second program: it empties the folder that it builds into.
const SECOND: &str = "target/workbench-dist";

/// How Trunk builds for a developer: fast, and large.
pub const DEBUG: [&str; 4] = ["--release", "false", "--cargo-profile", "dev"];

/// The names that the programs' files begin with.
const PROGRAMS: [&str; 3] = ["deploy-", SECOND_PROGRAM, "console-"];

/// That of the second program's.
const SECOND_PROGRAM: &str = "workbench-";

const COMPRESSED: [&str; 7] = ["js", "wasm", "css", "svg", "json", "webmanifest", "html"];

/// Builds both apps, one after the other: the second finds most of what it is made of built.
pub fn build_all(tools: &Toolbox) -> Result<()> {
    CONSOLE.build(tools)?;
    PHONE.build(tools)
}

impl App {
    /// Builds the app, unless nothing it is made of is newer than the last build.
    pub fn build(&self, tools: &Toolbox) -> Result<()> {
        let began = SystemTime::now();
        if self.is_fresh()? {
            println!("      the {} is unchanged since the last build", self.name);
            return Ok(());
        }
        fetch()?;
        shell::run(trunk(tools, "build")?.current_dir(self.home))?;
        let dist = Path::new(self.dist);
        strip_glue(dist)?;
        compress_all(dist)?;
        // Dated to the beginning: what was edited meanwhile is newer, and is built the next time.
        File::create(dist.join(STAMP))?.set_modified(began)?;
        Ok(())
    }

    fn is_fresh(&self) -> Result<bool> {
        let Ok(built) = modified(&Path::new(self.dist).join(STAMP)) else {
            return Ok(false);
        };
        for input in self.inputs {
            // Directories count too: they change when a file is removed.
            for path in shell::walk(Path::new(input))? {
                if modified(&path)? > built {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

/// Trunk calls it when the first program is built, and again when the second is, of which there is nothing more to do.
pub fn build_workbench() -> Result<()> {
    let of_trunk = |name| env::var(name).with_context(|| format!("Trunk sets no {name}"));
    if of_trunk("TRUNK_HTML_FILE")?.ends_with(WORKBENCH) {
        return Ok(());
    }
    let mut build = trunk(&Toolbox::default(), "build")?;
    build.args([WORKBENCH, "--dist", SECOND]);
    if of_trunk("TRUNK_PROFILE")? == "debug" {
        build.args(DEBUG);
    }
    shell::run(&mut build)?;
    let staged = PathBuf::from(of_trunk("TRUNK_STAGING_DIR")?);
    join(Path::new(SECOND), &staged)?;
    let page = staged.join(WORKBENCH);
    let reloading = with_reload(
        &fs::read_to_string(staged.join("index.html"))?,
        &fs::read_to_string(&page)?,
    );
    Ok(fs::write(page, reloading)?)
}

/// A page with the script by which `trunk serve` has the first page load again, if that has it.
fn with_reload(first: &str, page: &str) -> String {
    let script = first.split_inclusive("</script>").find_map(|part| {
        let part = &part[part.rfind("<script")?..];
        part.contains("__TRUNK_ADDRESS__").then_some(part)
    });
    let end = format!("{}</body>", script.unwrap_or_default());
    page.replacen("</body>", &end, 1)
}

/// Fetches the crates: Trunk builds offline, so that it never downloads tools of its own.
pub fn fetch() -> Result<()> {
    shell::run(&mut shell::cargo(["fetch", "--quiet", "--locked"]))
}

/// A command of Trunk.
pub fn trunk(tools: &Toolbox, what: &str) -> Result<Command> {
    let mut trunk = tools.command("trunk")?;
    // It reads NO_COLOR as a boolean and refuses the usual `1`.
    trunk.arg(what).env_remove("NO_COLOR");
    Ok(trunk)
}

/// Takes indents and comments out of the JavaScript that wasm-bindgen writes: 0.8 KB on a customer's phone. Trunk's own
/// minifier can't read it.
fn strip_glue(dir: &Path) -> Result<()> {
    for path in shell::walk(dir)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let glue = PROGRAMS.iter().any(|program| name.starts_with(program));
        if glue && name.ends_with(".js") {
            let stripped = stripped(&fs::read_to_string(&path)?);
            fs::write(&path, stripped)?;
        }
    }
    Ok(())
}

/// A script without its indents, its empty lines and the lines that are comment alone. None of them stands
/// within a text there: wasm-bindgen's longer texts are lines of one of its own functions.
fn stripped(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let comment = |line: &&str| ["//", "/*", "*"].iter().any(|mark| line.starts_with(mark));
    let kept = lines.filter(|line| !line.is_empty() && !comment(line));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// Puts the second program and its page beside the first.
fn join(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        let text = name.to_string_lossy();
        let target = match text.as_ref() {
            "index.html" => to.join(WORKBENCH),
            of if of.starts_with(SECOND_PROGRAM) => to.join(&name),
            // What is copied as it is came with the first.
            _ => continue,
        };
        fs::copy(from.join(&name), target)?;
    }
    Ok(())
}

fn compress_all(dir: &Path) -> Result<()> {
    for path in shell::walk(dir)? {
        let extension = path.extension().and_then(|it| it.to_str());
        if extension.is_some_and(|it| COMPRESSED.contains(&it)) {
            compress(&path).with_context(|| format!("cannot compress {}", path.display()))?;
        }
    }
    Ok(())
}

fn compress(path: &Path) -> Result<()> {
    let (br, gz) = (beside(path, ".br"), beside(path, ".gz"));
    if modified(&br).is_ok_and(|it| it > modified(path).unwrap_or(it)) && gz.exists() {
        return Ok(());
    }
    let bytes = fs::read(path)?;

    let mut brotli = brotli::CompressorWriter::new(File::create(br)?, 1 << 16, 11, 22);
    brotli.write_all(&bytes)?;
    brotli.flush()?;
    drop(brotli);

    let mut gzip = GzEncoder::new(File::create(gz)?, Compression::best());
    gzip.write_all(&bytes)?;
    gzip.finish()?;
    Ok(())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn modified(path: &Path) -> std::io::Result<SystemTime> {
    fs::metadata(path)?.modified()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn glue_loses_its_indents_and_comments_and_no_code() {
        let script = "/**\n * of no use\n */\nfunction a() {\n    // why\n    return 1 * 2;\n\n}\n";
        assert_eq!(stripped(script), "function a() {\nreturn 1 * 2;\n}\n");
    }

    #[test]
    fn the_second_page_loads_again_where_the_first_does() {
        let first = "<body><script>a</script><script>'{{__TRUNK_ADDRESS__}}'</script></body>";
        assert_eq!(
            with_reload(first, "<body>b</body>"),
            "<body>b<script>'{{__TRUNK_ADDRESS__}}'</script></body>"
        );
        assert_eq!(with_reload("<script>a</script>", "b</body>"), "b</body>");
    }

    #[test]
    fn compresses_what_a_page_loads_and_nothing_else() {
        let dir = env::temp_dir().join(format!("xtask-compress-{}", std::process::id()));
        fs::create_dir_all(dir.join("nested")).unwrap();
        let text = "page ".repeat(1000);
        fs::write(dir.join("nested/app.js"), &text).unwrap();
        fs::write(dir.join("icon.png"), &text).unwrap();

        compress_all(&dir).unwrap();

        let mut unpacked = String::new();
        let br = File::open(dir.join("nested/app.js.br")).unwrap();
        brotli::Decompressor::new(br, 4096)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
        unpacked.clear();
        let gz = File::open(dir.join("nested/app.js.gz")).unwrap();
        flate2::read::GzDecoder::new(gz)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
        assert!(!dir.join("icon.png.br").exists());
        fs::remove_dir_all(dir).unwrap();
    }
}
