//! A phone: a browser through WebDriver, with what a person does on it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;
use tests::World;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

use crate::engine::{Driver, Engine, capabilities};

/// How long a screen may take to come before a story has failed.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Keeps what goes wrong in the pages of a server, from page to page.
const WATCH: &str = "if (!window.watched && location.protocol === 'http:') {
    window.watched = true;
    const note = what => {
        const wrong = JSON.parse(sessionStorage.getItem('wrong') ?? '[]');
        sessionStorage.setItem('wrong', JSON.stringify([...wrong, `${location.pathname}: ${what}`]));
    };
    addEventListener('error', e => note(e.message));
    addEventListener('unhandledrejection', e => note(e.reason));
}";

/// Finds what this selector finds once a thumb can hit it: it has stood still for a while, and nothing covers it.
const STANDING: &str = "const [css, done] = arguments;
    let last, place, calm = 0, looks = 0;
    (function look() {
        const it = document.querySelector(css);
        it?.scrollIntoView({ block: 'center' });
        const box = it?.getBoundingClientRect();
        const now = JSON.stringify(box);
        const hit = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        calm = it && it === last && now === place && it.contains(hit) ? calm + 1 : 0;
        [last, place] = [it, now];
        if (calm >= 3 || ++looks > 30) return done(calm >= 3 ? it : null);
        setTimeout(look, 30);
    })()";

/// One phone with its own browser.
pub struct Phone {
    /// The browser.
    pub driver: WebDriver,
    engine: Engine,
    _process: Driver,
    profile: TempDir,
    language: &'static str,
    device: serde_json::Value,
}

impl Phone {
    /// Turns a new phone on.
    pub async fn new(language: &'static str) -> Self {
        let metrics = json!({ "width": 390, "height": 844, "pixelRatio": 2, "touch": true });
        let agent =
            "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36";
        let phone = json!({ "deviceMetrics": metrics, "userAgent": agent });
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
        let engine = Engine::now();
        let process = Driver::start(engine, language);
        let capabilities = capabilities(engine, profile.path(), language, &device);
        for _ in 0..100 {
            if let Ok(driver) = WebDriver::new(&process.url, capabilities.clone()).await {
                let phone = Self {
                    driver,
                    engine,
                    _process: process,
                    profile,
                    language,
                    device,
                };
                match engine {
                    Engine::Chromium => phone.has(WATCH).await,
                    // As narrow as its window gets.
                    Engine::WebKit => phone.driver.set_window_rect(0, 0, 390, 844).await.unwrap(),
                }
                return phone;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no browser came up");
    }

    /// Opens a path of the world's server.
    pub async fn open(&self, world: &World, path: &str) {
        self.go_to(&format!("{}{path}", world.base)).await;
    }

    /// Opens an address.
    pub async fn go_to(&self, address: &str) {
        self.driver.goto(address).await.unwrap();
        if self.engine == Engine::WebKit {
            self.driver.execute(WATCH, vec![]).await.unwrap();
        }
    }

    /// Has every page from now on run this before its own scripts: what a real phone has and this Chromium hasn't.
    pub async fn has(&self, script: &str) {
        let script = json!({ "source": script });
        let add = "Page.addScriptToEvaluateOnNewDocument";
        self.driver.cdp().send_raw(add, script).await.unwrap();
    }

    /// Waits until the page's program takes taps: on a document those on its steps' links.
    pub async fn ready(&self) {
        self.find("#app[data-document=ready], #app > .contents")
            .await;
    }

    /// Waits for the element with this selector.
    pub async fn find(&self, css: &str) -> WebElement {
        let start = Instant::now();
        while start.elapsed() < TIMEOUT {
            // While one page follows another WebKit's driver answers with errors of all kinds.
            if let Ok(found) = self.driver.find(By::Css(css)).await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no {css} {}", self.told().await);
    }

    /// Taps what this selector finds, once, as soon as a thumb could.
    pub async fn tap(&self, css: &str) {
        let start = Instant::now();
        while start.elapsed() < TIMEOUT {
            // A page that goes away meanwhile takes the script with it: then it is looked for on the next.
            let found = self.driver.execute_async(STANDING, vec![json!(css)]).await;
            if let Some(found) = found.ok().and_then(|it| it.element().ok()) {
                match found.click().await.map_err(|why| why.into_inner()) {
                    Ok(()) => return,
                    // Drawn again in between: then nothing was tapped.
                    Err(WebDriverErrorInner::StaleElementReference(_)) => {}
                    Err(why) => panic!("{css}: {why}"),
                }
            }
        }
        panic!("no {css} to tap {}", self.told().await);
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

    /// Presses it once and comes to an address that ends so.
    pub async fn back_to(&self, end: &str) {
        self.back().await;
        self.comes_to(end).await;
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
        // WebKit's driver leaves line breaks out.
        let enter = char::from(Key::Enter).to_string();
        field.send_keys(text.replace('\n', &enter)).await.unwrap();
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
        let start = Instant::now();
        while start.elapsed() < TIMEOUT {
            if holds().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("waited {what}, {}", self.told().await);
    }

    /// Where it is, what it says, and what went wrong in the page.
    async fn told(&self) -> String {
        let wrong = self.wrong().await;
        let (address, text) = (self.address().await, self.text().await);
        format!("on {address}: {text}\nerrors: {wrong}")
    }

    /// What went wrong in the pages so far.
    async fn wrong(&self) -> serde_json::Value {
        let ask = "return location.protocol === 'http:' ? sessionStorage.getItem('wrong') : null";
        self.asks(ask).await
    }

    /// Forgets what went wrong so far: the story meant it to.
    pub async fn forgive(&self) {
        self.asks("return sessionStorage.removeItem('wrong')").await;
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
        if self.engine != Engine::Chromium {
            return;
        }
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
        if self.asks("return !window.axe").await == json!(true) {
            let axe = std::fs::read_to_string(axe).unwrap();
            self.driver.execute(axe, vec![]).await.unwrap();
        }
        let run = "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then(r => \
                   done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))));";
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
        assert_eq!(self.wrong().await, json!(null), "went wrong in the pages");
        let Self {
            driver,
            engine: _,
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

    /// Turns the phone off. Nothing went wrong in its pages that it wasn't forgiven.
    pub async fn off(self) {
        assert_eq!(self.wrong().await, json!(null), "went wrong in the pages");
        self.driver.clone().quit().await.ok();
    }
}
