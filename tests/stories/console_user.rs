//! Somebody at the console, with what they do there.

use std::fs;
use std::path::Path;
use std::time::Duration;

use domain::time::Span;
use serde_json::json;
use server::accounts::totp::SecondFactor;
use tests::World;
use tests::console::PASSWORD;

use crate::phone::Phone;

/// Where the pictures of a screen go: a desk's and a phone's apart.
pub struct ConsoleUser {
    /// Their browser.
    pub browser: Phone,
    name: &'static str,
}

impl ConsoleUser {
    /// At a desk of 1440 x 900.
    pub async fn desk() -> Self {
        let browser = Phone::desktop("zh-CN").await;
        Self {
            browser,
            name: "console",
        }
    }

    /// On a phone of 390 x 844.
    pub async fn phone() -> Self {
        let browser = Phone::new("zh-CN").await;
        Self {
            browser,
            name: "console-phone",
        }
    }

    /// Takes a picture in both themes and asks axe about it. Toasts lie over the page for a while: none is waited for.
    pub async fn picture(&self, screen: &str) {
        self.browser.until_asked(SETTLED).await;
        self.browser
            .picture(&format!("{}-{screen}", self.name))
            .await;
        let fits = "return document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(self.browser.asks(fits).await, json!(true), "{screen}");
    }

    /// Types into fields, by their selectors.
    pub async fn type_all(&self, fields: &[(&str, &str)]) {
        for (css, text) in fields {
            self.browser.type_into(css, text).await;
        }
    }

    /// Submits the form that a field is in.
    pub async fn submit(&self, form: &str) {
        self.browser
            .tap(&format!("{form} button[type=submit]"))
            .await;
    }

    /// Signs in.
    pub async fn sign_in(&self, email: &str) {
        self.type_all(&[("#sign-in-email", email), ("#sign-in-password", PASSWORD)])
            .await;
        self.submit(".door").await;
    }

    /// Sets the second factor up, and answers its secret.
    pub async fn set_up_factor(&self, world: &World, email: &str) -> String {
        self.browser.type_into("#factor-password", PASSWORD).await;
        self.submit(".form:has(#factor-password)").await;
        let secret = self.browser.find(".secret").await.text().await.unwrap();
        let secret = secret.replace(' ', "");
        self.picture("factor-scan").await;
        let code = code(world, &secret, email);
        self.browser.type_into("#factor-code", &code).await;
        self.submit(".form:has(#factor-code)").await;
        self.browser.find(".codes li:nth-child(8)").await;
        self.picture("factor-codes").await;
        self.browser.tap("#codes-kept").await;
        secret
    }

    /// Downloads what a link of the page leads to, and answers the file's bytes.
    pub async fn download(&self, folder: &Path, css: &str, name: &str) -> Vec<u8> {
        let to = json!({ "behavior": "allow", "downloadPath": folder });
        let tools = self.browser.driver.cdp();
        tools
            .send_raw("Browser.setDownloadBehavior", to)
            .await
            .unwrap();
        self.browser.tap(css).await;
        // It has another name until it is whole.
        for _ in 0..600 {
            if let Ok(bytes) = fs::read(folder.join(name)) {
                return bytes;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{name} was not downloaded");
    }

    /// Opens a section of the sidebar, on a phone by its menu.
    pub async fn section(&self, path: &str, says: &str) {
        if self.name == "console" {
            self.browser.tap(&format!(".side a[href='{path}']")).await;
        } else {
            self.browser.tap(".top .icon-button").await;
            self.browser.tap(&format!(".drawer a[href='{path}']")).await;
            self.browser
                .until_asked("return !document.querySelector('dialog[open]')")
                .await;
        }
        self.browser.comes_to(path).await;
        self.browser.sees(says).await;
        let heading = "return document.activeElement?.tagName === 'H1'";
        self.browser.until_asked(heading).await;
    }
}

/// The page has its heading, nothing is loading, and no toast is about to go.
const SETTLED: &str = "return !!document.querySelector('h1') && !document.querySelector('.skeleton')\
     && document.getAnimations().every(it => it.playState !== 'running' || it.effect.getTiming().iterations === Infinity)";

/// The code that the app shows now, of a later step than any before.
pub fn code(world: &World, secret: &str, email: &str) -> String {
    world.pass(Span::seconds(30));
    SecondFactor::read(secret, email).unwrap().code(world.now())
}
