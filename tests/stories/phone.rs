//! A phone: Chromium through WebDriver, with what a person does on it.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use tests::World;
use thirtyfour::prelude::*;

/// How long a screen may take to come before a story has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// Keeps what goes wrong in a page, to be told when a story fails.
const WATCH: &str = "window.wrong = []; addEventListener('error', e => wrong.push(String(e.message)));\
    addEventListener('unhandledrejection', e => wrong.push(String(e.reason)));";

/// One phone with its own browser.
pub struct Phone {
    /// The browser.
    pub driver: WebDriver,
    _process: Driver,
    profile: TempDir,
    language: &'static str,
    device: serde_json::Value,
}

fn program(variable: &str, default: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(default), PathBuf::from)
}

impl Phone {
    /// Turns a new phone on.
    pub async fn new(language: &'static str) -> Self {
        let metrics = json!({ "width": 390, "height": 844, "pixelRatio": 2, "touch": true });
        let phone = json!({ "deviceMetrics": metrics });
        Self::start(TempDir::new().unwrap(), language, phone).await
    }

    /// Turns a new desktop on, of 1440 x 900.
    pub async fn desktop(language: &'static str) -> Self {
        let metrics = json!({
            "width": 1440, "height": 900, "pixelRatio": 1, "touch": false, "mobile": false,
        });
        let agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36";
        let desktop = json!({ "deviceMetrics": metrics, "userAgent": agent });
        Self::start(TempDir::new().unwrap(), language, desktop).await
    }

    async fn start(profile: TempDir, language: &'static str, device: serde_json::Value) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let process = Driver(
            Command::new(program("CHROMEDRIVER", "chromedriver"))
                .arg(format!("--port={port}"))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        let capabilities = capabilities(&profile, language, &device);
        let url = format!("http://127.0.0.1:{port}");
        for _ in 0..100 {
            if let Ok(driver) = WebDriver::new(&url, capabilities.clone()).await {
                let phone = Self {
                    driver,
                    _process: process,
                    profile,
                    language,
                    device,
                };
                phone.has(WATCH).await;
                return phone;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no browser came up");
    }

    /// Opens a path of the world's server.
    pub async fn open(&self, world: &World, path: &str) {
        self.driver
            .goto(format!("{}{path}", world.base))
            .await
            .unwrap();
    }

    /// Has every page from now on run this before its own scripts: what a real phone has and this browser
    /// hasn't.
    pub async fn has(&self, script: &str) {
        let script = json!({ "source": script });
        let add = "Page.addScriptToEvaluateOnNewDocument";
        self.driver.cdp().send_raw(add, script).await.unwrap();
    }

    /// Waits for the element with this selector.
    pub async fn find(&self, css: &str) -> WebElement {
        let query = self
            .driver
            .query(By::Css(css))
            .wait(PATIENCE, Duration::from_millis(50));
        match query.first().await {
            Ok(found) => found,
            Err(_) => panic!("no {css} {}", self.told().await),
        }
    }

    /// Scrolls to the element with this selector and taps it; once more if the page was drawn
    /// anew between the finding and the tap.
    pub async fn tap(&self, css: &str) {
        let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
        for last in [false, false, true] {
            let found = self.find(css).await;
            let scrolled = self
                .driver
                .execute(scroll, vec![found.to_json().unwrap()])
                .await
                .map(|_| ());
            let tapped = match scrolled {
                Ok(()) => found.click().await,
                Err(why) => Err(why),
            };
            match tapped {
                Ok(()) => return,
                Err(why) if last => panic!("{css}: {why}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    /// Taps twice as fast as a nervous thumb: the second tap comes before the page can change.
    pub async fn double_tap(&self, css: &str) {
        let found = self.find(css).await;
        self.driver
            .execute(
                "arguments[0].click(); arguments[0].click();",
                vec![found.to_json().unwrap()],
            )
            .await
            .unwrap();
    }

    /// Presses the phone's back button.
    pub async fn back(&self) {
        self.driver.back().await.unwrap();
    }

    /// Presses it until the address ends so: a screen may have been opened more than once.
    pub async fn back_to(&self, end: &str) {
        for _ in 0..4 {
            self.back().await;
            tokio::time::sleep(Duration::from_millis(100)).await;
            if self.address().await.ends_with(end) {
                return;
            }
        }
        panic!("never back to {end}: {}", self.address().await);
    }

    /// Waits until a script in the page returns true.
    pub async fn until_asked(&self, script: &str) {
        self.until(script, async || self.asks(script).await == json!(true))
            .await;
    }

    /// Presses a key.
    pub async fn press(&self, key: Key) {
        self.driver
            .action_chain()
            .key_down(key.clone())
            .key_up(key)
            .perform()
            .await
            .unwrap();
    }

    /// What a script in the page returns.
    pub async fn asks(&self, script: &str) -> serde_json::Value {
        let answer = self.driver.execute(script, vec![]).await.unwrap();
        answer.json().clone()
    }

    /// What stands in the field with this selector.
    pub async fn value(&self, css: &str) -> String {
        let field = self.find(css).await;
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Types into the field with this selector.
    pub async fn type_into(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Waits until the page says this.
    pub async fn sees(&self, text: &str) {
        self.until(&format!("to see {text}"), async || {
            self.text().await.contains(text)
        })
        .await;
    }

    /// Waits until the page says this no more.
    pub async fn sees_no(&self, text: &str) {
        self.until(&format!("to see no {text}"), async || {
            !self.text().await.contains(text)
        })
        .await;
    }

    /// Waits until the address ends so.
    pub async fn comes_to(&self, end: &str) {
        self.until(&format!("to come to {end}"), async || {
            self.address().await.ends_with(end)
        })
        .await;
    }

    async fn until(&self, what: &str, holds: impl AsyncFn() -> bool) {
        let start = std::time::Instant::now();
        while start.elapsed() < PATIENCE {
            if holds().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("waited {what}, {}", self.told().await);
    }

    /// Where it is, what it says, and what went wrong in the page.
    async fn told(&self) -> String {
        let wrong = self.asks("return window.wrong").await;
        let (address, text) = (self.address().await, self.text().await);
        format!("on {address}: {text}\nerrors: {wrong}")
    }

    /// The address now.
    pub async fn address(&self) -> String {
        self.driver.current_url().await.unwrap().to_string()
    }

    /// All that the page says.
    pub async fn text(&self) -> String {
        match self.driver.find(By::Tag("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Gets a code and signs in on the sign-in page.
    pub async fn sign_in(&self, world: &World, number: &str) {
        let before = world.outbox.count();
        self.type_into("#phone", number).await;
        self.tap(".code button").await;
        self.until("for a code", async || world.outbox.count() > before)
            .await;
        self.type_into("#code", &world.outbox.last(number).unwrap())
            .await;
    }

    /// Takes a picture of the screen in both themes and asks axe what it finds wrong with it.
    pub async fn picture(&self, name: &str) {
        let folder = PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../target/screenshots"
        ));
        std::fs::create_dir_all(&folder).unwrap();
        let tools = self.driver.cdp();
        for theme in ["dark", "light"] {
            let feature = json!([{ "name": "prefers-color-scheme", "value": theme }]);
            let media = json!({ "features": feature });
            tools
                .send_raw("Emulation.setEmulatedMedia", media)
                .await
                .unwrap();
            self.accessible(&format!("{name} {theme}")).await;
            self.driver
                .screenshot(&folder.join(format!("{name}-{theme}.png")))
                .await
                .unwrap();
        }
    }

    async fn accessible(&self, screen: &str) {
        let Some(axe) = std::env::var_os("AXE_JS") else {
            panic!("AXE_JS names no axe.min.js: run the stories by `cargo xtask test`")
        };
        self.driver
            .execute(std::fs::read_to_string(axe).unwrap(), vec![])
            .await
            .unwrap();
        let run = "const done = arguments[0]; axe.run(document).then(r => done(r.violations.map(\
                   v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))));";
        let found = self.driver.execute_async(run, vec![]).await.unwrap();
        assert_eq!(found.json(), &json!([]), "axe on {screen}");
    }

    /// The picture of the screen in a theme, as its bytes.
    pub async fn pixels(&self, theme: &str) -> Vec<u8> {
        let feature = json!([{ "name": "prefers-color-scheme", "value": theme }]);
        let media = json!({ "features": feature });
        let tools = self.driver.cdp();
        tools
            .send_raw("Emulation.setEmulatedMedia", media)
            .await
            .unwrap();
        self.driver.screenshot_as_png().await.unwrap()
    }

    /// Keeps the browser from fetching addresses that match.
    pub async fn block(&self, urls: &[&str]) {
        let tools = self.driver.cdp();
        tools.send_raw("Network.enable", json!({})).await.unwrap();
        tools
            .send_raw("Network.setBlockedURLs", json!({ "urls": urls }))
            .await
            .unwrap();
    }

    /// Closes the browser and opens it again: a new window, the same phone.
    pub async fn reopened(self) -> Self {
        let Self {
            driver,
            _process: process,
            profile,
            language,
            device,
        } = self;
        driver.quit().await.unwrap();
        drop(process);
        Self::start(profile, language, device).await
    }

    /// Takes the network away, or gives it back.
    pub async fn network(&self, there: bool) {
        let tools = self.driver.cdp();
        let conditions = json!({
            "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        tools.send_raw("Network.enable", json!({})).await.unwrap();
        tools
            .send_raw("Network.emulateNetworkConditions", conditions)
            .await
            .unwrap();
    }

    /// Turns the phone off.
    pub async fn off(self) {
        self.driver.clone().quit().await.ok();
    }
}

/// The driver's process; it ends with the phone, also when a story fails.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn capabilities(profile: &TempDir, language: &str, device: &serde_json::Value) -> Capabilities {
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
        format!("--user-data-dir={}", profile.path().display()),
    ];
    let options = json!({
        "binary": program("CHROME", "/usr/bin/chromium"),
        "args": args,
        "mobileEmulation": device,
    });
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome").unwrap();
    capabilities.set("goog:chromeOptions", options).unwrap();
    capabilities
}
