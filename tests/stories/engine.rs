//! The browsers that stories are told in, each with its driver.

use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use thirtyfour::Capabilities;

/// What renders the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Of Android phones and desktops. Only it has DevTools: device sizes, themes, a network that goes away.
    Chromium,
    /// Of iPhones and the chat apps on them.
    WebKit,
}

tokio::task_local! {
    static ENGINE: Engine;
}

impl Engine {
    /// The engine that the story under way is told in.
    pub fn now() -> Self {
        ENGINE.try_with(|engine| *engine).unwrap_or(Self::Chromium)
    }

    /// Tells a story in this engine.
    pub async fn tells(self, story: impl Future<Output = ()>) {
        ENGINE.scope(self, story).await;
    }
}

/// Tells each of these stories in every engine: `chromium::story` and `webkit::story`.
macro_rules! in_every_engine {
    ($($story:ident),+ $(,)?) => {
        mod chromium {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $story() {
                crate::engine::Engine::Chromium.tells(super::$story()).await;
            })+
        }

        mod webkit {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $story() {
                crate::engine::Engine::WebKit.tells(super::$story()).await;
            })+
        }
    };
}

pub(crate) use in_every_engine;

/// A driver under way. It ends with the phone, also when a story fails.
pub struct Driver {
    /// Where it is.
    pub url: String,
    /// The driver, and before it what has to outlive it.
    processes: Vec<Child>,
}

impl Driver {
    /// Starts the driver of an engine.
    pub fn start(engine: Engine, language: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .unwrap()
            .port();
        let processes = match engine {
            Engine::Chromium => vec![
                quiet(&mut Command::new(program("CHROMEDRIVER", "chromedriver")))
                    .arg(format!("--port={port}"))
                    .spawn()
                    .unwrap(),
            ],
            Engine::WebKit => {
                let (screen, display) = screen();
                // It reads the language of the system's locale: none in this one, which the server takes for Chinese.
                let locale = match language.starts_with("en") {
                    true => "en_US.UTF-8",
                    false => "C.UTF-8",
                };
                let driver = quiet(&mut Command::new(program(
                    "WEBKIT_DRIVER",
                    "WebKitWebDriver",
                )))
                .arg(format!("--port={port}"))
                .env("DISPLAY", display)
                .env("LC_ALL", locale)
                .env_remove("LANGUAGE")
                .spawn()
                .unwrap();
                vec![screen, driver]
            }
        };
        Self {
            url: format!("http://127.0.0.1:{port}"),
            processes,
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for process in self.processes.iter_mut().rev() {
            process.kill().ok();
            process.wait().ok();
        }
    }
}

/// A screen that nobody sees, and its name.
fn screen() -> (Child, String) {
    let mut screen = Command::new(program("XVFB", "Xvfb"))
        // It takes the first number that is free, and says which.
        .args(["-displayfd", "1", "-screen", "0", "800x1000x24"])
        .args(["-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = screen.stdout.take().unwrap();
    let (mut number, mut byte) = (String::new(), [0]);
    while said.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
        number.push(char::from(byte[0]));
    }
    (screen, format!(":{number}"))
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

fn program(variable: &str, default: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(default), PathBuf::from)
}

/// What a driver is asked for.
pub fn capabilities(
    engine: Engine,
    profile: &Path,
    language: &str,
    device: &Value,
) -> Capabilities {
    let (browser, options, value) = match engine {
        Engine::Chromium => (
            "chrome",
            "goog:chromeOptions",
            chromium(profile, language, device),
        ),
        Engine::WebKit => {
            let binary = program(
                "MINIBROWSER",
                "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
            );
            let value = json!({ "binary": binary, "args": ["--automation"] });
            ("MiniBrowser", "webkitgtk:browserOptions", value)
        }
    };
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", browser).unwrap();
    capabilities.set(options, value).unwrap();
    capabilities
}

fn chromium(profile: &Path, language: &str, device: &Value) -> Value {
    let args = [
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--accept-lang={language}"),
        format!("--user-data-dir={}", profile.display()),
    ];
    json!({
        "binary": program("CHROME", "/usr/bin/chromium"),
        "args": args,
        "mobileEmulation": device,
    })
}
