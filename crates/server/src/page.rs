//! The HTML: the built page as a template, filled per request, under a strict Content-Security-Policy.

use std::path::Path;

use anyhow::{Context, ensure};
use api::answer::{Boot, Guide};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use view::Child;
use view::html::escape;
use view::lang::Lang;

const HEAD: &str = "<!--qd:head-->";
const BODY: &str = "<!--qd:body-->";
const BOOT: &str = "<!--qd:boot-->";

/// The built `index.html` with the hashes of its inline scripts and styles.
pub struct Template {
    html: String,
    scripts: String,
    styles: String,
}

/// What a page is filled with.
pub struct Page {
    /// The status.
    pub status: StatusCode,
    /// What the app begins with.
    pub boot: Boot,
    /// The language.
    pub lang: Lang,
    /// What the tab is called where no guide says so.
    pub title: &'static str,
    /// The page's full address, for its preview card.
    pub url: String,
    /// Paints the guide page into the HTML.
    pub paint: bool,
    /// A fresh nonce for the accent's style.
    pub nonce: [u8; 16],
}

impl Template {
    /// Reads the built page of the app.
    pub fn read(app_dir: &Path) -> anyhow::Result<Self> {
        let path = app_dir.join("index.html");
        let html = std::fs::read_to_string(&path).with_context(|| {
            format!(
                "no built app at {}: run `cargo xtask serve`",
                path.display()
            )
        })?;
        Self::new(html)
    }

    /// A template of this HTML; refuses one without the three marks.
    pub fn new(html: String) -> anyhow::Result<Self> {
        for mark in [HEAD, BODY, BOOT] {
            ensure!(html.contains(mark), "the built page has no {mark}");
        }
        let scripts = inline(&html, "script").map(hash_source).collect();
        let styles = inline(&html, "style").map(hash_source).collect();
        Ok(Self {
            html,
            scripts,
            styles,
        })
    }

    /// Fills it.
    pub fn fill(&self, page: &Page) -> Response {
        let nonce = STANDARD.encode(page.nonce);
        let guide = page.boot.guide.as_ref();
        let painted = match guide.filter(|_| page.paint) {
            _ if page.boot.failed => view::failed(page.lang),
            Some(guide) => view::guide(guide, page.lang),
            None => view::loading(page.lang).node(),
        };
        let painted = painted.html();
        // JSON can't end the script element once no `<` is left in it.
        let boot = serde_json::to_string(&page.boot)
            .unwrap_or_default()
            .replace('<', "\\u003c");
        let boot = format!(r#"<script type="application/json" id="boot">{boot}</script>"#);
        let html = self
            .html
            .replacen(
                r#"lang="zh-CN""#,
                &format!(r#"lang="{}""#, page.lang.html()),
                1,
            )
            .replacen(HEAD, &head(page, guide, &nonce), 1)
            .replacen(BODY, &painted, 1)
            .replacen(BOOT, &boot, 1);
        let mut response = (page.status, html).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            header::VARY,
            HeaderValue::from_static("cookie, accept-language"),
        );
        if let Ok(policy) = HeaderValue::from_str(&self.policy(&nonce)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }

    fn policy(&self, nonce: &str) -> String {
        let Self {
            scripts, styles, ..
        } = self;
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; \
             style-src 'self' 'nonce-{nonce}'{styles}; img-src 'self' data:; connect-src 'self'; \
             manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
    }
}

fn head(page: &Page, guide: Option<&Guide>, nonce: &str) -> String {
    let suite = guide.and_then(|guide| guide.suite.as_ref());
    let (title, description, accent) = match suite {
        None => (page.title.to_owned(), String::new(), String::new()),
        Some(suite) => {
            let tagline = match (page.lang, &suite.tagline.en) {
                (Lang::En, Some(en)) => en,
                _ => &suite.tagline.zh,
            };
            let accent = format!(
                "<style nonce=\"{nonce}\">:root{{--accent-fill:{};--accent-dark:{}}}</style>",
                suite.accent, suite.accent_dark
            );
            (
                format!("{} · {}", suite.name, suite.vendor),
                tagline.clone(),
                accent,
            )
        }
    };
    let (title, description, url) = (escape(&title), escape(&description), escape(&page.url));
    let mut head = format!("<title>{title}</title>");
    if !description.is_empty() {
        head += &format!(
            "<meta name=\"description\" content=\"{description}\">\
             <meta property=\"og:type\" content=\"website\">\
             <meta property=\"og:title\" content=\"{title}\">\
             <meta property=\"og:description\" content=\"{description}\">\
             <meta property=\"og:url\" content=\"{url}\">"
        );
    } else {
        head += &format!("<meta name=\"description\" content=\"{title}\">");
    }
    head + &accent
}

/// The contents of the inline elements of this name: those without a `src`.
fn inline<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let open = format!("<{name}");
    let close = format!("</{name}>");
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(&open)?;
            let tag = &rest[start..];
            let inside = tag.find('>')? + 1;
            let end = tag.find(&close)?;
            rest = &tag[end + close.len()..];
            if !tag[..inside].contains(" src=") && end > inside {
                return Some(&tag[inside..end]);
            }
        }
    })
}

fn hash_source(content: &str) -> String {
    format!(
        " 'sha256-{}'",
        STANDARD.encode(Sha256::digest(content.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_inline_element_is_hashed_and_no_other() {
        let html =
            "<style>a{}</style><script src=\"x.js\"></script><script type=module>f()</script>";
        assert_eq!(inline(html, "script").collect::<Vec<_>>(), ["f()"]);
        assert_eq!(inline(html, "style").collect::<Vec<_>>(), ["a{}"]);
        // The hash that `printf 'f()' | openssl dgst -sha256 -binary | base64` prints.
        assert_eq!(hash_source("f()").len(), " 'sha256-'".len() + 44);
    }

    #[test]
    fn a_page_without_the_marks_is_refused() {
        assert!(Template::new("<html></html>".to_owned()).is_err());
    }
}
