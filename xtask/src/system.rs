//! System packages that commands need: installed on Debian and Ubuntu where it is allowed, named elsewhere.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::shell;

/// A system package.
#[derive(Debug, PartialEq)]
pub struct Package {
    /// As Debian calls it.
    debian: &'static str,
    /// As it is called elsewhere.
    name: &'static str,
    brings: Brings,
}

/// How a package is recognised, however it was installed.
#[derive(Debug, PartialEq)]
enum Brings {
    /// A program, by any of these names on PATH or by the path in this variable.
    Program(&'static [&'static str], Option<&'static str>),
    /// PostgreSQL's programs, which Debian keeps beside PATH.
    Postgres,
    /// A module of Python.
    Python(&'static str),
    /// A file on Debian; elsewhere it isn't looked for.
    File(&'static str),
}

/// The browser.
pub const CHROMIUM: Package = Package {
    debian: "chromium",
    name: "Chromium or Chrome",
    brings: Brings::Program(
        &["chromium", "google-chrome", "chromium-browser"],
        Some("CHROME"),
    ),
};

/// What drives the browser.
pub const CHROMEDRIVER: Package = Package {
    debian: "chromium-driver",
    name: "ChromeDriver",
    brings: Brings::Program(&["chromedriver"], Some("CHROMEDRIVER")),
};

/// What drives WebKit's browser, which comes with it.
pub const WEBKIT_DRIVER: Package = Package {
    debian: "webkit2gtk-driver",
    name: "WebKitGTK's WebKitWebDriver",
    brings: Brings::Program(&["WebKitWebDriver"], Some("WEBKIT_DRIVER")),
};

/// A screen that nobody sees, for browsers that need one.
pub const XVFB: Package = Package {
    debian: "xvfb",
    name: "Xvfb",
    brings: Brings::Program(&["Xvfb"], Some("XVFB")),
};

/// Chinese letters for the browser.
pub const CHINESE_FONTS: Package = Package {
    debian: "fonts-noto-cjk",
    name: "Noto CJK",
    brings: Brings::File("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
};

/// A decoder of QR codes, also as a library.
pub const ZBAR: Package = Package {
    debian: "zbar-tools",
    name: "zbar",
    brings: Brings::Program(&["zbarimg"], None),
};

/// Another maker of QR codes.
pub const QRENCODE: Package = Package {
    debian: "qrencode",
    name: "qrencode",
    brings: Brings::Program(&["qrencode"], None),
};

/// The database that several servers share.
pub const POSTGRES: Package = Package {
    debian: "postgresql",
    name: "PostgreSQL 13 or newer",
    brings: Brings::Postgres,
};

/// What runs npm's packages.
pub const NODE: Package = Package {
    debian: "nodejs",
    name: "Node 18.16 or newer",
    brings: Brings::Program(&["node"], None),
};

/// What installs npm's packages.
pub const NPM: Package = Package {
    debian: "npm",
    name: "npm",
    brings: Brings::Program(&["npm"], None),
};

/// What installs PyPI's packages.
pub const PYTHON_VENV: Package = Package {
    debian: "python3-venv",
    name: "Python 3.10 or newer with venv",
    brings: Brings::Python("ensurepip"),
};

impl Package {
    /// The program that it brings.
    pub fn find(&self) -> Option<PathBuf> {
        let (names, variable) = match &self.brings {
            Brings::Program(names, variable) => (names, variable),
            Brings::Postgres => return postgres(),
            _ => return None,
        };
        let given = variable.and_then(env::var_os).filter(|it| !it.is_empty());
        let found = || names.iter().find_map(|name| shell::find(name));
        given.map(PathBuf::from).or_else(found)
    }

    fn is_there(&self, on_debian: bool) -> bool {
        match self.brings {
            Brings::Program(..) | Brings::Postgres => self.find().is_some(),
            Brings::File(path) => !on_debian || Path::new(path).exists(),
            Brings::Python(module) => {
                let import = format!("import {module}");
                succeeds(Command::new("python3").args(["-c", &import]))
            }
        }
    }
}

/// PostgreSQL's `initdb`, the newest that Debian has installed, else the one on PATH.
fn postgres() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let programs = versions.map(|version| version.path().join("bin/initdb"));
    let newest = programs.filter(|initdb| initdb.is_file()).max();
    newest.or_else(|| shell::find("initdb"))
}

/// WebKitGTK's own browser, which lies beside the library and not on PATH.
pub fn mini_browser() -> Option<PathBuf> {
    let given = env::var_os("MINIBROWSER").filter(|it| !it.is_empty());
    given.map(PathBuf::from).or_else(|| {
        let inside = |dir: &Path| fs::read_dir(dir).into_iter().flatten().flatten();
        // As /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser.
        let mut libraries = vec![PathBuf::from("/usr/libexec"), PathBuf::from("/usr/lib")];
        libraries.extend(inside(Path::new("/usr/lib")).map(|it| it.path()));
        let versions = libraries.iter().flat_map(|dir| inside(dir));
        let of_webkit = versions.filter(|it| {
            let name = it.file_name();
            name.to_string_lossy().starts_with("webkit2gtk-4.")
        });
        let mut programs = of_webkit.map(|it| it.path().join("MiniBrowser"));
        programs.find(|it| it.is_file())
    })
}

/// Installs what is missing, or says in one line what to install.
pub fn ensure(what: &str, packages: &[&Package]) -> Result<()> {
    let on_debian = is_debian(&fs::read_to_string("/etc/os-release").unwrap_or_default());
    let missing = || missing(packages, |package| package.is_there(on_debian));
    let before = missing();
    if before.is_empty() {
        return Ok(());
    }
    if let Some(apt) = on_debian.then(Apt::find).flatten() {
        let names: Vec<&str> = before.iter().map(|package| package.debian).collect();
        println!("      installing {} with apt-get …", names.join(", "));
        apt.install(&names)
            .with_context(|| advice(what, &before, on_debian))?;
    }
    match missing() {
        missing if missing.is_empty() => Ok(()),
        missing => bail!(advice(what, &missing, on_debian)),
    }
}

/// `apt-get`, where we may install.
struct Apt {
    /// By sudo, which asks for no password.
    by_sudo: bool,
}

impl Apt {
    fn find() -> Option<Self> {
        shell::find("apt-get")?;
        let id = shell::capture(Command::new("id").arg("-u")).ok()?;
        let by_sudo = id.trim() != "0";
        let may = !by_sudo || succeeds(Command::new("sudo").args(["-n", "true"]));
        may.then_some(Self { by_sudo })
    }

    fn install(&self, packages: &[&str]) -> Result<()> {
        self.run(&["update"])?;
        let install = ["install", "--yes", "--no-install-recommends"];
        self.run(&[&install, packages].concat())
    }

    fn run(&self, args: &[&str]) -> Result<()> {
        let mut command = Command::new(if self.by_sudo { "sudo" } else { "env" });
        if self.by_sudo {
            command.args(["-n", "env"]);
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]);
        shell::run(command.args(args))
    }
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn missing<'a>(packages: &[&'a Package], is_there: impl Fn(&Package) -> bool) -> Vec<&'a Package> {
    let missing = packages.iter().filter(|package| !is_there(package));
    missing.copied().collect()
}

/// Whether a system is Debian or made from it, by its `/etc/os-release`.
fn is_debian(os_release: &str) -> bool {
    let values = os_release.lines().filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        matches!(key, "ID" | "ID_LIKE").then(|| value.trim_matches(['"', '\'']))
    });
    let mut names = values.flat_map(str::split_whitespace);
    names.any(|name| matches!(name, "debian" | "ubuntu"))
}

fn advice(what: &str, missing: &[&Package], on_debian: bool) -> String {
    let all = |name: fn(&Package) -> &'static str, between| {
        let names: Vec<&str> = missing.iter().map(|package| name(package)).collect();
        names.join(between)
    };
    match on_debian {
        true => format!("{what} needs: apt-get install {}", all(|it| it.debian, " ")),
        false => format!("{what} needs on PATH: {}", all(|it| it.name, ", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_missing_whose_programs_are() {
        let packages = [&CHROMIUM, &ZBAR, &PYTHON_VENV, &CHINESE_FONTS];
        assert_eq!(missing(&packages, |_| false), packages);
        assert_eq!(missing(&packages, |package| *package != ZBAR), [&ZBAR]);
        assert!(missing(&packages, |_| true).is_empty());
        let nowhere = Package {
            debian: "nothing",
            name: "nothing",
            brings: Brings::Program(&["no-such-program"], None),
        };
        assert!(!nowhere.is_there(true));
        assert!(CHINESE_FONTS.is_there(false), "only looked for on Debian");
    }

    #[test]
    fn debian_and_what_is_made_from_it_are_recognised() {
        for debian in [
            "PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n",
            "ID=ubuntu\nID_LIKE=debian\n",
            "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n",
        ] {
            assert!(is_debian(debian), "{debian}");
        }
        for other in ["", "ID=fedora\n", "ID=arch\nHOME_URL=debian\n"] {
            assert!(!is_debian(other), "{other}");
        }
    }

    #[test]
    fn the_advice_is_one_line_that_names_everything() {
        let missing = [&ZBAR, &NPM];
        assert_eq!(
            advice("test", &missing, true),
            "test needs: apt-get install zbar-tools npm"
        );
        assert_eq!(
            advice("test", &missing, false),
            "test needs on PATH: zbar, npm"
        );
    }
}
