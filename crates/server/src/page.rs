//! The HTML: the built page as a template, filled per request, under a strict Content-Security-Policy.

use std::path::Path;

use anyhow::{Context, ensure};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use view::Node;
use view::html::escape;
use view::lang::Lang;

const HEAD: &str = "<!--qd:head-->";
const BODY: &str = "<!--qd:body-->";
const BOOT: &str = "<!--qd:boot-->";
const SHARE_STYLE: &str = include_str!("share.css");
const SHARE_SCRIPT: &str = include_str!("share.js");

/// The pages of the phone's two programs.
pub struct Pages {
    /// From the scan to the start.
    pub deploy: Template,
    /// The team after it.
    pub workbench: Template,
    /// The share page, which has no program.
    pub share: Template,
}

impl Pages {
    /// Reads the built pages of the app.
    pub fn read(app_dir: &Path) -> anyhow::Result<Self> {
        let read = |name| {
            let path = app_dir.join(name);
            let html = std::fs::read_to_string(&path).with_context(|| {
                format!(
                    "no built app at {}: run `cargo xtask serve`",
                    path.display()
                )
            })?;
            Template::new(html)
        };
        Ok(Self {
            share: read("index.html")?.without_program()?,
            deploy: read("index.html")?,
            workbench: read("workbench.html")?,
        })
    }
}

/// A built page with the hashes of its inline scripts and styles.
pub struct Template {
    html: String,
    scripts: String,
    styles: String,
}

/// What a page is filled with.
pub struct Page {
    /// The status.
    pub status: StatusCode,
    /// The language.
    pub lang: Lang,
    /// What the tab is called.
    pub title: String,
    /// What the page is about, for its preview card.
    pub description: Option<String>,
    /// The accent as a button's ground, and as text on dark ground.
    pub accent: Option<(String, String)>,
    /// The page's full address, for its preview card.
    pub url: String,
    /// The preview card's picture, 1200 x 630.
    pub card: Option<String>,
    /// What is painted before the program is there.
    pub painted: Node,
    /// What the program begins with, as JSON.
    pub boot: String,
    /// A fresh nonce for the accent's style.
    pub nonce: [u8; 16],
}

impl Template {
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

    /// The same page without the program, and with what the share page has instead of one.
    pub fn without_program(&self) -> anyhow::Result<Self> {
        let mut html = self.html.clone();
        let of_program = [
            ("<script type=\"module\">", "</script>"),
            ("<noscript>", "</noscript>"),
        ];
        for (from, to) in of_program {
            if let Some(start) = html.find(from)
                && let Some(end) = html[start..].find(to)
            {
                html.replace_range(start..start + end + to.len(), "");
            }
        }
        let head = format!("<style>{SHARE_STYLE}</style>{HEAD}");
        let boot = format!("{BOOT}<script>{SHARE_SCRIPT}</script>");
        Self::new(html.replacen(HEAD, &head, 1).replacen(BOOT, &boot, 1))
    }

    /// Fills it.
    pub fn fill(&self, page: &Page) -> Response {
        let nonce = STANDARD.encode(page.nonce);
        // JSON can't end the script element once no `<` is left in it.
        let boot = page.boot.replace('<', "\\u003c");
        let boot = format!(r#"<script type="application/json" id="boot">{boot}</script>"#);
        let html = self
            .html
            .replacen(
                r#"lang="zh-CN""#,
                &format!(r#"lang="{}""#, page.lang.html()),
                1,
            )
            .replacen(HEAD, &head(page, &nonce), 1)
            .replacen(BODY, &page.painted.html(), 1)
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

fn head(page: &Page, nonce: &str) -> String {
    let accent = page.accent.as_ref().map(|(fill, dark)| {
        format!(
            "<style nonce=\"{nonce}\">:root{{--accent-fill:{fill};--accent-dark:{dark}}}</style>"
        )
    });
    let (title, url) = (escape(&page.title), escape(&page.url));
    let described = match &page.description {
        None => format!("<meta name=\"description\" content=\"{title}\">"),
        Some(description) => {
            let description = escape(description);
            format!(
                "<meta name=\"description\" content=\"{description}\">\
                 <meta property=\"og:type\" content=\"website\">\
                 <meta property=\"og:title\" content=\"{title}\">\
                 <meta property=\"og:description\" content=\"{description}\">\
                 <meta property=\"og:url\" content=\"{url}\">"
            )
        }
    };
    let card = page.card.as_ref().map(|card| {
        let card = escape(card);
        format!(
            "<link rel=\"canonical\" href=\"{url}\">\
             <meta property=\"og:image\" content=\"{card}\">\
             <meta property=\"og:image:type\" content=\"image/png\">\
             <meta property=\"og:image:width\" content=\"1200\">\
             <meta property=\"og:image:height\" content=\"630\">\
             <meta property=\"og:image:alt\" content=\"{title}\">\
             <meta name=\"twitter:card\" content=\"summary_large_image\">"
        )
    });
    format!(
        "<title>{title}</title>{described}{}{}",
        card.unwrap_or_default(),
        accent.unwrap_or_default()
    )
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
