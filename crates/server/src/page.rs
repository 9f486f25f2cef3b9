//! The HTML: the built page as a template, filled per request, under a strict Content-Security-Policy.

mod mark;

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use ui::accent;
use ui::lang::Lang;
use ui::paint::escape;

pub use self::mark::Mark;

const HEAD: &str = "<!--qd:head-->";
const BODY: &str = "<!--qd:body-->";
const BOOT: &str = "<!--qd:boot-->";
/// What stands between these is only of use where a program runs at once.
const PROGRAM: [&str; 2] = ["<!--qd:program-->", "<!--/qd:program-->"];
/// The element that holds the page.
const ROOT: &str = "<div id=\"app\">";
/// The same with or without what documents say on it.
const ROOT_BEGINS: &str = "<div id=\"app\"";

/// The pages of the phone's two programs.
pub struct Pages {
    /// From the scan to the start.
    pub deploy: Template,
    /// The team after it.
    pub workbench: Template,
}

impl Pages {
    /// Reads the built pages of the app; in `live` pages, each time that one is filled.
    ///
    /// # Errors
    /// A page that isn't there, or that lacks a mark to fill.
    pub fn read(app_dir: &Path, live: bool) -> anyhow::Result<Self> {
        let read = |name| Template::read(app_dir.join(name), live);
        Ok(Self {
            deploy: read("index.html")?,
            workbench: read("workbench.html")?,
        })
    }
}

/// A built page.
pub struct Template {
    built: Built,
    /// The file that is read each time, while the app is worked on.
    live: Option<PathBuf>,
}

/// A page as it was read, as that of a document and as that of a program.
struct Built {
    document: Html,
    program: Html,
}

/// A page with the hashes of its inline scripts and styles.
struct Html {
    html: String,
    scripts: String,
    styles: String,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Complete as it is painted; the program that comes next is fetched and waits for a tap.
    Document,
    /// The program takes the place of what is painted.
    Program,
}

/// What a page is filled with.
pub struct Page {
    /// The status.
    pub status: StatusCode,
    /// What it is.
    pub kind: Kind,
    /// The language.
    pub lang: Lang,
    /// What the tab is called.
    pub title: String,
    /// What the page is about, for its preview card.
    pub description: Option<String>,
    /// The accent as a button's ground, and as text on dark ground.
    pub accent: Option<(String, String)>,
    /// Whether it takes more than a phone's column where there is room.
    pub wide: bool,
    /// Whether it is a test's.
    pub mark: Option<Mark>,
    /// The page's full address, for its preview card.
    pub url: String,
    /// The preview card's picture, 1200 x 630.
    pub card: Option<String>,
    /// The HTML that is painted.
    pub painted: String,
    /// What the program begins with, as JSON; none where none does.
    pub boot: Option<String>,
    /// A fresh nonce for the accent's style.
    pub nonce: [u8; 16],
}

/// What a program begins with, as a page carries it.
pub fn boot(boot: &impl Serialize) -> Option<String> {
    // JSON can't end the script element once no `<` is left in it.
    serde_json::to_string(boot)
        .ok()
        .map(|json| json.replace('<', "\\u003c"))
}

impl Template {
    /// A template of this HTML.
    ///
    /// # Errors
    /// HTML without one of the marks.
    pub fn new(html: &str) -> anyhow::Result<Self> {
        Ok(Self {
            built: Built::new(html)?,
            live: None,
        })
    }

    fn read(path: PathBuf, live: bool) -> anyhow::Result<Self> {
        Ok(Self {
            built: Built::read(&path)?,
            live: live.then_some(path),
        })
    }

    /// Fills it.
    pub fn fill(&self, page: &Page) -> Response {
        // While Trunk puts a new page there, the one before is as good.
        let now = self.live.as_ref().and_then(|path| Built::read(path).ok());
        now.as_ref().unwrap_or(&self.built).fill(page)
    }
}

impl Built {
    fn new(html: &str) -> anyhow::Result<Self> {
        for mark in [HEAD, BODY, BOOT, PROGRAM[0], PROGRAM[1], ROOT] {
            ensure!(html.contains(mark), "the built page has no {mark}");
        }
        let mut document = html.replacen(ROOT, "<div id=\"app\" data-document>", 1);
        while let Some(start) = document.find(PROGRAM[0])
            && let Some(end) = document[start..].find(PROGRAM[1])
        {
            document.replace_range(start..start + end + PROGRAM[1].len(), "");
        }
        let program = PROGRAM
            .iter()
            .fold(html.to_owned(), |html, mark| html.replace(mark, ""));
        Ok(Self {
            document: Html::new(document),
            program: Html::new(program),
        })
    }

    fn read(path: &Path) -> anyhow::Result<Self> {
        let html = std::fs::read_to_string(path).with_context(|| {
            format!(
                "no built app at {}: run `cargo xtask serve`",
                path.display()
            )
        })?;
        // What `trunk serve` fills in where it answers with the page itself.
        let html = html
            .replace("'{{__TRUNK_ADDRESS__}}'", "location.host")
            .replace("{{__TRUNK_WS_BASE__}}", "/");
        Self::new(&html)
    }

    fn fill(&self, page: &Page) -> Response {
        let template = match page.kind {
            Kind::Document => &self.document,
            Kind::Program => &self.program,
        };
        let nonce = STANDARD.encode(page.nonce);
        let wide = if page.wide { r#" class="wide""# } else { "" };
        let boot = page
            .boot
            .as_ref()
            .map(|boot| format!(r#"<script type="application/json" id="boot">{boot}</script>"#));
        let bar = page.mark.as_ref().map(Mark::bar).unwrap_or_default();
        let html = template
            .html
            .replacen(
                r#"lang="zh-CN""#,
                &format!(r#"lang="{}"{wide}"#, page.lang.html()),
                1,
            )
            .replacen(HEAD, &head(page, &nonce), 1)
            .replacen(ROOT_BEGINS, &format!("{bar}{ROOT_BEGINS}"), 1)
            .replacen(BODY, &page.painted, 1)
            .replacen(BOOT, boot.as_deref().unwrap_or_default(), 1);
        let mut response = (page.status, html).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        // A phone and a desktop, a browser and a chat app's web view get different pages.
        headers.insert(
            header::VARY,
            HeaderValue::from_static("cookie, accept-language, user-agent"),
        );
        if let Ok(policy) = HeaderValue::from_str(&template.policy(&nonce)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

impl Html {
    fn new(html: String) -> Self {
        let (scripts, styles) = inline_sources(&html);
        Self {
            html,
            scripts,
            styles,
        }
    }

    fn policy(&self, nonce: &str) -> String {
        let Self {
            scripts, styles, ..
        } = self;
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; \
             style-src 'self' 'nonce-{nonce}'{styles}; worker-src 'self'; child-src 'self'; img-src 'self' data:; connect-src 'self'; \
             manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
    }
}

fn head(page: &Page, nonce: &str) -> String {
    let style = |rules: &str| format!("<style nonce=\"{nonce}\">{rules}</style>");
    let accent = page.accent.as_ref();
    let accent = accent
        .and_then(|(fill, on_dark)| accent::rules(fill, on_dark))
        .map(|rules| style(&rules));
    let mark = page.mark.as_ref().map(|_| style(mark::STYLE));
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
        "<title>{title}</title>{described}{}{}{}",
        card.unwrap_or_default(),
        accent.unwrap_or_default(),
        mark.unwrap_or_default()
    )
}

/// What a Content-Security-Policy allows a page's inline scripts and styles by, each with a space before it.
pub fn inline_sources(html: &str) -> (String, String) {
    let of = |name| inline(html, name).map(hash_source).collect();
    (of("script"), of("style"))
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
        // What `printf 'f()' | openssl dgst -sha256 -binary | base64` prints.
        assert_eq!(
            hash_source("f()"),
            " 'sha256-GcEEE0IkDzIP5EQ6DXZaDPORqT5RTBELX8Fyzyg9yvo='"
        );
    }

    #[test]
    fn a_page_without_the_marks_is_refused() {
        assert!(Template::new("<html></html>").is_err());
    }

    #[test]
    fn a_document_comes_without_what_only_a_program_needs() {
        let html = format!(
            "{HEAD}{ROOT}{BODY}</div>{BOOT}{}old{}",
            PROGRAM[0], PROGRAM[1]
        );
        let template = Template::new(&html).unwrap();
        assert!(!template.built.document.html.contains("old"));
        assert!(template.built.document.html.contains("data-document"));
        assert!(template.built.program.html.contains("old"));
        assert!(!template.built.program.html.contains("data-document"));
    }

    #[test]
    fn a_live_page_is_read_each_time_and_a_broken_one_is_passed_over() {
        let file = std::env::temp_dir().join(format!("live-page-{}.html", std::process::id()));
        let page = |style| {
            let marks = PROGRAM.concat();
            format!("<style>{style}</style>{HEAD}{ROOT}{BODY}</div>{BOOT}{marks}")
        };
        std::fs::write(&file, page("a{}")).unwrap();
        let kept = Template::read(file.clone(), false).unwrap();
        let live = Template::read(file.clone(), true).unwrap();
        let policy = |template: &Template| {
            let filled = template.fill(&Page {
                status: StatusCode::OK,
                kind: Kind::Document,
                lang: Lang::En,
                title: String::new(),
                description: None,
                accent: None,
                wide: false,
                mark: None,
                url: String::new(),
                card: None,
                painted: String::new(),
                boot: None,
                nonce: [0; 16],
            });
            let policy = &filled.headers()[header::CONTENT_SECURITY_POLICY];
            policy.to_str().unwrap().to_owned()
        };
        assert!(policy(&live).contains(&hash_source("a{}")));
        std::fs::write(&file, page("b{}")).unwrap();
        assert!(policy(&live).contains(&hash_source("b{}")));
        assert!(policy(&kept).contains(&hash_source("a{}")));
        std::fs::write(&file, "half of").unwrap();
        assert!(policy(&live).contains(&hash_source("a{}")));
        std::fs::remove_file(file).unwrap();
    }
}
